/** How much one browser or account may fill in, and how long a draft is kept. */
import type { Policy } from '../core/policy.ts'

const HOUR = 3600

export const limits = {
  draftsPerHour: { name: 'form-drafts-hour', limit: 120, windowSeconds: HOUR },
  uploadsPerHour: { name: 'form-uploads-hour', limit: 40, windowSeconds: HOUR },
  positionsPerHour: { name: 'form-positions-hour', limit: 20, windowSeconds: HOUR },
} as const satisfies Record<string, Policy>

export const DRAFT_DAYS = 30
/** As many as the menu lists. */
export const MOST_DRAFTS = 20
/** Inserted and unpaid, of one account or browser. */
export const MOST_OPEN = 10
