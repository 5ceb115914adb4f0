/** "Ho pagato ma non risulta": what our books say now; where they do not say "paid", a case that somebody looks at. */
import type { Clock, Temporal } from '../core/time.ts'
import { findStatus } from '../debt-positions/citizen.queries.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import { newId, randomReadable } from '../platform/random.ts'
import type { Missing } from './case.ts'
import { openCase } from './case.queries.ts'
import { TRACKING_CODE_LENGTH, type TrackingCode } from './tracking-code.ts'

export type Asked = {
  missing: Missing
  /** The notice that both codes open; null where none does, which the answer does not tell. */
  installmentId: InstallmentId | null
  sessionId: string
}

export type AskAnswer =
  | { kind: 'paid'; installmentId: InstallmentId; paidAt: Temporal.Instant }
  | { kind: 'opened'; trackingCode: TrackingCode }

export async function askAboutPayment(
  { db, clock }: { db: Database; clock: Clock },
  { institutionId }: Institution,
  { missing, installmentId, sessionId }: Asked,
): Promise<AskAnswer> {
  const now = clock.now()
  const status = installmentId ? await findStatus(db, institutionId, installmentId, now) : undefined
  if (installmentId && status?.kind === 'confirmed') return { kind: 'paid', installmentId, paidAt: status.paidAt }
  const opened = { caseId: newId(), trackingCode: newTrackingCode(), sessionId, installmentId }
  const trackingCode = await db.institution(institutionId, (tx) => openCase(tx, opened, missing, now))
  return { kind: 'opened', trackingCode }
}

export function newTrackingCode(): TrackingCode {
  return randomReadable(TRACKING_CODE_LENGTH) as TrackingCode
}
