/** What citizens read of positions: one by its codes, one of theirs, the list, the history. Always within a Sight. */
import type { FiscalCode } from '../core/fiscal-code.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import { type Cents, cents } from '../core/money.ts'
import { type NoticeNumber, creditorReferenceIdOf } from '../core/notice-number.ts'
import { type Temporal, dayInRome } from '../core/time.ts'
import type { Database, InstitutionTx } from '../platform/database.ts'
import { type Row, type Sql, boolean, branded, instant, integer, nullable, oneOf, sql, text } from '../platform/sql.ts'
import { AWAITED_STATUSES, type AttemptId, canPayAgainAt } from './attempt.ts'
import { type CitizenStatus, type AwaitedAttempt, citizenStatus } from './citizen-status.ts'
import { installmentColumns, toInstallment } from './installment.rows.ts'
import { type InstallmentId, OPTION_KINDS, type Part, partOf } from './installment.ts'
import type { PositionRecord, SeenPosition } from './position-record.ts'
import { type Access, type Sight, seenWith } from './visibility.ts'

export const positionColumns = {
  ...installmentColumns,
  description: text,
  installment_no: integer,
  option_kind: oneOf(...OPTION_KINDS),
  created_at: instant,
  full_name: text,
  fiscal_code: branded<FiscalCode>(),
  subject: nullable(text),
  service_id: integer,
  service_name: text,
  has_neutral_description: boolean,
  is_in_cart: boolean,
  is_written_by_viewer: boolean,
  is_vouched_for: boolean,
  attempt_id: nullable(branded<AttemptId>()),
  attempt_status: nullable(oneOf('sent', 'activated', 'returned-ok', 'returned-waiting', 'partly-concluded')),
  attempt_sent_at: nullable(instant),
  attempt_activated_at: nullable(instant),
  attempt_returned_at: nullable(instant),
  attempt_live_until: nullable(instant),
}

export type PositionRow = Row<typeof positionColumns>

/**
 * Whether the debtor is the debtor: an ente has loaded it, or somebody has paid it. What a stranger has inserted in
 * somebody's name stays out of that person's lists until then. Of a debtor `d` and an installment `i`.
 */
export const VOUCHED_FOR: Sql = sql`(not d.is_declared or i.status in ('paid', 'reported'))`

/** Whose look it is: what is in their cart, and what they have written themselves. Null where nobody looks. */
type Viewer = Pick<Sight, 'cartId' | 'accountId' | 'sessionId'> | null

/** A position, its debtor, its service, what the viewer has to do with it, and the attempt that is still awaited. */
export function positionSelect(now: Temporal.Instant, viewer: Viewer): Sql {
  return sql`
    select i.installment_id, i.position_id, i.option_no, i.installment_no, i.notice_number, i.amount_cents,
      i.amount_version, i.due_on, i.valid_from, i.expires_after_due, i.status, i.paid_at, i.receipt_id, i.cancelled_at,
      i.cancellation_reason, i.description, i.option_kind, p.created_at, d.full_name, d.fiscal_code, d.subject,
      s.service_id, s.name as service_name, s.has_neutral_description,
      exists (
        select from cart_notices n
        where n.institution_id = i.institution_id and n.installment_id = i.installment_id and n.cart_id = ${viewer?.cartId ?? null}
      ) as is_in_cart,
      ${isWrittenBy(viewer)} as is_written_by_viewer, ${VOUCHED_FOR} as is_vouched_for,
      a.attempt_id, a.status as attempt_status, a.sent_at as attempt_sent_at, a.activated_at as attempt_activated_at,
      a.returned_at as attempt_returned_at, a.live_until as attempt_live_until
    from installments i
    join debt_positions p on p.institution_id = i.institution_id and p.position_id = i.position_id
    join debtors d on d.institution_id = i.institution_id and d.position_id = i.position_id
    join services s on s.institution_id = p.institution_id and s.service_id = p.service_id
    left join lateral (
      select t.attempt_id, t.status, t.sent_at, t.activated_at, t.returned_at, t.live_until
      from checkout_attempt_notices n
      join checkout_attempts t on t.attempt_id = n.attempt_id
      where n.institution_id = i.institution_id and n.installment_id = i.installment_id and n.receipt_id is null
        and t.live_until > ${now} and t.status = any(${AWAITED_STATUSES})
      order by t.created_at desc limit 1
    ) a on true`
}

