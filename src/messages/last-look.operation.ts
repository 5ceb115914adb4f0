/**
 * The look that is taken at a mail when it leaves: the mail server may have been away for two days, and meanwhile
 * somebody has paid, or wants no more of these. A mail that tells of one such thing is withdrawn, and what is left of it
 * is written anew.
 */
import type { Attachment } from '../integrations/mail/smtp.ts'
import { listInstitutions } from '../institutions/institution.queries.ts'
import type { Institution } from '../institutions/institution.ts'
import type { LastLook } from '../mail/send-mail.job.ts'
import type { PaperPrinter } from '../papers/paper-printer.operation.ts'
import { printReceipt } from '../papers/print-receipt.operation.ts'
import type { JobContext } from '../platform/jobs.ts'
import { type WaitingMessage, findWritten, putOff } from './told.queries.ts'
import { sortOut, verdictOn } from './write-letters.operation.ts'

/** More would make a mail that some servers refuse; all of them stand in the history. */
const MOST_PAPERS = 10

export function createLastLook(printer: PaperPrinter): LastLook {
  return async ({ mailId, sender, withReceipts }, context) => {
    if (sender === null) return []
    const institution = (await listInstitutions(context.db)).find(({ institutionId }) => institutionId === sender)
    if (!institution) throw new Error('a mail of no ente')
    const told = await stillToTell(context, institution, mailId)
    if (told === 'withdraw') return told
    return withReceipts ? printAll(context, printer, institution, told) : []
  }
}

function stillToTell(
  { db, clock }: JobContext,
  institution: Institution,
  mailId: string,
): Promise<'withdraw' | WaitingMessage[]> {
  const now = clock.now()
  return db.institution(institution.institutionId, async (tx) => {
    const messages = await findWritten(tx, institution, mailId, now)
    // None: it was withdrawn before, and that is not written down yet.
    if (messages.length === 0) return 'withdraw'
    if (messages.every((message) => verdictOn(message, now) === 'tell')) return messages
    const left = await sortOut(tx, messages, now)
    if (left.length > 0) await putOff(tx, left, now)
    return 'withdraw'
  })
}

async function printAll(
  { db, clock }: JobContext,
  printer: PaperPrinter,
  institution: Institution,
  told: readonly WaitingMessage[],
): Promise<Attachment[]> {
  const attachments: Attachment[] = []
  for (const { position } of told.slice(0, MOST_PAPERS)) {
    const printed = position && (await printReceipt({ db, printer }, institution, position, 'it', clock.now()))
    if (printed) attachments.push({ filename: printed.fileName, contentType: 'application/pdf', content: printed.pdf })
  }
  return attachments
}
