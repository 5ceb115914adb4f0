/** Drafts that nobody has come back to, and those of browsers that are gone. */
import { listInstitutions } from '../institutions/institution.queries.ts'
import type { Job } from '../platform/jobs.ts'
import { deleteOldDrafts } from './filled-form.queries.ts'
import { DRAFT_DAYS } from './limits.ts'

export const forgetDrafts: Job<Record<string, never>> = {
  name: 'services.forget-drafts',
  cron: '27 * * * *',
  async run(_payload, { db, clock, log }) {
    const unchangedSince = clock.now().subtract({ hours: 24 * DRAFT_DAYS })
    let forgotten = 0
    for (const { institutionId } of await listInstitutions(db)) {
      forgotten += await db.institution(institutionId, (tx) => deleteOldDrafts(tx, unchangedSince))
    }
    log.info({ event: 'services.forgot-drafts', draft_count: forgotten }, `forgot ${forgotten} drafts`)
  },
}
