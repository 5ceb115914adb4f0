/** What the Node asks about a notice, each in one round trip: these are the portal's most frequent questions. */
import type { InstitutionId } from '../core/institution-id.ts'
import type { NoticeNumber } from '../core/notice-number.ts'
import { installmentColumns, toInstallment } from '../debt-positions/installment.rows.ts'
import type { Installment } from '../debt-positions/installment.ts'
import type { Database } from '../platform/database.ts'
import { amount, boolean, integer, nullable, oneOf, sql, text } from '../platform/sql.ts'
import type { Subject, TransferAnswer } from './answers.wire.ts'

export type VerifiedNotice = { installment: Installment; description: string; allPostal: boolean }

export async function findNoticeToVerify(
  db: Database,
  institution: InstitutionId,
  noticeNumber: NoticeNumber,
): Promise<VerifiedNotice | undefined> {
  const [row] = await db.read(
    institution,
    sql`
      select i.notice_number, i.amount_cents, i.amount_version, i.due_on, i.valid_from, i.expires_after_due, i.status,
        i.paid_at, i.receipt_id, i.cancelled_at, i.cancellation_reason, i.description,
        (select bool_and(t.postal_iban is not null) from transfers t
          where t.institution_id = scope.institution_id and t.installment_id = i.installment_id) as all_postal
      from installments i
      where i.institution_id = scope.institution_id and i.notice_number = ${noticeNumber}`,
    { ...termsColumns, description: text, all_postal: boolean },
  )
  return row && { installment: toInstallment(row), description: row.description, allPostal: row.all_postal }
}

export type PayableNotice = {
  installment: Installment
  description: string
  debtor: Subject
  transfers: TransferAnswer[]
}

export async function findNoticeToPay(
  db: Database,
  institution: InstitutionId,
  noticeNumber: NoticeNumber,
): Promise<PayableNotice | undefined> {
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
      where i.institution_id = scope.institution_id and i.notice_number = ${noticeNumber}
      order by t.transfer_no`,
    { ...termsColumns, description: text, ...debtorColumns, ...transferColumns },
  )
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

type TransferRow = { [Name in keyof typeof transferColumns]: ReturnType<(typeof transferColumns)[Name]> }

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
