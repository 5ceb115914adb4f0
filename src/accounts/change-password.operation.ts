import type { Institution } from '../institutions/institution.ts'
import { postMail } from '../mail/post-mail.operation.ts'
import { type PasswordProblem, passwordProblem } from '../platform/passwords.ts'
import { randomToken, sha256 } from '../platform/random.ts'
import { routes } from '../routes.ts'
import { recordEvent } from './account-event.queries.ts'
import type { Origin } from './account-event.ts'
import { discardTokens, forgetOtherDevices, savePasswordHash } from './account.queries.ts'
import { type Account, displayName } from './account.ts'
import { type Confirmation, confirmPassword } from './confirm-password.operation.ts'
import { passwordReplacedMail } from './mails.text.ts'
import type { AccountServices } from './register.operation.ts'
import { deleteOtherSessions, renewToken } from './session.queries.ts'
import type { SessionId } from './session.ts'

export type PasswordChange = {
  institution: Institution
  account: Account
  sessionId: SessionId
  origin: Origin
  /** The cookie of this browser, which stays known. */
  device: string | undefined
  currentPassword: string
  password: string
}

export type PasswordChanged =
  | { outcome: 'changed'; sessionToken: string }
  | { outcome: Exclude<Confirmation, 'right'> | PasswordProblem | 'same-as-before' }

/** Whoever else is signed in is signed out, links that are on their way stop working, and the owner is told. */
export async function changePassword(services: AccountServices, change: PasswordChange): Promise<PasswordChanged> {
  const { db, queue, clock, passwords, links } = services
  const { institution, account, sessionId, origin, password } = change
  const { accountId } = account
  const confirmation = await confirmPassword(services, accountId, change.currentPassword)
  if (confirmation !== 'right') return { outcome: confirmation }
  if (password === change.currentPassword) return { outcome: 'same-as-before' }
  const problem = passwordProblem(password, [account.email, account.fiscalCode, displayName(account.name)])
  if (problem) return { outcome: problem }
  const passwordHash = await passwords.hash(password)
  const sessionToken = randomToken()
  const now = clock.now()
  await db.transaction(async (tx) => {
    await savePasswordHash(tx, accountId, passwordHash)
    await discardTokens(tx, accountId, 'password-reset')
    await discardTokens(tx, accountId, 'email-change')
    await deleteOtherSessions(tx, accountId, sessionId)
    await forgetOtherDevices(tx, accountId, change.device === undefined ? undefined : sha256(change.device))
    await renewToken(tx, sessionId, sha256(sessionToken), now)
    await recordEvent(tx, { accountId, name: 'password-changed', origin }, now)
    const recoverLink = links.absolute(routes.recover(institution.code))
    const to = { recipient: account.email, institutionName: institution.name }
    await postMail(tx, queue, passwordReplacedMail({ ...to, recoverLink }), now)
  })
  return { outcome: 'changed', sessionToken }
}
