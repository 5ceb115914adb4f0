/** Mailboxes of closed accounts: for thirty days they are for the codice fiscale that they were of. */
import { createHmac } from 'node:crypto'
import { type EmailAddress, emailKey } from '../core/email-address.ts'
import type { FiscalCode } from '../core/fiscal-code.ts'
import type { Temporal } from '../core/time.ts'
import type { Database, Tx } from '../platform/database.ts'
import { text, sql } from '../platform/sql.ts'

const CLOSED_MAILBOX_DAYS = 30

export type MailboxOwner = { email: EmailAddress; fiscalCode: FiscalCode }

export async function holdMailbox(tx: Tx, key: string, owner: MailboxOwner, now: Temporal.Instant): Promise<void> {
  const tags = tagsOf(key, owner)
  await tx.run(sql`
    insert into closed_mailboxes (mailbox_hmac, fiscal_code_hmac, closed_at)
    values (${tags.mailbox}, ${tags.fiscalCode}, ${now})
    on conflict (mailbox_hmac) do update set fiscal_code_hmac = excluded.fiscal_code_hmac, closed_at = excluded.closed_at`)
}

/** Whether somebody with another codice fiscale has left this mailbox a short time ago. */
export async function isHeldForAnother(
  db: Database,
  key: string,
  owner: MailboxOwner,
  now: Temporal.Instant,
): Promise<boolean> {
  const tags = tagsOf(key, owner)
  const rows = await db.query(
    sql`
      select 'held' as found from closed_mailboxes
      where mailbox_hmac = ${tags.mailbox} and fiscal_code_hmac <> ${tags.fiscalCode}
        and closed_at > ${now.subtract({ hours: 24 * CLOSED_MAILBOX_DAYS })}`,
    { found: text },
  )
  return rows.length > 0
}

function tagsOf(key: string, { email, fiscalCode }: MailboxOwner): { mailbox: Buffer; fiscalCode: Buffer } {
  const tag = (value: string) => createHmac('sha256', key).update(value).digest()
  return { mailbox: tag(`mailbox:${emailKey(email)}`), fiscalCode: tag(`code:${fiscalCode}`) }
}
