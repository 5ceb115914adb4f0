import type { Attachment, Mailer } from '../integrations/mail/smtp.ts'
import type { Job, JobContext } from '../platform/jobs.ts'
import { withoutSecrets } from './letter.ts'
import { type WaitingMail, findWaitingMail, markFailed, markSent, markWithdrawn, noteProblem } from './mail.queries.ts'

/**
 * What is decided when a mail leaves, which may be two days after it was written: whether it still has its reason, and
 * which papers go with it. Whoever knows the reasons says it; the outbox does not know them.
 */
export type LastLook = (mail: WaitingMail, context: JobContext) => Promise<'withdraw' | readonly Attachment[]>

export type MailContext = JobContext & { mailer: Mailer; lastLook: LastLook }

const ATTEMPTS = 12

/** Pauses grow from a minute to hours: a mail server that is away for two days loses nothing. */
export const sendMail: Job<{ mailId: string }, MailContext> = {
  name: 'mail.send',
  retries: ATTEMPTS - 1,
  async run({ mailId }, context) {
    const { db, clock, log, mailer, lastLook } = context
    const mail = await findWaitingMail(db, mailId)
    if (!mail) return
    const kept = { mailId, text: withoutSecrets(mail.text) }
    try {
      const attachments = await lastLook(mail, context)
      if (attachments === 'withdraw') {
        await markWithdrawn(db, kept, clock.now())
        return
      }
      await mailer.send({ ...mail, attachments })
    } catch (error) {
      const problem = error instanceof Error ? error.message : 'unknown'
      if (mail.attempts >= ATTEMPTS) await markFailed(db, kept, problem, clock.now())
      else await noteProblem(db, mailId, problem)
      throw error
    }
    await markSent(db, kept, clock.now())
    log.info({ event: 'mail.sent', kind: mail.kind, attempts: mail.attempts }, `mail sent: ${mail.kind}`)
  },
}
