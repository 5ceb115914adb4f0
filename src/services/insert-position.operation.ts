import { type Account, displayName } from '../accounts/account.ts'
import { findProfile } from '../accounts/profile.queries.ts'
import { cutTo } from '../core/printable-text.ts'
import { type Temporal, dayInRome } from '../core/time.ts'
import { insertClaim } from '../debt-positions/citizen.queries.ts'
import { openToSession } from '../debt-positions/session-view.queries.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import type { Debtor } from '../debt-positions/position-draft.ts'
import { storePositions } from '../debt-positions/store-positions.operation.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database, InstitutionTx } from '../platform/database.ts'
import { randomNoticeBase, sha256 } from '../platform/random.ts'
import { type Composed, compose, toPositionDraft } from './compose-position.ts'
import { type FormId, type FormOwner, type ReadDebtor, readDebtor } from './filled-form.ts'
import { type FilledForm, countOpenInserted, lockForm, markSaved } from './filled-form.queries.ts'
import { MOST_OPEN, limits } from './limits.ts'
import type { OpenService } from './open-service.ts'
import { readForm } from './read-form.ts'
import type { FormServices } from './save-draft.operation.ts'
import { findNumberSpace } from './services.queries.ts'

export type PositionToInsert = {
  formId: FormId
  service: OpenService
  owner: FormOwner
  account: Account | undefined
  countKey: string
  /** The fingerprint of what the summary has shown: anything else is shown first. */
  shown: string
}

export type Inserted =
  | { outcome: 'inserted' | 'already'; installmentId: InstallmentId }
  | { outcome: 'gone' | 'wrong' | 'changed' | 'too-many-open' }
  | { outcome: 'limited'; retryAfterSeconds: number }

/** The form becomes a position, once: whoever presses again finds the one that it has become. */
export async function insertPosition(
  { db, limiter, clock }: FormServices,
  institution: Institution,
  { formId, service, owner, account, countKey, shown }: PositionToInsert,
): Promise<Inserted> {
  const now = clock.now()
  const debtor = account && (await debtorOf(db, account))
  const exceeded = await limiter.exceeded([{ policy: limits.positionsPerHour, key: countKey, weight: 1 }], now)
  return db.institution(institution.institutionId, async (tx): Promise<Inserted> => {
    const locked = await lockForm(tx, owner, { formId, serviceId: service.serviceId })
    if (!locked) return { outcome: 'gone' }
    if (locked.kind === 'saved') return { outcome: 'already', installmentId: locked.installmentId }
    if (exceeded) return { outcome: 'limited', retryAfterSeconds: exceeded.retryAfterSeconds }
    const composing = composeForm(locked.form, service, institution, dayInRome(now))
    if (!composing || (!debtor && !composing.debtor)) return { outcome: 'wrong' }
    const { composed } = composing
    if (fingerprintOf(composing, account) !== shown) return { outcome: 'changed' }
    if ((await countOpenInserted(tx, owner)) >= MOST_OPEN) return { outcome: 'too-many-open' }
    const draft = toPositionDraft(service, composed, institution, {
      formId,
      debtor: debtor ?? toDebtor(composing.debtor!),
    })
    const [stored] = await storePositions(tx, [draft], {
      actor: account ? 'account' : 'guest',
      origin: 'spontaneous',
      now,
      numberSpace: await findNumberSpace(tx, institution.institutionId),
      drawBase: randomNoticeBase,
      allowsOverdue: false,
    })
    if (stored?.outcome !== 'created') throw new Error(`a form that is no new position: ${stored?.outcome}`)
    const installmentId = await markSaved(tx, owner, {
      formId,
      positionId: stored.positionId,
      answers: composed.answers,
    })
    await open(tx, owner, installmentId)
    return { outcome: 'inserted', installmentId }
  })

  async function open(tx: InstitutionTx, { accountId, sessionId }: FormOwner, installmentId: InstallmentId) {
    if (accountId) await insertClaim(tx, accountId, installmentId, 'created', now)
    else if (sessionId) await openToSession(tx, { sessionId, installmentId, now })
  }
}

/** Of all that the summary shows: goes with its form, and comes back when it is saved. */
export function fingerprintOf({ composed, debtor }: Composing, account: Account | undefined): string {
  const whose = account ? account.fiscalCode : debtor
  return sha256(JSON.stringify([composed, whose])).toString('hex')
}

type Composing = { composed: Composed; debtor: ReadDebtor | undefined }

/** Undefined where an answer is wrong, or something is missing. `debtor` is what a guest has written, when it is right. */
export function composeForm(
  { typed }: Pick<FilledForm, 'typed'>,
  { form }: OpenService,
  institution: Institution,
  today: Temporal.PlainDate,
): Composing | undefined {
  const reading = readForm(form, typed, today.toString())
  if (reading.outcome !== 'read') return undefined
  const debtor = readDebtor(typed.debtor)
  return {
    composed: compose(form, reading, institution, today),
    debtor: 'debtor' in debtor ? debtor.debtor : undefined,
  }
}

async function debtorOf(db: Database, account: Account): Promise<Debtor> {
  const profile = await findProfile(db, account.accountId)
  return {
    ...WITHOUT_ADDRESS,
    entityType: account.entityType,
    fiscalCode: account.fiscalCode,
    fullName: cutTo(displayName(account.name), 70),
    streetName: cutTo(profile.streetAddress, 70),
    postalCode: cutTo(profile.postalCode, 16),
    city: cutTo(profile.city, 35),
    province: cutTo(profile.province, 35),
    country: profile.country,
    email: account.email,
  }
}

const WITHOUT_ADDRESS = {
  streetName: null,
  civicNumber: null,
  postalCode: null,
  city: null,
  province: null,
  country: null,
  // The ente does not vouch for it.
  emailIsVerified: false,
}

function toDebtor(debtor: ReadDebtor): Debtor {
  return { ...WITHOUT_ADDRESS, ...debtor }
}
