/** Free words about the service are kept for a year: the stars and the answers say the rest, and are nobody's. */
import { todayInRome } from '../core/time.ts'
import { listInstitutions } from '../institutions/institution.queries.ts'
import type { Job } from '../platform/jobs.ts'
import { forgetDetails } from './rating.queries.ts'

export const forgetRatingDetails: Job<Record<string, never>> = {
  name: 'ratings.forget-details',
  cron: '41 3 * * *',
  async run(_payload, { db, clock, log, signal }) {
    const before = todayInRome(clock).subtract({ years: 1 })
    let forgotten = 0
    for (const { institutionId } of await listInstitutions(db)) {
      if (signal.aborted) break
      forgotten += await db.institution(institutionId, (tx) => forgetDetails(tx, before))
    }
    log.info({ event: 'ratings.forgot-details', row_count: forgotten }, `forgot the words of ${forgotten} ratings`)
  },
}
