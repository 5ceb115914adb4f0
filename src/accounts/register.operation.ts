import type { EntityType, FiscalCode } from '../core/fiscal-code.ts'
import type { Clock, Temporal } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import { postMail } from '../mail/post-mail.operation.ts'
import type { Database } from '../platform/database.ts'
import type { JobQueue } from '../platform/jobs.ts'
import type { Links } from '../platform/links.ts'
import type { Passwords } from '../platform/passwords.ts'
import { newId, randomToken, sha256 } from '../platform/random.ts'
import type { RateLimiter } from '../platform/rate-limit.ts'
import { routes } from '../routes.ts'
import { emailKey } from '../core/email-address.ts'
import { insertAccount, insertToken, isMailboxTaken } from './account.queries.ts'
import { ACTIVATION_HOURS, type AccountId, type RegistrationDetails } from './account.ts'
import { isHeldForAnother } from './closed-mailbox.queries.ts'
import { limits } from './limits.ts'
import { activationMail, alreadyRegisteredMail, mailboxHeldMail } from './mails.text.ts'

export type AccountServices = {
  db: Database
  queue: JobQueue
  limiter: RateLimiter
  passwords: Passwords
  clock: Clock
  links: Links
  /** Of what is kept of a closed account's mailbox. */
  mailboxKey: string
}

export type Registration = {
  entityType: EntityType
  fiscalCode: FiscalCode
  details: RegistrationDetails
  password: string
}

/**
 * Always the same answer, after the same work: whoever registers learns from the mailbox, and nobody else learns
 * whether an address has an account.
 */
export async function register(
  services: AccountServices,
  institution: Institution,
  registration: Registration,
): Promise<void> {
  const { db, queue, limiter, passwords, clock, links, mailboxKey } = services
  const now = clock.now()
  const { email } = registration.details
  const to = { recipient: email, institutionName: institution.name }
  const owner = { email, fiscalCode: registration.fiscalCode }
  const [passwordHash, isTaken, isHeld, tooMany] = await Promise.all([
    passwords.hash(registration.password),
    isMailboxTaken(db, email),
    isHeldForAnother(db, mailboxKey, owner, now),
    limiter.exceeded([{ policy: limits.activationMails, key: emailKey(email), weight: 1 }], now),
  ])
  if (tooMany) return // three letters a day are enough for any mailbox
  await db.transaction(async (tx) => {
    if (isTaken) {
      const mail = alreadyRegisteredMail({
        ...to,
        loginLink: links.absolute(routes.login(institution.code)),
        recoverLink: links.absolute(routes.recover(institution.code)),
      })
      return postMail(tx, queue, mail, now)
    }
    if (isHeld) return postMail(tx, queue, mailboxHeldMail(to), now)
    const accountId = newId() as AccountId
    const { entityType, fiscalCode, details } = registration
    const consents = { privacyVersion: institution.privacyVersion, termsVersion: institution.termsVersion }
    await insertAccount(tx, { accountId, entityType, fiscalCode, details, passwordHash, consents }, now)
    const token = randomToken()
    const expiresAt: Temporal.Instant = now.add({ hours: ACTIVATION_HOURS })
    await insertToken(tx, { tokenSha256: sha256(token), accountId, purpose: 'activation', expiresAt }, now)
    const link = links.absolute(routes.activate(institution.code, token))
    return postMail(tx, queue, activationMail({ ...to, link }), now)
  })
}
