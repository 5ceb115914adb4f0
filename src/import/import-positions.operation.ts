/**
 * Loads a file of positions: read, decide, store, while it is still arriving, in the memory of a few batches.
 *
 * Each batch is one transaction, three of them on their way while the next is being read; what is stored stays, whatever
 * comes after. With `isAllOrNothing` the whole file is one transaction instead. Either way a file that is loaded again
 * changes nothing, so an import that broke off is simply repeated.
 */
import { type Clock, todayInRome } from '../core/time.ts'
import { storePositions } from '../debt-positions/store-positions.operation.ts'
import type { Database, InstitutionTx } from '../platform/database.ts'
import { newId } from '../platform/random.ts'
import { finishImport, insertImport, waitLonger } from './import.queries.ts'
import { type FileToRead, type OpenFile, openFile } from './read-file.operation.ts'
import type { FileProblem } from './reading.ts'
import { type Counts, type ImportObserver, type Row, type Tally, createTally, rowsOf } from './tally.ts'

export type ImportServices = {
  db: Database
  clock: Clock
  /** Where the base of a new notice number comes from. */
  drawBase: () => number
}

export type ImportRequest = Omit<FileToRead, 'firstDueDay'> & {
  fileName: string
  isAllOrNothing: boolean
  /** Debts of another system, carried over: they may be due already. */
  allowsOverdue: boolean
}

export type ImportResult = {
  counts: Counts
  /** Why the file was not read to its end; undefined when it was. */
  broken: FileProblem | undefined
  /** False when all or nothing was asked, and something was wrong. */
  isKept: boolean
}

/** More rows at once save PostgreSQL nothing, and are in memory for longer. */
const BATCH_ROWS = 1_000
/** While PostgreSQL works on these the next is read. More than two are there to fill the waits for the disk. */
export const BATCHES_AT_ONCE = 3

export async function importPositions(
  services: ImportServices,
  request: ImportRequest,
  observer: ImportObserver,
): Promise<ImportResult> {
  const { db, clock } = services
  const { fileName, isAllOrNothing } = request
  const { institutionId } = request.catalogue
  const tally = createTally(observer)
  const firstDueDay = request.allowsOverdue ? null : todayInRome(clock)
  const file = await openFile({ ...request, firstDueDay })
  if ('broken' in file) return { counts: tally.counts, broken: file.broken, isKept: true }

  const importId = newId()
  const startedAt = clock.now()
  await insertImport(db, institutionId, { importId, fileName, format: file.format, isAllOrNothing, startedAt })
  const run: Run = { services, request, observer, importId, tally, file }
  const { broken, isKept } = isAllOrNothing ? await storeAllOrNothing(run) : await storeInBatches(run)
  const counts = isKept ? tally.counts : { ...tally.counts, created: 0, changed: 0 }
  const end = { importId, finishedAt: clock.now(), fileSha256: file.digest(), ...counts }
  await finishImport(db, institutionId, end)
  return { counts, broken, isKept }
}

type Run = {
  services: ImportServices
  request: ImportRequest
  observer: ImportObserver
  importId: string
  tally: Tally
  file: OpenFile
}

type Ending = { broken: FileProblem | undefined; isKept: boolean }

async function storeInBatches(run: Run): Promise<Ending> {
  const { db } = run.services
  const { institutionId } = run.request.catalogue
  const broken = await readThrough(run, BATCHES_AT_ONCE, async (batch, bytes) => {
    const tell = await db.institution(institutionId, async (tx) => {
      await waitLonger(tx)
      return store(run, tx, batch)
    })
    tell(bytes)
  })
  return { broken, isKept: true }
}

async function storeAllOrNothing(run: Run): Promise<Ending> {
  const { db } = run.services
  let broken: FileProblem | undefined
  const isKept = await db
    .institution(run.request.catalogue.institutionId, async (tx) => {
      await waitLonger(tx)
      broken = await readThrough(run, 1, async (batch, bytes) => (await store(run, tx, batch))(bytes))
      if (broken || run.tally.counts.refused > 0) throw new KeepNothing()
      return true
    })
    .catch((error: unknown) => {
      if (error instanceof KeepNothing) return false
      throw error
    })
  return { broken, isKept }
}

/** Ends the one transaction without keeping what it wrote. */
class KeepNothing extends Error {}

/** Stores a batch; what became of it is told by the returned function, once it is certain. */
async function store(run: Run, tx: InstitutionTx, batch: readonly Row[]): Promise<(bytes: number) => void> {
  const { services, request, tally, observer } = run
  const stored = await storePositions(
    tx,
    batch.map(({ draft }) => draft),
    {
      actor: `import:${run.importId}`,
      origin: 'import',
      now: services.clock.now(),
      numberSpace: request.catalogue.numberSpace,
      drawBase: services.drawBase,
      allowsOverdue: request.allowsOverdue,
    },
  )
  return (bytes) => {
    stored.forEach((one, index) => {
      if (one.outcome !== 'refused') tally.count(one.outcome)
      else tally.refuse(batch[index]!.place, [{ kind: 'refusal', reason: one.reason }])
    })
    observer.progress({ rows: rowsOf(tally.counts), bytes })
  }
}

type Work = (batch: Row[], bytes: number) => Promise<void>

/** Reads the file to its end, or to where it breaks, while so many batches at most are being stored. */
async function readThrough({ file, tally }: Run, most: number, work: Work): Promise<FileProblem | undefined> {
  const atWork = new Set<Promise<void>>()
  let failure: { error: unknown } | undefined
  let batch: Row[] = []

  async function submit(bytes: number): Promise<void> {
    while (atWork.size >= most) await Promise.race(atWork)
    if (failure) throw failure.error
    if (batch.length === 0) return
    const running: Promise<void> = work(batch, bytes)
      .catch((error: unknown) => void (failure ??= { error }))
      .then(() => void atWork.delete(running))
    atWork.add(running)
    batch = []
  }

  async function read(): Promise<FileProblem | undefined> {
    let bytes = 0
    for await (const piece of file.pieces()) {
      bytes = piece.bytes
      for (const row of tally.sift(piece.entries)) {
        batch.push(row)
        if (batch.length === BATCH_ROWS) await submit(bytes)
      }
      if (!piece.broken) continue
      await submit(bytes)
      return piece.broken
    }
    await submit(bytes)
    return undefined
  }

  // Nothing is left running behind the caller's back, least of all in its transaction.
  const broken = await read().finally(() => Promise.all(atWork))
  if (failure) throw (failure as { error: unknown }).error
  return broken
}
