/**
 * Creates or changes positions, one or ten thousand, in the caller's transaction: look at what is there, decide each,
 * write all with one statement for each table.
 *
 * Two constraints decide who was first: a reference is one position's, and so is a notice number. Whoever comes second
 * (another import of the same file, a number drawn twice) goes back to the beginning of this call and looks again.
 */
import { type NoticeNumber, composeNoticeNumber } from '../core/notice-number.ts'
import { type Temporal, dayInRome } from '../core/time.ts'
import type { InstitutionTx } from '../platform/database.ts'
import { newId } from '../platform/random.ts'
import { type InstallmentId, type PositionId, openStatus } from './installment.ts'
import type { NumberSpace } from './number-space.ts'
import { type Change, type Decision, type Refusal, type StoredPosition, decide } from './position-change.ts'
import { type NoticeLine, type PositionDraft, type TransferDraft, assertSound, givenNumbers } from './position-draft.ts'
import {
  type Act,
  type NewInstallment,
  type NewLine,
  type NewPosition,
  type NewTransfer,
  beginTry,
  findTakenNumbers,
  insertPositions,
  keepTry,
  planByKeys,
  undoTry,
  updatePositions,
} from './store-positions.queries.ts'
import { lockKnownPositions } from './stored-position.queries.ts'

export type Storing = {
  /** Who asks, for the record: `import:…`. */
  actor: string
  origin: 'import' | 'spontaneous'
  now: Temporal.Instant
  numberSpace: NumberSpace
  /** Where the base of a new notice number comes from. */
  drawBase: () => number
  allowsOverdue: boolean
}

export type Stored =
  | { outcome: 'created'; positionId: PositionId; noticeNumbers: readonly NoticeNumber[] }
  | { outcome: 'changed' | 'unchanged' }
  | { outcome: 'refused'; reason: Refusal }

/** Ten numbers in a row that are all taken, or ten deadlocks, are no accident. */
const MOST_TRIES = 10
/** Of a space of 10^13: a draw that gives what was drawn before, this often in a row, will give nothing else. */
const MOST_DRAWS = 1_000

/** One outcome for each draft, in their order. No two drafts may have a reference or a notice number in common. */
export async function storePositions(
  tx: InstitutionTx,
  drafts: readonly PositionDraft[],
  storing: Storing,
): Promise<Stored[]> {
  for (const draft of drafts) assertSound(draft)
  const numbers = createNumbers(storing)
  for (let tries = 1; ; tries++) {
    // Not awaited one by one: they travel with the first statement, and fail with it.
    const prepared = [planByKeys(tx), beginTry(tx)]
    try {
      const [stored] = await Promise.all([tryToStore(tx, drafts, storing, numbers), ...prepared])
      await keepTry(tx)
      return stored
    } catch (error) {
      if (tries === MOST_TRIES || !isWorthAnotherTry(error)) throw error
      await undoTry(tx)
      numbers.forget(await findTakenNumbers(tx, numbers.drawn()))
    }
  }
}

/** unique_violation: somebody was quicker. deadlock_detected: somebody waits for us. */
function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '23505' || error.code === '40P01')
}

type Numbers = {
  /** The number of this place: the same in every try, unless it was found to be taken. */
  at(place: number): NoticeNumber
  drawn(): NoticeNumber[]
  forget(taken: ReadonlySet<NoticeNumber>): void
}

function createNumbers({ numberSpace, drawBase }: Storing): Numbers {
  const [segregationCode] = numberSpace.segregationCodes
  const drawn: (NoticeNumber | undefined)[] = []
  const used = new Set<NoticeNumber>()
  function draw(): NoticeNumber {
    if (segregationCode === undefined) throw new Error('no station of this institution has a segregation code')
    for (let draws = 0; draws < MOST_DRAWS; draws++) {
      const number = composeNoticeNumber(segregationCode, drawBase())
      if (used.has(number)) continue
      used.add(number)
      return number
    }
    throw new Error('no notice number is left to draw')
  }
  return {
    at: (place) => (drawn[place] ??= draw()),
    drawn: () => drawn.filter((number) => number !== undefined),
    forget: (taken) => drawn.forEach((number, place) => number && taken.has(number) && delete drawn[place]),
  }
}