/** The viewer has filled in the form that this position comes from: they know all of it. */
export function isWrittenBy(viewer: Omit<NonNullable<Viewer>, 'cartId'> | null): Sql {
  return sql`
    exists (
      select from filled_forms f
      where f.institution_id = i.institution_id and f.position_id = i.position_id
        and (f.account_id = ${viewer?.accountId ?? null}
          or (f.account_id is null and f.session_id = ${viewer?.sessionId ?? null})))`
}

/** Undefined for what no citizen sees: a draft, or a notice that opens later. */
export function toSeen(
  row: PositionRow,
  access: Access,
  isClaimed: boolean,
  now: Temporal.Instant,
): SeenPosition | undefined {
  const installment = toInstallment(row)
  const status = citizenStatus(installment, awaitedAttempt(row), now)
  if (!status) return undefined
  const record = toRecord(row, status, access)
  return { record, installment, access, isClaimed, isInCart: row.is_in_cart, serviceId: row.service_id }
}

function toRecord(row: PositionRow, status: CitizenStatus, access: Access): PositionRecord {
  const seen = seenWith(access, {
    fullName: row.full_name,
    fiscalCode: row.fiscal_code,
    description: row.description,
    hasNeutralDescription: row.has_neutral_description,
  })
  return {
    installmentId: row.installment_id,
    debtorName: seen.name,
    serviceName: row.service_name,
    description: seen.description,
    subject: access === 'full' ? row.subject : null,
    status,
    createdOn: dayInRome(row.created_at),
    dueOn: row.due_on,
    noticeNumber: row.notice_number,
    creditorReferenceId: creditorReferenceIdOf(row.notice_number),
    amount: row.amount_cents,
  }
}

function awaitedAttempt(row: PositionRow): AwaitedAttempt | undefined {
  if (!row.attempt_id || !row.attempt_status || !row.attempt_live_until) return undefined
  const since = row.attempt_returned_at ?? row.attempt_activated_at ?? row.attempt_sent_at
  if (!since) throw new Error('an awaited attempt without a time')
  const payAgainAt = canPayAgainAt({
    status: row.attempt_status,
    activatedAt: row.attempt_activated_at,
    liveUntil: row.attempt_live_until,
    returnedAt: row.attempt_returned_at,
  })
  return { attemptId: row.attempt_id, since, canPayAgainAt: payAgainAt }
}

export type SearchKey = { kind: 'numbers'; numbers: readonly NoticeNumber[] } | { kind: 'reference'; reference: string }

export type SearchCandidate = { installmentId: InstallmentId; fiscalCode: FiscalCode; isVisible: boolean }

/** The notices that a search may mean, whoever they belong to: whether the codice fiscale fits is decided after. */
export async function findSearchCandidates(
  db: Database,
  institution: InstitutionId,
  key: SearchKey,
  now: Temporal.Instant,
): Promise<SearchCandidate[]> {
  const columns = {
    ...installmentColumns,
    fiscal_code: branded<FiscalCode>(),
  }
  const found =
    key.kind === 'numbers'
      ? sql`i.notice_number = any(${key.numbers})`
      : sql`i.position_id = (
          select position_id from debt_positions
          where institution_id = scope.institution_id and reference = ${key.reference})`
  const rows = await db.read(
    institution,
    sql`
      select i.installment_id, i.position_id, i.option_no, i.notice_number, i.amount_cents, i.amount_version, i.due_on,
        i.valid_from, i.expires_after_due, i.status, i.paid_at, i.receipt_id, i.cancelled_at, i.cancellation_reason,
        d.fiscal_code
      from installments i
      join debtors d on d.institution_id = i.institution_id and d.position_id = i.position_id
      where i.institution_id = scope.institution_id and ${found}
      order by i.option_no, i.installment_no
      limit 10`,
    columns,
  )
  return rows.map((row) => {
    const status = citizenStatus(toInstallment(row), undefined, now)
    return {
      installmentId: row.installment_id,
      fiscalCode: row.fiscal_code,
      isVisible: status !== undefined && status.kind !== 'cancelled',
    }
  })
}

/** Also whether its debt has other notices. */
type FoundPosition = SeenPosition & { hasSiblings: boolean }

/** One position, if this viewer may see it in any way. */
export async function findPosition(
  db: Database,
  institution: InstitutionId,
  sight: Sight,
  installmentId: string,
  now: Temporal.Instant,
): Promise<FoundPosition | undefined> {
  const [position] = await findPositions(db, institution, sight, [installmentId], now)
  return position
}

