/** How much may be asked for at once, and how often. */
import type { Policy } from '../core/policy.ts'

export const limits = {
  exportsPerMinute: { name: 'exports-account-minute', limit: 10, windowSeconds: 60 },
} as const satisfies Record<string, Policy>

/** What a spreadsheet still opens at once, and a database finds without anybody noticing. */
export const MOST_EXPORTED = 10_000
/** Some forty pages of paper. */
export const MOST_ON_STATEMENT = 1_000
/** With more enti than these, the Storico is one ente's: each of them would be asked. */
export const MOST_INSTITUTIONS = 30
