/**
 * The notice number (codice avviso, NAV) and its creditor reference id (IUV).
 *
 * Eighteen digits, the first of which, the *aux digit*, says how to read the rest (SACI 3.2.1, generation of the IUV):
 *
 *     3  segregation code (2)  base (13)  check digits (2)     the only form for new numbers
 *     0  application code (2)  base (13)  check digits (2)     the IUV is the last 15 digits
 *     1  17 digits, no check digits
 *     2  base (15)             check digits (2)
 *
 * Check digits are the first sixteen digits modulo 93. They are written, and never required of a number that arrives:
 * the check is optional for everybody and many real and test numbers do not satisfy it.
 */
import type { Brand } from './brand.ts'

export type NoticeNumber = Brand<string, 'NoticeNumber'>
export type CreditorReferenceId = Brand<string, 'CreditorReferenceId'>

/** With this number the Node asks whether a station is alive; it belongs to no position. */
export const PROBE_NOTICE_NUMBER = '000000000000000000' as NoticeNumber

const BASE_DIGITS = 13
/** How many bases a segregation code has. */
export const BASE_COUNT = 10 ** BASE_DIGITS

/** Reads eighteen digits, grouped or not (`3012 0260 0000 0123 32`). */
export function parseNoticeNumber(text: string): NoticeNumber | undefined {
  const digits = text.replace(/[\s\u00a0.-]/g, '')
  return isNoticeNumber(digits) ? digits : undefined
}

export function isNoticeNumber(text: string): text is NoticeNumber {
  return /^[0-3]\d{17}$/.test(text)
}

/**
 * The notice numbers that an IUV can stand in. Seventeen digits do not tell their aux digit, and fifteen need the
 * application codes that the institution has used.
 */
export function noticeNumbersOf(iuv: string, applicationCodes: readonly string[]): NoticeNumber[] {
  if (/^\d{17}$/.test(iuv)) return ['3', '2', '1'].map((aux) => `${aux}${iuv}` as NoticeNumber)
  if (/^\d{15}$/.test(iuv)) return applicationCodes.map((code) => `0${code}${iuv}` as NoticeNumber)
  return []
}

export function creditorReferenceIdOf(noticeNumber: NoticeNumber): CreditorReferenceId {
  return noticeNumber.slice(noticeNumber.startsWith('0') ? 3 : 1) as CreditorReferenceId
}

/** Two digits; undefined for aux digit 1, which has none. */
export function checkDigitsOf(noticeNumber: string): string | undefined {
  if (noticeNumber.startsWith('1')) return undefined
  return String(Number(noticeNumber.slice(0, 16)) % 93).padStart(2, '0')
}

export function hasValidCheckDigits(noticeNumber: NoticeNumber): boolean {
  const expected = checkDigitsOf(noticeNumber)
  return expected === undefined || noticeNumber.endsWith(expected)
}

export function composeNoticeNumber(segregationCode: string, base: number): NoticeNumber {
  if (!/^\d{2}$/.test(segregationCode)) throw new RangeError(`not a segregation code: ${segregationCode}`)
  if (!Number.isSafeInteger(base) || base < 0 || base >= BASE_COUNT) throw new RangeError(`not a base: ${base}`)
  const first = `3${segregationCode}${String(base).padStart(BASE_DIGITS, '0')}`
  return `${first}${checkDigitsOf(first)}` as NoticeNumber
}

/** `3012 0260 0000 0123 32`, as printed on a notice. */
export function groupDigits(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ')
}
