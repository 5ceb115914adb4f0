/** Writes into the rows what the clock has already decided: notices that opened, notices that expired. */
import { dayInRome } from '../core/time.ts'
import { listInstitutions } from '../institutions/institution.queries.ts'
import type { Job } from '../platform/jobs.ts'
import { expireUnpaid, openPublished } from './keep-time.queries.ts'

const BATCH = 1_000

export const keepTime: Job<Record<string, never>> = {
  name: 'debt-positions.keep-time',
  cron: '*/15 * * * *',
  async run(_payload, { db, clock, log, signal }) {
    const now = clock.now()
    let opened = 0
    let expired = 0
    for (const { institutionId } of await listInstitutions(db)) {
      for (let batch = BATCH; batch === BATCH && !signal.aborted; opened += batch) {
        batch = await db.institution(institutionId, (tx) => openPublished(tx, now, BATCH))
      }
      for (let batch = BATCH; batch === BATCH && !signal.aborted; expired += batch) {
        batch = await db.institution(institutionId, (tx) => expireUnpaid(tx, dayInRome(now), now, BATCH))
      }
    }
    const fields = { event: 'installments.kept-in-time', opened_count: opened, expired_count: expired }
    log.info(fields, `opened ${opened} and expired ${expired} notices`)
  },
}
