/** Cancels what somebody has made themselves and left unpaid, once no payment of it can be on its way any more. */
import { listInstitutions } from '../institutions/institution.queries.ts'
import type { Job } from '../platform/jobs.ts'
import { cancelAbandoned, listAbandoned, mayStillBePaid } from './abandoned.queries.ts'

const BATCH = 200
/** Longer than a cart lives at Checkout, and a payment token after it. */
const CHECKOUT_MINUTES = 60

export const cancelAbandonedPositions: Job<Record<string, never>> = {
  name: 'debt-positions.cancel-abandoned',
  cron: '*/5 * * * *',
  async run(_payload, { db, clock, log, signal }) {
    const now = clock.now()
    let cancelled = 0
    for (const { institutionId } of await listInstitutions(db)) {
      for (const positionId of await listAbandoned(db, institutionId, BATCH)) {
        if (signal.aborted) return
        cancelled += await db.institution(institutionId, async (tx) => {
          const isLive = await mayStillBePaid(tx, positionId, now.subtract({ minutes: CHECKOUT_MINUTES }), now)
          return isLive ? 0 : cancelAbandoned(tx, positionId, now)
        })
      }
    }
    if (cancelled > 0) {
      log.info({ event: 'positions.abandoned', cancelled_count: cancelled }, `cancelled ${cancelled} abandoned notices`)
    }
  },
}
