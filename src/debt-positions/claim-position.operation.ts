import { recordEvent } from '../accounts/account-event.queries.ts'
import type { Origin } from '../accounts/account-event.ts'
import type { AccountId } from '../accounts/account.ts'
import type { Clock } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import type { RateLimiter } from '../platform/rate-limit.ts'
import { insertClaim } from './citizen.queries.ts'
import type { InstallmentId } from './installment.ts'
import { limits } from './limits.ts'

export type ClaimServices = { db: Database; limiter: RateLimiter; clock: Clock }

/** Keeps a position in the account's list. The caller has seen it with both codes: that is all the claim says. */
export async function claimPosition(
  { db, limiter, clock }: ClaimServices,
  institution: Institution,
  accountId: AccountId,
  origin: Origin,
  installmentId: InstallmentId,
): Promise<'claimed' | 'too-many'> {
  const now = clock.now()
  const count = { policy: limits.claimsPerHour, key: accountId, weight: 1 }
  if (await limiter.exceeded([count], now)) return 'too-many'
  await db.institution(institution.institutionId, async (tx) => {
    const isNew = await insertClaim(tx, accountId, installmentId, 'claimed', now)
    if (isNew) await recordEvent(tx, { accountId, name: 'position-claimed', origin }, now)
  })
  return 'claimed'
}
