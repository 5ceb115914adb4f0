import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadDatabaseConfig } from '../config.ts'
import { type Temporal, parseDay, startOfDayInRome } from '../core/time.ts'
import { type Command, UsageError } from '../platform/command.ts'
import { withDatabase } from '../platform/command-database.ts'
import type { Database } from '../platform/database.ts'
import { createLogger } from '../platform/logger.ts'
import { applyServices } from './apply-services.operation.ts'
import { exportAnswers } from './export-answers.operation.ts'
import { readServicesFile } from './services-file.ts'
import { answersText, servicesCommandText as text } from './services-command.text.ts'
import { findInstitutionByCode } from './services.queries.ts'

type Environment = Parameters<Command['run']>[1]

export const servicesCommand: Command = {
  name: 'services',
  usage: 'services apply FILE… | services answers --institution CODICE --out CARTELLA',
  summary: 'crea o aggiorna i servizi descritti dai file JSON, o scrive le risposte dei cittadini (docs/services.md)',
  async run([verb, ...args], environment) {
    if (verb === 'answers') return writeAnswers(readAnswersOrder(args), environment)
    if (verb !== 'apply' || args.length === 0) throw new UsageError(text.usage)
    return apply(args, environment)
  },
}

async function apply(files: readonly string[], environment: Environment): Promise<number> {
  // All of them are read before any is applied.
  const contents = files.map((file) => ({ file, content: load(file) }))
  return withServices('owner', environment, async (owner) => {
    for (const { file, content } of contents) {
      const applied = await applyServices(owner, content)
      if (applied.outcome === 'wrong') throw new UsageError(text.wrong(file, applied.problems))
      if (applied.outcome === 'unknown-institution') throw new UsageError(text.unknown(file, applied.institution))
      process.stdout.write(`${text.applied(applied.institution, applied.services, applied.open)}\n`)
    }
  })
}

type AnswersOrder = { institution: string; folder: string; from: Temporal.Instant }

async function writeAnswers({ institution, folder, from }: AnswersOrder, environment: Environment): Promise<number> {
  return withServices('quietanza_worker', environment, async (db) => {
    const institutionId = await findInstitutionByCode(db, institution)
    if (institutionId === undefined) throw new UsageError(answersText.unknownInstitution(institution))
    const written = await exportAnswers(db, institutionId, { from, folder })
    process.stdout.write(`${answersText.done(written, folder)}\n`)
  })
}

async function withServices(
  role: 'owner' | 'quietanza_worker',
  environment: Environment,
  work: (db: Database) => Promise<void>,
): Promise<number> {
  const { database, logLevel } = loadDatabaseConfig(environment)
  const log = createLogger({ level: logLevel, role: 'services' })
  const url = (role === 'owner' ? database.ownerUrl : database.url).reveal()
  await withDatabase({ command: 'services', url, role, log }, work)
  return 0
}

function readAnswersOrder(args: readonly string[]): AnswersOrder {
  const { institution, out, from = '2000-01-01' } = parse(args)
  if (institution === undefined || out === undefined) throw new UsageError(text.usage)
  const day = parseDay(from)
  if (!day) throw new UsageError(answersText.wrongDay(from))
  return { institution, folder: out, from: startOfDayInRome(day) }
}

function parse(args: readonly string[]) {
  try {
    const options = { institution: { type: 'string' }, out: { type: 'string' }, from: { type: 'string' } } as const
    return parseArgs({ args: [...args], options }).values
  } catch {
    throw new UsageError(text.usage)
  }
}

function load(file: string): unknown {
  const content = readJson(file)
  const reading = readServicesFile(content)
  if (reading.outcome === 'wrong') throw new UsageError(text.wrong(file, reading.problems))
  return content
}

function readJson(file: string): unknown {
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(text.unreadable(file))
  }
  try {
    return JSON.parse(content)
  } catch (error) {
    throw new UsageError(text.notJson(file, (error as Error).message))
  }
}
