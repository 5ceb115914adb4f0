/** A message on its way: written once, in the transaction that gives its reason, and sent until it has been sent. */
import type { EmailAddress } from '../core/email-address.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import type { Letter } from './letter.ts'

export type Mail = {
  /** What it is about, for the log and for whoever looks after the outbox. */
  kind: MailKind
  recipient: EmailAddress
  letter: Letter
  /** The ente among whose rows its reason stands, where that is looked at again when the mail leaves. */
  sender?: InstitutionId
  /** The quietanze of what it tells about go with it, as they are when it leaves. */
  withReceipts?: boolean
}

export type MailKind =
  | 'activation'
  | 'already-registered'
  | 'password-reset'
  | 'password-changed'
  | 'failed-logins'
  | 'email-change'
  | 'email-change-asked'
  | 'email-changed'
  | 'fiscal-code-proven'
  | 'mailbox-held'
  | 'account-closed'
  | 'challenge-code'
  | 'payment-found'
  | 'case-answered'
  | 'cases-waiting'
  | 'position-created'
  | 'reminder'
  | 'payment-received'
