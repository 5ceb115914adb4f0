import { sha256 } from '../platform/random.ts'
import { recordEvent } from './account-event.queries.ts'
import type { Origin } from './account-event.ts'
import { forgetOtherDevices } from './account.queries.ts'
import type { AccountId } from './account.ts'
import type { AccountServices } from './register.operation.ts'
import { deleteOtherSessions } from './session.queries.ts'
import type { SessionId } from './session.ts'

/** Every browser but this one has to sign in again. Pressing twice closes nothing more, and writes nothing more. */
export async function closeOtherSessions(
  { db, clock }: Pick<AccountServices, 'db' | 'clock'>,
  accountId: AccountId,
  sessionId: SessionId,
  device: string | undefined,
  origin: Origin,
): Promise<void> {
  await db.transaction(async (tx) => {
    const closed = await deleteOtherSessions(tx, accountId, sessionId)
    await forgetOtherDevices(tx, accountId, device === undefined ? undefined : sha256(device))
    if (closed > 0) await recordEvent(tx, { accountId, name: 'sessions-closed', origin }, clock.now())
  })
}