/** Those of these positions that this viewer may see in any way. */
export async function findPositions(
  db: Database,
  institution: InstitutionId,
  sight: Sight,
  installmentIds: readonly string[],
  now: Temporal.Instant,
): Promise<FoundPosition[]> {
  const rows = await db.read(
    institution,
    sql`
      select position.*, (d.fiscal_code = ${sight.fiscalCode} and position.is_vouched_for) is true as is_own,
        exists (
          select from position_claims c
          where c.institution_id = scope.institution_id and c.account_id = ${sight.accountId}
            and c.installment_id = position.installment_id) as is_claimed,
        exists (
          select from session_views v
          where v.institution_id = scope.institution_id and v.session_id = ${sight.sessionId}
            and v.installment_id = position.installment_id) as is_viewed,
        exists (
          select from installments o
          where o.institution_id = scope.institution_id and o.position_id = position.position_id
            and o.installment_id <> position.installment_id) as has_siblings
      from (${positionSelect(now, sight)}
        where i.institution_id = scope.institution_id and i.installment_id = any(${installmentIds}::uuid[])) as position
      join debtors d on d.institution_id = scope.institution_id and d.position_id = position.position_id`,
    { ...positionColumns, is_own: boolean, is_claimed: boolean, is_viewed: boolean, has_siblings: boolean },
  )
  return rows.flatMap((row) => {
    if (!(row.is_own || row.is_claimed || row.is_viewed || row.is_in_cart)) return []
    const seen = toSeen(row, accessOf(row, sight), row.is_claimed, now)
    return seen ? { ...seen, hasSiblings: row.has_siblings } : []
  })
}

/** What a citizen is told of one notice, and nothing else of it: for who has been told before that it is known. */
export async function findStatus(
  db: Database,
  institution: InstitutionId,
  installmentId: InstallmentId,
  now: Temporal.Instant,
): Promise<CitizenStatus | undefined> {
  const [row] = await db.read(
    institution,
    sql`${positionSelect(now, null)}
      where i.institution_id = scope.institution_id and i.installment_id = ${installmentId}`,
    positionColumns,
  )
  return row && toSeen(row, 'masked', false, now)?.record.status
}

/** Every way of paying the debt of this notice, itself among them; only for who may see the notice. */
export async function findSiblings(
  db: Database,
  institution: InstitutionId,
  installmentId: InstallmentId,
  now: Temporal.Instant,
): Promise<Sibling[]> {
  const rows = await db.read(
    institution,
    sql`
      select position.*, count(*) over (partition by position.option_no) as parts
      from (${positionSelect(now, null)}
        where i.institution_id = scope.institution_id and i.position_id = (
          select position_id from installments
          where institution_id = scope.institution_id and installment_id = ${installmentId})) as position
      order by position.option_no, position.installment_no`,
    { ...positionColumns, parts: integer },
  )
  if (rows.length < 2) return []
  return rows.flatMap((row) => {
    const seen = toSeen(row, 'masked', false, now)
    if (!seen) return []
    return {
      installmentId: row.installment_id,
      part: partOf(row.option_kind, row.installment_no, row.parts),
      amount: row.amount_cents,
      dueOn: row.due_on,
      status: seen.record.status,
    }
  })
}

export type Sibling = {
  installmentId: InstallmentId
  part: Part
  amount: Cents
  dueOn: Temporal.PlainDate
  status: CitizenStatus
}

/** The notices that a viewer owns or follows. Two index look-ups: an OR over both would read the whole table. */
export function mine(sight: Sight): Sql {
  return sql`
    select i.installment_id from debtors d
    join installments i on i.institution_id = d.institution_id and i.position_id = d.position_id
    where d.institution_id = scope.institution_id and d.fiscal_code = ${sight.fiscalCode} and ${VOUCHED_FOR}
    union
    select c.installment_id from position_claims c
    where c.institution_id = scope.institution_id and c.account_id = ${sight.accountId}`
}

/**
 * Owed: neither paid nor cancelled, open by now. Where a debt can be paid at once or in parts, the one notice for all of
 * it stands for it in the list: paying a part takes that one away, and then the parts stand for themselves. Of a fine the
 * discounted amount stands for both until its days are over.
 */
