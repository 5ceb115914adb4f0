import type { FiscalCode } from '../core/fiscal-code.ts'
import type { Database, InstitutionId } from '../platform/database.ts'
import { boolean, branded, integer, listOf, nullable, oneOf, sql, text } from '../platform/sql.ts'
import { type Institution, SECOND_LANGUAGES, type Station } from './institution.ts'

export async function listInstitutions(db: Database): Promise<Institution[]> {
  const rows = await db.query(
    sql`
      select i.institution_id, i.code, i.fiscal_code, i.name, i.office_name, i.environment, i.is_listed, i.association,
        i.local_registration, i.allows_guest_payment, i.opens_services, i.cbill_code, i.second_language, i.office_name_translation, i.primary_color, i.crest_svg, i.region_name,
        i.street_address, i.website_url, i.phone, i.email, i.certified_email, i.opening_hours, i.privacy_url,
        i.accessibility_url, i.legal_notes_url, i.appointment_url, i.privacy_version, i.terms_version,
        coalesce(
          (select array_agg(distinct code) from institution_stations s, unnest(s.application_codes) as code
            where s.institution_id = i.institution_id), '{}') as application_codes
      from institutions i
      order by i.name`,
    {
      institution_id: branded<InstitutionId>(),
      code: text,
      fiscal_code: branded<FiscalCode>(),
      name: text,
      office_name: nullable(text),
      environment: oneOf('production', 'test'),
      is_listed: boolean,
      association: oneOf('proven', 'declared-fiscal-code'),
      local_registration: oneOf('off', 'limited', 'full'),
      allows_guest_payment: boolean,
      opens_services: boolean,
      cbill_code: nullable(text),
      second_language: nullable(oneOf(...SECOND_LANGUAGES)),
      office_name_translation: nullable(text),
      primary_color: text,
      crest_svg: nullable(text),
      region_name: nullable(text),
      street_address: nullable(text),
      website_url: nullable(text),
      phone: nullable(text),
      email: nullable(text),
      certified_email: nullable(text),
      opening_hours: nullable(text),
      privacy_url: nullable(text),
      accessibility_url: nullable(text),
      legal_notes_url: nullable(text),
      appointment_url: nullable(text),
      privacy_version: text,
      terms_version: text,
      application_codes: listOf(text),
    },
  )
  return rows.map((row) => ({
    institutionId: row.institution_id,
    code: row.code,
    fiscalCode: row.fiscal_code,
    name: row.name,
    officeName: row.office_name,
    environment: row.environment,
    isListed: row.is_listed,
    association: row.association,
    localRegistration: row.local_registration,
    allowsGuestPayment: row.allows_guest_payment,
    opensServices: row.opens_services,
    cbillCode: row.cbill_code,
    secondLanguage: row.second_language,
    officeNameTranslation: row.office_name_translation,
    primaryColor: row.primary_color,
    crestSvg: row.crest_svg,
    regionName: row.region_name,
    streetAddress: row.street_address,
    websiteUrl: row.website_url,
    phone: row.phone,
    email: row.email,
    certifiedEmail: row.certified_email,
    openingHours: row.opening_hours,
    privacyUrl: row.privacy_url,
    accessibilityUrl: row.accessibility_url,
    legalNotesUrl: row.legal_notes_url,
    appointmentUrl: row.appointment_url,
    privacyVersion: row.privacy_version,
    termsVersion: row.terms_version,
    applicationCodes: row.application_codes,
  }))
}

export async function listStations(db: Database): Promise<Station[]> {
  const rows = await db.query(
    sql`
      select s.station_id, s.broker_fiscal_code, s.primitive_version,
        array_agg(i.institution_id) filter (where i.institution_id is not null) as institution_ids
      from stations s left join institution_stations i on i.station_id = s.station_id
      group by s.station_id`,
    {
      station_id: text,
      broker_fiscal_code: text,
      primitive_version: integer,
      institution_ids: nullable(listOf(branded<InstitutionId>())),
    },
  )
  return rows.map((row) => ({
    stationId: row.station_id,
    brokerFiscalCode: row.broker_fiscal_code,
    primitiveVersion: row.primitive_version === 1 ? 1 : 2,
    institutionIds: new Set(row.institution_ids ?? []),
  }))
}
