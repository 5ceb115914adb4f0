/**
 * The payment notice (avviso di pagamento) as facts: what is asked, of whom, by when. What it looks like is decided in
 * `notice.pdf.ts`. Limits: guide to payment notices 3.5.1, "Specifiche dei campi".
 */
import type { FiscalCode } from '../core/fiscal-code.ts'
import { type Cents, isPayableAmount } from '../core/money.ts'
import type { NoticeNumber } from '../core/notice-number.ts'
import { cutTo, lengthInCharacters, printable } from '../core/printable-text.ts'
import type { Temporal } from '../core/time.ts'
import type { SecondLanguage } from '../institutions/institution.ts'

/** What one code on the paper asks for: the whole amount, an instalment, a discounted fine. */
export type Payable = { noticeNumber: NoticeNumber; amount: Cents; dueOn: Temporal.PlainDate | undefined }

/** Its number is the plan's, also when only some instalments are printed. */
export type PrintedInstallment = Payable & { number: number }

export type Asked =
  | { kind: 'single'; single: Payable }
  /** `count` is how many instalments the plan has; there may be one notice for all of it besides. */
  | { kind: 'plan'; single: Payable | undefined; count: number; installments: readonly PrintedInstallment[] }
  /** A fine under the highway code: which amount is right depends on the day on which it was notified. */
  | { kind: 'fine'; discounted: Payable; reduced: Payable }

export type NoticeInstitution = {
  name: string
  fiscalCode: FiscalCode
  officeName: string | undefined
  /** Site, telephone, opening hours: what helps somebody who has a question. */
  infoLines: readonly string[]
  cbillCode: string | undefined
  crestSvg: string | undefined
}

export type NoticeDebtor = {
  fullName: string
  /** Left out only when it is not known. */
  fiscalCode: FiscalCode | undefined
  /** Its lines are separated by `\n`. */
  address: string | undefined
}

export type PostalAccount = {
  accountNumber: string
  holder: string
  /** Poste's permission to print the slip (`AUT. DB/…`), printed as it is. */
  authorization: string | undefined
}

/** What stands beside the Italian; the institution may have translated its own words, too. */
export type SecondTexts = { language: SecondLanguage; subject: string | undefined; officeName: string | undefined }

export type NoticeDocument = {
  asked: Asked
  institution: NoticeInstitution
  debtor: NoticeDebtor
  subject: string
  second: SecondTexts | undefined
  postal: PostalAccount | undefined
  /** A notice of a test environment says so; nobody must take it to a counter. */
  isTest: boolean
  printedAt: Temporal.Instant
}

/** Every code that the paper carries, in the order in which it carries them. */
export function payablesOf(asked: Asked): readonly Payable[] {
  switch (asked.kind) {
    case 'single':
      return [asked.single]
    case 'plan':
      return asked.single ? [asked.single, ...asked.installments] : asked.installments
    case 'fine':
      return [asked.discounted, asked.reduced]
  }
}

export type LimitedField =
  | 'institution.name'
  | 'institution.officeName'
  | 'institution.infoLines'
  | 'debtor.fullName'
  | 'debtor.address'
  | 'subject'
  | 'second.subject'
  | 'second.officeName'
  | 'postal.holder'

/** The most characters that each field may have on paper. */
export const NOTICE_LIMITS: Readonly<Record<LimitedField, number>> = {
  'institution.name': 100,
  'institution.officeName': 50,
  'institution.infoLines': 100,
  'debtor.fullName': 70,
  'debtor.address': 140,
  subject: 90,
  'second.subject': 90,
  'second.officeName': 50,
  'postal.holder': 50,
}

/** What a reader of the paper does not get: the field was longer than the form, or than the room on the page. */
export type NoticeCut = { field: LimitedField; because: 'limit' | 'room' }

/**
 * The notice with nothing longer than the form allows, and what was cut to get there. Text is never printed smaller:
 * its sizes belong to the form.
 */
