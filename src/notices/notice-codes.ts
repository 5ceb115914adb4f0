/** The texts inside the two codes of a notice. A wrong character here is a payment that goes astray. */
import assert from 'node:assert/strict'
import type { FiscalCode } from '../core/fiscal-code.ts'
import { type Cents, isPayableAmount } from '../core/money.ts'
import type { NoticeNumber } from '../core/notice-number.ts'
import { printable } from '../core/printable-text.ts'

type Asked = { noticeNumber: NoticeNumber; amount: Cents; institutionFiscalCode: FiscalCode }

/**
 * `PAGOPA|002|notice number|institution|cents`: guide to payment notices 3.5.1, "Codice QR". The cents have at least
 * two digits and no other padding.
 */
export function qrText({ noticeNumber, amount, institutionFiscalCode }: Asked): string {
  assert.ok(isPayableAmount(amount), 'the amount cannot be paid with a notice')
  assertDigits(noticeNumber, 18)
  assertDigits(institutionFiscalCode, 11)
  return ['PAGOPA', '002', noticeNumber, institutionFiscalCode, String(amount).padStart(2, '0')].join('|')
}

/**
 * The 256 characters of the postal section's Data Matrix. The layout was found by decoding what pagoPA's own print
 * service makes, and agrees with the offsets that the IO app reads.
 */
export function dataMatrixText(
  asked: Asked & {
    accountNumber: string
    debtor: { fullName: string; fiscalCode: FiscalCode | undefined }
    subject: string
  },
): string {
  const { noticeNumber, amount, institutionFiscalCode, accountNumber, debtor, subject } = asked
  assert.ok(isPayableAmount(amount), 'the amount cannot be paid with a notice')
  assertDigits(noticeNumber, 18)
  assertDigits(institutionFiscalCode, 11)
  const text = [
    'codfase=NBPA;',
    `18${noticeNumber}`,
    `12${digits(accountNumber, 12)}`,
    `10${digits(String(amount), 10)}`,
    '3896',
    '1P1',
    institutionFiscalCode,
    foldForPost(debtor.fiscalCode ?? '', 16),
    foldForPost(debtor.fullName, 40),
    foldForPost(subject, 110),
    ' '.repeat(12),
    'A',
  ].join('')
  assert.equal(text.length, 256)
  return text
}

/**
 * The few characters that the slip's readers are known to take: capitals without accents, digits and some punctuation.
 * Everything else becomes a space; the field is cut or filled to its width.
 */
export function foldForPost(text: string, width: number): string {
  return printable(text)
    .toUpperCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[ŁĐÐØÆŒ]/g, (letter) => PLAIN_LETTERS[letter]!)
    .replace(/[^0-9A-Z &',\-.:_]/gu, ' ')
    .slice(0, width)
    .padEnd(width)
}

const PLAIN_LETTERS: Readonly<Record<string, string>> = { Ł: 'L', Đ: 'D', Ð: 'D', Ø: 'O', Æ: 'AE', Œ: 'OE' }

function digits(text: string, width: number): string {
  const padded = text.padStart(width, '0')
  assertDigits(padded, width)
  return padded
}

function assertDigits(text: string, width: number): void {
  assert.ok(text.length === width && /^\d+$/.test(text), `not ${width} digits`)
}
