import type { Clock } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import type { RateLimiter } from '../platform/rate-limit.ts'
import type { FormId, FormOwner, TypedForm } from './filled-form.ts'
import { type Attachment, upsertDraft } from './filled-form.queries.ts'
import { limits } from './limits.ts'
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

export type DraftOutcome = { outcome: 'saved' | 'gone' } | { outcome: 'limited'; retryAfterSeconds: number }

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
  const isKept = await db.institution(institution.institutionId, (tx) =>
    upsertDraft(tx, { ...draft, serviceId: service.serviceId }, now),
  )
  return { outcome: isKept ? 'saved' : 'gone' }
}
