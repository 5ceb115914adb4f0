/** Scarica i miei dati: one archive with all that the portal holds of its owner, and the quietanze of what they paid. */
import { strToU8, zipSync } from 'fflate'
import { listEvents, recordEvent } from '../accounts/account-event.queries.ts'
import type { Origin } from '../accounts/account-event.ts'
import type { Account } from '../accounts/account.ts'
import { type Confirmation, confirmPassword } from '../accounts/confirm-password.operation.ts'
import { findProfile, listConsents } from '../accounts/profile.queries.ts'
import { findOwnProof } from '../accounts/proof.queries.ts'
import { accessesText } from '../accounts/profile.text.ts'
import { recognise } from '../accounts/recognise.operation.ts'
import type { AccountServices } from '../accounts/register.operation.ts'
import { listSessions } from '../accounts/session.queries.ts'
import type { SeenPosition } from '../debt-positions/position-record.ts'
import type { Directory } from '../institutions/directory.ts'
import type { Institution } from '../institutions/institution.ts'
import { findPreferences } from '../messages/preferences.queries.ts'
import { readStoredReceipt } from '../pa-for-node/messages.wire.ts'
import type { PaperPrinter } from '../papers/paper-printer.operation.ts'
import { receiptPaper } from '../papers/receipt-paper.wire.ts'
import { findStoredReceipt } from '../receipts/printed-receipt.queries.ts'
import type { OwnForm } from '../services/filled-form.ts'
import { listFiles, listOwnForms } from '../services/filled-form.queries.ts'
import { limits } from './limits.ts'
import { listOwnAttempts, listOwnMails, listOwnPositions } from './own-data.queries.ts'
import { ownDataText } from './own-data.text.ts'
import { type OwnDataAt, ownDataJson } from './own-data.ts'

export type OwnDataServices = AccountServices & { directory: Directory; printer: PaperPrinter }

export type OwnDataTaken =
  | { outcome: 'taken'; archive: Buffer }
  | { outcome: Exclude<Confirmation, 'right'> | 'too-often' }

/** The last ones: each is drawn anew, a few hundredths of a second of a thread. The others are in the Storico. */
const MOST_PAPERS = 100
const MOST_EVENTS = 5_000

/** Of the last of them: an attachment may have two megabytes, and the archive is made in memory. */
const MOST_ATTACHMENTS = 50

type Files = Record<string, Uint8Array>

function countIn(files: Files, folder: 'quietanze' | 'allegati'): number {
  return Object.keys(files).filter((name) => name.startsWith(`${folder}/`)).length
}

export async function takeOwnData(
  services: OwnDataServices,
  account: Account,
  origin: Origin,
  password: string,
): Promise<OwnDataTaken> {
  const { db, clock, limiter, directory } = services
  const { accountId } = account
  const confirmation = await confirmPassword(services, accountId, password)
  if (confirmation !== 'right') return { outcome: confirmation }
  const now = clock.now()
  const count = { policy: limits.ownDataPerDay, key: accountId, weight: 1 }
  if (await limiter.exceeded([count], now)) return { outcome: 'too-often' }

  const files: Files = {}
  const institutions: OwnDataAt[] = []
  for (const institution of directory.all()) {
    const own = await ownDataAt(services, institution, account, files)
    if (own) institutions.push(own)
  }
  const nameOf = (id: Institution['institutionId']) => directory.byId(id).name
  const [profile, consents, sessions, events, attempts, mails, preferences] = await Promise.all([
    findProfile(db, accountId),
    listConsents(db, accountId),
    listSessions(db, accountId, now),
    listEvents(db, accountId, MOST_EVENTS),
    listOwnAttempts(db, accountId),
    listOwnMails(db, accountId),
    findPreferences(db, accountId),
  ])
  const json = ownDataJson({
    takenAt: now,
    profile,
    consents,
    sessions,
    events: events.map((event) => ({
      ...event,
      institutionName: event.institutionId === null ? undefined : nameOf(event.institutionId),
      words: accessesText.history.events[event.name],
    })),
    attempts: attempts.map(({ institutionIds, ...attempt }) => ({
      ...attempt,
      institutionNames: institutionIds.map((id) => nameOf(id)),
    })),
    mails,
    preferences,
    institutions,
  })
  await db.transaction((tx) => recordEvent(tx, { accountId, name: 'personal-data-taken', origin }, now))
  const archive = zipSync({
    'LEGGIMI.txt': strToU8(ownDataText.readMe(countIn(files, 'quietanze'), MOST_PAPERS)),
    'dati.json': strToU8(json),
    // A PDF is compressed already.
    ...Object.fromEntries(Object.entries(files).map(([name, file]) => [name, [file, { level: 0 }] as const])),
  })
  return { outcome: 'taken', archive: Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength) }
}

/** As its pages would show it; undefined where nothing of this person is to be seen. Adds the papers to `files`. */
async function ownDataAt(
  services: OwnDataServices,
  institution: Institution,
  account: Account,
  files: Files,
): Promise<OwnDataAt | undefined> {
  const { db, clock } = services
  const { institutionId, code, name } = institution
  const now = clock.now()
  const fiscalCode = await recognise(db, institution, account, now)
  const sight = { sessionId: null, accountId: account.accountId, fiscalCode, cartId: null }
  const [seen, proof, filled] = await Promise.all([
    listOwnPositions(db, institutionId, sight, now),
    findOwnProof(db, institutionId, account.accountId),
    listOwnForms(db, institutionId, account.accountId),
  ])
  if (seen.length === 0 && filled.length === 0 && !proof) return undefined
  const positions: { record: SeenPosition['record']; paper: string | undefined }[] = []
  for (const position of seen) {
    const { record } = position
    const pdf =
      countIn(files, 'quietanze') < MOST_PAPERS ? await printReceipt(services, institution, position) : undefined
    const paper = pdf && `quietanze/${code}/quietanza-${record.noticeNumber}.pdf`
    if (paper) files[paper] = pdf
    positions.push({ record, paper })
  }
  const forms: OwnDataAt['forms'][number][] = []
  for (const form of filled) forms.push({ ...form, files: await takeAttachments(services, institution, form, files) })
  return { name, fiscalCode: institution.fiscalCode, proof, positions, forms }
}

/** Under the name that they came with, and a number where two of a form have the same. */
async function takeAttachments(
  { db }: OwnDataServices,
  { institutionId, code }: Institution,
  { formId, noticeNumber, fileNames }: OwnForm,
  files: Files,
): Promise<string[]> {
  if (fileNames.length === 0 || countIn(files, 'allegati') >= MOST_ATTACHMENTS) return []
  const attachments = await listFiles(db, institutionId, formId)
  return attachments.map(({ field, fileName, content }) => {
    const name = `allegati/${code}/${noticeNumber ?? formId}/${field}-${fileName}`
    files[name] = content
    return name
  })
}

async function printReceipt(
  { db, clock, printer }: OwnDataServices,
  institution: Institution,
  { record, access }: SeenPosition,
): Promise<Buffer | undefined> {
  if (record.status.kind !== 'confirmed') return undefined
  const stored = await findStoredReceipt(db, institution, record.installmentId)
  if (!stored) return undefined
  const facts = { ...stored, institution, message: readStoredReceipt(stored.document) }
  return printer.receipt(receiptPaper(facts, access, clock.now()), 'it')
}