export function withinLimits(notice: NoticeDocument): { notice: NoticeDocument; cuts: NoticeCut[] } {
  const cuts: NoticeCut[] = []
  const limit = (field: LimitedField, text: string): string => {
    const clean = printable(text).trim()
    const cut = cutTo(clean, NOTICE_LIMITS[field])
    if (cut !== clean) cuts.push({ field, because: 'limit' })
    return cut
  }
  const { institution, debtor, second, postal } = notice
  const limited: NoticeDocument = {
    ...notice,
    institution: {
      ...institution,
      name: limit('institution.name', institution.name),
      officeName: institution.officeName && limit('institution.officeName', institution.officeName),
      infoLines: limitInfoLines(institution.infoLines, cuts),
    },
    debtor: {
      ...debtor,
      fullName: limit('debtor.fullName', debtor.fullName),
      address: debtor.address && limitAddress(debtor.address, limit),
    },
    subject: limit('subject', notice.subject),
    second: second && {
      ...second,
      subject: second.subject && limit('second.subject', second.subject),
      officeName: second.officeName && limit('second.officeName', second.officeName),
    },
    postal: postal && { ...postal, holder: limit('postal.holder', postal.holder) },
  }
  return { notice: limited, cuts }
}

/** Whole lines are left out: half a telephone number helps nobody. */
function limitInfoLines(infoLines: readonly string[], cuts: NoticeCut[]): string[] {
  const kept: string[] = []
  let length = 0
  for (const line of infoLines.map((text) => printable(text).trim()).filter((text) => text !== '')) {
    length += lengthInCharacters(line) + (kept.length > 0 ? INFO_SEPARATOR.length : 0)
    if (length > NOTICE_LIMITS['institution.infoLines']) {
      cuts.push({ field: 'institution.infoLines', because: 'limit' })
      break
    }
    kept.push(line)
  }
  return kept
}

export const INFO_SEPARATOR = ' · '

function limitAddress(address: string, limit: (field: LimitedField, text: string) => string): string {
  const lines = address.split('\n').map((line) => printable(line).trim())
  const clean = lines.filter((line) => line !== '')
  const whole = clean.join(LINE_MARK)
  return limit('debtor.address', whole).replaceAll(LINE_MARK, '\n')
}

/** Stands for the end of a line while the address is measured; no printable text has it. */
const LINE_MARK = '\ue000'

export type PostalSlip = { accountNumber: string; holder: string; authorization: string }

export type PostalLeftOut = 'no-account' | 'no-authorization' | 'not-an-account-number' | 'amount-too-large'

/** What whoever prints must be told: what a reader does not get to see, and why there is no slip. */
export type NoticeRemarks = { cuts: NoticeCut[]; postalLeftOut: PostalLeftOut | undefined }

export type PostalSection = { outcome: 'printed'; slip: PostalSlip } | { outcome: 'left-out'; reason: PostalLeftOut }

/** The postal code has ten digits for the cents: 99.999.999,99 euro. */
const MAX_POSTAL_AMOUNT = 9_999_999_999

/** Whether the notice carries a slip for each of its codes, and if not why: all of them or none. */
export function postalSectionOf({ postal, asked }: Pick<NoticeDocument, 'postal' | 'asked'>): PostalSection {
  if (!postal) return { outcome: 'left-out', reason: 'no-account' }
  const { accountNumber, holder, authorization } = postal
  if (!authorization?.trim()) return { outcome: 'left-out', reason: 'no-authorization' }
  if (!/^\d{1,12}$/.test(accountNumber)) return { outcome: 'left-out', reason: 'not-an-account-number' }
  const hasRoom = ({ amount }: Payable) => isPayableAmount(amount) && amount <= MAX_POSTAL_AMOUNT
  if (!payablesOf(asked).every(hasRoom)) return { outcome: 'left-out', reason: 'amount-too-large' }
  return { outcome: 'printed', slip: { accountNumber: accountNumber.padStart(12, '0'), holder, authorization } }
}