function owed(now: Temporal.Instant): Sql {
  return sql`
    i.status in ('published', 'unpaid', 'expired') and (i.valid_from is null or i.valid_from <= ${now})
    and not (i.option_kind in ('plan', 'reduced') and exists (
      select from installments whole
      where whole.institution_id = scope.institution_id and whole.position_id = i.position_id
        and ((i.option_kind = 'plan' and whole.option_kind = 'single'
            and whole.status in ('published', 'unpaid', 'expired'))
          or (i.option_kind = 'reduced' and whole.option_kind = 'discounted'
            and whole.status in ('published', 'unpaid')))))`
}

/** A place in a list that does not move when rows come and go. */
export type Cursor = { direction: 'after' | 'before'; key: string; installmentId: InstallmentId }

export type ListPage = { rows: SeenPosition[]; hasPrevious: boolean; hasNext: boolean }

const PAGE_ROWS = 25

/** Soonest due first. The cursor's key is the due day. */
export async function listOwed(
  db: Database,
  institution: InstitutionId,
  sight: Sight,
  cursor: Cursor | undefined,
  now: Temporal.Instant,
): Promise<ListPage> {
  const isBackward = cursor?.direction === 'before'
  const position = sql`(i.due_on, i.installment_id)`
  const from = cursor && sql`(${cursor.key}::date, ${cursor.installmentId}::uuid)`
  const range = !from ? sql`true` : isBackward ? sql`${position} < ${from}` : sql`${position} > ${from}`
  const order = isBackward ? sql`i.due_on desc, i.installment_id desc` : sql`i.due_on, i.installment_id`
  const rows = await db.read(
    institution,
    sql`
      ${positionSelect(now, sight)}
      where i.institution_id = scope.institution_id and i.installment_id in (${mine(sight)}) and ${owed(now)}
        and ${range}
      order by ${order}
      limit ${PAGE_ROWS + 1}`,
    positionColumns,
  )
  return toPage(rows, sight, cursor, now)
}

function toPage(rows: PositionRow[], sight: Sight, cursor: Cursor | undefined, now: Temporal.Instant): ListPage {
  const isBackward = cursor?.direction === 'before'
  const hasMore = rows.length > PAGE_ROWS
  const shown = rows.slice(0, PAGE_ROWS)
  if (isBackward) shown.reverse()
  return {
    rows: shown.flatMap((row) => toSeen(row, accessOf(row, sight), true, now) ?? []),
    hasPrevious: isBackward ? hasMore : cursor !== undefined,
    hasNext: isBackward ? true : hasMore,
  }
}

export function accessOf(row: Pick<PositionRow, 'fiscal_code' | 'is_written_by_viewer'>, sight: Sight): Access {
  const isOwn = sight.fiscalCode !== null && row.fiscal_code === sight.fiscalCode
  return isOwn || row.is_written_by_viewer ? 'full' : 'masked'
}

export type Total = { count: number; amount: Cents; hasPlans: boolean }

/** Of all that is owed and can be paid today, each debt once. */
export async function totalOwed(
  db: Database,
  institution: InstitutionId,
  sight: Sight,
  now: Temporal.Instant,
): Promise<Total> {
  const today = dayInRome(now)
  const [row] = await db.read(
    institution,
    sql`
      select count(*) as notices, coalesce(sum(i.amount_cents), 0)::bigint as amount_cents,
        coalesce(bool_or(i.option_kind = 'plan'), false) as has_plans
      from installments i
      where i.institution_id = scope.institution_id and i.installment_id in (${mine(sight)}) and ${owed(now)}
        and i.status <> 'expired' and (not i.expires_after_due or i.due_on >= ${today})`,
    { notices: integer, amount_cents: integer, has_plans: boolean },
  )
  return { count: row?.notices ?? 0, amount: cents(row?.amount_cents ?? 0), hasPlans: row?.has_plans ?? false }
}

/** False when it is among theirs already. */
export async function insertClaim(
  tx: InstitutionTx,
  accountId: string,
  installmentId: InstallmentId,
  reason: 'claimed' | 'created',
  now: Temporal.Instant,
): Promise<boolean> {
  const inserted = await tx.run(sql`
    insert into position_claims (institution_id, account_id, installment_id, reason, claimed_at)
    values (${tx.institutionId}, ${accountId}, ${installmentId}, ${reason}, ${now})
    on conflict do nothing`)
  return inserted === 1
}
