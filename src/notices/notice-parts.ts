/** Which notices of a debt go on one paper: the one that is asked for, or all that can still be paid. */
import type { InstallmentId, OptionKind } from '../debt-positions/installment.ts'
import { type Asked, type Payable, payablesOf } from './notice-document.ts'

/** A notice of a debt, with what it is of it. */
export type NoticePart = {
  installmentId: InstallmentId
  optionNo: number
  kind: OptionKind
  /** Of the instalment inside its option. */
  number: number
  payable: Payable
  isPayable: boolean
  description: string
}

export type Chosen = { asked: Asked; description: string }

/** This notice alone. A fine is always printed with both of its amounts, as long as both can be paid. */
export function chooseNotice(parts: readonly NoticePart[], installmentId: InstallmentId): Chosen | undefined {
  const open = parts.filter(({ isPayable }) => isPayable)
  const part = open.find((candidate) => candidate.installmentId === installmentId)
  if (!part) return undefined
  const { kind, number, payable, description } = part
  if (kind === 'discounted' || kind === 'reduced') {
    const fine = chooseFine(open)
    return fine && payablesOf(fine.asked).includes(payable) ? fine : alone(part)
  }
  if (kind === 'single') return alone(part)
  const count = open.filter(({ optionNo }) => optionNo === part.optionNo).length
  return { asked: { kind: 'plan', single: undefined, count, installments: [{ ...payable, number }] }, description }
}

/**
 * All the ways in which the debt can still be paid. Of several plans the one of the notice that is asked for is printed,
 * or else the first: two plans on one paper would be paid twice.
 */
export function chooseWhole(parts: readonly NoticePart[], installmentId?: InstallmentId): Chosen | undefined {
  const open = parts.filter(({ isPayable }) => isPayable)
  const [first] = open
  if (!first) return undefined
  const fine = chooseFine(open)
  if (fine) return fine
  const single = open.find(({ kind }) => kind === 'single')
  const inPlans = open.filter(({ kind }) => kind === 'plan')
  const wanted = inPlans.find((part) => part.installmentId === installmentId) ?? inPlans[0]
  if (!wanted) return alone(single ?? first)
  const installments = inPlans
    .filter(({ optionNo }) => optionNo === wanted.optionNo)
    .map(({ payable, number }) => ({ ...payable, number }))
    .toSorted((one, other) => one.number - other.number)
  const { description } = single ?? wanted
  return { asked: { kind: 'plan', single: single?.payable, count: installments.length, installments }, description }
}

function chooseFine(open: readonly NoticePart[]): Chosen | undefined {
  const discounted = open.find(({ kind }) => kind === 'discounted')
  const reduced = open.find(({ kind }) => kind === 'reduced')
  if (!discounted || !reduced) return undefined
  return {
    asked: { kind: 'fine', discounted: discounted.payable, reduced: reduced.payable },
    description: discounted.description,
  }
}

function alone({ payable, description }: NoticePart): Chosen {
  return { asked: { kind: 'single', single: payable }, description }
}
