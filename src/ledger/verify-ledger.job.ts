import type { Database } from '../platform/database.ts'
import type { Job, JobContext } from '../platform/jobs.ts'
import { verifyLedger } from './verify-ledger.operation.ts'

/** Every ten minutes: a broken invariant must not wait for somebody to look. */
export const verifyLedgerJob: Job<Record<string, never>, JobContext & { verifier: Database }> = {
  name: 'ledger.verify',
  cron: '*/10 * * * *',
  async run(_payload, { verifier, clock, log }) {
    const broken = await verifyLedger(verifier, clock.now())
    for (const { name, institutionId, found } of broken) {
      log.error({ event: 'ledger.broken', invariant: name, institution_id: institutionId, found }, `broken: ${name}`)
    }
    log.info({ event: 'ledger.verified', broken_count: broken.length }, `ledger verified, ${broken.length} broken`)
  },
}
