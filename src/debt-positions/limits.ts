/** How often a position may be searched for, by whom, and when a puzzle comes first. */
import type { Policy } from '../core/policy.ts'

const MINUTE = 60
const HOUR = 3600
const DAY = 24 * HOUR

export const limits = {
  searchPerMinute: { name: 'search-ip-minute', limit: 10, windowSeconds: MINUTE },
  searchPerHour: { name: 'search-ip-hour', limit: 60, windowSeconds: HOUR },
  missesPerFiscalCodeHour: { name: 'search-misses-code-hour', limit: 5, windowSeconds: HOUR },
  missesPerFiscalCodeDay: { name: 'search-misses-code-day', limit: 10, windowSeconds: DAY },
  missesPerInstitution: { name: 'search-misses-institution-hour', limit: 1_000, windowSeconds: HOUR },
  papersPerMinute: { name: 'papers-ip-minute', limit: 30, windowSeconds: MINUTE },
  claimsPerHour: { name: 'claims-account-hour', limit: 10, windowSeconds: HOUR },
} as const satisfies Record<string, Policy>
