import { type Row, instant, nullable, oneOf } from '../platform/sql.ts'
import type { Attempt } from './attempt.ts'

export const attemptColumns = {
  status: oneOf(
    'created',
    'refused',
    'sent',
    'activated',
    'returned-ok',
    'returned-waiting',
    'returned-error',
    'returned-cancel',
    'partly-concluded',
    'concluded',
  ),
  activated_at: nullable(instant),
  live_until: instant,
}

export function toAttempt(row: Row<typeof attemptColumns>): Attempt {
  return { status: row.status, activatedAt: row.activated_at, liveUntil: row.live_until }
}
