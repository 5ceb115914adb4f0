/** Asks the database whether every invariant of db/verify.sql holds. */
import { readFileSync } from 'node:fs'
import * as path from 'node:path'
import type { Temporal } from '../core/time.ts'
import type { Database } from '../platform/database.ts'
import { projectRoot } from '../platform/paths.ts'
import { integer, nullable, text } from '../platform/sql.ts'

export type BrokenInvariant = { name: string; institutionId: number | null; found: string }

/**
 * What is broken at `now`, at most a hundred rows of each; an empty list is the only good answer.
 * The queries read the time from the relation `clock`, never from the server: so that the same ledger is sound on any day.
 */
export async function verifyLedger(verifier: Database, now: Temporal.Instant): Promise<BrokenInvariant[]> {
  const broken: BrokenInvariant[] = []
  for (const { name, query } of invariants()) {
    const rows = await verifier.query(
      {
        text:
          'with clock (now) as (values ($1::timestamptz)) ' +
          `select institution_id, found from (${query}) as broken limit 100`,
        values: [now.toString()],
      },
      { institution_id: nullable(integer), found: text },
    )
    broken.push(...rows.map((row) => ({ name, institutionId: row.institution_id, found: row.found })))
  }
  return broken
}

function invariants(): { name: string; query: string }[] {
  const file = readFileSync(path.join(projectRoot, 'db', 'verify.sql'), 'utf8')
  return file
    .split(/^-- name: /m)
    .slice(1)
    .map((block) => {
      const [name = '', ...lines] = block.split('\n')
      const query = lines.join('\n').trim().replace(/;$/, '')
      return { name: name.trim(), query }
    })
}
