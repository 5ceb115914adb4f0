/** The codes of pagoPA (SACI 3.2.1): notice numbers, their references, QR codes, IBANs. */
import { randomBytes, randomInt } from 'node:crypto'

/** With this number the Node asks whether a station is alive. */
export const PROBE_NOTICE_NUMBER = '0'.repeat(18)

export type Notice = { fiscalCode: string; noticeNumber: string }

export function isNoticeNumber(text: string): boolean {
  return /^\d{18}$/.test(text)
}

export function isInstitutionCode(text: string): boolean {
  return /^\d{11}$/.test(text)
}

/** The IUV: 15 digits after `0` and the application code, else the 17 that follow the aux digit. */
export function referenceOf(noticeNumber: string): string {
  return noticeNumber.slice(noticeNumber.startsWith('0') ? 3 : 1)
}

/** The first sixteen digits modulo 93; aux digit 1 has no check. */
export function checkDigits(firstSixteen: string): string {
  return String(BigInt(firstSixteen) % 93n).padStart(2, '0')
}

/** A new number, right in its check digits, that no station has given out. */
export function inventNoticeNumber(segregationCode: string): string {
  const base = String(randomInt(10 ** 10)).padStart(13, '9')
  const first = `3${segregationCode}${base}`
  return first + checkDigits(first)
}

/** 32 hexadecimal characters, as the Node's payment tokens are today. */
export function newPaymentToken(): string {
  return randomBytes(16).toString('hex')
}

/** ISO 13616: the country and the check go to the end, letters become numbers, the rest modulo 97 is 1. */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false
  if (text.startsWith('IT') && !/^IT\d{2}[A-Z]\d{10}[A-Z0-9]{12}$/.test(text)) return false
  const digits = [...text.slice(4), ...text.slice(0, 4)].map((character) => parseInt(character, 36)).join('')
  return BigInt(digits) % 97n === 1n
}

export type QrCode = Notice & { amount: number }

/** `PAGOPA|002|<notice number>|<fiscal code>|<cents>`. */
export function parseQrCode(text: string): QrCode | undefined {
  const match = /^PAGOPA\|002\|(\d{18})\|(\d{11})\|(\d{2,10})$/.exec(text.trim())
  if (!match) return undefined
  return { noticeNumber: match[1] ?? '', fiscalCode: match[2] ?? '', amount: Number(match[3]) }
}

/** `3012 0260 0000 0123 32`. */
export function groupDigits(noticeNumber: string): string {
  return noticeNumber.replace(/(.{4})(?=.)/g, '$1 ')
}

/** Reads a number as people type it. */
export function withoutSeparators(text: string): string {
  return text.replace(/[\s.-]/g, '')
}
