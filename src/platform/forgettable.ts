import type { Tx } from './database.ts'
import { sql } from './sql.ts'

/** Of a transaction that may be lost with the machine, within its last half second: its commit does not wait for the disk. */
export async function forgettable(tx: Tx): Promise<void> {
  await tx.run(sql`select set_config('synchronous_commit', 'off', true)`)
}
