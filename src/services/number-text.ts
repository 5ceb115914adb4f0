/** Numbers as people write them, and what they are multiplied with: whole hundredths, never a fraction. */
import { type Cents, timesHundredths } from '../core/money.ts'

/** One, in hundredths. */
export const ONE = 100

/** The largest number that a field may ask for. */
export const MOST = 1_000_000

/** Reads `12`, `12,5`, `12.50`, `1.234,5`: undefined for what is no number. */
export function readHundredths(text: string): number | undefined {
  const compact = text.replace(/\s/g, '')
  const italian = /^(-?)(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,(\d{1,2}))?$/.exec(compact)
  const match = italian ?? /^(-?)(\d{1,9})\.(\d{1,2})$/.exec(compact)
  if (!match) return undefined
  const [, sign, whole = '', fraction = ''] = match
  const value = Number(whole.replaceAll('.', '')) * ONE + Number(fraction.padEnd(2, '0'))
  return sign === '-' && value !== 0 ? -value : value
}

/** How many decimals a number has: 250 (two and a half) has one. */
export function decimalsOf(hundredths: number): number {
  if (hundredths % ONE === 0) return 0
  return hundredths % 10 === 0 ? 1 : 2
}

/** `12`, `12,5`, `12,05`. */
export function hundredthsText(hundredths: number): string {
  const digits = String(Math.abs(hundredths)).padStart(3, '0')
  const fraction = digits.slice(-2).replace(/0+$/, '')
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}${fraction === '' ? '' : `,${fraction}`}`
}

export function multiplied(price: Cents, whole: number): Cents {
  return timesHundredths(price, whole * ONE)
}
