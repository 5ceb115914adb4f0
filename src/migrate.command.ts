import type { Command } from './platform/command.ts'
import { loadDatabaseConfig } from './config.ts'
import { queues } from './jobs.ts'
import { migrate } from './platform/migrations.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate',
  summary: 'porta il database allo schema di questa versione',
  async run(_args, environment) {
    const { database } = loadDatabaseConfig(environment)
    const { applied, total } = await migrate(database.ownerUrl.reveal(), queues)
    const done = applied.length === 0 ? 'già aggiornato' : `applicate ${applied.length} migrazioni`
    process.stdout.write(`Database: ${done} (${total} in tutto).\n`)
    return 0
  },
}
