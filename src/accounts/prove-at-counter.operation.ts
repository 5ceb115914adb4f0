/** Somebody of the ente has seen a document: the account's declared codice fiscale is proven, and who saw it is kept. */
import type { FiscalCode } from '../core/fiscal-code.ts'
import type { Clock } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import { postMail } from '../mail/post-mail.operation.ts'
import type { Database } from '../platform/database.ts'
import type { JobQueue } from '../platform/jobs.ts'
import type { Links } from '../platform/links.ts'
import { routes } from '../routes.ts'
import { recordEvent } from './account-event.queries.ts'
import { fiscalCodeProvenMail } from './mails.text.ts'
import { findAccountByEmail } from './profile.queries.ts'
import { deleteProof, findProofHolder, saveProof } from './proof.queries.ts'
import { type CounterProven, mayProveLocally } from './proof.ts'

export type CounterProof = {
  email: string
  fiscalCode: FiscalCode
  /** What was shown: "carta d'identità", never its number. */
  documentKind: string
  operator: string
  /** Takes the proof away from another account of the same codice fiscale. */
  replaces: boolean
}

export async function proveAtCounter(
  { db, queue, clock, links }: { db: Database; queue: JobQueue; clock: Clock; links: Links },
  institution: Institution,
  { email, fiscalCode, documentKind, operator, replaces }: CounterProof,
): Promise<CounterProven> {
  const account = await findAccountByEmail(db, email)
  if (!account) return 'no-such-account'
  if (account.fiscalCode !== fiscalCode) return 'other-fiscal-code'
  if (!mayProveLocally(institution, account)) return 'not-here'
  const { accountId } = account
  const origin = { institutionId: institution.institutionId }
  const now = clock.now()
  return db.institution(institution.institutionId, async (tx): Promise<CounterProven> => {
    const holder = await findProofHolder(tx, fiscalCode)
    if (holder !== undefined && holder !== accountId) {
      if (!replaces) return 'proven-by-another'
      await deleteProof(tx, holder)
      await recordEvent(tx, { accountId: holder, name: 'proof-moved-away', actor: operator, origin }, now)
    }
    const evidence = { kind: 'counter', documentKind, operator } as const
    if (!(await saveProof(tx, account, evidence, now))) return 'proven-by-another' // a moment ago
    const detail = documentKind
    await recordEvent(tx, { accountId, name: 'fiscal-code-proven', actor: operator, origin, detail }, now)
    const mail = fiscalCodeProvenMail({
      recipient: account.email,
      institutionName: institution.name,
      positionsLink: links.absolute(routes.positions(institution.code)),
      recoverLink: links.absolute(routes.recover(institution.code)),
    })
    await postMail(tx, queue, mail, now)
    return 'proven'
  })
}
