/** The Storico of one ente, or of several at once: each is asked in its own scope, and sees its own. */
import type { Clock } from '../core/time.ts'
import type { Sight } from '../debt-positions/visibility.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import type { HistoryFilter } from './history-filter.ts'
import { type HistoryCursor, type HistoryRows, pageOfRows } from './history-rows.ts'
import { listClosed } from './history.queries.ts'

export type LookBack = {
  institutions: readonly Institution[]
  sightAt: (institution: Institution) => Promise<Sight>
  filter: HistoryFilter
  cursor: HistoryCursor | undefined
  size: number
}

export async function lookBack(
  { db, clock }: { db: Database; clock: Clock },
  { institutions, sightAt, filter, cursor, size }: LookBack,
): Promise<HistoryRows> {
  const now = clock.now()
  const found = await Promise.all(
    institutions.map(async (institution) => {
      const asked = { cursor, limit: size + 1 }
      const rows = await listClosed(db, institution.institutionId, await sightAt(institution), filter, asked, now)
      return rows.map((row) => ({ ...row, institution }))
    }),
  )
  return pageOfRows(found.flat(), cursor, size)
}
