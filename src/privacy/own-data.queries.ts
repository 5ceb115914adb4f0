/** All that an account has, for its owner to take along. At each ente within a Sight, as on every page. */
import type { AccountId } from '../accounts/account.ts'
import { accessOf, mine, positionColumns, positionSelect, toSeen } from '../debt-positions/citizen.queries.ts'
import type { SeenPosition } from '../debt-positions/position-record.ts'
import type { Sight } from '../debt-positions/visibility.ts'
import type { Temporal } from '../core/time.ts'
import type { Database, InstitutionId } from '../platform/database.ts'
import { branded, instant, integer, listOf, nullable, sql, text } from '../platform/sql.ts'

/** Whoever has more of them than this at one ente asks the ente. */
const MOST_POSITIONS = 2_000

export async function listOwnPositions(
  db: Database,
  institution: InstitutionId,
  sight: Sight,
  now: Temporal.Instant,
): Promise<SeenPosition[]> {
  const rows = await db.read(
    institution,
    sql`
      ${positionSelect(now, sight)}
      where i.institution_id = scope.institution_id and i.installment_id in (${mine(sight)})
      order by coalesce(i.paid_at, p.created_at) desc, i.installment_id desc
      limit ${MOST_POSITIONS}`,
    positionColumns,
  )
  return rows.flatMap((row) => toSeen(row, accessOf(row, sight), true, now) ?? [])
}

export type OwnAttempt = {
  startedAt: Temporal.Instant
  status: string
  institutionIds: InstitutionId[]
  noticeCount: number
}

/** Each time that this account has gone to pay online. */
export async function listOwnAttempts(db: Database, accountId: AccountId): Promise<OwnAttempt[]> {
  const rows = await db.query(
    sql`
      select created_at, status, institution_ids, notice_count from checkout_attempts
      where account_id = ${accountId} order by created_at desc limit ${MOST_POSITIONS}`,
    { created_at: instant, status: text, institution_ids: listOf(branded<InstitutionId>()), notice_count: integer },
  )
  return rows.map((row) => ({
    startedAt: row.created_at,
    status: row.status,
    institutionIds: row.institution_ids,
    noticeCount: row.notice_count,
  }))
}

export type OwnMail = { subject: string; writtenAt: Temporal.Instant; sentAt: Temporal.Instant | null }

export async function listOwnMails(db: Database, accountId: AccountId): Promise<OwnMail[]> {
  const rows = await db.query(
    sql`
      select m.subject, m.created_at, m.sent_at
      from accounts a join outgoing_mails m on m.recipient = a.email
      where a.account_id = ${accountId} order by m.created_at desc limit ${MOST_POSITIONS}`,
    { subject: text, created_at: instant, sent_at: nullable(instant) },
  )
  return rows.map((row) => ({ subject: row.subject, writtenAt: row.created_at, sentAt: row.sent_at }))
}
