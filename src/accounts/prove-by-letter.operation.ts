/**
 * A code that came by post proves a codice fiscale: whoever types it has opened a letter to the address that the ente
 * knows. Whether it knows one is not told to whoever asks, because it would tell whether somebody owes something here.
 */
import type { Institution } from '../institutions/institution.ts'
import { postMail } from '../mail/post-mail.operation.ts'
import { routes } from '../routes.ts'
import { recordEvent } from './account-event.queries.ts'
import type { Origin } from './account-event.ts'
import type { Account } from './account.ts'
import { countLetterTry, findLetter, insertLetter, useLetter } from './letter.queries.ts'
import { limits } from './limits.ts'
import { fiscalCodeProvenMail } from './mails.text.ts'
import { findOwnProof, saveProof } from './proof.queries.ts'
import { isOnItsWay, mayProveLocally } from './proof.ts'
import type { AccountServices } from './register.operation.ts'

export type LetterAsked = 'asked' | 'on-its-way' | 'too-often' | 'not-here'

export async function askLetter(
  { db, limiter, clock }: AccountServices,
  institution: Institution,
  account: Account,
  origin: Origin,
): Promise<LetterAsked> {
  const { institutionId } = institution
  const { accountId } = account
  const now = clock.now()
  if (institution.association === 'declared-fiscal-code' || !mayProveLocally(institution, account)) return 'not-here'
  const letter = await findLetter(db, institutionId, accountId)
  if (letter && isOnItsWay(letter, now)) return 'on-its-way'
  const count = { policy: limits.letters, key: `${institution.code}:${accountId}`, weight: 1 }
  if (await limiter.exceeded([count], now)) return 'too-often'
  await db.institution(institutionId, async (tx) => {
    await insertLetter(tx, account, now)
    await recordEvent(tx, { accountId, name: 'letter-asked', origin }, now)
  })
  return 'asked'
}

export type LetterProof =
  | { outcome: 'proven' | 'no-letter' | 'proven-by-another' }
  | { outcome: 'wrong'; triesLeft: number }

export async function proveByLetter(
  services: AccountServices,
  institution: Institution,
  account: Account,
  origin: Origin,
  code: string,
): Promise<LetterProof> {
  const { db, queue, clock, passwords, links } = services
  const { institutionId } = institution
  const { accountId } = account
  const now = clock.now()
  if (!mayProveLocally(institution, account)) return { outcome: 'no-letter' }
  const counted = await db.institution(institutionId, (tx) => countLetterTry(tx, accountId, now))
  if (!counted) {
    // The code of a second press was used by the first.
    const isProven = (await findOwnProof(db, institutionId, accountId))?.kind === 'letter'
    return { outcome: isProven ? 'proven' : 'no-letter' }
  }
  const { codeHash, triesLeft } = counted
  if ((await passwords.verify(code, codeHash)) === 'no') {
    await db.transaction((tx) => recordEvent(tx, { accountId, name: 'letter-code-wrong', origin }, now))
    return { outcome: 'wrong', triesLeft }
  }
  return db.institution(institutionId, async (tx): Promise<LetterProof> => {
    if (!(await useLetter(tx, accountId, codeHash))) return { outcome: 'proven' } // by a second press, a moment ago
    if (!(await saveProof(tx, account, { kind: 'letter' }, now))) return { outcome: 'proven-by-another' }
    await recordEvent(tx, { accountId, name: 'fiscal-code-proven', origin, detail: 'letter' }, now)
    const mail = fiscalCodeProvenMail({
      recipient: account.email,
      institutionName: institution.name,
      positionsLink: links.absolute(routes.positions(institution.code)),
      recoverLink: links.absolute(routes.recover(institution.code)),
    })
    await postMail(tx, queue, mail, now)
    return { outcome: 'proven' }
  })
}
