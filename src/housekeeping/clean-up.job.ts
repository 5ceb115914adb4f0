/** Forgets what has had its day: sessions, carts, links, counters, codes. */
import type { Job } from '../platform/jobs.ts'
import { forget } from './clean-up.queries.ts'

export const cleanUp: Job<Record<string, never>> = {
  name: 'housekeeping.clean-up',
  cron: '17 * * * *',
  async run(_payload, { db, clock, log }) {
    const rows = await forget(db, clock.now())
    log.info({ event: 'housekeeping.forgot', row_count: rows }, `forgot ${rows} rows`)
  },
}
