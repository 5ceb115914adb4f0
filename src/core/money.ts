/** Money is a whole number of euro cents. No other unit, and no fraction, exists inside the program. */
import type { Brand } from './brand.ts'

export type Cents = Brand<number, 'Cents'>

/** The largest amount of a pagoPA message: 999999999.99 euro (paForNode.xsd, stAmount). */
export const MAX_AMOUNT = 99_999_999_999 as Cents
export const ZERO = 0 as Cents

export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of cents: ${value}`)
  return value as Cents
}

export function sum(amounts: Iterable<Cents>): Cents {
  let total = 0
  for (const amount of amounts) total += amount
  return cents(total)
}

/** A price for a quantity given in hundredths (250 is two and a half); half a cent is rounded up. */
export function timesHundredths(price: Cents, hundredths: number): Cents {
  return cents(Number((BigInt(price) * BigInt(hundredths) + 50n) / 100n))
}

/** What a notice may ask for: at least one cent, at most what a message can carry. */
export function isPayableAmount(value: number): value is Cents {
  return Number.isSafeInteger(value) && value >= 1 && value <= MAX_AMOUNT
}

/** `120.00`, as the SOAP messages want it (stAmount: `\d+\.\d{2}`). */
export function toDecimal(amount: Cents): string {
  const { sign, euros, fraction } = parts(amount)
  return `${sign}${euros}.${fraction}`
}

/** Reads `120.00`; anything but digits, a dot and exactly two digits is undefined. */
export function fromDecimal(text: string): Cents | undefined {
  if (!/^\d{1,9}\.\d{2}$/.test(text)) return undefined
  return cents(Number(text.replace('.', '')))
}

/** `1.234,56`, as an Italian reads it. */
export function formatAmount(amount: Cents): string {
  const { sign, euros, fraction } = parts(amount)
  return `${sign}${euros.replace(/\B(?=(\d{3})+$)/g, '.')},${fraction}`
}

/** `1.234,56 €`, with the space that does not break. */
export function formatEuro(amount: Cents): string {
  return `${formatAmount(amount)}\u00a0€`
}

/**
 * Reads what a person or a spreadsheet writes: `12`, `12,5`, `12,50`, `12.50`, `1.234,56`, `1234.56`, with or without
 * `€`. A single dot followed by three digits is ambiguous (`1.234`) and read as thousands, as in Italy.
 */
export function parseAmount(text: string): Cents | undefined {
  const compact = text.replace(/[\s\u00a0€]/g, '')
  const italian = /^(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,(\d{1,2}))?$/.exec(compact)
  const decimal = /^(\d{1,9})\.(\d{1,2})$/.exec(compact)
  const match = italian ?? decimal
  if (!match) return undefined
  const [, euros = '', fraction = ''] = match
  const value = Number(euros.replaceAll('.', '')) * 100 + Number(fraction.padEnd(2, '0'))
  return value <= MAX_AMOUNT ? cents(value) : undefined
}

function parts(amount: Cents): { sign: string; euros: string; fraction: string } {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  return { sign: amount < 0 ? '-' : '', euros: digits.slice(0, -2), fraction: digits.slice(-2) }
}
