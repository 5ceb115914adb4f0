/** Positions that are there already, locked, with everything that a change is compared with. */
import type { EmailAddress } from '../core/email-address.ts'
import type { FiscalCode } from '../core/fiscal-code.ts'
import type { NoticeNumber } from '../core/notice-number.ts'
import type { Temporal } from '../core/time.ts'
import { column } from '../platform/columns.ts'
import type { InstitutionTx } from '../platform/database.ts'
import { type Row, amount, boolean, branded, integer, nullable, oneOf, sql, text } from '../platform/sql.ts'
import { AWAITED_STATUSES } from './attempt.ts'
import { installmentColumns, toInstallment } from './installment.rows.ts'
import { type InstallmentId, OPTION_KINDS, type PositionId } from './installment.ts'
import type { StoredInstallment, StoredPosition, StoredTransfer } from './position-change.ts'
import type { Debtor, Destination, ServiceId } from './position-draft.ts'

export type Wanted = { references: readonly string[]; noticeNumbers: readonly NoticeNumber[] }

/**
 * First which, then the locks, then what there is: what is compared is read after the locks are held, when whoever
 * changed a position meanwhile has committed. The locks are taken in the order of the installments' ids, as a receipt
 * takes them. (`offset 0` keeps each look-up one by key, which the planner, going by yesterday's statistics of a table
 * that is being filled, would rather turn into one reading of the whole table, or into thousands of them.)
 */
export async function lockKnownPositions(
  tx: InstitutionTx,
  wanted: Wanted,
  now: Temporal.Instant,
): Promise<StoredPosition[]> {
  const positionIds = await findPositionIds(tx, wanted)
  if (positionIds.length === 0) return []
  const installmentIds = await lockInstallments(tx, positionIds)
  const [positions, installments, transfers, lines] = await Promise.all([
    findPositions(tx, positionIds),
    findInstallments(tx, installmentIds, now),
    findTransfers(tx, installmentIds),
    findLines(tx, installmentIds),
  ])
  return assemble(positions, installments, transfers, lines)
}

async function findPositionIds(tx: InstitutionTx, { references, noticeNumbers }: Wanted): Promise<PositionId[]> {
  const rows = await tx.many(
    sql`
      select known.position_id
      from unnest(${column.text(references, (one) => one)}::text[]) as wanted (reference)
      cross join lateral (
        select position_id from debt_positions
        where institution_id = ${tx.institutionId} and reference = wanted.reference
        offset 0) as known
      union
      select known.position_id
      from unnest(${column.text(noticeNumbers, (one) => one)}::text[]) as wanted (notice_number)
      cross join lateral (
        select position_id from installments
        where institution_id = ${tx.institutionId} and notice_number = wanted.notice_number
        offset 0) as known`,
    { position_id: branded<PositionId>() },
  )
  return rows.map((row) => row.position_id)
}

async function lockInstallments(tx: InstitutionTx, positions: readonly PositionId[]): Promise<InstallmentId[]> {
  const rows = await tx.many(
    sql`
      select locked.installment_id
      from (
        select known.installment_id
        from unnest(${column.uuid(positions, (one) => one)}::uuid[]) as wanted (position_id)
        cross join lateral (
          select installment_id from installments
          where institution_id = ${tx.institutionId} and position_id = wanted.position_id
          offset 0) as known
        order by known.installment_id
      ) as ordered
      cross join lateral (
        select installment_id from installments
        where institution_id = ${tx.institutionId} and installment_id = ordered.installment_id
        for update) as locked`,
    { installment_id: branded<InstallmentId>() },
  )
  return rows.map((row) => row.installment_id)
}

const positionColumns = {
  position_id: branded<PositionId>(),
  reference: text,
  service_id: branded<ServiceId>(),
  origin: oneOf('import', 'spontaneous'),
  entity_type: nullable(oneOf('F', 'G')),
  fiscal_code: nullable(branded<FiscalCode>()),
  full_name: nullable(text),
  street_name: nullable(text),
  civic_number: nullable(text),
  postal_code: nullable(text),
  city: nullable(text),
  province: nullable(text),
  country: nullable(text),
  email: nullable(branded<EmailAddress>()),
  email_is_verified: nullable(boolean),
  subject: nullable(text),
}

type PositionRow = Row<typeof positionColumns>

function findPositions(tx: InstitutionTx, ids: readonly PositionId[]): Promise<PositionRow[]> {
  return tx.many(
    sql`
      select p.position_id, p.reference, p.service_id, p.origin, d.entity_type, d.fiscal_code, d.full_name,
        d.street_name, d.civic_number, d.postal_code, d.city, d.province, d.country, d.email, d.email_is_verified, d.subject
      from unnest(${column.uuid(ids, (one) => one)}::uuid[]) as wanted (position_id)
      cross join lateral (
        select position_id, reference, service_id, origin from debt_positions
        where institution_id = ${tx.institutionId} and position_id = wanted.position_id
        offset 0) as p
      left join lateral (
        select * from debtors
        where institution_id = ${tx.institutionId} and position_id = wanted.position_id
        offset 0) as d on true`,
    positionColumns,
  )
}

const storedInstallmentColumns = {
  ...installmentColumns,
  option_kind: oneOf(...OPTION_KINDS),
  installment_no: integer,
  description: text,
  is_awaited: boolean,
}

type InstallmentRow = Row<typeof storedInstallmentColumns>

