/**
 * Another mailbox for an account: it has to answer before it counts, the old one is told when it is asked and when it is
 * done, and whoever asks learns nothing about whether the new one has an account already.
 */
import { type EmailAddress, emailKey } from '../core/email-address.ts'
import type { Directory } from '../institutions/directory.ts'
import type { Institution } from '../institutions/institution.ts'
import { postMail } from '../mail/post-mail.operation.ts'
import { randomToken, sha256 } from '../platform/random.ts'
import { routes } from '../routes.ts'
import { recordEvent } from './account-event.queries.ts'
import type { Origin } from './account-event.ts'
import { discardTokens, findEmailOf, findToken, insertToken, isMailboxTaken } from './account.queries.ts'
import { type Account, EMAIL_CHANGE_MINUTES } from './account.ts'
import { isHeldForAnother } from './closed-mailbox.queries.ts'
import { type Confirmation, confirmPassword } from './confirm-password.operation.ts'
import { limits } from './limits.ts'
import {
  emailChangeAskedMail,
  emailChangeMail,
  emailChangedMail,
  emailTakenMail,
  mailboxHeldMail,
} from './mails.text.ts'
import { dropVouchedProof } from './proof.queries.ts'
import { consumeEmailToken, saveEmail } from './profile.queries.ts'
import type { AccountServices } from './register.operation.ts'

export type EmailChange = {
  institution: Institution
  account: Account
  origin: Origin
  password: string
  email: EmailAddress
}

export type EmailChangeAsked = Exclude<Confirmation, 'right'> | 'same-as-before' | 'asked' | 'too-often'

export async function askEmailChange(services: AccountServices, change: EmailChange): Promise<EmailChangeAsked> {
  const { db, queue, limiter, clock, links, mailboxKey } = services
  const { institution, account, origin, email } = change
  const { accountId } = account
  const confirmation = await confirmPassword(services, accountId, change.password)
  if (confirmation !== 'right') return confirmation
  if (emailKey(email) === emailKey(account.email)) return 'same-as-before'
  const now = clock.now()
  const counts = [
    { policy: limits.emailChanges, key: accountId, weight: 1 },
    { policy: limits.emailChangeMails, key: emailKey(email), weight: 1 },
  ]
  if (await limiter.exceeded(counts, now)) return 'too-often'
  const isTaken = await isMailboxTaken(db, email)
  const isHeld = await isHeldForAnother(db, mailboxKey, { email, fiscalCode: account.fiscalCode }, now)
  const token = randomToken()
  const expiresAt = now.add({ minutes: EMAIL_CHANGE_MINUTES })
  const to = { institutionName: institution.name }
  await db.transaction(async (tx) => {
    await discardTokens(tx, accountId, 'email-change')
    // Also for a mailbox that is taken, whose owner gets no link: the page afterwards is the same.
    await insertToken(
      tx,
      { tokenSha256: sha256(token), accountId, purpose: 'email-change', expiresAt, newEmail: email },
      now,
    )
    await recordEvent(tx, { accountId, name: 'email-change-asked', origin }, now)
    const link = links.absolute(routes.confirmEmail(institution.code, token))
    const mail = isTaken
      ? emailTakenMail({ ...to, recipient: email, loginLink: links.absolute(routes.login(institution.code)) })
      : isHeld
        ? mailboxHeldMail({ ...to, recipient: email })
        : emailChangeMail({ ...to, recipient: email, link })
    await postMail(tx, queue, mail, now)
    const recoverLink = links.absolute(routes.recover(institution.code))
    await postMail(tx, queue, emailChangeAskedMail({ ...to, recipient: account.email, recoverLink }), now)
  })
  return 'asked'
}

export type EmailTokenState = 'good' | 'used' | 'expired' | 'unknown'

/** What the link is good for: shown before anything is done, because mail scanners open links, too. */
export async function lookAtEmailChange(services: AccountServices, token: string): Promise<EmailTokenState> {
  return (await findToken(services.db, sha256(token), 'email-change', services.clock.now())) ?? 'unknown'
}

export type EmailChanged = 'changed' | 'taken' | Exclude<EmailTokenState, 'good'>

export async function changeEmail(
  services: AccountServices & { directory: Directory },
  institution: Institution,
  origin: Origin,
  token: string,
): Promise<EmailChanged> {
  const { db, queue, clock, directory } = services
  const now = clock.now()
  const state = await lookAtEmailChange(services, token)
  if (state !== 'good') return state
  return db.transaction(async (tx): Promise<EmailChanged> => {
    const consumed = await consumeEmailToken(tx, sha256(token), now)
    if (!consumed) return 'used' // by a second click, a moment ago
    const { accountId, email } = consumed
    const former = await findEmailOf(tx, accountId)
    if (!(await saveEmail(tx, accountId, email))) return 'taken'
    // Links that went to the old mailbox open nothing any more, and what an ente has said of it is not true of the new.
    await discardTokens(tx, accountId, 'password-reset')
    await discardTokens(tx, accountId, 'email-change')
    for (const { institutionId } of directory.all()) {
      await tx.visit(institutionId, (visit) => dropVouchedProof(visit, accountId))
    }
    await recordEvent(tx, { accountId, name: 'email-changed', origin }, now)
    await postMail(tx, queue, emailChangedMail({ recipient: former, institutionName: institution.name }), now)
    return 'changed'
  })
}
