/** How long a browser stays signed in. */
import type { Brand } from '../core/brand.ts'
import type { Temporal } from '../core/time.ts'
import type { AccountId } from './account.ts'

export type SessionId = Brand<string, 'SessionId'>

export type Session = {
  sessionId: SessionId
  /** Null while nobody has signed in. */
  accountId: AccountId | null
  createdAt: Temporal.Instant
  lastSeenAt: Temporal.Instant
  signedInAt: Temporal.Instant | null
  tokenChangedAt: Temporal.Instant
}

const IDLE_MINUTES = 30
const SIGNED_IN_HOURS = 8
const TOKEN_MINUTES = 60
/** How long the token before a change is good: for the requests that were on their way. */
export const TOKEN_GRACE_SECONDS = 60
export const MAX_SESSIONS = 5

/** When it ends if nothing more is asked: after half an hour of silence, or eight hours after signing in. */
export function endsAt(session: Session): Temporal.Instant {
  const idle = session.lastSeenAt.add({ minutes: IDLE_MINUTES })
  if (!session.signedInAt) return idle
  const absolute = session.signedInAt.add({ hours: SIGNED_IN_HOURS })
  return absolute.epochNanoseconds < idle.epochNanoseconds ? absolute : idle
}

export function isAlive(session: Session, now: Temporal.Instant): boolean {
  return endsAt(session).epochNanoseconds > now.epochNanoseconds
}

export function isTokenOld(session: Session, now: Temporal.Instant): boolean {
  const until = session.tokenChangedAt.add({ minutes: TOKEN_MINUTES })
  return session.signedInAt !== null && until.epochNanoseconds <= now.epochNanoseconds
}
