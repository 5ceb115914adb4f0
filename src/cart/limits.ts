import type { Policy } from '../core/policy.ts'

export const limits = {
  changesPerMinute: { name: 'cart-session-minute', limit: 60, windowSeconds: 60 },
} as const satisfies Record<string, Policy>
