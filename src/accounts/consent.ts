import type { Temporal } from '../core/time.ts'

/** What somebody has agreed to, in which version, and until when. Kept as proof, also after it was taken back. */
export type Consent = {
  kind: 'privacy' | 'terms'
  version: string
  givenAt: Temporal.Instant
  revokedAt: Temporal.Instant | null
}
