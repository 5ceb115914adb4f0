/**
 * Keeps the queue of cases true: opens one for each payment that was said to have succeeded and has no receipt, closes
 * those whose receipts have arrived, writes to who has left an address and to the ente, forgets what is long over.
 */
import { type EmailAddress, parseEmailAddress } from '../core/email-address.ts'
import type { Temporal } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import { listInstitutions } from '../institutions/institution.queries.ts'
import { postMail } from '../mail/post-mail.operation.ts'
import type { InstitutionTx } from '../platform/database.ts'
import type { Job, JobContext, JobQueue } from '../platform/jobs.ts'
import type { Links } from '../platform/links.ts'
import { newId } from '../platform/random.ts'
import { routes } from '../routes.ts'
import { newTrackingCode } from './ask.operation.ts'
import {
  type CaseToTell,
  closeFoundCases,
  countOpenCases,
  findUnansweredAttempts,
  forgetCases,
  openCaseOfAttempt,
  takeCasesForInstitution,
  takeCasesToTell,
} from './case.queries.ts'
import { caseAnsweredMail, casesWaitingMail, paymentFoundMail } from './mails.text.ts'
import { formatTrackingCode } from './tracking-code.ts'

export type CaseContext = JobContext & { queue: JobQueue; links: Links }

/** How far back a payment without an answer is looked for: longer than anybody is away by accident. */
const LOOK_BACK = { hours: 24 * 14 }
/** A closed case may be asked about again, for as long as a tax return. */
const KEPT = { hours: 24 * 365 }
const BATCH = 200
/** Whatever happens, a mailbox that people work in gets no more than one in this time. */
const BETWEEN_LETTERS = { hours: 1 }
/** Beyond these the next letter tells. */
const MOST_TOLD = 1_000

export const followUpCases: Job<Record<string, never>, CaseContext> = {
  name: 'cases.follow-up',
  cron: '* * * * *',
  async run(_payload, { db, clock, queue, links, signal }) {
    const now = clock.now()
    for (const institution of await listInstitutions(db)) {
      if (signal.aborted) break
      await db.institution(institution.institutionId, async (tx) => {
        await openUnanswered(tx, now)
        await closeFoundCases(tx, now)
        for (const told of await takeCasesToTell(tx, BATCH, now)) {
          await postMail(tx, queue, mailAbout(told, institution, links), now)
        }
        await tellInstitution(tx, queue, institution, now)
        await forgetCases(tx, now.subtract(KEPT))
      })
    }
  },
}

async function openUnanswered(tx: InstitutionTx, now: Temporal.Instant): Promise<void> {
  const attempts = await findUnansweredAttempts(tx, { from: now.subtract(LOOK_BACK), until: now, limit: BATCH })
  for (const attemptId of attempts) {
    await openCaseOfAttempt(tx, { caseId: newId(), trackingCode: newTrackingCode(), attemptId }, now)
  }
}

/** Not where the ente has given no mailbox, as it may: the queue is there all the same. */
async function tellInstitution(
  tx: InstitutionTx,
  queue: JobQueue,
  { code, name, email }: Institution,
  now: Temporal.Instant,
): Promise<void> {
  const recipient = email === null ? undefined : parseEmailAddress(email)
  if (!recipient) return
  const order = { since: now.subtract(BETWEEN_LETTERS), limit: MOST_TOLD }
  const taken = await takeCasesForInstitution(tx, order, now)
  if (taken.length === 0) return
  const mail = casesWaitingMail({
    recipient,
    institutionName: name,
    institutionCode: code,
    trackingCodes: taken.map(formatTrackingCode),
    openCount: await countOpenCases(tx),
  })
  await postMail(tx, queue, mail, now)
}

function mailAbout({ trackingCode, email, end }: CaseToTell, institution: Institution, links: Links) {
  const to = {
    recipient: email as EmailAddress,
    institutionName: institution.name,
    trackingCode: formatTrackingCode(trackingCode),
    caseLink: links.absolute(routes.case(institution.code, trackingCode)),
  }
  return end.status === 'answered' ? caseAnsweredMail({ ...to, answer: end.answer }) : paymentFoundMail(to)
}
