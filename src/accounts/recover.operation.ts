import { emailKey } from '../core/email-address.ts'
import type { Institution } from '../institutions/institution.ts'
import { postMail } from '../mail/post-mail.operation.ts'
import { type PasswordProblem, passwordProblem } from '../platform/passwords.ts'
import { randomToken, sha256 } from '../platform/random.ts'
import { routes } from '../routes.ts'
import { recordEvent } from './account-event.queries.ts'
import type { Origin } from './account-event.ts'
import {
  consumeToken,
  discardTokens,
  findCredentials,
  findEmailOf,
  findPersonalWords,
  findToken,
  insertToken,
  savePasswordHash,
} from './account.queries.ts'
import { PASSWORD_RESET_MINUTES } from './account.ts'
import { limits } from './limits.ts'
import { passwordChangedMail, passwordResetMail } from './mails.text.ts'
import type { AccountServices } from './register.operation.ts'
import { deleteSessionsOf } from './session.queries.ts'

/** Sends a link, if there is such an account. Whoever asks is told the same in any case, also when asking too often. */
export async function requestPasswordReset(
  services: AccountServices,
  institution: Institution,
  email: string,
  clientKey: string,
): Promise<void> {
  const { db, queue, limiter, clock, links } = services
  const now = clock.now()
  const tooOften = await limiter.exceeded(
    [
      { policy: limits.recoverPerAddress, key: emailKey(email), weight: 1 },
      { policy: limits.recoverPerIp, key: clientKey, weight: 1 },
    ],
    now,
  )
  const credentials = await findCredentials(db, email)
  if (tooOften || !credentials) return
  const token = randomToken()
  const expiresAt = now.add({ minutes: PASSWORD_RESET_MINUTES })
  const { accountId } = credentials
  await db.transaction(async (tx) => {
    await discardTokens(tx, accountId, 'password-reset')
    await insertToken(tx, { tokenSha256: sha256(token), accountId, purpose: 'password-reset', expiresAt }, now)
    const link = links.absolute(routes.newPassword(institution.code, token))
    const mail = passwordResetMail({ recipient: credentials.email, institutionName: institution.name, link })
    await postMail(tx, queue, mail, now)
  })
}

export type ResetState = 'good' | 'used' | 'expired' | 'unknown'

export async function lookAtReset(services: AccountServices, token: string): Promise<ResetState> {
  return (await findToken(services.db, sha256(token), 'password-reset', services.clock.now())) ?? 'unknown'
}

export type PasswordReset =
  | { outcome: 'changed' }
  | { outcome: PasswordProblem }
  | { outcome: Exclude<ResetState, 'good'> }

/** Nobody is signed in by it, and whoever was is signed out: the mailbox has spoken, the browser has not. */
export async function resetPassword(
  services: AccountServices,
  institution: Institution,
  origin: Origin,
  token: string,
  password: string,
): Promise<PasswordReset> {
  const { db, queue, clock, passwords, links } = services
  const state = await lookAtReset(services, token)
  if (state !== 'good') return { outcome: state }
  const problem = passwordProblem(password, await findPersonalWords(db, sha256(token)))
  if (problem) return { outcome: problem }
  const passwordHash = await passwords.hash(password)
  const now = clock.now()
  return db.transaction(async (tx): Promise<PasswordReset> => {
    const accountId = await consumeToken(tx, sha256(token), 'password-reset', now)
    if (!accountId) return { outcome: 'used' } // by a second click, a moment ago
    await savePasswordHash(tx, accountId, passwordHash)
    await discardTokens(tx, accountId, 'password-reset')
    await discardTokens(tx, accountId, 'email-change')
    await deleteSessionsOf(tx, accountId)
    await recordEvent(tx, { accountId, name: 'password-reset', origin }, now)
    const recipient = await findEmailOf(tx, accountId)
    const recoverLink = links.absolute(routes.recover(institution.code))
    await postMail(tx, queue, passwordChangedMail({ recipient, institutionName: institution.name, recoverLink }), now)
    return { outcome: 'changed' }
  })
}
