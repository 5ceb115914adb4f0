import type { Policy } from '../core/policy.ts'

export const limits = {
  /** Besides the limits of searching, which come first: somebody has to read each of them. */
  casesPerDay: { name: 'cases-ip-day', limit: 20, windowSeconds: 24 * 3600 },
  /** Codes that are no case's, by address. */
  missesPerMinute: { name: 'case-misses-ip-minute', limit: 10, windowSeconds: 60 },
} as const satisfies Record<string, Policy>