async function tryToStore(
  tx: InstitutionTx,
  drafts: readonly PositionDraft[],
  storing: Storing,
  numbers: Numbers,
): Promise<Stored[]> {
  const known = await lockKnownPositions(tx, wantedBy(drafts), storing.now)
  const decisions = decideAll(drafts, known, storing)
  const creation = createRows(drafts, decisions, storing, numbers)
  const changes = decisions.flatMap((decision) => (decision.outcome === 'change' ? [decision.change] : []))
  const act: Act = { actor: storing.actor, origin: storing.origin, now: storing.now }
  if (creation.positions.length > 0) {
    await insertPositions(tx, creation, act)
  }
  if (changes.length > 0) await updatePositions(tx, changes, changedTransfers(changes), changedLines(changes), act)
  return decisions.map((decision, index) => toStored(decision, creation.created.get(index)))
}

function wantedBy(drafts: readonly PositionDraft[]) {
  return { references: drafts.map(({ reference }) => reference), noticeNumbers: drafts.flatMap(givenNumbers) }
}

function decideAll(
  drafts: readonly PositionDraft[],
  known: readonly StoredPosition[],
  { now, allowsOverdue }: Storing,
): Decision[] {
  const rules = { now, today: dayInRome(now), allowsOverdue }
  const byReference = new Map(known.map((position) => [position.reference, position]))
  const byNumber = new Map(
    known.flatMap((position) => position.installments.map(({ noticeNumber }) => [noticeNumber, position] as const)),
  )
  return drafts.map((draft) => {
    const byNoticeNumber = givenNumbers(draft).flatMap((number) => byNumber.get(number) ?? [])
    return decide(draft, { byReference: byReference.get(draft.reference), byNoticeNumber }, rules)
  })
}

type CreatedPosition = { positionId: PositionId; noticeNumbers: NoticeNumber[] }

type Creation = {
  positions: NewPosition[]
  installments: NewInstallment[]
  transfers: NewTransfer[]
  lines: NewLine[]
  /** By the place of the draft. */
  created: Map<number, CreatedPosition>
}

function createRows(
  drafts: readonly PositionDraft[],
  decisions: readonly Decision[],
  { now }: Storing,
  numbers: Numbers,
): Creation {
  const creation: Creation = { positions: [], installments: [], transfers: [], lines: [], created: new Map() }
  let place = 0
  drafts.forEach((draft, index) => {
    if (decisions[index]?.outcome !== 'create') return
    const positionId = newId() as PositionId
    const noticeNumbers: NoticeNumber[] = []
    creation.positions.push({ positionId, draft })
    draft.options.forEach(({ kind, installments }, option) => {
      installments.forEach((installment, position) => {
        const installmentId = newId() as InstallmentId
        const noticeNumber = installment.noticeNumber ?? numbers.at(place++)
        noticeNumbers.push(noticeNumber)
        creation.installments.push({
          installmentId,
          positionId,
          optionNo: option + 1,
          optionKind: kind,
          installmentNo: position + 1,
          noticeNumber,
          status: openStatus(installment, now),
          draft: installment,
        })
        pushTransfers(creation.transfers, installmentId, noticeNumber, installment.transfers)
        pushLines(creation.lines, installmentId, installment.lines)
      })
    })
    creation.created.set(index, { positionId, noticeNumbers })
  })
  return creation
}

function pushTransfers(
  rows: NewTransfer[],
  installmentId: InstallmentId,
  noticeNumber: NoticeNumber,
  transfers: readonly TransferDraft[],
): void {
  transfers.forEach((draft, line) => rows.push({ installmentId, noticeNumber, transferNo: line + 1, draft }))
}

function changedTransfers(changes: readonly Change[]): NewTransfer[] {
  const rows: NewTransfer[] = []
  for (const { before, after, areTransfersChanged } of changes.flatMap(({ installments }) => installments)) {
    if (areTransfersChanged) pushTransfers(rows, before.installmentId, before.noticeNumber, after.transfers)
  }
  return rows
}

function pushLines(rows: NewLine[], installmentId: InstallmentId, lines: readonly NoticeLine[] = []): void {
  lines.forEach((line, index) => rows.push({ installmentId, lineNo: index + 1, line }))
}

/** Of every notice whose lines are others now, also where there are none any more. */
function changedLines(changes: readonly Change[]): { installmentIds: InstallmentId[]; rows: NewLine[] } {
  const changed = changes.flatMap(({ installments }) => installments).filter(({ areLinesChanged }) => areLinesChanged)
  const rows: NewLine[] = []
  for (const { before, after } of changed) pushLines(rows, before.installmentId, after.lines)
  return { installmentIds: changed.map(({ before }) => before.installmentId), rows }
}

function toStored(decision: Decision, created: CreatedPosition | undefined): Stored {
  switch (decision.outcome) {
    case 'create':
      return { outcome: 'created', ...created! }
    case 'change':
      return { outcome: 'changed' }
    case 'unchanged':
    case 'refused':
      return decision
  }
}
