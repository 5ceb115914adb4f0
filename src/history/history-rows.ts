/** The rows of the Storico, of one ente or of several, in one order that does not move when rows come and go. */
import type { Temporal } from '../core/time.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import type { SeenPosition } from '../debt-positions/position-record.ts'
import type { Institution } from '../institutions/institution.ts'

/** `closedAt` is when it was paid, called off, or could not be paid any more. */
export type ClosedPosition = SeenPosition & { closedAt: Temporal.Instant }

export type HistoryCursor = { direction: 'after' | 'before'; closedAt: Temporal.Instant; installmentId: InstallmentId }

export type HistoryRow = ClosedPosition & { institution: Institution }

export type HistoryRows = { rows: HistoryRow[]; hasPrevious: boolean; hasNext: boolean }

export const HISTORY_PAGE_ROWS = 25

/**
 * One page out of what each ente has found, each of them one row more than a page, going the cursor's way. Ids are
 * compared as texts, which is how PostgreSQL orders them too.
 */
export function pageOfRows(
  found: readonly HistoryRow[],
  cursor: HistoryCursor | undefined,
  size: number = HISTORY_PAGE_ROWS,
): HistoryRows {
  const isBackward = cursor?.direction === 'before'
  const newestFirst = found.toSorted((one, other) => comparePlaces(other, one))
  const shown = isBackward ? newestFirst.slice(-size) : newestFirst.slice(0, size)
  const hasMore = found.length > size
  return {
    rows: shown,
    hasPrevious: isBackward ? hasMore : cursor !== undefined,
    hasNext: isBackward ? true : hasMore,
  }
}

function comparePlaces(one: HistoryRow, other: HistoryRow): number {
  const [first, second] = [one.closedAt.epochNanoseconds, other.closedAt.epochNanoseconds]
  if (first !== second) return first < second ? -1 : 1
  return one.record.installmentId < other.record.installmentId ? -1 : 1
}
