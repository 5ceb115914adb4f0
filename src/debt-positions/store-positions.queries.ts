/** Writes many positions with one statement for each table. */
import type { NoticeNumber } from '../core/notice-number.ts'
import type { Temporal } from '../core/time.ts'
import { column } from '../platform/columns.ts'
import type { InstitutionTx } from '../platform/database.ts'
import { branded, sql } from '../platform/sql.ts'
import type { InstallmentId, InstallmentStatus, OptionKind, PositionId } from './installment.ts'
import type { Change, InstallmentChange } from './position-change.ts'
import {
  type Debtor,
  type Destination,
  type InstallmentDraft,
  type NoticeLine,
  type PositionDraft,
  type TransferDraft,
  remittanceOf,
} from './position-draft.ts'

export type NewPosition = { positionId: PositionId; draft: PositionDraft }

export type NewInstallment = {
  installmentId: InstallmentId
  positionId: PositionId
  optionNo: number
  optionKind: OptionKind
  installmentNo: number
  noticeNumber: NoticeNumber
  status: InstallmentStatus
  draft: InstallmentDraft
}

/** A line of `transfers`, with the notice that it belongs to. */
export type NewTransfer = {
  installmentId: InstallmentId
  noticeNumber: NoticeNumber
  transferNo: number
  draft: TransferDraft
}

export type NewLine = { installmentId: InstallmentId; lineNo: number; line: NoticeLine }

export type NewRows = {
  positions: readonly NewPosition[]
  installments: readonly NewInstallment[]
  transfers: readonly NewTransfer[]
  lines: readonly NewLine[]
}

/** Who did it, and when: the same for all that one call writes. */
export type Act = { actor: string; origin: 'import' | 'spontaneous'; now: Temporal.Instant }

/**
 * Every look-up of an import is by key, those of the foreign keys included. The planner goes by the statistics of a
 * table that was small a minute ago and keeps its plans: it would read the table from end to end for each row. Holds
 * until the transaction ends.
 */
export async function planByKeys(tx: InstitutionTx): Promise<void> {
  await tx.run(sql`
    select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
      set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
      set_config('enable_material', 'off', true)`)
}

export async function insertPositions(
  tx: InstitutionTx,
  { positions, installments, transfers, lines }: NewRows,
  act: Act,
): Promise<void> {
  const ids = column.uuid(positions, (one) => one.positionId)
  const positionIds = column.uuid(installments, (one) => one.positionId)
  const installmentIds = column.uuid(installments, (one) => one.installmentId)
  const amounts = column.bigint(installments, ({ draft }) => draft.amount)
  const statuses = column.text(installments, (one) => one.status)
  await Promise.all([
    tx.run(sql`
      insert into debt_positions (institution_id, position_id, reference, service_id, origin, created_at)
      select ${tx.institutionId}, unnest(${ids}::uuid[]),
        unnest(${column.text(positions, ({ draft }) => draft.reference)}::text[]),
        unnest(${column.integer(positions, ({ draft }) => draft.serviceId)}::integer[]), ${act.origin},
        ${act.now}::timestamptz`),
    insertDebtors(
      tx,
      ids,
      positions,
      ({ draft }) => draft.debtor,
      ({ draft }) => draft.subject ?? null,
      act.origin === 'spontaneous',
    ),
    tx.run(sql`
      insert into installments (institution_id, installment_id, position_id, option_no, option_kind, installment_no,
        notice_number, amount_cents, description, due_on, valid_from, expires_after_due, status)
      select ${tx.institutionId}, unnest(${installmentIds}::uuid[]), unnest(${positionIds}::uuid[]),
        unnest(${column.smallint(installments, (one) => one.optionNo)}::smallint[]),
        unnest(${column.text(installments, (one) => one.optionKind)}::text[]),
        unnest(${column.smallint(installments, (one) => one.installmentNo)}::smallint[]),
        unnest(${column.text(installments, (one) => one.noticeNumber)}::text[]), unnest(${amounts}::bigint[]),
        unnest(${column.text(installments, ({ draft }) => draft.description)}::text[]),
        unnest(${column.date(installments, ({ draft }) => draft.dueOn)}::date[]),
        unnest(${column.text(installments, ({ draft }) => instantText(draft.validFrom))}::text[])::timestamptz,
        unnest(${column.boolean(installments, ({ draft }) => draft.expiresAfterDue)}::boolean[]),
        unnest(${statuses}::text[])`),
    insertTransfers(tx, transfers),
    lines.length > 0 && insertLines(tx, lines),
    tx.run(sql`
      insert into position_events (institution_id, position_id, installment_id, name, actor, occurred_at, status_after,
        amount_cents_after)
      select ${tx.institutionId}, unnest(${positionIds}::uuid[]), unnest(${installmentIds}::uuid[]), 'created',
        ${act.actor}, ${act.now}::timestamptz, unnest(${statuses}::text[]), unnest(${amounts}::bigint[])`),
  ])
}

