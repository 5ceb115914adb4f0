/** A creditor institution (ente creditore): the tenant. Everything a citizen owes, they owe to one. */
import type { FiscalCode } from '../core/fiscal-code.ts'
import type { InstitutionId } from '../core/institution-id.ts'

/** The languages, besides Italian, in which pagoPA has published the words of a payment notice. */
export const SECOND_LANGUAGES = ['en', 'de', 'fr', 'sl'] as const
export type SecondLanguage = (typeof SECOND_LANGUAGES)[number]

export type Institution = {
  institutionId: InstitutionId
  /** In every URL: `comune-di-test`. */
  code: string
  fiscalCode: FiscalCode
  name: string
  officeName: string | null
  environment: 'production' | 'test'
  /** False for an ente without pages, which only receives its share of others' payments. */
  isListed: boolean
  /** What ties an account to positions: a proof, or (tests only) the codice fiscale that it declares. */
  association: 'proven' | 'declared-fiscal-code'
  /** What a natural person's local account may become here (docs/pagopa/choices.md, "Chi prova chi è"). */
  localRegistration: 'off' | 'limited' | 'full'
  allowsGuestPayment: boolean
  /** Whether citizens find any service to pay of their own accord. */
  opensServices: boolean
  cbillCode: string | null
  /** Beside the Italian on payment notices. */
  secondLanguage: SecondLanguage | null
  officeNameTranslation: string | null
  primaryColor: string
  crestSvg: string | null
  regionName: string | null
  streetAddress: string | null
  websiteUrl: string | null
  phone: string | null
  email: string | null
  certifiedEmail: string | null
  openingHours: string | null
  privacyUrl: string | null
  accessibilityUrl: string | null
  legalNotesUrl: string | null
  appointmentUrl: string | null
  privacyVersion: string
  termsVersion: string
  /** Codes inside notice numbers with aux digit 0: needed to find a notice by a 15-digit IUV. */
  applicationCodes: readonly string[]
}

/** The technical end point that the Node calls, and the enti that it serves. */
export type Station = {
  stationId: string
  brokerFiscalCode: string
  primitiveVersion: 1 | 2
  institutionIds: ReadonlySet<InstitutionId>
}
