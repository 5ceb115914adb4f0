/**
 * What a service costs: declared by the ente, computed here from the answers, in whole cents. The same file runs in the
 * browser, where the total follows what is typed; what counts is what the server computes.
 */
import { type Cents, ZERO, sum, timesHundredths } from '../core/money.ts'
import type { Answer, Answers } from './field.ts'

/** One price, or one for each answer to a field. */
export type Price =
  | { kind: 'fixed'; amount: Cents }
  | { kind: 'table'; field: string; amounts: Readonly<Record<string, Cents>> }

export type Line =
  | Price
  | { kind: 'quantity'; field: string; price: Price }
  /** The sum of everything that was chosen. */
  | { kind: 'chosen'; field: string; amounts: Readonly<Record<string, Cents>> }

export type SumLine = { label: string; when: { field: string; is: string } | null; price: Line }

export type Tariff =
  | { kind: 'typed'; min: Cents; max: Cents; multiple: Cents | null }
  | Line
  | { kind: 'sum'; lines: readonly SumLine[] }

export type PricedLine = { label: string; amount: Cents }

export type Priced =
  /** `lines` is what a sum is made of; empty for everything else. */
  { outcome: 'priced'; amount: Cents; lines: readonly PricedLine[] } | { outcome: 'nothing-to-pay' }

/** `typed` is the amount that was written, where the tariff leaves it to who pays. */
export function priceOf(tariff: Tariff, answers: Answers, typed: Cents | undefined): Priced {
  const lines = tariff.kind === 'sum' ? sumLines(tariff.lines, answers) : []
  const amount = amountOf(tariff, answers, lines, typed)
  return amount < 1 ? { outcome: 'nothing-to-pay' } : { outcome: 'priced', amount, lines }
}

function amountOf(tariff: Tariff, answers: Answers, lines: readonly PricedLine[], typed: Cents | undefined): Cents {
  switch (tariff.kind) {
    case 'typed':
      return typed ?? ZERO
    case 'sum':
      return sum(lines.map(({ amount }) => amount))
    default:
      return lineAmount(tariff, answers)
  }
}

function sumLines(lines: readonly SumLine[], answers: Answers): PricedLine[] {
  return lines.flatMap(({ label, when, price }) => {
    if (when && !chosen(answers.get(when.field)).includes(when.is)) return []
    const amount = lineAmount(price, answers)
    return amount === 0 ? [] : [{ label, amount }]
  })
}

function lineAmount(line: Line, answers: Answers): Cents {
  switch (line.kind) {
    case 'fixed':
      return line.amount
    case 'table':
    case 'chosen':
      return sum(chosen(answers.get(line.field)).map((value) => line.amounts[value] ?? ZERO))
    case 'quantity': {
      const quantity = answers.get(line.field)
      if (quantity?.kind !== 'number') return ZERO
      const price = lineAmount(line.price, answers)
      return timesHundredths(price, quantity.hundredths)
    }
  }
}

function chosen(answer: Answer | undefined): readonly string[] {
  return answer?.kind === 'chosen' ? answer.values : []
}

export type TypedProblem = 'too-small' | 'too-large' | 'not-a-multiple'

/** What is wrong with an amount that was written. */
export function typedProblem(
  { min, max, multiple }: Extract<Tariff, { kind: 'typed' }>,
  amount: Cents,
): TypedProblem | undefined {
  if (amount < min) return 'too-small'
  if (amount > max) return 'too-large'
  return multiple !== null && amount % multiple !== 0 ? 'not-a-multiple' : undefined
}

/** The fields whose answers make the price. */
export function pricingFields(tariff: Tariff): string[] {
  switch (tariff.kind) {
    case 'typed':
    case 'fixed':
      return []
    case 'table':
    case 'chosen':
      return [tariff.field]
    case 'quantity':
      return [tariff.field, ...pricingFields(tariff.price)]
    case 'sum':
      return tariff.lines.flatMap(({ when, price }) => [...(when ? [when.field] : []), ...pricingFields(price)])
  }
}