function instantText(instant: Temporal.Instant | null): string | null {
  return instant && instant.toString()
}

async function insertDebtors<R>(
  tx: InstitutionTx,
  ids: Buffer,
  rows: readonly R[],
  debtorOf: (row: R) => Debtor,
  subjectOf: (row: R) => string | null,
  isDeclared: boolean,
): Promise<void> {
  const texts = (field: (debtor: Debtor) => string | null) => column.text(rows, (row) => field(debtorOf(row)))
  await tx.run(sql`
    insert into debtors (institution_id, position_id, entity_type, fiscal_code, full_name, street_name, civic_number,
      postal_code, city, province, country, email, email_is_verified, subject,
      is_declared)
    select ${tx.institutionId}, unnest(${ids}::uuid[]),
      unnest(${texts((debtor) => debtor.entityType)}::text[]),
      unnest(${texts((debtor) => debtor.fiscalCode)}::text[]),
      unnest(${texts((debtor) => debtor.fullName)}::text[]),
      unnest(${texts((debtor) => debtor.streetName)}::text[]),
      unnest(${texts((debtor) => debtor.civicNumber)}::text[]),
      unnest(${texts((debtor) => debtor.postalCode)}::text[]),
      unnest(${texts((debtor) => debtor.city)}::text[]),
      unnest(${texts((debtor) => debtor.province)}::text[]),
      unnest(${texts((debtor) => debtor.country)}::text[]),
      unnest(${texts((debtor) => debtor.email)}::text[]),
      unnest(${column.boolean(rows, (row) => debtorOf(row).emailIsVerified)}::boolean[]),
      unnest(${column.text(rows, subjectOf)}::text[]), ${isDeclared}::boolean`)
}

/** The draft says all of a debtor, and what stood there before is not to be kept. Files change only what files made. */
async function replaceDebtors(tx: InstitutionTx, rows: readonly DebtorOf[]): Promise<void> {
  const ids = column.uuid(rows, (row) => row.positionId)
  await tx.run(sql`
    delete from debtors where institution_id = ${tx.institutionId} and position_id = any(${ids}::uuid[])`)
  await insertDebtors(
    tx,
    ids,
    rows,
    ({ debtor }) => debtor,
    ({ subject }) => subject,
    false,
  )
}

type DebtorOf = { positionId: PositionId; debtor: Debtor; subject: string | null }

async function insertLines(tx: InstitutionTx, rows: readonly NewLine[]): Promise<void> {
  await tx.run(sql`
    insert into installment_lines (institution_id, installment_id, line_no, label, amount_cents)
    select ${tx.institutionId}, unnest(${column.uuid(rows, (row) => row.installmentId)}::uuid[]),
      unnest(${column.smallint(rows, (row) => row.lineNo)}::smallint[]),
      unnest(${column.text(rows, ({ line }) => line.label)}::text[]),
      unnest(${column.bigint(rows, ({ line }) => line.amount)}::bigint[])`)
}

async function replaceLines(
  tx: InstitutionTx,
  installmentIds: readonly InstallmentId[],
  rows: readonly NewLine[],
): Promise<void> {
  await tx.run(sql`
    delete from installment_lines
    where institution_id = ${tx.institutionId}
      and installment_id = any(${column.uuid(installmentIds, (one) => one)}::uuid[])`)
  if (rows.length > 0) await insertLines(tx, rows)
}

