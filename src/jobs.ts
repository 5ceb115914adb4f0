/** Every job of the program, in one list: the worker runs them, the migration makes their queues. */
import { type CaseContext, followUpCases } from './cases/follow-up.job.ts'
import { cancelAbandonedPositions } from './debt-positions/cancel-abandoned.job.ts'
import { keepTime } from './debt-positions/keep-time.job.ts'
import { verifyLedgerJob } from './ledger/verify-ledger.job.ts'
import { type MailContext, sendMail } from './mail/send-mail.job.ts'
import { type MessageContext, planRemindersJob, tellAccounts } from './messages/messages.job.ts'
import { cleanUp } from './housekeeping/clean-up.job.ts'
import { forgetRatingDetails } from './ratings/forget-details.job.ts'
import { forgetDrafts } from './services/forget-drafts.job.ts'
import type { Database } from './platform/database.ts'
import type { Job, QueueDefinition } from './platform/jobs.ts'

/** What any of them may need. */
export type WorkerContext = MailContext & CaseContext & MessageContext & { verifier: Database }

export const jobs: readonly Job<never, WorkerContext>[] = [
  sendMail,
  followUpCases,
  keepTime,
  planRemindersJob,
  tellAccounts,
  cancelAbandonedPositions,
  verifyLedgerJob,
  cleanUp,
  forgetRatingDetails,
  forgetDrafts,
]

export const queues: readonly QueueDefinition[] = jobs
