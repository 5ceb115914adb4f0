import type { Temporal } from '../core/time.ts'
import type { Database } from '../platform/database.ts'
import { sql } from '../platform/sql.ts'

export async function keepUnreadableReceipt(
  db: Database,
  document: Buffer,
  problem: string,
  now: Temporal.Instant,
): Promise<void> {
  await db.run(sql`
    insert into unreadable_receipts (document, problem, received_at)
    values (${document}, ${problem.slice(0, 300)}, ${now})`)
}
