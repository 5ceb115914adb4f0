import type { Clock } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import type { RateLimiter } from '../platform/rate-limit.ts'
import type { FormId, FormOwner, TypedForm } from './filled-form.ts'
import { type Attachment, countOtherDrafts, upsertDraft } from './filled-form.queries.ts'
import { MOST_DRAFTS, limits } from './limits.ts'
import type { OpenService } from './open-service.ts'

export type FormServices = { db: Database; limiter: RateLimiter; clock: Clock }

export type DraftToSave = {
  formId: FormId
  service: OpenService
  owner: FormOwner
  /** Whom to count: an account, or an address. */
  countKey: string
  typed: TypedForm
  uploads: readonly Attachment[]
  withoutFiles: readonly string[]
}

export type DraftOutcome =
  | { outcome: 'saved' | 'gone' | 'too-many-drafts' }
  | { outcome: 'limited'; retryAfterSeconds: number }

/** Keeps what was typed, right or wrong. */
export async function saveDraft(
  { db, limiter, clock }: FormServices,
  institution: Institution,
  { service, countKey, ...draft }: DraftToSave,
): Promise<DraftOutcome> {
  const now = clock.now()
  const counts = [
    { policy: limits.draftsPerHour, key: countKey, weight: 1 },
    { policy: limits.uploadsPerHour, key: countKey, weight: draft.uploads.length },
  ]
  const exceeded = await limiter.exceeded(counts, now)
  if (exceeded) return { outcome: 'limited', retryAfterSeconds: exceeded.retryAfterSeconds }
  return db.institution(institution.institutionId, async (tx): Promise<DraftOutcome> => {
    if ((await countOtherDrafts(tx, draft.owner, draft.formId)) >= MOST_DRAFTS) return { outcome: 'too-many-drafts' }
    const isKept = await upsertDraft(tx, { ...draft, serviceId: service.serviceId }, now)
    return { outcome: isKept ? 'saved' : 'gone' }
  })
}
