import type { Command } from '../platform/command.ts'
import { loadDatabaseConfig } from '../config.ts'
import { systemClock } from '../core/time.ts'
import { withDatabase } from '../platform/command-database.ts'
import { createLogger } from '../platform/logger.ts'
import { verifyLedger } from './verify-ledger.operation.ts'

export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify',
  summary: 'controlla che i dati siano coerenti (db/verify.sql)',
  async run(_args, environment) {
    const { database, logLevel } = loadDatabaseConfig(environment)
    const log = createLogger({ level: logLevel, role: 'verify' })
    const url = database.url.reveal()
    return withDatabase({ command: 'verify', url, role: 'quietanza_verifier', log }, async (db) => {
      const broken = await verifyLedger(db, systemClock.now())
      for (const { name, institutionId, found } of broken) {
        process.stdout.write(`${name}: ${institutionId ?? '-'} ${found}\n`)
      }
      process.stdout.write(broken.length === 0 ? 'Nessuna incoerenza.\n' : `${broken.length} incoerenze.\n`)
      return broken.length === 0 ? 0 : 1
    })
  },
}
