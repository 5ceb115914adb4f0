import { ANONYMOUS, type FiscalCode, maskName } from '../core/fiscal-code.ts'
import { type Iban, postalAccountNumber } from '../core/iban.ts'
import type { Temporal } from '../core/time.ts'
import { installmentColumns, toInstallment } from '../debt-positions/installment.rows.ts'
import { type InstallmentId, OPTION_KINDS, type PositionId, payabilityAt } from '../debt-positions/installment.ts'
import type { Access } from '../debt-positions/visibility.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import { type Row, type Sql, boolean, branded, integer, nullable, oneOf, sql, text } from '../platform/sql.ts'
import type { NoticeFilter } from './notice-filter.ts'
import type { NoticeDocument, PostalAccount } from './notice-document.ts'
import { type NoticePart, chooseNotice, chooseWhole } from './notice-parts.ts'

const noticeColumns = {
  ...installmentColumns,
  option_kind: oneOf(...OPTION_KINDS),
  installment_no: integer,
  description: text,
  service_name: text,
  service_name_translation: nullable(text),
  has_neutral_description: boolean,
  full_name: text,
  fiscal_code: branded<FiscalCode>(),
  address: nullable(text),
  postal_iban: nullable(branded<Iban>()),
  postal_holder: nullable(text),
  postal_authorization: nullable(text),
}

type NoticeRow = Row<typeof noticeColumns>

/** Every notice of some positions, with what is printed on it. */
function noticeSelect(positions: Sql): Sql {
  return sql`
    select i.installment_id, i.position_id, i.option_no, i.notice_number, i.amount_cents, i.amount_version, i.due_on,
      i.valid_from, i.expires_after_due, i.status, i.paid_at, i.receipt_id, i.cancelled_at, i.cancellation_reason,
      i.option_kind, i.installment_no, i.description, s.name as service_name,
      s.name_translation as service_name_translation, s.has_neutral_description, d.full_name, d.fiscal_code,
      nullif(concat_ws(e'\n',
        nullif(concat_ws(' ', d.street_name, d.civic_number), ''),
        nullif(concat_ws(' ', d.postal_code, d.city, '(' || d.province || ')'), '')), '') as address,
      a.iban as postal_iban, a.holder as postal_holder, a.postal_authorization
    from installments i
    join debt_positions p on p.institution_id = i.institution_id and p.position_id = i.position_id
    join debtors d on d.institution_id = i.institution_id and d.position_id = i.position_id
    join services s on s.institution_id = p.institution_id and s.service_id = p.service_id
    left join transfers t on t.institution_id = i.institution_id and t.installment_id = i.installment_id
      and t.transfer_no = 1
    left join bank_accounts a on a.institution_id = i.institution_id and a.iban = t.postal_iban
    where i.institution_id = scope.institution_id and i.position_id in (${positions})
    order by i.position_id, i.option_no, i.installment_no`
}

export type PrintScope = 'this-notice' | 'whole-debt'

/**
 * A notice, or all of its debt, as it is printed for this viewer. Who has opened it by its codes alone holds the paper
 * already, or should not learn from us whose it is: the name is masked, and the address and the codice fiscale stay out.
 */
export async function findNoticeToPrint(
  db: Database,
  institution: Institution,
  installmentId: InstallmentId,
  { scope, access }: { scope: PrintScope; access: Access },
  now: Temporal.Instant,
): Promise<NoticeDocument | undefined> {
  const rows = await db.read(
    institution.institutionId,
    noticeSelect(sql`
      select position_id from installments
      where institution_id = scope.institution_id and installment_id = ${installmentId}`),
    noticeColumns,
  )
  const parts = rows.map((row) => toPart(row, now))
  const chosen = scope === 'this-notice' ? chooseNotice(parts, installmentId) : chooseWhole(parts, installmentId)
  return chosen && toDocument(institution, rows, chosen, access, now)
}

/** A place among the positions of a campaign that does not move while it is printed. */
export type CampaignCursor = PositionId | undefined

export type CampaignPage = { notices: NoticeDocument[]; positions: number; last: CampaignCursor }

