/**
 * The file that describes an ente: `quietanza institutions apply FILE` makes the database say the same. Its services have a
 * file of their own (`services/services-file.ts`).
 */
import { isInstitutionFiscalCode, type FiscalCode } from '../core/fiscal-code.ts'
import { type Iban, isPostal, parseIban } from '../core/iban.ts'
import { SECOND_LANGUAGES } from './institution.ts'
import {
  type Problem,
  type Shape,
  array,
  boolean,
  integer,
  object,
  oneOf,
  optional,
  parsed,
  readShape,
  string,
  withDefault,
} from '../core/shape.ts'

const matching = (form: RegExp, reason: string): Shape<string> =>
  parsed((text) => (form.test(text) ? text : undefined), reason)

const code = matching(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'deve avere solo lettere minuscole, cifre e trattini')
const fiscalCode: Shape<FiscalCode> = parsed(
  (text) => (isInstitutionFiscalCode(text) ? text : undefined),
  'deve avere 11 cifre',
)
const iban: Shape<Iban> = parsed(parseIban, 'non è un IBAN valido')
const url = matching(/^https?:\/\/\S+$/, 'deve essere un indirizzo http:// o https://')
const line = string(1, 200)

const station = object({
  stationId: matching(/^\d{11}_\d{2}$/, 'deve avere la forma 77777777777_01'),
  brokerFiscalCode: fiscalCode,
  primitiveVersion: integer(1, 2),
  segregationCode: optional(matching(/^\d{2}$/, 'deve avere 2 cifre')),
  applicationCodes: withDefault(array(matching(/^\d{2}$/, 'deve avere 2 cifre'), 0, 100), []),
  receivesBroadcast: withDefault(boolean, false),
})

const account = object({ iban, holder: string(1, 50), postalAuthorization: optional(line) })

const institution = object({
  code,
  fiscalCode,
  name: string(1, 100),
  officeName: optional(string(1, 50)),
  environment: oneOf('production', 'test'),
  /** False for an ente that only receives its share of others' payments: it has no pages. */
  isListed: withDefault(boolean, true),
  association: withDefault(oneOf('proven', 'declared-fiscal-code'), 'proven'),
  localRegistration: withDefault(oneOf('off', 'limited', 'full'), 'limited'),
  allowsGuestPayment: withDefault(boolean, true),
  cbillCode: optional(matching(/^[A-Z0-9]{5}$/, 'deve avere 5 lettere maiuscole o cifre')),
  /** The language beside the Italian on payment notices, with the office and the services in it. */
  secondLanguage: optional(oneOf(...SECOND_LANGUAGES)),
  officeNameTranslation: optional(string(1, 50)),
  primaryColor: withDefault(matching(/^#[0-9a-f]{6}$/, 'deve avere la forma #0066cc'), '#0066cc'),
  /** A file beside this one. */
  crestFile: optional(matching(/^[\w.-]+\.svg$/, 'deve essere un file .svg nella stessa cartella')),
  regionName: optional(line),
  streetAddress: optional(line),
  websiteUrl: optional(url),
  phone: optional(line),
  email: optional(line),
  certifiedEmail: optional(line),
  openingHours: optional(line),
  privacyUrl: optional(url),
  accessibilityUrl: optional(url),
  legalNotesUrl: optional(url),
  appointmentUrl: optional(url),
  privacyVersion: withDefault(string(1, 40), '1'),
  termsVersion: withDefault(string(1, 40), '1'),
  stations: array(station, 1, 20),
  accounts: array(account, 1, 200),
})

export type InstitutionFile = ReturnType<typeof institution>

export type InstitutionFileReading =
  | { outcome: 'read'; file: InstitutionFile }
  | { outcome: 'wrong'; problems: Problem[] }

export function readInstitutionFile(content: unknown): InstitutionFileReading {
  const reading = readShape(institution, content)
  if (reading.outcome === 'wrong') return reading
  const problems = contradictions(reading.value)
  return problems.length > 0 ? { outcome: 'wrong', problems } : { outcome: 'read', file: reading.value }
}

/** What each field alone cannot say. */
function contradictions(file: InstitutionFile): Problem[] {
  const problems: Problem[] = []
  if (file.association === 'declared-fiscal-code' && file.environment !== 'test') {
    problems.push({ path: 'association', reason: 'declared-fiscal-code è ammesso solo con environment "test"' })
  }
  if (file.officeNameTranslation && !file.secondLanguage) {
    problems.push({ path: 'officeNameTranslation', reason: 'manca secondLanguage' })
  }
  file.accounts.forEach((one, index) => {
    if (one.postalAuthorization && !isPostal(one.iban)) {
      problems.push({ path: `accounts[${index}].postalAuthorization`, reason: 'il conto non è postale' })
    }
  })
  file.stations.forEach((one, index) => {
    if (!one.stationId.startsWith(`${one.brokerFiscalCode}_`)) {
      problems.push({ path: `stations[${index}].stationId`, reason: 'non è del brokerFiscalCode' })
    }
  })
  if (!file.stations.some(({ segregationCode }) => segregationCode)) {
    problems.push({ path: 'stations', reason: 'almeno una stazione deve avere un segregationCode per i nuovi avvisi' })
  }
  return problems
}
