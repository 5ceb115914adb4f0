import type { InstitutionId } from '../core/institution-id.ts'
import type { InstitutionTx, Tx } from '../platform/database.ts'
import { branded, sql } from '../platform/sql.ts'
import type { InstitutionFile } from './institution-file.ts'

export async function upsertInstitution(
  tx: Tx,
  file: InstitutionFile,
  crestSvg: string | null,
): Promise<InstitutionId> {
  const row = await tx.one(
    sql`
      insert into institutions (code, fiscal_code, name, office_name, environment, is_listed, association, local_registration,
        allows_guest_payment, cbill_code, second_language, office_name_translation, primary_color, crest_svg,
        region_name, street_address, website_url, phone, email, certified_email, opening_hours, privacy_url, accessibility_url, legal_notes_url, appointment_url,
        privacy_version, terms_version)
      values (${file.code}, ${file.fiscalCode}, ${file.name}, ${file.officeName}, ${file.environment}, ${file.isListed},
        ${file.association}, ${file.localRegistration}, ${file.allowsGuestPayment}, ${file.cbillCode},
        ${file.secondLanguage}, ${file.officeNameTranslation},
        ${file.primaryColor}, ${crestSvg}, ${file.regionName}, ${file.streetAddress}, ${file.websiteUrl},
        ${file.phone}, ${file.email}, ${file.certifiedEmail}, ${file.openingHours}, ${file.privacyUrl},
        ${file.accessibilityUrl}, ${file.legalNotesUrl}, ${file.appointmentUrl}, ${file.privacyVersion},
        ${file.termsVersion})
      on conflict (fiscal_code) do update set code = excluded.code, name = excluded.name,
        office_name = excluded.office_name, environment = excluded.environment, is_listed = excluded.is_listed, association = excluded.association,
        local_registration = excluded.local_registration, allows_guest_payment = excluded.allows_guest_payment,
        cbill_code = excluded.cbill_code, second_language = excluded.second_language,
        office_name_translation = excluded.office_name_translation, primary_color = excluded.primary_color, crest_svg = excluded.crest_svg,
        region_name = excluded.region_name, street_address = excluded.street_address,
        website_url = excluded.website_url, phone = excluded.phone, email = excluded.email,
        certified_email = excluded.certified_email, opening_hours = excluded.opening_hours,
        privacy_url = excluded.privacy_url, accessibility_url = excluded.accessibility_url,
        legal_notes_url = excluded.legal_notes_url, appointment_url = excluded.appointment_url,
        privacy_version = excluded.privacy_version, terms_version = excluded.terms_version
      returning institution_id`,
    { institution_id: branded<InstitutionId>() },
  )
  return row.institution_id
}

export async function upsertStations(tx: InstitutionTx, file: InstitutionFile): Promise<void> {
  for (const station of file.stations) {
    await tx.run(sql`
      insert into stations (station_id, broker_fiscal_code, primitive_version)
      values (${station.stationId}, ${station.brokerFiscalCode}, ${station.primitiveVersion})
      on conflict (station_id) do update set primitive_version = excluded.primitive_version`)
    await tx.run(sql`
      insert into institution_stations (institution_id, station_id, segregation_code, application_codes,
        receives_broadcast)
      values (${tx.institutionId}, ${station.stationId}, ${station.segregationCode}, ${station.applicationCodes},
        ${station.receivesBroadcast})
      on conflict (institution_id, station_id) do update set segregation_code = excluded.segregation_code,
        application_codes = excluded.application_codes, receives_broadcast = excluded.receives_broadcast`)
  }
}

export async function upsertAccounts(tx: InstitutionTx, file: InstitutionFile): Promise<void> {
  for (const account of file.accounts) {
    await tx.run(sql`
      insert into bank_accounts (institution_id, iban, holder, postal_authorization)
      values (${tx.institutionId}, ${account.iban}, ${account.holder}, ${account.postalAuthorization})
      on conflict (institution_id, iban) do update set holder = excluded.holder,
        postal_authorization = excluded.postal_authorization`)
  }
}
