/**
 * What becomes of a position that is asked for and may be there already.
 *
 * The draft says all of it: what it leaves out is taken away. Until money has moved, or may be on its way, everything
 * can change but the notices themselves: their numbers are on paper in somebody's hands, so there are neither more nor
 * fewer of them afterwards. Asking twice for the same changes nothing, paid or not.
 */
import { isDeepStrictEqual } from 'node:util'
import type { NoticeNumber } from '../core/notice-number.ts'
import type { Temporal } from '../core/time.ts'
import {
  type Installment,
  type InstallmentId,
  type InstallmentStatus,
  type OptionKind,
  type PositionId,
  isOpenToChange,
  openStatus,
} from './installment.ts'
import {
  type Debtor,
  type InstallmentDraft,
  type NoticeLine,
  type PositionDraft,
  type ServiceId,
  type TransferDraft,
  timeProblem,
  remittanceOf,
} from './position-draft.ts'

/** A transfer as it is kept: its text is never left open. */
export type StoredTransfer = TransferDraft & { remittanceInformation: string }

export type StoredInstallment = Installment & {
  installmentId: InstallmentId
  optionNo: number
  optionKind: OptionKind
  installmentNo: number
  description: string
  transfers: readonly StoredTransfer[]
  lines?: readonly NoticeLine[]
  /** Somebody has gone to pay it and an answer may still come. */
  isAwaited: boolean
}

export type StoredPosition = {
  positionId: PositionId
  reference: string
  serviceId: ServiceId
  origin: 'import' | 'spontaneous'
  /** Null once the personal data have been erased. */
  debtor: Debtor | null
  subject?: string | null
  /** In the order of their options, and of their numbers in each. */
  installments: readonly StoredInstallment[]
}

export type Refusal =
  | 'paid'
  | 'payment-under-way'
  | 'cancelled'
  | 'spontaneous'
  | 'other-installments'
  | 'other-notice-number'
  | 'notice-number-taken'
  | NonNullable<ReturnType<typeof timeProblem>>

export type InstallmentChange = {
  before: StoredInstallment
  after: InstallmentDraft
  status: InstallmentStatus
  isAmountChanged: boolean
  areTransfersChanged: boolean
  areLinesChanged: boolean
}

export type Change = {
  positionId: PositionId
  /** Undefined where they stay. */
  serviceId: ServiceId | undefined
  debtor: Debtor | undefined
  /** Goes with the debtor. */
  subject: string | null
  installments: readonly InstallmentChange[]
}

export type Decision =
  | { outcome: 'create' }
  | { outcome: 'unchanged' }
  | { outcome: 'change'; change: Change }
  | { outcome: 'refused'; reason: Refusal }

export type Known = {
  /** The position that has the draft's reference. */
  byReference: StoredPosition | undefined
  /** The positions that have any of the draft's notice numbers. */
  byNoticeNumber: readonly StoredPosition[]
}

export type DecisionRules = {
  now: Temporal.Instant
  /** Now, in Rome. */
  today: Temporal.PlainDate
  /** Debts of another system, carried over: they may be due already. */
  allowsOverdue: boolean
}

const CREATE: Decision = { outcome: 'create' }

export function decide(draft: PositionDraft, known: Known, rules: DecisionRules): Decision {
  const { byReference, byNoticeNumber } = known
  const stored = byReference ?? (draft.hasOwnReference ? undefined : byNoticeNumber[0])
  if (byNoticeNumber.some((other) => other !== stored)) return refused('notice-number-taken')
  if (!stored) {
    for (const { installments } of draft.options) {
      const problem = firstTimeProblem(installments, rules)
      if (problem) return refused(problem)
    }
    return CREATE
  }
  return decideChange(draft, stored, rules)
}

