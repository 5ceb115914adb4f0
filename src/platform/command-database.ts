import { type Database, type DatabaseOptions, openDatabase } from './database.ts'
import type { Logger } from './logger.ts'
import { requireCurrentSchema } from './migrations.ts'

export type CommandDatabase = {
  /** As PostgreSQL's list of connections names it. */
  command: string
  url: string
  role: DatabaseOptions['role']
  log: Logger
  /** One, where the command asks one thing after the other. */
  poolSize?: number
}

/** The database for as long as a command works; refused where its schema is not the one that this program knows. */
export async function withDatabase<T>(
  { command, url, role, log, poolSize = 1 }: CommandDatabase,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const db = openDatabase({
    url,
    role,
    poolSize,
    applicationName: `quietanza ${command}`,
    onError: (error) => log.error({ event: 'database.error', err: error }, 'database connection lost'),
  })
  try {
    await requireCurrentSchema(db)
    return await work(db)
  } finally {
    await db.close()
  }
}
