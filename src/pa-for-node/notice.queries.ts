/**
 * What the Node asks about a notice: these are the portal's most frequent questions, and those that come at the same
 * moment are asked in one statement.
 */
import type { InstitutionId } from '../core/institution-id.ts'
import type { NoticeNumber } from '../core/notice-number.ts'
import { installmentColumns, toInstallment } from '../debt-positions/installment.rows.ts'
import type { Installment } from '../debt-positions/installment.ts'
import { column } from '../platform/columns.ts'
import type { Database } from '../platform/database.ts'
import { type Row, amount, boolean, integer, nullable, oneOf, sql, text } from '../platform/sql.ts'
import { together } from '../platform/together.ts'
import type { Subject, TransferAnswer } from './answers.wire.ts'

export type VerifiedNotice = { installment: Installment; description: string; allPostal: boolean }

async function findNoticesToVerify(
  db: Database,
  institution: InstitutionId,
  noticeNumbers: readonly NoticeNumber[],
): Promise<(VerifiedNotice | undefined)[]> {
  const rows = await db.read(
    institution,
    sql`
      select i.notice_number, i.amount_cents, i.amount_version, i.due_on, i.valid_from, i.expires_after_due, i.status,
        i.paid_at, i.receipt_id, i.cancelled_at, i.cancellation_reason, i.description,
        (select bool_and(t.postal_iban is not null) from transfers t
          where t.institution_id = scope.institution_id and t.installment_id = i.installment_id) as all_postal
      from installments i
      where i.institution_id = scope.institution_id
        and i.notice_number = any(${column.text(noticeNumbers, (number) => number)}::text[])`,
    { ...termsColumns, description: text, all_postal: boolean },
  )
  const byNumber = new Map(rows.map((row) => [row.notice_number, row]))
  return noticeNumbers.map((number) => {
    const row = byNumber.get(number)
    return row && { installment: toInstallment(row), description: row.description, allPostal: row.all_postal }
  })
}

export type PayableNotice = {
  installment: Installment
  description: string
  debtor: Subject
  transfers: TransferAnswer[]
}

async function findNoticesToPay(
  db: Database,
  institution: InstitutionId,
  noticeNumbers: readonly NoticeNumber[],
): Promise<(PayableNotice | undefined)[]> {
  const rows = await db.read(
    institution,
    sql`
      select i.notice_number, i.amount_cents, i.amount_version, i.due_on, i.valid_from, i.expires_after_due, i.status,
        i.paid_at, i.receipt_id, i.cancelled_at, i.cancellation_reason, i.description,
        d.entity_type, d.fiscal_code, d.full_name, d.street_name, d.civic_number, d.postal_code, d.city, d.province,
        d.country, d.email,
        t.transfer_no, t.amount_cents as transfer_cents, t.beneficiary_fiscal_code, t.beneficiary_name, t.iban,
        t.postal_iban, t.stamp_hash, t.stamp_province, t.remittance_information, t.transfer_category
      from installments i
      join debtors d on d.institution_id = scope.institution_id and d.position_id = i.position_id
      join transfers t on t.institution_id = scope.institution_id and t.installment_id = i.installment_id
      where i.institution_id = scope.institution_id
        and i.notice_number = any(${column.text(noticeNumbers, (number) => number)}::text[])
      order by t.transfer_no`,
    payableColumns,
  )
  const byNumber = Map.groupBy(rows, (row) => row.notice_number)
  return noticeNumbers.map((number) => toPayable(byNumber.get(number) ?? []))
}

function toPayable(rows: readonly Row<typeof payableColumns>[]): PayableNotice | undefined {
  const [first] = rows
  if (!first) return undefined
  return {
    installment: toInstallment(first),
    description: first.description,
    debtor: {
      entityType: first.entity_type,
      fiscalCode: first.fiscal_code,
      fullName: first.full_name,
      streetName: first.street_name,
      civicNumber: first.civic_number,
      postalCode: first.postal_code,
      city: first.city,
      province: first.province,
      country: first.country,
      email: first.email,
    },
    transfers: rows.map(toTransfer),
  }
}

type Asked = { institution: InstitutionId; noticeNumber: NoticeNumber }

export type NoticeReader = {
  toVerify(asked: Asked): Promise<VerifiedNotice | undefined>
  toPay(asked: Asked): Promise<PayableNotice | undefined>
}

const MOST = 16
const ROUNDS = 2

/** `onSplit` hears of questions that failed together, and were then asked one by one. */
export function createNoticeReader(db: Database, onSplit: (error: unknown) => void): NoticeReader {
  const gathered = <Found>(
    find: (db: Database, institution: InstitutionId, noticeNumbers: readonly NoticeNumber[]) => Promise<Found[]>,
  ) =>
    together<Asked, Found>({
      keyOf: ({ institution }) => institution,
      most: MOST,
      rounds: ROUNDS,
      onSplit,
      work: (asked) =>
        find(
          db,
          asked[0]!.institution,
          asked.map(({ noticeNumber }) => noticeNumber),
        ),
    })
  return { toVerify: gathered(findNoticesToVerify), toPay: gathered(findNoticesToPay) }
}

const { installment_id: _id, position_id: _position, option_no: _option, ...termsColumns } = installmentColumns

const debtorColumns = {
  entity_type: oneOf('F', 'G'),
  fiscal_code: text,
  full_name: text,
  street_name: nullable(text),
  civic_number: nullable(text),
  postal_code: nullable(text),
  city: nullable(text),
  province: nullable(text),
  country: nullable(text),
  email: nullable(text),
}

const transferColumns = {
  transfer_no: integer,
  transfer_cents: amount,
  beneficiary_fiscal_code: text,
  beneficiary_name: nullable(text),
  iban: nullable(text),
  postal_iban: nullable(text),
  stamp_hash: nullable(text),
  stamp_province: nullable(text),
  remittance_information: text,
  transfer_category: text,
}

const payableColumns = { ...termsColumns, description: text, ...debtorColumns, ...transferColumns }

type TransferRow = Row<typeof transferColumns>

function toTransfer(row: TransferRow): TransferAnswer {
  return {
    transferNo: row.transfer_no,
    amount: row.transfer_cents,
    beneficiaryFiscalCode: row.beneficiary_fiscal_code,
    beneficiaryName: row.beneficiary_name,
    destination: destinationOf(row),
    remittanceInformation: row.remittance_information,
    transferCategory: row.transfer_category,
  }
}

function destinationOf(row: TransferRow): TransferAnswer['destination'] {
  if (row.iban !== null) return { kind: 'account', iban: row.iban, postalIban: row.postal_iban }
  if (row.stamp_hash !== null && row.stamp_province !== null) {
    return { kind: 'stamp', hash: row.stamp_hash, province: row.stamp_province }
  }
  throw new Error('a transfer without an account and without a stamp')
}
