/** What a reader makes of a file, whatever its format: positions, rows that cannot be one, and where it had to stop. */
import type { Problem } from '../core/shape.ts'
import type { PositionDraft } from '../debt-positions/position-draft.ts'

/** Where something stands: the line of the file and, where a line says little, which position it is. */
export type Place = { line: number; position: number | null }

export type Entry =
  | { kind: 'position'; place: Place; draft: PositionDraft }
  | { kind: 'refused'; place: Place; problems: readonly Problem[] }

/**
 * Said of a row that cannot be stored anyway, so that whoever mends it mends all of it. Of a good row only what is
 * stored already can tell: the same file must be welcome again when its deadlines are over.
 */
export const OVERDUE = 'la scadenza è già passata'

/** Why nothing more of the file can be read. */
export type FileProblem =
  | { reason: 'empty' | 'no-rows' | 'binary' | 'not-a-position-list' | 'deletion-list' | 'after-the-end' }
  | { reason: 'columns'; problems: readonly string[] }
  | { reason: 'line-too-long' | 'open-quotes' | 'position-too-long' | 'cut-short' | 'not-an-object'; line: number }
  | { reason: 'too-many-rows'; most: number }
  | { reason: 'too-many-bytes'; most: number }

export type Reading = { entries: readonly Entry[]; broken: FileProblem | undefined }

/** Takes the file piece by piece, and remembers what a piece leaves unfinished. After `broken` it is not used again. */
export type Reader = { push(piece: Buffer): Reading; end(): Reading }
