import type { Command } from '../platform/command.ts'
import { loadDatabaseConfig } from '../config.ts'
import { systemClock } from '../core/time.ts'
import { openDatabase } from '../platform/database.ts'
import { createLogger } from '../platform/logger.ts'
import { requireCurrentSchema } from '../platform/migrations.ts'
import { verifyLedger } from './verify-ledger.operation.ts'

export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify',
  summary: 'controlla che i dati siano coerenti (db/verify.sql)',
  async run(_args, environment) {
    const { database, logLevel } = loadDatabaseConfig(environment)
    const log = createLogger({ level: logLevel, role: 'verify' })
    const db = openDatabase({
      url: database.url.reveal(),
      role: 'quietanza_verifier',
      poolSize: 1,
      applicationName: 'quietanza verify',
      onError: (error) => log.error({ event: 'database.error', err: error }, 'database connection lost'),
    })
    try {
      await requireCurrentSchema(db)
      const broken = await verifyLedger(db, systemClock.now())
      for (const { name, institutionId, found } of broken) {
        process.stdout.write(`${name}: ${institutionId ?? '-'} ${found}\n`)
      }
      process.stdout.write(broken.length === 0 ? 'Nessuna incoerenza.\n' : `${broken.length} incoerenze.\n`)
      return broken.length === 0 ? 0 : 1
    } finally {
      await db.close()
    }
  },
}