async function insertTransfers(tx: InstitutionTx, rows: readonly NewTransfer[]): Promise<void> {
  const texts = (field: (draft: TransferDraft) => string | null) => column.text(rows, ({ draft }) => field(draft))
  await tx.run(sql`
    insert into transfers (institution_id, installment_id, transfer_no, amount_cents, beneficiary_fiscal_code,
      beneficiary_name, iban, postal_iban, stamp_hash, stamp_province, remittance_information, transfer_category)
    select ${tx.institutionId}, unnest(${column.uuid(rows, (row) => row.installmentId)}::uuid[]),
      unnest(${column.smallint(rows, (row) => row.transferNo)}::smallint[]),
      unnest(${column.bigint(rows, ({ draft }) => draft.amount)}::bigint[]),
      unnest(${texts((draft) => draft.beneficiaryFiscalCode)}::text[]),
      unnest(${texts((draft) => draft.beneficiaryName)}::text[]),
      unnest(${texts(({ destination }) => account(destination)?.iban ?? null)}::text[]),
      unnest(${texts(({ destination }) => account(destination)?.postalIban ?? null)}::text[]),
      unnest(${texts(({ destination }) => stamp(destination)?.hash ?? null)}::text[]),
      unnest(${texts(({ destination }) => stamp(destination)?.province ?? null)}::text[]),
      unnest(${column.text(rows, ({ draft, noticeNumber }) => remittanceOf(draft, noticeNumber))}::text[]),
      unnest(${texts((draft) => draft.transferCategory)}::text[])`)
}

function account(destination: Destination) {
  return destination.kind === 'account' ? destination : undefined
}

function stamp(destination: Destination) {
  return destination.kind === 'stamp' ? destination : undefined
}

/** The new values of locked positions, and an event for each notice and each position that changed. */
export async function updatePositions(
  tx: InstitutionTx,
  changes: readonly Change[],
  transfers: readonly NewTransfer[],
  lines: { installmentIds: readonly InstallmentId[]; rows: readonly NewLine[] },
  act: Act,
): Promise<void> {
  const moved = changes.filter((change) => change.serviceId !== undefined)
  const debtors = changes.flatMap(({ positionId, debtor, subject }) =>
    debtor ? [{ positionId, debtor, subject }] : [],
  )
  const installments = changes.flatMap((change) =>
    change.installments.map((one) => ({ ...one, positionId: change.positionId })),
  )
  const touched = changes.filter(({ serviceId, debtor }) => serviceId !== undefined || debtor)
  await Promise.all([
    moved.length > 0 && updateServices(tx, moved),
    debtors.length > 0 && replaceDebtors(tx, debtors),
    installments.length > 0 && updateInstallments(tx, installments, act),
    transfers.length > 0 && replaceTransfers(tx, transfers),
    lines.installmentIds.length > 0 && replaceLines(tx, lines.installmentIds, lines.rows),
    touched.length > 0 && insertPositionEvents(tx, touched, act),
  ])
}

async function updateServices(tx: InstitutionTx, changes: readonly Change[]): Promise<void> {
  await tx.run(sql`
    update debt_positions p set service_id = change.service_id
    from unnest(${column.uuid(changes, (one) => one.positionId)}::uuid[],
      ${column.integer(changes, (one) => one.serviceId ?? null)}::integer[]) as change (position_id, service_id)
    where p.institution_id = ${tx.institutionId} and p.position_id = change.position_id`)
}

type ChangedInstallment = InstallmentChange & { positionId: PositionId }

