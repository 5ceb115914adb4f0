/** By what an ente knows that a codice fiscale is somebody's, and what a code on a letter looks like. */
import type { Temporal } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Account } from './account.ts'

export const PROOF_KINDS = ['verified-contact', 'letter', 'counter'] as const
export type ProofKind = (typeof PROOF_KINDS)[number]

export type Evidence =
  | { kind: 'verified-contact' | 'letter' }
  /** What was shown, never its number, and who has seen it. */
  | { kind: 'counter'; documentKind: string; operator: string }

/** What comes of a document that was shown at the counter. */
export type CounterProven = 'proven' | 'no-such-account' | 'other-fiscal-code' | 'not-here' | 'proven-by-another'

/** Companies always may; a natural person where the institution lets local accounts become more than a mailbox. */
export function mayProveLocally(
  institution: Pick<Institution, 'localRegistration'>,
  account: Pick<Account, 'entityType'>,
): boolean {
  return account.entityType === 'G' || institution.localRegistration === 'full'
}

export const LETTER_DAYS = 60
export const LETTER_TRIES = 5

/** A letter that may be on its way, or what became of it. */
export type IdentityLetter =
  | { status: 'asked' | 'undeliverable'; askedAt: Temporal.Instant }
  | { status: 'printed'; askedAt: Temporal.Instant; expiresAt: Temporal.Instant; triesLeft: number }

/** Whether it can still become a proof, so that no other is sent. */
export function isOnItsWay(letter: IdentityLetter, now: Temporal.Instant): boolean {
  if (letter.status !== 'printed') return letter.status === 'asked'
  return letter.triesLeft > 0 && letter.expiresAt.epochNanoseconds > now.epochNanoseconds
}

/** Crockford's: no letter that is taken for a digit. Ten of them are fifty bits. */
export const CODE_CHARACTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const CODE_LENGTH = 10

/** As it stands on the letter: `K7P2M-9QX4T`. */
export function formatLetterCode(code: string): string {
  return `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`
}

/** What a person types: any case, spaces and dashes allowed, and the letters that look like digits. */
export function readLetterCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return code.length === CODE_LENGTH && Array.from(code).every((one) => CODE_CHARACTERS.includes(one))
    ? code
    : undefined
}

/** Of the ente's own data: where a letter goes. */
export type PostalAddress = {
  fullName: string
  streetName: string
  civicNumber: string | null
  postalCode: string | null
  city: string
  province: string | null
  country: string | null
}
