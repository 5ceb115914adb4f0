import { parseArgs } from 'node:util'
import { loadDatabaseConfig } from '../config.ts'
import { Temporal, parseDay, systemClock, todayInRome } from '../core/time.ts'
import { listInstitutions } from '../institutions/institution.queries.ts'
import { type Command, UsageError } from '../platform/command.ts'
import { withDatabase } from '../platform/command-database.ts'
import { createLogger } from '../platform/logger.ts'
import { type RatingReport, drawReport, reportText as text } from './rating-report.text.ts'
import { type Period, countRatings, listDetails } from './rating.queries.ts'

const MOST_SHOWN = 100

export const ratingsCommand: Command = {
  name: 'ratings',
  usage: 'ratings report --institution CODICE',
  summary: 'riassume le valutazioni del servizio date dai cittadini',
  async run(args, environment) {
    const options = readOptions(args)
    const { database, logLevel } = loadDatabaseConfig(environment)
    const log = createLogger({ level: logLevel, role: 'ratings' })
    const url = database.url.reveal()
    return withDatabase({ command: 'ratings', url, role: 'quietanza_app', log }, async (db) => {
      const institution = (await listInstitutions(db)).find(({ code }) => code === options.institution)
      if (!institution) throw new UsageError(text.unknownInstitution(options.institution))
      const { period, hasDetails } = options
      const report: RatingReport = {
        institutionName: institution.name,
        ...period,
        counts: await countRatings(db, institution.institutionId, period),
        details: hasDetails ? await listDetails(db, institution.institutionId, period, MOST_SHOWN) : undefined,
      }
      process.stdout.write(drawReport(report))
      return 0
    })
  },
}

function readOptions(args: readonly string[]): { institution: string; period: Period; hasDetails: boolean } {
  const { values, positionals } = parse(args)
  if (positionals.join(' ') !== 'report' || values.institution === undefined) throw new UsageError(text.usage)
  const to = readDay(values.to) ?? todayInRome(systemClock)
  const from = readDay(values.from) ?? to.subtract({ months: 12 })
  if (Temporal.PlainDate.compare(from, to) > 0) throw new UsageError(text.wrongPeriod)
  return { institution: values.institution, period: { from, to }, hasDetails: values.details }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        institution: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        details: { type: 'boolean', default: false },
      },
    })
  } catch {
    throw new UsageError(text.usage)
  }
}

function readDay(written: string | undefined): Temporal.PlainDate | undefined {
  if (written === undefined) return undefined
  const day = parseDay(written)
  if (!day) throw new UsageError(text.wrongDay(written))
  return day
}
