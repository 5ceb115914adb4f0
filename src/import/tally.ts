/** What became of the rows of one import: counted here, and told row by row where something was wrong. */
import type { Problem } from '../core/shape.ts'
import type { Refusal } from '../debt-positions/position-change.ts'
import { type PositionDraft, givenNumbers } from '../debt-positions/position-draft.ts'
import type { Entry, Place } from './reading.ts'
import { createSeenKeys } from './seen-keys.ts'

export type Counts = { created: number; changed: number; unchanged: number; refused: number }

/** Why a row was not stored: what its reader says, a line that was there before it, or what is stored already. */
export type RowProblem =
  | { kind: 'field'; problem: Problem }
  | { kind: 'repeated'; what: 'reference' | 'notice-number'; line: number }
  | { kind: 'refusal'; reason: Refusal }

export type ImportObserver = {
  problem(place: Place, problem: RowProblem): void
  progress(done: { rows: number; bytes: number }): void
}

export type Row = { place: Place; draft: PositionDraft }

export type Tally = {
  readonly counts: Counts
  /** The rows that can be stored; the others are told and counted. */
  sift(entries: readonly Entry[]): Row[]
  count(outcome: Exclude<keyof Counts, 'refused'>): void
  refuse(place: Place, problems: readonly RowProblem[]): void
}

export function createTally(observer: ImportObserver): Tally {
  const counts: Counts = { created: 0, changed: 0, unchanged: 0, refused: 0 }
  const findRepetition = createRepetitions()

  function refuse(place: Place, problems: readonly RowProblem[]): void {
    counts.refused++
    for (const problem of problems) observer.problem(place, problem)
  }

  return {
    counts,
    refuse,
    count: (outcome) => void counts[outcome]++,
    sift(entries) {
      const rows: Row[] = []
      for (const entry of entries) {
        if (entry.kind === 'refused') {
          refuse(
            entry.place,
            entry.problems.map((problem) => ({ kind: 'field', problem })),
          )
          continue
        }
        const repetition = findRepetition(entry)
        if (repetition) refuse(entry.place, [repetition])
        else rows.push(entry)
      }
      return rows
    },
  }
}

export function rowsOf({ created, changed, unchanged, refused }: Counts): number {
  return created + changed + unchanged + refused
}

/** A reference and a notice number are one row's: of two, the later one is told. */
function createRepetitions(): (row: Row) => RowProblem | undefined {
  const references = createSeenKeys()
  const numbers = createSeenKeys()
  return ({ place, draft }) => {
    const line = references.see(draft.reference, place.line)
    if (line !== undefined) return { kind: 'repeated', what: 'reference', line }
    for (const noticeNumber of givenNumbers(draft)) {
      const before = numbers.see(noticeNumber, place.line)
      if (before !== undefined) return { kind: 'repeated', what: 'notice-number', line: before }
    }
    return undefined
  }
}
