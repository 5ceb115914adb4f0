import { sha256 } from '../platform/random.ts'
import { activateAccount, consumeToken, findToken } from './account.queries.ts'
import type { AccountServices } from './register.operation.ts'

export type Activation = 'activated' | 'already-used' | 'expired' | 'unknown' | 'mailbox-taken'

/** What the link is good for: shown before anything is done, because mail scanners open links, too. */
export async function lookAtActivation(services: AccountServices, token: string): Promise<'good' | Activation> {
  const state = await findToken(services.db, sha256(token), 'activation', services.clock.now())
  if (state === undefined) return 'unknown'
  return state === 'used' ? 'already-used' : state
}

export async function activate(services: AccountServices, token: string): Promise<Activation> {
  const { db, clock } = services
  const now = clock.now()
  const activation = await db.transaction(async (tx): Promise<Activation | undefined> => {
    const accountId = await consumeToken(tx, sha256(token), 'activation', now)
    if (!accountId) return undefined
    return (await activateAccount(tx, accountId, now)) ? 'activated' : 'mailbox-taken'
  })
  if (activation) return activation
  const state = await lookAtActivation(services, token)
  return state === 'good' ? 'unknown' : state
}
