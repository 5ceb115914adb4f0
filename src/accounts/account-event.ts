/** What happens to an account and is written down: for its owner to read, and for whoever must find out what went wrong. */
import type { InstitutionId } from '../core/institution-id.ts'
import type { Temporal } from '../core/time.ts'

export const ACCOUNT_EVENTS = [
  'signed-in',
  'failed-sign-ins',
  'password-changed',
  'password-reset',
  'email-change-asked',
  'email-changed',
  'contacts-changed',
  'sessions-closed',
  'position-claimed',
  'letter-asked',
  'letter-printed',
  'letter-undeliverable',
  'letter-code-wrong',
  'fiscal-code-proven',
  'proof-moved-away',
  'personal-data-taken',
  'consent-revoked',
] as const

export type AccountEventName = (typeof ACCOUNT_EVENTS)[number]

/** From where something was asked, told so that its owner recognises it and nobody else learns much. */
export type Origin = { institutionId: InstitutionId; browser: string; network: string }

export type AccountEvent = {
  name: AccountEventName
  /** `account` for the owner, `portal` for what came of itself, else the name that an operator gave. */
  actor: string
  occurredAt: Temporal.Instant
  institutionId: InstitutionId | null
  browser: string | null
  network: string | null
  detail: string | null
}