function findInstallments(
  tx: InstitutionTx,
  ids: readonly InstallmentId[],
  now: Temporal.Instant,
): Promise<InstallmentRow[]> {
  return tx.many(
    sql`
      select i.installment_id, i.position_id, i.option_no, i.option_kind, i.installment_no, i.notice_number,
        i.amount_cents, i.amount_version, i.description, i.due_on, i.valid_from, i.expires_after_due, i.status,
        i.paid_at, i.receipt_id, i.cancelled_at, i.cancellation_reason,
        exists (
          select from checkout_attempt_notices n
          join checkout_attempts a on a.attempt_id = n.attempt_id
          where n.institution_id = i.institution_id and n.installment_id = i.installment_id and n.receipt_id is null
            and a.status = any(${AWAITED_STATUSES}) and a.live_until > ${now}) as is_awaited
      from unnest(${column.uuid(ids, (one) => one)}::uuid[]) as wanted (installment_id)
      cross join lateral (
        select * from installments
        where institution_id = ${tx.institutionId} and installment_id = wanted.installment_id
        offset 0) as i
      order by i.position_id, i.option_no, i.installment_no`,
    storedInstallmentColumns,
  )
}

const transferColumns = {
  installment_id: branded<InstallmentId>(),
  amount_cents: amount,
  beneficiary_fiscal_code: text,
  beneficiary_name: nullable(text),
  iban: nullable(text),
  postal_iban: nullable(text),
  stamp_hash: nullable(text),
  stamp_province: nullable(text),
  remittance_information: text,
  transfer_category: text,
}

type TransferRow = Row<typeof transferColumns>

function findTransfers(tx: InstitutionTx, installments: readonly InstallmentId[]): Promise<TransferRow[]> {
  return tx.many(
    sql`
      select t.installment_id, t.amount_cents, t.beneficiary_fiscal_code, t.beneficiary_name, t.iban, t.postal_iban,
        t.stamp_hash, t.stamp_province, t.remittance_information, t.transfer_category
      from unnest(${column.uuid(installments, (one) => one)}::uuid[]) as wanted (installment_id)
      cross join lateral (
        select * from transfers
        where institution_id = ${tx.institutionId} and installment_id = wanted.installment_id
        order by transfer_no
        offset 0) as t`,
    transferColumns,
  )
}

const lineColumns = { installment_id: branded<InstallmentId>(), label: text, amount_cents: amount }

type LineRow = Row<typeof lineColumns>

function findLines(tx: InstitutionTx, installments: readonly InstallmentId[]): Promise<LineRow[]> {
  return tx.many(
    sql`
      select l.installment_id, l.label, l.amount_cents
      from unnest(${column.uuid(installments, (one) => one)}::uuid[]) as wanted (installment_id)
      cross join lateral (
        select * from installment_lines
        where institution_id = ${tx.institutionId} and installment_id = wanted.installment_id
        order by line_no
        offset 0) as l`,
    lineColumns,
  )
}

function assemble(
  positions: readonly PositionRow[],
  installments: readonly InstallmentRow[],
  transfers: readonly TransferRow[],
  lines: readonly LineRow[],
): StoredPosition[] {
  const linesOf = Map.groupBy(lines, (row) => row.installment_id)
  const transfersOf = Map.groupBy(transfers, (row) => row.installment_id)
  const installmentsOf = Map.groupBy(installments, (row) => row.position_id)
  return positions.map((row) => ({
    positionId: row.position_id,
    reference: row.reference,
    serviceId: row.service_id,
    origin: row.origin,
    debtor: toDebtor(row),
    subject: row.subject,
    installments: (installmentsOf.get(row.position_id) ?? []).map((one) =>
      toStoredInstallment(one, transfersOf.get(one.installment_id) ?? [], linesOf.get(one.installment_id) ?? []),
    ),
  }))
}

function toStoredInstallment(
  row: InstallmentRow,
  transfers: readonly TransferRow[],
  lines: readonly LineRow[],
): StoredInstallment {
  return {
    ...toInstallment(row),
    installmentId: row.installment_id,
    optionNo: row.option_no,
    optionKind: row.option_kind,
    installmentNo: row.installment_no,
    description: row.description,
    transfers: transfers.map(toTransfer),
    lines: lines.map((line) => ({ label: line.label, amount: line.amount_cents })),
    isAwaited: row.is_awaited,
  }
}

/** All of it or nothing: a debtor's row is erased as a whole. */
function toDebtor(row: PositionRow): Debtor | null {
  const { entity_type: entityType, fiscal_code: fiscalCode, full_name: fullName } = row
  if (entityType === null || fiscalCode === null || fullName === null) return null
  return {
    entityType,
    fiscalCode,
    fullName,
    streetName: row.street_name,
    civicNumber: row.civic_number,
    postalCode: row.postal_code,
    city: row.city,
    province: row.province,
    country: row.country,
    email: row.email,
    emailIsVerified: row.email_is_verified ?? false,
  }
}

function toTransfer(row: TransferRow): StoredTransfer {
  return {
    amount: row.amount_cents,
    beneficiaryFiscalCode: row.beneficiary_fiscal_code,
    beneficiaryName: row.beneficiary_name,
    destination: toDestination(row),
    remittanceInformation: row.remittance_information,
    transferCategory: row.transfer_category,
  }
}

function toDestination(row: TransferRow): Destination {
  if (row.iban !== null) return { kind: 'account', iban: row.iban, postalIban: row.postal_iban }
  if (row.stamp_hash !== null && row.stamp_province !== null) {
    return { kind: 'stamp', hash: row.stamp_hash, province: row.stamp_province }
  }
  throw new Error('a transfer without an account and without a stamp')
}
