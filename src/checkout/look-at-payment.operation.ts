import type { Account } from '../accounts/account.ts'
import type { Session } from '../accounts/session.ts'
import type { Clock } from '../core/time.ts'
import { findPositions } from '../debt-positions/citizen.queries.ts'
import type { SeenPosition } from '../debt-positions/position-record.ts'
import type { Sight } from '../debt-positions/visibility.ts'
import type { Directory } from '../institutions/directory.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import { type Payment, findNoticesOfPayment, findPayment } from './payment.queries.ts'

type Services = { db: Database; directory: Directory; clock: Clock }

/** Who looks, and what they may see at each ente. */
export type Payer = {
  session: Session | undefined
  account: Account | undefined
  sightAt: (institution: Institution) => Promise<Sight>
}

export type SeenPayment = {
  payment: Payment
  /** Those that this browser may see, each at its ente. */
  notices: (SeenPosition & { institution: Institution })[]
  hiddenCount: number
  paidCount: number
}

/** An attempt of this browser or of this account; nobody else's, whoever holds its address. */
export async function lookAtPayment(
  { db, directory, clock }: Services,
  { institutionId: here }: Institution,
  attemptId: string,
  payer: Payer,
): Promise<SeenPayment | undefined> {
  const payment = await findPayment(db, here, attemptId)
  if (!payment || !isOf(payment, payer)) return undefined
  const now = clock.now()
  const parts = await Promise.all(
    payment.institutionIds.map(async (institutionId) => {
      const institution = directory.byId(institutionId)
      const [sight, carried] = await Promise.all([
        payer.sightAt(institution),
        findNoticesOfPayment(db, institutionId, payment.attemptId),
      ])
      const ids = carried.map(({ installmentId }) => installmentId)
      const seen = await findPositions(db, institutionId, sight, ids, now)
      const inOrder = ids.flatMap((id) => seen.find(({ record }) => record.installmentId === id) ?? [])
      return {
        notices: inOrder.map((position) => ({ ...position, institution })),
        paidCount: carried.filter(({ isPaid }) => isPaid).length,
      }
    }),
  )
  const notices = parts.flatMap((part) => part.notices)
  return {
    payment,
    notices,
    hiddenCount: payment.noticeCount - notices.length,
    paidCount: parts.reduce((count, part) => count + part.paidCount, 0),
  }
}

function isOf({ sessionId, accountId }: Payment, { session, account }: Payer): boolean {
  return sessionId === session?.sessionId || (account !== undefined && accountId === account.accountId)
}
