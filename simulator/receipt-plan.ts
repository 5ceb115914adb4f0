/** When and how the receipts of a payment reach the institution: what the bench lets somebody choose. */
import { type Clock, wait } from './clock.ts'
import type { Receipt } from './messages.ts'
import type { Receipts } from './receipts.ts'
import type { Timing } from './timing.ts'

export const RECEIPT_PLANS = [
  'now',
  'before-return',
  'after-return',
  'delayed',
  'never',
  'twice',
  'twice-together',
  'different-amount',
  'same-id-different',
  'v1',
  'v2',
  'stand-in',
] as const

export type ReceiptPlan = { kind: (typeof RECEIPT_PLANS)[number]; seconds: number }

export const DEFAULT_PLAN: ReceiptPlan = { kind: 'now', seconds: 10 }
const MAX_SECONDS = 3_600

/** Reads the fields `receipt` and `seconds` of a form. */
export function readReceiptPlan(form: Readonly<Record<string, string>>): ReceiptPlan {
  const kind = RECEIPT_PLANS.find((plan) => plan === form['receipt']) ?? DEFAULT_PLAN.kind
  const seconds = Number(form['seconds'] ?? DEFAULT_PLAN.seconds)
  return {
    kind,
    seconds: Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), MAX_SECONDS) : DEFAULT_PLAN.seconds,
  }
}

type Parts = { receipts: Receipts; clock: Clock; timing: Timing }

/**
 * Sends the receipts of one payment, or sees to it that they are sent later. Only `before-return` makes the caller
 * wait until the station has answered; `after-return` is for `carryOutAfterReturn`.
 */
export async function carryOut(plan: ReceiptPlan, paid: readonly Receipt[], parts: Parts): Promise<void> {
  const { receipts, clock, timing } = parts
  const later = (ms: number) => void clock.after(ms, () => void sendAll(plan, paid, receipts))
  switch (plan.kind) {
    case 'never':
    case 'after-return':
      return
    case 'before-return':
      await sendAll(plan, paid, receipts)
      return
    case 'delayed':
      later(plan.seconds * 1000)
      return
    default:
      later(timing.receiptDelayMs)
  }
}

/** The citizen goes back to the portal: the receipt that was to come after that leaves now. */
export async function carryOutAfterReturn(plan: ReceiptPlan, paid: readonly Receipt[], parts: Parts): Promise<void> {
  if (plan.kind !== 'after-return') return
  await wait(parts.clock, parts.timing.receiptDelayMs)
  await sendAll(plan, paid, parts.receipts)
}

async function sendAll(plan: ReceiptPlan, paid: readonly Receipt[], receipts: Receipts): Promise<void> {
  await Promise.all(paid.map((receipt) => sendOne(plan, receipt, receipts)))
}

async function sendOne(plan: ReceiptPlan, receipt: Receipt, receipts: Receipts): Promise<void> {
  switch (plan.kind) {
    case 'twice':
      await receipts.send(receipt)
      return receipts.send(receipt)
    case 'twice-together':
      await Promise.all([receipts.send(receipt), receipts.send(receipt)])
      return
    case 'different-amount':
      return receipts.send(withOneEuroMore(receipt))
    case 'same-id-different':
      await receipts.send(receipt)
      return receipts.send(withOneEuroMore(receipt))
    case 'v1':
      return receipts.send(receipt, 1)
    case 'v2':
      return receipts.send(receipt, 2)
    case 'stand-in':
      return receipts.send({ ...receipt, isStandIn: true })
    default:
      return receipts.send(receipt)
  }
}

/** As when the amount changes between the activation and the payment; the transfers still make the sum. */
function withOneEuroMore(receipt: Receipt): Receipt {
  const transfers = receipt.transfers.map((transfer, index) =>
    index === 0 ? { ...transfer, amount: transfer.amount + 100 } : transfer,
  )
  return { ...receipt, amount: receipt.amount + 100, transfers }
}
