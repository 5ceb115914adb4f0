/**
 * The yearly statement: everything that somebody has paid to one ente in one year, for who fills in a tax return. It
 * repeats what the receipts say and proves nothing by itself; each line names its receipt.
 */
import { type Cents, sum } from '../core/money.ts'
import type { NoticeNumber } from '../core/notice-number.ts'
import type { Temporal } from '../core/time.ts'
import type { PaymentMethod } from './receipt-document.ts'

/** Texts are already as far as the reader may read them. */
export type StatementLine = {
  paidAt: Temporal.Instant
  serviceName: string
  description: string | null
  subject: string | null
  debtorName: string
  noticeNumber: NoticeNumber
  receiptId: string
  method: PaymentMethod | undefined
  /** What the receipt says was paid, without the fee. */
  amount: Cents
}

export type StatementDocument = {
  institution: { name: string; fiscalCode: string; crestSvg: string | undefined }
  /** Who asks; the codice fiscale only where it is proven. */
  holder: { name: string; fiscalCode: string | undefined }
  year: number
  lines: readonly StatementLine[]
  /** False when there were more than fit. */
  isWhole: boolean
  printedAt: Temporal.Instant
  isTest: boolean
}

export type ServiceTotal = { serviceName: string; count: number; amount: Cents }

/** One for each service, by name: what a tax return asks for. */
export function totalsByService(lines: readonly StatementLine[]): ServiceTotal[] {
  const groups = Map.groupBy(lines, ({ serviceName }) => serviceName)
  return Array.from(groups, ([serviceName, own]) => ({
    serviceName,
    count: own.length,
    amount: sum(own.map(({ amount }) => amount)),
  })).toSorted((one, other) => one.serviceName.localeCompare(other.serviceName, 'it'))
}

export function statementTotal(lines: readonly StatementLine[]): Cents {
  return sum(lines.map(({ amount }) => amount))
}