/** For the institution itself: everything in clear, the whole of each debt, a page at a time. */
export async function listNoticesToPrint(
  db: Database,
  institution: Institution,
  filter: NoticeFilter,
  after: CampaignCursor,
  limit: number,
  now: Temporal.Instant,
): Promise<CampaignPage> {
  const ids = await db.read(
    institution.institutionId,
    sql`
      select p.position_id from debt_positions p
      where p.institution_id = scope.institution_id and ${matching(filter)}
        and p.position_id > ${after ?? FIRST}::uuid
      order by p.position_id
      limit ${limit}`,
    { position_id: branded<PositionId>() },
  )
  const rows = await db.read(
    institution.institutionId,
    noticeSelect(sql`select unnest(${ids.map(({ position_id: id }) => id)}::uuid[])`),
    noticeColumns,
  )
  const notices = [...Map.groupBy(rows, ({ position_id: id }) => id).values()].flatMap((ofPosition) => {
    const chosen = chooseWhole(ofPosition.map((row) => toPart(row, now)))
    return chosen ? [toDocument(institution, ofPosition, chosen, 'full', now)] : []
  })
  return { notices, positions: ids.length, last: ids.at(-1)?.position_id }
}

/** Before every id. */
const FIRST = '00000000-0000-0000-0000-000000000000'

export async function countPositionsToPrint(
  db: Database,
  institution: Institution,
  filter: NoticeFilter,
): Promise<number> {
  const [row] = await db.read(
    institution.institutionId,
    sql`
      select count(*) as positions from debt_positions p
      where p.institution_id = scope.institution_id and ${matching(filter)}`,
    { positions: integer },
  )
  return row?.positions ?? 0
}

/** Positions with something to pay, of this service, with a notice due in these days, under this reference. */
function matching({ service, dueFrom, dueTo, reference }: NoticeFilter): Sql {
  return sql`
    exists (
      select from installments i
      where i.institution_id = scope.institution_id and i.position_id = p.position_id
        and i.status in ('published', 'unpaid')
        and i.due_on between coalesce(${dueFrom ?? null}::date, '-infinity') and coalesce(${dueTo ?? null}::date, 'infinity'))
    and (${service ?? null}::text is null or p.service_id = (
      select service_id from services where institution_id = scope.institution_id and code = ${service ?? null}))
    and starts_with(p.reference, ${reference ?? ''})`
}

function toPart(row: NoticeRow, now: Temporal.Instant): NoticePart {
  return {
    installmentId: row.installment_id,
    optionNo: row.option_no,
    kind: row.option_kind,
    number: row.installment_no,
    payable: { noticeNumber: row.notice_number, amount: row.amount_cents, dueOn: row.due_on },
    isPayable: payabilityAt(toInstallment(row), now) === 'payable',
    description: row.description,
  }
}

function toDocument(
  institution: Institution,
  rows: readonly NoticeRow[],
  { asked, description }: NonNullable<ReturnType<typeof chooseWhole>>,
  access: Access,
  now: Temporal.Instant,
): NoticeDocument {
  const row = rows[0]!
  const isFull = access === 'full'
  const { secondLanguage } = institution
  return {
    asked,
    subject: isFull || row.has_neutral_description ? description : row.service_name,
    second: secondLanguage
      ? {
          language: secondLanguage,
          subject: row.service_name_translation ?? undefined,
          officeName: institution.officeNameTranslation ?? undefined,
        }
      : undefined,
    institution: {
      name: institution.name,
      fiscalCode: institution.fiscalCode,
      officeName: institution.officeName ?? undefined,
      infoLines: infoLines(institution),
      cbillCode: institution.cbillCode ?? undefined,
      crestSvg: institution.crestSvg ?? undefined,
    },
    debtor: {
      fullName: isFull ? row.full_name : maskName(row.full_name),
      fiscalCode: isFull && row.fiscal_code !== ANONYMOUS ? row.fiscal_code : undefined,
      address: isFull ? (row.address ?? undefined) : undefined,
    },
    postal: postalAccountOf(rows),
    isTest: institution.environment === 'test',
    printedAt: now,
  }
}

/** Slips of one paper lead to one account: where the notices of a debt have several, there is none. */
function postalAccountOf(rows: readonly NoticeRow[]): PostalAccount | undefined {
  const [{ postal_iban: iban, postal_holder: holder, postal_authorization: authorization }] = rows as [NoticeRow]
  if (!iban || !holder || rows.some((row) => row.postal_iban !== iban)) return undefined
  return { accountNumber: postalAccountNumber(iban), holder, authorization: authorization ?? undefined }
}

function infoLines({ websiteUrl, phone, email }: Institution): string[] {
  const site = websiteUrl?.replace(/^https?:\/\//, '').replace(/\/$/, '')
  return [site, phone && `Tel. ${phone}`, email].filter((line) => typeof line === 'string')
}
