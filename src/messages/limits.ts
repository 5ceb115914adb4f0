import type { Policy } from '../core/policy.ts'

/** Addresses that nobody has been given: calendar servers ask for many people's from one place, and are not counted. */
export const limits = {
  wrongAddresses: { name: 'message-address-ip-minute', limit: 10, windowSeconds: 60 },
} as const satisfies Record<string, Policy>
