import { once } from 'node:events'
import { type WriteStream, createReadStream, createWriteStream, statSync } from 'node:fs'
import * as path from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { loadDatabaseConfig } from '../config.ts'
import { csvLine } from '../core/csv-field.ts'
import { cutTo, printable } from '../core/printable-text.ts'
import { systemClock } from '../core/time.ts'
import { type Command, UsageError } from '../platform/command.ts'
import { type Database, openDatabase } from '../platform/database.ts'
import { createLogger } from '../platform/logger.ts'
import { randomNoticeBase } from '../platform/random.ts'
import type { Catalogue, ImportableService } from './catalogue.ts'
import { findCatalogue } from './catalogue.queries.ts'
import type { Encoding } from './csv-file.ts'
import { BATCHES_AT_ONCE, type ImportResult, importPositions } from './import-positions.operation.ts'
import { fieldOf, fileProblemText, placeText, progressText, reasonText, summaryText, text } from './import.text.ts'
import { COMMAND_LIMITS } from './limits.ts'
import { createProgress } from './progress.ts'
import { type ImportObserver, rowsOf } from './tally.ts'

/**
 * Between two collections V8 lets its heap grow fourfold, and much of a batch lives just long enough to be kept until
 * then. By three fifths is enough: a million rows take 350 MB at the peak instead of 500, for a twentieth more time of
 * this process, which is not the one that is waited for.
 */
const HEAP_GROWTH = '--heap-growing-percent=60'

const EXIT = { allGood: 0, someRefused: 1, nothingDone: 2 } as const

export const importCommand: Command = {
  name: 'import',
  usage: 'import FILE --institution CODICE [--all-or-nothing]',
  summary: 'carica le pratiche da un CSV o dal JSON di GPD',
  async run(args, environment) {
    setFlagsFromString(HEAP_GROWTH)
    const options = readOptions(args)
    const fileBytes = sizeOf(options.file)
    const { database, logLevel } = loadDatabaseConfig(environment)
    const log = createLogger({ level: logLevel, role: 'import' })
    const db = openDatabase({
      url: database.url.reveal(),
      role: 'quietanza_worker',
      // One more, for the record of the run.
      poolSize: BATCHES_AT_ONCE + 1,
      applicationName: 'quietanza import',
      onError: (error) => log.error({ event: 'database.error', err: error }, 'database connection lost'),
    })
    try {
      return await load(db, options, fileBytes)
    } catch (error) {
      if (!isOutage(error)) throw error
      log.error({ event: 'import.interrupted', err: error }, 'import interrupted')
      process.stderr.write(`${text.interrupted}\n`)
      return EXIT.nothingDone
    } finally {
      await db.close()
    }
  },
}

type Options = {
  file: string
  institution: string
  service: string | undefined
  encoding: Encoding
  errors: string | undefined
  isAllOrNothing: boolean
  allowsOverdue: boolean
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args)
  const [file, ...others] = positionals
  const encoding = values.encoding ?? 'utf-8'
  const isKnownEncoding = encoding === 'utf-8' || encoding === 'windows-1252'
  if (file === undefined || others.length > 0 || values.institution === undefined || !isKnownEncoding) {
    throw new UsageError(text.usage)
  }
  return {
    file,
    encoding,
    institution: values.institution,
    service: values.service,
    errors: values.errors,
    isAllOrNothing: values['all-or-nothing'],
    allowsOverdue: values['allow-overdue'],
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        institution: { type: 'string' },
        service: { type: 'string' },
        encoding: { type: 'string' },
        errors: { type: 'string' },
        'all-or-nothing': { type: 'boolean', default: false },
        'allow-overdue': { type: 'boolean', default: false },
      },
    })
  } catch {
    throw new UsageError(text.usage)
  }
}

function sizeOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new UsageError(text.missing(file))
  if (found.isDirectory()) throw new UsageError(text.directory(file))
  if (found.size > COMMAND_LIMITS.bytes) {
    throw new UsageError(fileProblemText({ reason: 'too-many-bytes', most: COMMAND_LIMITS.bytes }))
  }
  return found.size
}

