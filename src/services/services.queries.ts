/** The services of an ente: what its file says, and what citizens may fill in. */
import type { Iban } from '../core/iban.ts'
import type { NumberSpace } from '../debt-positions/number-space.ts'
import type { ServiceId } from '../debt-positions/position-draft.ts'
import type { Database, InstitutionId, InstitutionTx, Tx } from '../platform/database.ts'
import { type Column, branded, listOf, nullable, oneOf, sql, text } from '../platform/sql.ts'
import type { OpenService, ServiceSummary } from './open-service.ts'
import { readServiceForm } from './service-form-shape.ts'
import type { ServiceForm } from './service-form.ts'
import type { ServicesFile } from './services-file.ts'

export async function findInstitutionByCode(db: Database, code: string): Promise<InstitutionId | undefined> {
  const [row] = await db.query(sql`select institution_id from institutions where code = ${code}`, {
    institution_id: branded<InstitutionId>(),
  })
  return row?.institution_id
}

export async function listAccounts(tx: InstitutionTx): Promise<ReadonlySet<string>> {
  const rows = await tx.many(sql`select iban from bank_accounts where institution_id = ${tx.institutionId}`, {
    iban: text,
  })
  return new Set(rows.map((row) => row.iban))
}

type FiledService = ServicesFile['services'][number]

/** `form` is the declaration as it was written: whoever reads it reads it by the same law as the file. */
export async function upsertService(tx: InstitutionTx, service: FiledService, form: unknown): Promise<void> {
  await tx.run(sql`
    insert into services (institution_id, code, name, name_translation, transfer_category, iban, postal_iban,
      has_neutral_description, hint, form)
    values (${tx.institutionId}, ${service.code}, ${service.name}, ${service.nameTranslation},
      ${service.transferCategory}, ${service.iban}, ${service.postalIban}, ${service.hasNeutralDescription},
      ${service.hint}, ${service.spontaneous && JSON.stringify(form)}::jsonb)
    on conflict (institution_id, code) do update set name = excluded.name,
      name_translation = excluded.name_translation, transfer_category = excluded.transfer_category,
      iban = excluded.iban, postal_iban = excluded.postal_iban,
      has_neutral_description = excluded.has_neutral_description, hint = excluded.hint, form = excluded.form`)
}

/** What the file does not name stays, because positions refer to it, and is open no longer. */
export async function closeOtherServices(tx: InstitutionTx, codes: readonly string[]): Promise<number> {
  return tx.run(sql`
    update services set form = null
    where institution_id = ${tx.institutionId} and form is not null and not (code = any(${codes}))`)
}

/** Known to every page: the menu has an entry for it. */
export async function markOpenServices(tx: Tx, institution: InstitutionId, count: number): Promise<void> {
  await tx.run(sql`update institutions set opens_services = ${count > 0} where institution_id = ${institution}`)
}

export async function listOpenServices(db: Database, institution: InstitutionId): Promise<ServiceSummary[]> {
  const rows = await db.read(
    institution,
    sql`
      select code, name, form->>'category' as category, form->>'summary' as summary,
        coalesce(form->>'access', 'account') as access
      from services
      where institution_id = scope.institution_id and form is not null
      order by category, name, code
      limit 2000`,
    { code: text, name: text, category: text, summary: text, access: oneOf('account', 'anyone') },
  )
  return rows
}

const formColumn: Column<ServiceForm> = (value) => {
  const reading = readServiceForm(value)
  if (reading.outcome === 'read') return reading.value
  throw new Error(`a declaration that the file's law refuses: ${reading.problems[0]?.path}`)
}

const openColumns = {
  service_id: branded<ServiceId>(),
  code: text,
  name: text,
  hint: nullable(text),
  transfer_category: text,
  iban: branded<Iban>(),
  postal_iban: nullable(branded<Iban>()),
  form: formColumn,
}

/** Undefined where there is none, or it is not open to citizens. */
export async function findOpenService(
  db: Database,
  institution: InstitutionId,
  code: string,
): Promise<OpenService | undefined> {
  const [row] = await db.read(
    institution,
    sql`
      select service_id, code, name, hint, transfer_category, iban, postal_iban, form
      from services where institution_id = scope.institution_id and code = ${code} and form is not null`,
    openColumns,
  )
  return (
    row && {
      serviceId: row.service_id,
      code: row.code,
      name: row.name,
      hint: row.hint,
      transferCategory: row.transfer_category,
      iban: row.iban,
      postalIban: row.postal_iban,
      form: row.form,
    }
  )
}

/** Where new notice numbers of the ente come from. */
export async function findNumberSpace(tx: Tx, institution: InstitutionId): Promise<NumberSpace> {
  const row = await tx.one(
    sql`
      select array(select s.segregation_code from institution_stations s
        where s.institution_id = i.institution_id and s.segregation_code is not null
        order by s.station_id) as segregation_codes
      from institutions i where institution_id = ${institution}`,
    { segregation_codes: listOf(text) },
  )
  return { segregationCodes: row.segregation_codes, applicationCodes: [] }
}
