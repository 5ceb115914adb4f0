/** How a case stands now: what the ente has answered, and what the books know of the notice. */
import type { Clock, Temporal } from '../core/time.ts'
import type { AttemptId } from '../debt-positions/attempt.ts'
import { findStatus } from '../debt-positions/citizen.queries.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import type { TrackedCase } from './case.ts'
import { findCase, findCaseOfAttempt } from './case.queries.ts'
import type { TrackingCode } from './tracking-code.ts'

export type CaseStanding =
  | { kind: 'paid'; paidAt: Temporal.Instant }
  | { kind: 'answered'; answer: string; at: Temporal.Instant }
  | { kind: 'checking'; since: Temporal.Instant }
  /** The same for a notice that nobody has paid and for one that does not exist. */
  | { kind: 'nothing-yet' }

export type SeenCase = { tracked: TrackedCase; standing: CaseStanding }

export async function lookAtCase(
  services: { db: Database; clock: Clock },
  institution: Institution,
  trackingCode: TrackingCode,
): Promise<SeenCase | undefined> {
  const tracked = await findCase(services.db, institution.institutionId, trackingCode)
  return tracked && { tracked, standing: await standingOf(services, institution, tracked) }
}

async function standingOf(
  { db, clock }: { db: Database; clock: Clock },
  { institutionId }: Institution,
  tracked: TrackedCase,
): Promise<CaseStanding> {
  const { installmentId } = tracked
  const status = installmentId ? await findStatus(db, institutionId, installmentId, clock.now()) : undefined
  if (status?.kind === 'confirmed') return { kind: 'paid', paidAt: status.paidAt }
  if (tracked.status === 'answered') return { kind: 'answered', answer: tracked.answer, at: tracked.closedAt }
  if (tracked.status === 'found') return { kind: 'paid', paidAt: tracked.closedAt }
  return status?.kind === 'not-confirmed' ? { kind: 'checking', since: status.since } : { kind: 'nothing-yet' }
}

/** The case that was opened because this payment got no answer, at whichever of its enti; and of which one. */
export async function caseOfPayment(
  { db }: { db: Database },
  institutions: readonly Institution[],
  attemptId: AttemptId,
): Promise<{ institution: Institution; trackingCode: TrackingCode } | undefined> {
  for (const institution of institutions) {
    const found = await findCaseOfAttempt(db, institution.institutionId, attemptId)
    if (found) return { institution, trackingCode: found.trackingCode }
  }
  return undefined
}
