import type { Institution } from '../institutions/institution.ts'
import type { Clock } from '../core/time.ts'
import { type AttemptId, type AttemptOrigin, type ReturnOutcome, advance } from '../debt-positions/attempt.ts'
import type { Database } from '../platform/database.ts'
import { sha256 } from '../platform/random.ts'
import { saveAttempt } from './attempt.queries.ts'
import { lockAttemptOfReturn } from './payment.queries.ts'

export type RecordedReturn = { attemptId: AttemptId; outcome: ReturnOutcome; startedFrom: AttemptOrigin }

/**
 * A browser came back. Which of the four addresses it came to is noted as a hint, the first time; a position is never
 * touched by it. Undefined for a token that belongs to no attempt of this institution.
 */
export async function recordReturn(
  { db, clock }: { db: Database; clock: Clock },
  institution: Institution,
  token: string,
): Promise<RecordedReturn | undefined> {
  const now = clock.now()
  return db.transaction(async (tx) => {
    const found = await lockAttemptOfReturn(tx, sha256(token))
    if (!found || found.institutionId !== institution.institutionId) return undefined
    const { attempt, outcome, startedFrom } = found
    const after = advance(attempt, { name: 'returned', outcome }, now)
    if (after) await saveAttempt(tx, attempt.attemptId, after, now)
    return { attemptId: attempt.attemptId, outcome, startedFrom }
  })
}
