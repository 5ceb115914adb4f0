import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { elementsOf, readPdf } from '../support/read-pdf.ts'
import { everyVariant, sampleNotice, samplePayable, samplePostal } from '../support/sample-papers.ts'
import { type PlacedCode, readCodes, scanIsMissing } from '../support/scan.ts'
import { cents } from '../../src/core/money.ts'
import type { NoticeNumber } from '../../src/core/notice-number.ts'
import { dataMatrixText, qrText } from '../../src/notices/notice-codes.ts'
import { type NoticeDocument, payablesOf } from '../../src/notices/notice-document.ts'
import { printNotices } from '../../src/notices/notice.pdf.ts'

/** What the codes of a notice must say, in any order. */
function textsOf(notice: NoticeDocument): string[] {
  return payablesOf(notice.asked).flatMap(({ noticeNumber, amount }) => {
    const asked = { noticeNumber, amount, institutionFiscalCode: notice.institution.fiscalCode }
    const { debtor, subject } = notice
    const qr = qrText(asked)
    if (!notice.postal) return [qr]
    return [qr, dataMatrixText({ ...asked, accountNumber: notice.postal.accountNumber, debtor, subject })]
  })
}

/** The codes where the file itself says that they stand. */
function codesIn(pdf: Buffer): PlacedCode[] {
  return [...elementsOf(readPdf(pdf).root)].flatMap(({ alt = '', place }): PlacedCode[] => {
    if (!place || !alt.startsWith('Codice')) return []
    return [{ kind: alt.startsWith('Codice QR') ? 'qr' : 'data-matrix', ...place }]
  })
}

const sorted = (texts: readonly string[]) => texts.toSorted()

test('both codes are 25 mm wide', async () => {
  const pdf = await printNotices(Object.values(everyVariant()), {}).pdf.finish()
  const codes = codesIn(pdf)
  assert.ok(codes.length > 500)
  for (const { box } of codes) {
    assert.ok(Math.abs((box.width / 72) * 25.4 - 25) < 0.01)
    assert.ok(Math.abs((box.height / 72) * 25.4 - 25) < 0.01)
  }
})

/** One of each geometry: other languages and other numbers of pages put the codes in the same places. */
const SCANNED = /^(single|no-due-date|fine|single-en|plan-(2|3|4|7|12)|plan-only-(3|12))(-postal)?$/

test('every code of every variant is read back at 300, 200 and 150 dpi', { skip: scanIsMissing }, async () => {
  const variants = Object.entries(everyVariant()).flatMap(([name, notice]) => (SCANNED.test(name) ? [notice] : []))
  assert.equal(variants.length, 22)
  const pdf = await printNotices(variants, {}).pdf.finish()
  const codes = codesIn(pdf)
  const expected = sorted(variants.flatMap(textsOf))
  for (const dpi of [300, 200, 150]) assert.deepEqual(sorted(readCodes(pdf, codes, dpi)), expected, `${dpi} dpi`)
})

const generated = fc.record({
  fullName: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 70 }),
  subject: fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 110 }),
    fc.string({ unit: 'binary', maxLength: 110 }),
    fc.constant("A&1',-.:_".repeat(12)),
  ),
  amount: fc.integer({ min: 1, max: 9_999_999_999 }).map(cents),
  base: fc.integer({ min: 0, max: 10 ** 15 - 1 }),
  isTest: fc.boolean(),
})

/** Few at the finest resolution, which no camera misses; most at the coarsest. */
const SHARES = [
  { dpi: 300, count: 100 },
  { dpi: 200, count: 250 },
  { dpi: 150, count: 650 },
]

test(
  'whatever the words, the amount and the number, both codes of a thousand notices are read back',
  { skip: scanIsMissing },
  async () => {
    for (const { dpi, count } of SHARES) {
      const notices = fc
        .sample(generated, count)
        .map(({ fullName, subject, amount, base, isTest }): NoticeDocument => ({
          ...sampleNotice,
          asked: {
            kind: 'single',
            single: { ...samplePayable, amount, noticeNumber: `301${String(base).padStart(15, '0')}` as NoticeNumber },
          },
          debtor: { ...sampleNotice.debtor, fullName },
          postal: samplePostal,
          subject,
          isTest,
        }))
      const pdf = await printNotices(notices, {}).pdf.finish()
      const read = readCodes(pdf, codesIn(pdf), dpi)
      notices.forEach((notice, index) => {
        const said = { name: notice.debtor.fullName, subject: notice.subject, asked: notice.asked }
        assert.deepEqual(read.slice(2 * index, 2 * index + 2), textsOf(notice), JSON.stringify(said))
      })
    }
  },
)
