/**
 * Revoca del consenso. The password once more, then everything that the account knows of a person goes in one
 * transaction; what the law keeps are the payments, which are the ente's and know no account.
 */
import type { AccountServices } from '../accounts/register.operation.ts'
import { recordEvent } from '../accounts/account-event.queries.ts'
import type { Origin } from '../accounts/account-event.ts'
import type { AccountId } from '../accounts/account.ts'
import { holdMailbox } from '../accounts/closed-mailbox.queries.ts'
import { closeAccount, leaveInstitution, lockToClose } from '../accounts/closing.queries.ts'
import { type Confirmation, confirmPassword } from '../accounts/confirm-password.operation.ts'
import { accountClosedMail } from '../accounts/mails.text.ts'
import { findPasswordHash } from '../accounts/profile.queries.ts'
import { abandonOwnPositions } from '../debt-positions/abandoned.queries.ts'
import type { Directory } from '../institutions/directory.ts'
import type { Institution } from '../institutions/institution.ts'
import { postMail } from '../mail/post-mail.operation.ts'
import { routes } from '../routes.ts'

export type Closing = { institution: Institution; accountId: AccountId; origin: Origin; password: string }

/** Once more for an account that is closed is as good as the first time. */
export async function revokeConsent(
  services: AccountServices & { directory: Directory },
  { institution, accountId, origin, password }: Closing,
): Promise<'closed' | Exclude<Confirmation, 'right'>> {
  const { db, queue, clock, directory, links, mailboxKey } = services
  const confirmation = await confirmPassword(services, accountId, password)
  // A second press finds no password any more: what it wanted is done.
  if (confirmation !== 'right') return (await findPasswordHash(db, accountId)) === undefined ? 'closed' : confirmation
  const now = clock.now()
  await db.transaction(async (tx) => {
    const owner = await lockToClose(tx, accountId)
    if (!owner) return
    await closeAccount(tx, accountId, now)
    await holdMailbox(tx, mailboxKey, owner, now)
    for (const { institutionId } of directory.all()) {
      await tx.visit(institutionId, async (visit) => {
        await abandonOwnPositions(visit, accountId, now)
        await leaveInstitution(visit, accountId)
      })
    }
    await recordEvent(tx, { accountId, name: 'consent-revoked', origin }, now)
    const registerLink = links.absolute(routes.register(institution.code))
    const mail = accountClosedMail({ recipient: owner.email, institutionName: institution.name, registerLink })
    await postMail(tx, queue, mail, now)
  })
  return 'closed'
}
