import type { InstitutionId } from '../core/institution-id.ts'
import type { NoticeNumber } from '../core/notice-number.ts'
import type { Temporal } from '../core/time.ts'
import type { Database } from '../platform/database.ts'
import { advance, isCartId } from '../debt-positions/attempt.ts'
import { lockAttemptOfCart, markNoticeActivated, saveAttempt } from './attempt.queries.ts'

/**
 * The Node asks for a payment and names the cart that it belongs to: the citizen has chosen how to pay. A note that is
 * no cart of ours (a PSP may write anything there) changes nothing.
 */
export async function recordActivation(
  db: Database,
  institution: InstitutionId,
  noticeNumber: NoticeNumber,
  paymentNote: string | undefined,
  now: Temporal.Instant,
): Promise<void> {
  if (paymentNote === undefined || !isCartId(paymentNote)) return
  await db.institution(institution, async (tx) => {
    const attempt = await lockAttemptOfCart(tx, paymentNote)
    if (!attempt) return
    const after = advance(attempt, { name: 'activated' }, now)
    if (after) await saveAttempt(tx, attempt.attemptId, after, now)
    await markNoticeActivated(tx, attempt.attemptId, noticeNumber, now)
  })
}
