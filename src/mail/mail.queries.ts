import type { EmailAddress } from '../core/email-address.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import type { Temporal } from '../core/time.ts'
import type { Database, Tx } from '../platform/database.ts'
import { boolean, branded, integer, nullable, sql, text } from '../platform/sql.ts'

export type NewMail = {
  mailId: string
  kind: string
  recipient: EmailAddress
  subject: string
  text: string
  html: string
  stopUrl: string | null
  sender: InstitutionId | null
  withReceipts: boolean
}

export async function insertMail(tx: Tx, mail: NewMail, now: Temporal.Instant): Promise<void> {
  // The same Message-ID at every attempt: a server that took it twice can tell.
  await tx.run(sql`
    insert into outgoing_mails (mail_id, message_id, kind, recipient, subject, text_body, html_body, stop_url,
      sender_id, with_receipts, created_at)
    values (${mail.mailId}, ${`${mail.mailId}@quietanza`}, ${mail.kind}, ${mail.recipient}, ${mail.subject},
      ${mail.text}, ${mail.html}, ${mail.stopUrl}, ${mail.sender}, ${mail.withReceipts}, ${now})`)
}

export type WaitingMail = {
  mailId: string
  messageId: string
  kind: string
  recipient: EmailAddress
  subject: string
  text: string
  /** Empty for a mail that was written before there were two forms of it. */
  html: string
  stopUrl: string | null
  sender: InstitutionId | null
  withReceipts: boolean
  attempts: number
}

/** Undefined when it has been sent, set aside or withdrawn. */
export async function findWaitingMail(db: Database, mailId: string): Promise<WaitingMail | undefined> {
  const [row] = await db.query(
    sql`
      update outgoing_mails set attempts = attempts + 1
      where mail_id = ${mailId} and sent_at is null and failed_at is null and withdrawn_at is null
      returning message_id, kind, recipient, subject, text_body, html_body, stop_url, sender_id,
        with_receipts, attempts`,
    {
      message_id: text,
      kind: text,
      recipient: branded<EmailAddress>(),
      subject: text,
      text_body: text,
      html_body: text,
      stop_url: nullable(text),
      sender_id: nullable(branded<InstitutionId>()),
      with_receipts: boolean,
      attempts: integer,
    },
  )
  return (
    row && {
      mailId,
      messageId: row.message_id,
      kind: row.kind,
      recipient: row.recipient,
      subject: row.subject,
      text: row.text_body,
      html: row.html_body,
      stopUrl: row.stop_url,
      sender: row.sender_id,
      withReceipts: row.with_receipts,
      attempts: row.attempts,
    }
  )
}

/** What is kept of a mail that goes nowhere any more: one form of it, without the links that were in it. */
export type KeptMail = { mailId: string; text: string }

export async function markSent(db: Database, { mailId, text: kept }: KeptMail, now: Temporal.Instant): Promise<void> {
  await db.run(sql`
    update outgoing_mails
    set sent_at = ${now}, last_error = null, text_body = ${kept}, html_body = '', stop_url = null
    where mail_id = ${mailId}`)
}

/** It will be tried again. */
export async function noteProblem(db: Database, mailId: string, problem: string): Promise<void> {
  await db.run(sql`update outgoing_mails set last_error = ${problem.slice(0, 200)} where mail_id = ${mailId}`)
}

export async function markFailed(
  db: Database,
  { mailId, text: kept }: KeptMail,
  problem: string,
  now: Temporal.Instant,
): Promise<void> {
  await db.run(sql`
    update outgoing_mails
    set last_error = ${problem.slice(0, 200)}, failed_at = ${now}, text_body = ${kept}, html_body = '', stop_url = null
    where mail_id = ${mailId}`)
}

/** Its reason has gone: it never leaves. */
export async function markWithdrawn(
  db: Database,
  { mailId, text: kept }: KeptMail,
  now: Temporal.Instant,
): Promise<void> {
  await db.run(sql`
    update outgoing_mails set withdrawn_at = ${now}, text_body = ${kept}, html_body = '', stop_url = null
    where mail_id = ${mailId}`)
}
