import type { Policy } from '../core/policy.ts'

export const limits = {
  payPerMinute: { name: 'pay-session-minute', limit: 10, windowSeconds: 60 },
} as const satisfies Record<string, Policy>
