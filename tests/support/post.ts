/** The worker's side of the outbox where a test runs no worker: every mail that waits is taken to nobody. */
import assert from 'node:assert/strict'
import type { OutgoingMessage } from '../../src/integrations/mail/smtp.ts'
import { type LastLook, sendMail } from '../../src/mail/send-mail.job.ts'
import { sql, text } from '../../src/platform/sql.ts'
import { type World, silent } from './world.ts'

/** How many there were. */
export async function deliverAll(
  { database, clock }: World,
  take: (message: OutgoingMessage) => void = () => {},
  lastLook: LastLook = async () => [],
): Promise<number> {
  const waiting = await database.worker.query(
    sql`
      select mail_id from outgoing_mails
      where sent_at is null and failed_at is null and withdrawn_at is null order by created_at, mail_id`,
    { mail_id: text },
  )
  const { signal } = new AbortController()
  const mailer = { send: async (message: OutgoingMessage) => take(message), close: () => assert.fail('not ours') }
  for (const { mail_id: mailId } of waiting) {
    await sendMail.run({ mailId }, { db: database.worker, clock, log: silent, signal, mailer, lastLook })
  }
  return waiting.length
}
