/**
 * How one payment is shared among several beneficiaries, by a rule that the ente declares. Percentages are rounded down to
 * the cent, and every cent that is left over goes to the share called `remainder`: there is exactly one.
 */
import { type Cents, cents } from '../core/money.ts'

/** Of a percentage: 4.76 % is 476. */
export const WHOLE = 10_000

export type Part =
  | { kind: 'fixed'; amount: Cents }
  /**
   * So many hundredths of a percent, of the whole amount or of what the remainder gets. TEFA is the second: 5 % of the
   * TARI, on top of it.
   */
  | { kind: 'percentage'; percent: number; of: 'total' | 'remainder' }
  | { kind: 'remainder' }

/** One amount for each part, in their order; undefined where somebody would get nothing. */
export function splitAmount(amount: Cents, parts: readonly Part[]): Cents[] | undefined {
  const fixed = parts.map((part) => {
    if (part.kind === 'fixed') return part.amount as number
    return part.kind === 'percentage' && part.of === 'total' ? Math.floor((amount * part.percent) / WHOLE) : 0
  })
  const rest = amount - total(fixed)
  const onTop = parts.map((part) => (part.kind === 'percentage' && part.of === 'remainder' ? part.percent : 0))
  const divisor = WHOLE + total(onTop)
  const shares = parts.map((_, index) => fixed[index]! + Math.floor((rest * onTop[index]!) / divisor))
  const remainder = amount - total(shares)
  const split = parts.map((part, index) => (part.kind === 'remainder' ? remainder : shares[index]!))
  return split.every((share) => share >= 1) ? split.map(cents) : undefined
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((before, number) => before + number, 0)
}
