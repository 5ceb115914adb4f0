/** The notices of a campaign, for the bench of the papers. */
import { cents } from '../../src/core/money.ts'
import { composeNoticeNumber } from '../../src/core/notice-number.ts'
import type { NoticeDocument } from '../../src/notices/notice-document.ts'
import { sampleNotice, samplePayable, samplePostal } from '../../tests/support/sample-papers.ts'

/** No two are alike: names, numbers and amounts change, as they do in a campaign. */
export function noticeOf(index: number, hasSlip = true): NoticeDocument {
  const payable = { ...samplePayable, noticeNumber: composeNoticeNumber('02', index), amount: cents(1_000 + index) }
  return {
    ...sampleNotice,
    asked: { kind: 'single', single: payable },
    debtor: { ...sampleNotice.debtor, fullName: `Ada Verdi ${NAMES[index % NAMES.length]} ${index}` },
    postal: hasSlip ? samplePostal : undefined,
  }
}

const NAMES = ['Bianchi', 'D’Angelò', 'Žižek', 'Müller', 'Conti', 'Esposito', 'Marchetti']
