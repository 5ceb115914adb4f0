/** Finds out what accounts are to be told, and writes it. Both may run twice: everything is told once. */
import { dayInRome } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import { listInstitutions } from '../institutions/institution.queries.ts'
import type { Database, InstitutionTx } from '../platform/database.ts'
import type { Job, JobContext } from '../platform/jobs.ts'
import {
  type Planned,
  type Stretch,
  findImportsToTell,
  markImportTold,
  planInserted,
  planNewPositions,
  planPayments,
  planReminders,
} from './plan-messages.queries.ts'
import { type LetterServices, writeLetters } from './write-letters.operation.ts'

export type MessageContext = JobContext & LetterServices

/** Measured with 50,000 accounts and 300,000 notices on two cores: 0.2 s for two thousand accounts, 4 s for all. */
const ACCOUNTS = 2_000
const PAYMENTS = 500
const MESSAGES = 200

/** In the hours in which people read: three times, so that a worker that was away in the morning makes up for it. */
export const planRemindersJob: Job<Record<string, never>> = {
  name: 'messages.plan-reminders',
  cron: '10 8,12,17 * * *',
  async run(_payload, { db, clock, log, signal }) {
    const now = clock.now()
    let planned = 0
    for (const institution of await listInstitutions(db)) {
      planned += await overAccounts(db, institution, signal, (tx, stretch) =>
        planReminders(tx, institution, dayInRome(now), stretch, now),
      )
    }
    log.info({ event: 'messages.reminders-planned', reminder_count: planned }, `planned ${planned} reminders`)
  },
}

export const tellAccounts: Job<Record<string, never>, MessageContext> = {
  name: 'messages.tell',
  cron: '* * * * *',
  async run(_payload, context) {
    const { db, log } = context
    let letters = 0
    for (const institution of await listInstitutions(db)) {
      await planWhatHappened(context, institution)
      letters += await writeAll(context, institution)
    }
    if (letters > 0) log.info({ event: 'messages.written', letter_count: letters }, `wrote ${letters} letters`)
  },
}

async function planWhatHappened(
  { db, clock, signal }: Pick<MessageContext, 'db' | 'clock' | 'signal'>,
  institution: Institution,
): Promise<void> {
  const { institutionId } = institution
  const now = clock.now()
  for (let taken = PAYMENTS; taken === PAYMENTS && !signal.aborted;) {
    taken = (await db.institution(institutionId, (tx) => planPayments(tx, institution, PAYMENTS, now))).payments
  }
  await db.institution(institutionId, (tx) => planInserted(tx, now))
  const imports = await db.institution(institutionId, (tx) => findImportsToTell(tx, now))
  for (const one of imports) {
    await overAccounts(db, institution, signal, (tx, stretch) => planNewPositions(tx, institution, one, stretch, now))
    // Where the worker is stopped in between, the next run begins this import again, and finds what it has planned.
    if (!signal.aborted) await db.institution(institutionId, (tx) => markImportTold(tx, one.importId, now))
  }
}

async function overAccounts(
  db: Database,
  { institutionId }: Institution,
  signal: AbortSignal,
  plan: (tx: InstitutionTx, stretch: Stretch) => Promise<Planned>,
): Promise<number> {
  let messages = 0
  let after: string | null = null
  do {
    const stretch: Stretch = { after, most: ACCOUNTS }
    const planned: Planned = await db.institution(institutionId, (tx) => plan(tx, stretch))
    messages += planned.messages
    after = planned.last
  } while (after !== null && !signal.aborted)
  return messages
}

async function writeAll(context: MessageContext, institution: Institution): Promise<number> {
  const { db, clock, signal } = context
  let letters = 0
  for (let decided = 1; decided > 0 && !signal.aborted;) {
    const done = await db.institution(institution.institutionId, (tx) =>
      writeLetters(context, tx, institution, MESSAGES, clock.now()),
    )
    decided = done.decided
    letters += done.letters
  }
  return letters
}
