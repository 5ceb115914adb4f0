import { parseArgs } from 'node:util'
import { loadDatabaseConfig } from '../config.ts'
import { printable } from '../core/printable-text.ts'
import { systemClock } from '../core/time.ts'
import { listInstitutions } from '../institutions/institution.queries.ts'
import type { Institution } from '../institutions/institution.ts'
import { type Command, UsageError } from '../platform/command.ts'
import { withDatabase } from '../platform/command-database.ts'
import type { Database } from '../platform/database.ts'
import { createLogger } from '../platform/logger.ts'
import { casesText as text, drawCase } from './case-list.text.ts'
import { listCases } from './case-queue.queries.ts'
import { closeWithAnswer } from './case.queries.ts'
import { type TrackingCode, formatTrackingCode, parseTrackingCode } from './tracking-code.ts'

const MOST_SHOWN = 200

type Order =
  | { action: 'list'; institution: string; includesClosed: boolean }
  | { action: 'answer'; institution: string; trackingCode: TrackingCode; answer: string; answeredBy: string }

export const casesCommand: Command = {
  name: 'cases',
  usage: 'cases list|answer --institution CODICE …',
  summary: 'mostra e chiude le richieste «Ho pagato ma non risulta»',
  async run(args, environment) {
    const order = readOrder(args)
    const { database, logLevel } = loadDatabaseConfig(environment)
    const log = createLogger({ level: logLevel, role: 'cases' })
    const url = database.url.reveal()
    return withDatabase({ command: 'cases', url, role: 'quietanza_worker', log }, async (db) => {
      const institution = (await listInstitutions(db)).find(({ code }) => code === order.institution)
      if (!institution) throw new UsageError(text.unknownInstitution(order.institution))
      return order.action === 'list' ? await list(db, institution, order) : await answer(db, institution, order)
    })
  },
}

async function list(
  db: Database,
  { institutionId }: Institution,
  { includesClosed }: Extract<Order, { action: 'list' }>,
): Promise<number> {
  const cases = await listCases(db, institutionId, { includesClosed, limit: MOST_SHOWN + 1 })
  for (const queued of cases.slice(0, MOST_SHOWN)) process.stdout.write(drawCase(queued))
  if (cases.length === 0) process.stdout.write(`${text.none}\n`)
  if (cases.length > MOST_SHOWN) process.stdout.write(`${text.more(MOST_SHOWN)}\n`)
  return 0
}

async function answer(
  db: Database,
  { institutionId }: Institution,
  order: Extract<Order, { action: 'answer' }>,
): Promise<number> {
  const { trackingCode } = order
  const isClosed = await db.institution(institutionId, (tx) =>
    closeWithAnswer(tx, trackingCode, order, systemClock.now()),
  )
  const code = formatTrackingCode(trackingCode)
  process.stdout.write(`${isClosed ? text.answered(code) : text.notOpen(code)}\n`)
  return isClosed ? 0 : 1
}

function readOrder(args: readonly string[]): Order {
  const { values, positionals } = parse(args)
  const { institution } = values
  const [action, code, ...others] = positionals
  if (institution === undefined || others.length > 0) throw new UsageError(text.usage)
  if (action === 'list' && code === undefined) return { action, institution, includesClosed: values.all }
  if (action !== 'answer' || code === undefined) throw new UsageError(text.usage)
  const trackingCode = parseTrackingCode(code)
  if (!trackingCode) throw new UsageError(text.wrongCode(code))
  const reply = printable(values.text ?? '').trim()
  const answeredBy = printable(values.by ?? '').trim()
  const isWhole = reply !== '' && reply.length <= 1_000 && answeredBy !== '' && answeredBy.length <= 80
  if (!isWhole) throw new UsageError(`${text.emptyAnswer}\n\n${text.usage}`)
  return { action, institution, trackingCode, answer: reply, answeredBy }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        institution: { type: 'string' },
        all: { type: 'boolean', default: false },
        by: { type: 'string' },
        text: { type: 'string' },
      },
    })
  } catch {
    throw new UsageError(text.usage)
  }
}
