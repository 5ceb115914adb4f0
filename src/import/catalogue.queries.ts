import type { Iban } from '../core/iban.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import type { ServiceId } from '../debt-positions/position-draft.ts'
import type { Database } from '../platform/database.ts'
import { type Column, branded, nullable, sql, text } from '../platform/sql.ts'
import type { Catalogue } from './catalogue.ts'

const textList: Column<string[]> = (value) => {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) throw new Error('expected texts')
  return value
}

/** Undefined when no institution has this code. */
export async function findCatalogue(db: Database, code: string): Promise<Catalogue | undefined> {
  const [institution] = await db.query(
    sql`
      select institution_id, fiscal_code, name,
        array(select s.segregation_code from institution_stations s
          where s.institution_id = i.institution_id and s.segregation_code is not null
          order by s.station_id) as segregation_codes,
        array(select distinct old.code from institution_stations s, unnest(s.application_codes) as old (code)
          where s.institution_id = i.institution_id) as application_codes
      from institutions i
      where code = ${code}`,
    {
      institution_id: branded<InstitutionId>(),
      fiscal_code: text,
      name: text,
      segregation_codes: textList,
      application_codes: textList,
    },
  )
  if (!institution) return undefined
  const services = await db.read(
    institution.institution_id,
    sql`
      select service_id, code, name, transfer_category, iban, postal_iban from services
      where institution_id = scope.institution_id
      order by code`,
    {
      service_id: branded<ServiceId>(),
      code: text,
      name: text,
      transfer_category: text,
      iban: branded<Iban>(),
      postal_iban: nullable(branded<Iban>()),
    },
  )
  const accounts = await db.read(
    institution.institution_id,
    sql`select iban from bank_accounts where institution_id = scope.institution_id`,
    { iban: branded<Iban>() },
  )
  return {
    institutionId: institution.institution_id,
    fiscalCode: institution.fiscal_code,
    name: institution.name,
    services: services.map((row) => ({
      serviceId: row.service_id,
      code: row.code,
      name: row.name,
      transferCategory: row.transfer_category,
      iban: row.iban,
      postalIban: row.postal_iban,
    })),
    accounts: new Set(accounts.map((row) => row.iban)),
    numberSpace: {
      segregationCodes: institution.segregation_codes,
      applicationCodes: institution.application_codes,
    },
  }
}
