import * as path from 'node:path'
import { parseArgs } from 'node:util'
import { loadDatabaseConfig } from '../config.ts'
import { systemClock } from '../core/time.ts'
import { openDirectory } from '../institutions/open-directory.operation.ts'
import { createPaperPrinter } from './paper-printer.operation.ts'
import { type Command, UsageError } from '../platform/command.ts'
import { openDatabase } from '../platform/database.ts'
import { createLogger } from '../platform/logger.ts'
import type { CampaignOrder } from './campaign.ts'
import { type NoticeFilter, readNoticeFilter } from '../notices/notice-filter.ts'
import { type CampaignProgress, printCampaign } from './print-campaign.operation.ts'

const USAGE = `Uso: quietanza notices print --institution CODICE --out CARTELLA [--filter FILTRO] [--merged [--per-file N]]

  --filter    service=tari,due-from=2026-12-01,due-to=2026-12-31,reference=TARI-2026-
  --merged    un PDF ogni N posizioni (1000) invece di un file per ciascuna

Una stampa interrotta riprende da dove era rimasta: basta ripetere lo stesso comando.`

const MAX_PER_FILE = 10_000

/** A volume takes a thread so long; a file of its own some hundredths of a second. */
const TIMEOUT_MS = 30 * 60_000

export const noticesCommand: Command = {
  name: 'notices',
  usage: 'notices print --institution CODICE --out CARTELLA …',
  summary: 'stampa gli avvisi di una campagna in una cartella',
  async run(args, environment) {
    const { code, filter, order, folder } = readArguments(args)
    const { database, logLevel, papers } = loadDatabaseConfig(environment)
    const log = createLogger({ level: logLevel, role: 'notices' })
    const db = openDatabase({
      url: database.url.reveal(),
      role: 'quietanza_worker',
      poolSize: 2,
      applicationName: 'quietanza notices',
      onError: (error) => log.error({ event: 'database.error', err: error }, 'database connection lost'),
    })
    const directory = await openDirectory(db, log)
    const printer = createPaperPrinter({ ...papers, maxWaiting: MAX_PER_FILE, timeoutMs: TIMEOUT_MS })
    try {
      const institution = directory.byCode(code)
      if (!institution) throw new UsageError(`Non c'è un ente con il codice ${code}.`)
      const context = { db, clock: systemClock, printer, threads: papers.threads }
      const result = await printCampaign(context, institution, filter, order, folder, progressTo(process.stdout))
      switch (result.outcome) {
        case 'printed':
          process.stdout.write(`${result.notices} avvisi stampati in ${folder}.\n`)
          if (result.remarks > 0) process.stdout.write(`${result.remarks} avvertenze: leggi avvertenze.csv.\n`)
          return 0
        case 'already-printed':
          process.stdout.write(
            `Già stampati: ${result.notices} avvisi. Per stampare di nuovo scegli un'altra cartella.\n`,
          )
          return 0
        case 'folder-taken':
          throw new UsageError(`${folder} contiene un'altra stampa: scegli un'altra cartella.`)
      }
    } finally {
      directory.close()
      await printer.close()
      await db.close()
    }
  },
}

function readArguments(args: readonly string[]): {
  code: string
  filter: NoticeFilter
  order: CampaignOrder
  folder: string
} {
  const { positionals, values } = parse(args)
  const { institution: code, out, filter: filterText = '', merged = false } = values
  if (positionals.length !== 1 || positionals[0] !== 'print' || !code || !out) throw new UsageError(USAGE)
  const perFile = Number(values['per-file'] ?? 1000)
  if (!Number.isInteger(perFile) || perFile < 1 || perFile > MAX_PER_FILE) {
    throw new UsageError(`--per-file deve essere un numero tra 1 e ${MAX_PER_FILE}.`)
  }
  const reading = readNoticeFilter(filterText)
  if (reading.outcome === 'wrong') throw new UsageError(`--filter: non capisco «${reading.part}».\n\n${USAGE}`)
  const kind = merged ? 'volumes' : 'one-file-each'
  return {
    code,
    filter: reading.filter,
    order: { institution: code, filter: filterText, kind, perFile: merged ? perFile : 1 },
    folder: path.resolve(out),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        institution: { type: 'string' },
        filter: { type: 'string' },
        out: { type: 'string' },
        merged: { type: 'boolean' },
        'per-file': { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`)
  }
}

/** One line a page of positions: how many, of how many, how fast. */
function progressTo(output: NodeJS.WritableStream): (progress: CampaignProgress) => void {
  const startedAt = performance.now()
  return ({ notices, positions, remarks }) => {
    const perSecond = Math.round(notices / ((performance.now() - startedAt) / 1000))
    const said = remarks > 0 ? `, ${remarks} avvertenze` : ''
    output.write(`${notices} avvisi di ${positions} posizioni (${perSecond} al secondo${said})\n`)
  }
}
