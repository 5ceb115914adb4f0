/** What a browser may look at again, for as long as its session lasts: it has shown both codes, or made it itself. */
import type { InstitutionId } from '../core/institution-id.ts'
import type { Temporal } from '../core/time.ts'
import { column } from '../platform/columns.ts'
import type { Database, InstitutionTx } from '../platform/database.ts'
import { forgettable } from '../platform/forgettable.ts'
import { sql } from '../platform/sql.ts'
import { together } from '../platform/together.ts'
import type { InstallmentId } from './installment.ts'

type Opening = { sessionId: string; installmentId: InstallmentId; now: Temporal.Instant }

export async function openToSession(tx: InstitutionTx, opening: Opening): Promise<void> {
  await openAll(tx, [opening])
}

async function openAll(tx: InstitutionTx, openings: readonly Opening[]): Promise<void> {
  const each = [...new Map(openings.map((o) => [`${o.sessionId} ${o.installmentId}`, o])).values()]
  await tx.run(sql`
    insert into session_views (institution_id, session_id, installment_id, opened_at)
    select ${tx.institutionId}::integer, session_id, installment_id, opened_at::timestamptz
    from unnest(${column.uuid(each, ({ sessionId }) => sessionId)}::uuid[],
      ${column.uuid(each, ({ installmentId }) => installmentId)}::uuid[],
      ${column.text(each, ({ now }) => now.toString())}::text[]) as opened (session_id, installment_id, opened_at)
    order by session_id, installment_id
    on conflict (institution_id, session_id, installment_id) do update set opened_at = excluded.opened_at`)
}

const MOST = 32
const ROUNDS = 2

export type OpenToSession = (opening: Opening & { institutionId: InstitutionId }) => Promise<void>

/** Those of one moment together. `onSplit` hears of a round that failed, and was then done one by one. */
export function createSessionOpener(db: Database, onSplit: (error: unknown) => void): OpenToSession {
  return together<Opening & { institutionId: InstitutionId }, void>({
    keyOf: ({ institutionId }) => institutionId,
    most: MOST,
    rounds: ROUNDS,
    onSplit,
    async work(openings) {
      await db.institution(openings[0]!.institutionId, async (tx) => {
        await Promise.all([forgettable(tx), openAll(tx, openings)])
      })
      return openings.map(() => undefined)
    },
  })
}
