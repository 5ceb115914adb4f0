/** The current password once more, before what cannot be undone: a browser that was left open is not its owner. */
import type { AccountId } from './account.ts'
import { limits } from './limits.ts'
import { findPasswordHash } from './profile.queries.ts'
import type { AccountServices } from './register.operation.ts'

export type Confirmation = 'right' | 'wrong' | 'too-many'

export async function confirmPassword(
  { db, limiter, clock, passwords }: Pick<AccountServices, 'db' | 'limiter' | 'clock' | 'passwords'>,
  accountId: AccountId,
  password: string,
): Promise<Confirmation> {
  const failures = { policy: limits.confirmPassword, key: accountId, weight: 0 }
  const hits = await limiter.count([failures], clock.now())
  if ((hits.get(limits.confirmPassword.name) ?? 0) >= limits.confirmPassword.limit) return 'too-many'
  const verdict = await passwords.verify(password, await findPasswordHash(db, accountId))
  if (verdict !== 'no') return 'right'
  await limiter.count([{ ...failures, weight: 1 }], clock.now())
  return 'wrong'
}
