import type { Policy } from '../core/policy.ts'

export const limits = {
  ratingsPerHour: { name: 'ratings-ip-hour', limit: 20, windowSeconds: 3_600 },
} as const satisfies Record<string, Policy>
