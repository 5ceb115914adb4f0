import type { Temporal } from '../core/time.ts'
import type { Tx } from '../platform/database.ts'
import type { JobQueue } from '../platform/jobs.ts'
import { newId } from '../platform/random.ts'
import { stationery } from './letter.text.ts'
import { letterHtml, letterText, subjectOf } from './letter.ts'
import { insertMail } from './mail.queries.ts'
import type { Mail } from './mail.ts'
import { sendMail } from './send-mail.job.ts'

/** The mail leaves exactly when the transaction commits, and nobody waits for it. The answer is its id. */
export async function postMail(tx: Tx, queue: JobQueue, mail: Mail, now: Temporal.Instant): Promise<string> {
  const mailId = newId()
  const { kind, recipient, letter, sender = null, withReceipts = false } = mail
  const row = {
    mailId,
    kind,
    recipient,
    subject: subjectOf(letter),
    text: letterText(letter, stationery),
    html: letterHtml(letter, stationery),
    stopUrl: letter.stop?.href ?? null,
    sender,
    withReceipts,
  }
  await insertMail(tx, row, now)
  await queue.enqueue(tx, sendMail, { mailId })
  return mailId
}