async function load(db: Database, options: Options, fileBytes: number): Promise<number> {
  const { file } = options
  const catalogue = await findCatalogue(db, options.institution)
  if (!catalogue) throw new UsageError(text.unknownInstitution(options.institution))
  if (catalogue.numberSpace.segregationCodes.length === 0) throw new UsageError(text.noStation)
  const service = findService(catalogue, options.service)
  const errors = options.errors === undefined ? undefined : await openErrors(options.errors)
  const screen = openScreen(fileBytes, errors)
  const content = createReadStream(file, { highWaterMark: 64 * 1024 })
  const startedAt = performance.now()
  const result = await importPositions(
    { db, clock: systemClock, drawBase: randomNoticeBase },
    {
      catalogue,
      service,
      content: content as AsyncIterable<Buffer>,
      fileName: cutTo(printable(path.basename(file)), 255),
      encoding: options.encoding,
      isAllOrNothing: options.isAllOrNothing,
      allowsOverdue: options.allowsOverdue,
      limits: COMMAND_LIMITS,
    },
    screen,
  ).catch((error: unknown) => {
    if (isFromReading(error)) throw new UsageError(text.unreadable(file))
    throw error
  })
  await closeErrors(errors)
  return report(result, screen, (performance.now() - startedAt) / 1_000)
}

function findService({ services }: Catalogue, code: string | undefined): ImportableService | undefined {
  if (code === undefined) return undefined
  const service = services.find((one) => one.code === code)
  if (!service) throw new UsageError(text.unknownService(code))
  return service
}

/** Opened before anything is stored: a list of errors that cannot be written must not come as a surprise. */
async function openErrors(file: string): Promise<WriteStream> {
  const stream = createWriteStream(file, { mode: 0o600 })
  try {
    await once(stream, 'open')
    return stream
  } catch {
    throw new UsageError(text.unwritable(file))
  }
}

async function closeErrors(errors: WriteStream | undefined): Promise<void> {
  if (!errors) return
  errors.end()
  await once(errors, 'close')
}

type Screen = ImportObserver & { close(): void }

const MOST_SHOWN = 1_000

/** What is wrong goes to the terminal, as far as it fits, and all of it to the file of errors. */
function openScreen(fileBytes: number, errors: WriteStream | undefined): Screen {
  const { isTTY, columns } = process.stderr
  const startedAt = performance.now()
  const size = { isTerminal: isTTY === true, columns: columns ?? 80, fileBytes, startedAt }
  const progress = createProgress({ ...size, words: progressText })
  const show = (words: string) => void (words !== '' && process.stderr.write(words))
  let problems = 0
  errors?.write(csvLine(text.errorColumns))
  return {
    problem(place, problem) {
      problems++
      errors?.write(csvLine([place.line, place.position ?? '', fieldOf(problem), reasonText(problem)]))
      if (problems <= MOST_SHOWN) show(progress.around(`${placeText(place, problem)}: ${reasonText(problem)}`))
    },
    progress: (done) => show(progress.draw(done, performance.now())),
    close() {
      show(progress.clear())
      if (problems > MOST_SHOWN) show(`${text.moreProblems(problems - MOST_SHOWN)}\n`)
    },
  }
}

function report({ counts, broken, isKept }: ImportResult, screen: Screen, seconds: number): number {
  screen.close()
  const rows = rowsOf(counts)
  if (broken) {
    const sentence = fileProblemText(broken)
    const isPartly = isKept && counts.created + counts.changed + counts.unchanged > 0
    process.stderr.write(`${isPartly ? text.brokenAfter(sentence) : sentence}\n`)
    if (rows === 0) return EXIT.nothingDone
  }
  process.stdout.write(`${summaryText(counts, isKept, seconds)}\n`)
  return broken || counts.refused > 0 ? EXIT.someRefused : EXIT.allGood
}

/** An error of the file system carries the name of the call that failed. */
function isFromReading(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && (error.syscall === 'open' || error.syscall === 'read')
}

/** PostgreSQL's or the network's own code: the database went away, or is too busy to go on. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    /^(08|53|57|40)/.test(code) ||
    /^E(CONN|PIPE|HOST|TIMEDOUT)/.test(code) ||
    /Connection terminated/.test(error.message)
  )
}
