import type { Policy } from '../core/policy.ts'

export const limits = {
  ownDataPerDay: { name: 'own-data-account-day', limit: 1, windowSeconds: 24 * 3600 },
} as const satisfies Record<string, Policy>