async function updateInstallments(tx: InstitutionTx, changes: readonly ChangedInstallment[], act: Act): Promise<void> {
  const ids = column.uuid(changes, ({ before }) => before.installmentId)
  const validFrom = column.text(changes, ({ after }) => instantText(after.validFrom))
  await tx.run(sql`
    with change as (
      select unnest(${ids}::uuid[]) as installment_id,
        unnest(${column.bigint(changes, ({ after }) => after.amount)}::bigint[]) as amount_cents,
        unnest(${column.text(changes, ({ after }) => after.description)}::text[]) as description,
        unnest(${column.date(changes, ({ after }) => after.dueOn)}::date[]) as due_on,
        unnest(${validFrom}::text[])::timestamptz as valid_from,
        unnest(${column.boolean(changes, ({ after }) => after.expiresAfterDue)}::boolean[]) as expires_after_due,
        unnest(${column.text(changes, ({ status }) => status)}::text[]) as status
    )
    update installments i
    set amount_cents = change.amount_cents, description = change.description, due_on = change.due_on,
      valid_from = change.valid_from, expires_after_due = change.expires_after_due, status = change.status,
      amount_version = i.amount_version + (i.amount_cents <> change.amount_cents)::integer
    from change
    where i.institution_id = ${tx.institutionId} and i.installment_id = change.installment_id`)
  await tx.run(sql`
    insert into position_events (institution_id, position_id, installment_id, name, actor, occurred_at, status_after,
      amount_cents_after, facts)
    select ${tx.institutionId}, unnest(${column.uuid(changes, (one) => one.positionId)}::uuid[]),
      unnest(${ids}::uuid[]), 'changed', ${act.actor}, ${act.now}::timestamptz,
      unnest(${column.text(changes, statusIfChanged)}::text[]),
      unnest(${column.bigint(changes, ({ after, isAmountChanged }) => (isAmountChanged ? after.amount : null))}::bigint[]),
      unnest(${column.text(changes, changedTerms)}::text[])::jsonb`)
}

function statusIfChanged({ before, status }: InstallmentChange): InstallmentStatus | null {
  return before.status === status ? null : status
}

/** What changed by name only: what was written there may be personal, and events are never erased. */
function changedTerms({
  before,
  after,
  isAmountChanged,
  areTransfersChanged,
  areLinesChanged,
}: InstallmentChange): string {
  const changed = [
    isAmountChanged && 'amount',
    before.description !== after.description && 'description',
    !before.dueOn.equals(after.dueOn) && 'dueOn',
    before.validFrom?.epochNanoseconds !== after.validFrom?.epochNanoseconds && 'validFrom',
    before.expiresAfterDue !== after.expiresAfterDue && 'expiresAfterDue',
    areTransfersChanged && 'transfers',
    areLinesChanged && 'lines',
  ].filter((name) => name !== false)
  return JSON.stringify({ changed })
}

/** The lines are few and have no history of their own: all of an installment's give way to the new ones. */
async function replaceTransfers(tx: InstitutionTx, rows: readonly NewTransfer[]): Promise<void> {
  await tx.run(sql`
    delete from transfers
    where institution_id = ${tx.institutionId}
      and installment_id = any(${column.uuid(rows, (row) => row.installmentId)}::uuid[])`)
  await insertTransfers(tx, rows)
}

async function insertPositionEvents(tx: InstitutionTx, changes: readonly Change[], act: Act): Promise<void> {
  const facts = column.text(changes, ({ serviceId, debtor }) =>
    JSON.stringify({ changed: [serviceId !== undefined && 'service', debtor && 'debtor'].filter(Boolean) }),
  )
  await tx.run(sql`
    insert into position_events (institution_id, position_id, name, actor, occurred_at, facts)
    select ${tx.institutionId}, unnest(${column.uuid(changes, (one) => one.positionId)}::uuid[]), 'changed',
      ${act.actor}, ${act.now}::timestamptz, unnest(${facts}::text[])::jsonb`)
}

/** Which of these numbers somebody has already. */
export async function findTakenNumbers(
  tx: InstitutionTx,
  numbers: readonly NoticeNumber[],
): Promise<ReadonlySet<NoticeNumber>> {
  const rows = await tx.many(
    sql`
      select taken.notice_number
      from unnest(${column.text(numbers, (one) => one)}::text[]) as drawn (notice_number)
      cross join lateral (
        select notice_number from installments
        where institution_id = ${tx.institutionId} and notice_number = drawn.notice_number
        offset 0) as taken`,
    { notice_number: branded<NoticeNumber>() },
  )
  return new Set(rows.map((row) => row.notice_number))
}

/** A try is what can be undone without undoing the caller's transaction. */
export function beginTry(tx: InstitutionTx): Promise<number> {
  return tx.run(sql`savepoint store_positions`)
}

export function keepTry(tx: InstitutionTx): Promise<number> {
  return tx.run(sql`release savepoint store_positions`)
}

export function undoTry(tx: InstitutionTx): Promise<number> {
  return tx.run(sql`rollback to savepoint store_positions`)
}