function decideChange(draft: PositionDraft, stored: StoredPosition, rules: DecisionRules): Decision {
  const wanted = draft.options.flatMap(({ kind, installments }, option) =>
    installments.map((after, index) => ({ after, key: `${option + 1} ${kind} ${index + 1}` })),
  )
  const pairs = stored.installments.map((before, index) => ({ before, wanted: wanted[index] }))
  const isSameShape = pairs.length === wanted.length && pairs.every((pair) => pair.wanted?.key === keyOf(pair.before))
  if (!isSameShape) return refused(closedReason(stored) ?? 'other-installments')

  const changes = pairs.map((pair) => compare(pair.before, pair.wanted!.after, rules))
  const serviceId = draft.serviceId === stored.serviceId ? undefined : draft.serviceId
  const subject = draft.subject ?? null
  const isSameDebtor = isDeepStrictEqual(draft.debtor, stored.debtor) && subject === (stored.subject ?? null)
  const debtor = isSameDebtor ? undefined : draft.debtor
  const installments = changes.filter((change) => change !== undefined)
  if (serviceId === undefined && debtor === undefined && installments.length === 0) return { outcome: 'unchanged' }

  const closed = closedReason(stored)
  if (closed) return refused(closed)
  const isOtherNumber = pairs.some(({ before, wanted: one }) => isOther(one!.after.noticeNumber, before.noticeNumber))
  if (isOtherNumber) return refused('other-notice-number')
  const redated = installments.filter(({ before, after }) => hasOtherDays(before, after)).map(({ after }) => after)
  const problem = firstTimeProblem(redated, rules)
  if (problem) return refused(problem)
  return { outcome: 'change', change: { positionId: stored.positionId, serviceId, debtor, subject, installments } }
}

/** Why nothing of it may change any more, or not now. */
function closedReason({ origin, installments }: StoredPosition): Refusal | undefined {
  if (installments.some(({ status }) => !isOpenToChange(status))) return 'paid'
  if (installments.some(({ isAwaited }) => isAwaited)) return 'payment-under-way'
  if (installments.some(({ status }) => status === 'cancelled')) return 'cancelled'
  return origin === 'spontaneous' ? 'spontaneous' : undefined
}

function compare(
  before: StoredInstallment,
  after: InstallmentDraft,
  { now }: DecisionRules,
): InstallmentChange | undefined {
  const isAmountChanged = before.amount !== after.amount
  const areTransfersChanged = !isDeepStrictEqual(before.transfers, asStored(after.transfers, before.noticeNumber))
  const areLinesChanged = !isDeepStrictEqual(before.lines ?? [], after.lines ?? [])
  const isOtherwiseSame =
    before.description === after.description &&
    !hasOtherDays(before, after) &&
    !isOther(after.noticeNumber, before.noticeNumber)
  if (isOtherwiseSame && !isAmountChanged && !areTransfersChanged && !areLinesChanged) return undefined
  const status = statusAfter(before, after, now)
  return { before, after, status, isAmountChanged, areTransfersChanged, areLinesChanged }
}

/** A draft stays one; days that move may open, close or reopen a notice. */
function statusAfter(before: StoredInstallment, after: InstallmentDraft, now: Temporal.Instant): InstallmentStatus {
  return before.status === 'draft' || !hasOtherDays(before, after) ? before.status : openStatus(after, now)
}

function asStored(transfers: readonly TransferDraft[], noticeNumber: NoticeNumber): StoredTransfer[] {
  return transfers.map((transfer) => ({ ...transfer, remittanceInformation: remittanceOf(transfer, noticeNumber) }))
}

function hasOtherDays(before: StoredInstallment, after: InstallmentDraft): boolean {
  return (
    !before.dueOn.equals(after.dueOn) ||
    before.expiresAfterDue !== after.expiresAfterDue ||
    before.validFrom?.epochNanoseconds !== after.validFrom?.epochNanoseconds
  )
}

function firstTimeProblem(
  installments: readonly InstallmentDraft[],
  { today, allowsOverdue }: DecisionRules,
): Refusal | undefined {
  for (const installment of installments) {
    const problem = timeProblem(installment, today)
    if (problem && !(problem === 'overdue' && allowsOverdue)) return problem
  }
  return undefined
}

function isOther(wanted: NoticeNumber | null, kept: NoticeNumber): boolean {
  return wanted !== null && wanted !== kept
}

function keyOf({ optionNo, optionKind, installmentNo }: StoredInstallment): string {
  return `${optionNo} ${optionKind} ${installmentNo}`
}

function refused(reason: Refusal): Decision {
  return { outcome: 'refused', reason }
}
