/**
 * A debt position as pagoPA's GPD takes it: PaymentPositionModel (gpd.json, 1.1.17; one notice for each element of
 * `paymentOption`) and PaymentPositionModelV3 (gpd_v3.json, 1.1.2; alternatives with their installments). Lengths that
 * the contract leaves open are those of the message in which the Node asks for them (paForNode.xsd, ctSubject).
 *
 * Fields that mean nothing here are known by name and passed over: the institution's own name, stand-in, retention,
 * metadata, what only GPD writes. A field that no version has is a mistake and is reported.
 */
import { parseEmailAddress } from '../core/email-address.ts'
import { ANONYMOUS, type FiscalCode, parseFiscalCode } from '../core/fiscal-code.ts'
import { type Iban, parseIban } from '../core/iban.ts'
import { MAX_AMOUNT } from '../core/money.ts'
import { printable } from '../core/printable-text.ts'
import {
  type Shape,
  array,
  integer,
  object,
  oneOf,
  optional,
  parsed,
  string,
  withDefault,
  boolean,
} from '../core/shape.ts'
import { type Temporal, dayInRome, parseDay, parseXmlDateTime } from '../core/time.ts'
import { MAX_INSTALLMENTS, MAX_OPTIONS, MAX_TRANSFERS, isPlausible } from '../debt-positions/position-draft.ts'

/**
 * A text of one line, as it will be printed: what is invisible in it is gone before it is measured, as nothing may
 * come of it and some letters take more room once composed.
 */
function line(most: number): Shape<string> {
  const read = string(1, most)
  return (value, path, problems) => {
    if (typeof value !== 'string') return read(value, path, problems)
    const problem = value.includes('\ufffd') ? UNREADABLE : CONTROL.test(value) ? CONTROLS : undefined
    if (problem) problems.push({ path, reason: problem })
    return read(printable(value).trim(), path, problems)
  }
}

const CONTROL = /\p{Cc}/u
const CONTROLS = 'contiene caratteri di controllo'
const UNREADABLE = 'ha caratteri illeggibili: il file non è UTF-8'

function optionalLine(most: number): Shape<string | null> {
  const read = optional(line(most))
  const isBlank = (value: unknown) => typeof value === 'string' && value.trim() === ''
  return (value, path, problems) => (isBlank(value) ? null : read(value, path, problems))
}

const matching = (form: RegExp, reason: string): Shape<string> =>
  parsed((text) => (form.test(text) ? text : undefined), reason)

const debtorCode: Shape<FiscalCode> = parsed(
  (text) => (text === ANONYMOUS ? ANONYMOUS : parseFiscalCode(text)),
  'non è un codice fiscale valido',
)
const institutionCode = matching(/^\d{11}$/, 'deve avere 11 cifre')
const iban: Shape<Iban> = parsed(parseIban, 'non è un IBAN valido')
const cents = integer(1, MAX_AMOUNT)
/** Whether it may belong to the institution is seen where the two are put together. */
const digits = matching(/^\d{15,18}$/, 'deve avere 18 cifre (nav), oppure 15 o 17 (iuv)')

/** A day in Rome: GPD writes an instant. */
const dueDay: Shape<Temporal.PlainDate> = parsed(readDueDay, 'non è una data di questo secolo')

export function readDueDay(text: string): Temporal.PlainDate | undefined {
  const read = parseXmlDateTime(text)
  const day = parseDay(text) ?? (read && dayInRome(read))
  return day && isPlausible(day) ? day : undefined
}

const instant: Shape<Temporal.Instant> = parsed((text) => {
  const read = parseXmlDateTime(text)
  return read && isPlausible(dayInRome(read)) ? read : undefined
}, 'non è una data con l’ora, di questo secolo')

const stamp = object({
  hashDocument: matching(/^[A-Za-z0-9+/=]{4,72}$/, 'non è in base64, al massimo 72 caratteri'),
  /** The only kind there is: "marca da bollo". */
  stampType: oneOf('01'),
  provincialResidence: matching(/^[A-Z]{2}$/, 'deve avere 2 lettere maiuscole'),
})

const transfer = object(
  {
    idTransfer: oneOf('1', '2', '3', '4', '5'),
    amount: cents,
    organizationFiscalCode: optional(institutionCode),
    companyName: optionalLine(140),
    remittanceInformation: line(140),
    category: matching(/^[6-9]\/\d{7}(IM|TS|SP|SA|AP)\/$/, 'non è un codice della tassonomia (9/0101101IM/)'),
    iban: optional(iban),
    postalIban: emptyAsNull(iban),
    stamp: optional(stamp),
  },
  ['transferMetadata'],
)

function emptyAsNull<T>(shape: Shape<T>): Shape<T | null> {
  const read = optional(shape)
  return (value, path, problems) => (value === '' ? null : read(value, path, problems))
}

const notice = {
  nav: optional(digits),
  iuv: optional(digits),
  amount: cents,
  description: line(140),
  dueDate: dueDay,
  transfer: array(transfer, 1, MAX_TRANSFERS),
}
/** Written by GPD alone, and metadata that we do not keep. */
const NOTICE_IGNORED = ['fee', 'notificationFee', 'paymentOptionMetadata', 'installmentMetadata', 'retentionDate']

const debtor = {
  type: oneOf('F', 'G'),
  fiscalCode: debtorCode,
  fullName: line(70),
  streetName: optionalLine(70),
  civicNumber: optionalLine(16),
  postalCode: optionalLine(16),
  city: optionalLine(35),
  province: optionalLine(35),
  country: optional(matching(/^[A-Z]{2}$/, 'deve avere 2 lettere maiuscole')),
  email: emptyAsNull(parsed(parseEmailAddress, 'non è un indirizzo e-mail')),
}
const DEBTOR_IGNORED = ['region', 'phone']

/** A file that was taken out of GPD says in which state each position is; only what is still owed can be loaded. */
const openState: Shape<string | null> = optional(oneOf('DRAFT', 'PUBLISHED', 'VALID'))
const unpaidState: Shape<string | null> = optional(oneOf('UNPAID'))
const notPaid: Shape<null> = (value, path, problems) => {
  if (value !== undefined && value !== null) problems.push({ path, reason: 'la posizione risulta già pagata' })
  return null
}

const position = {
  iupd: line(80),
  status: openState,
  paymentDate: notPaid,
}
const POSITION_IGNORED = ['payStandIn', 'companyName', 'officeName']

export const positionV1 = object(
  {
    ...position,
    ...debtor,
    switchToExpired: withDefault(boolean, false),
    validityDate: optional(instant),
    paymentOption: array(
      object({ ...notice, isPartialPayment: withDefault(boolean, false) }, NOTICE_IGNORED),
      1,
      MAX_INSTALLMENTS,
    ),
  },
  [...POSITION_IGNORED, ...DEBTOR_IGNORED],
)

const optionV3 = object(
  {
    switchToExpired: withDefault(boolean, false),
    validityDate: optional(instant),
    debtor: object(debtor, DEBTOR_IGNORED),
    installments: array(object({ ...notice, status: unpaidState }, NOTICE_IGNORED), 1, MAX_INSTALLMENTS),
  },
  ['description', 'retentionDate'],
)

/** The contract calls the list `paymentOption`, as in the first version; its plural is taken for the same. */
export const positionV3 = object({ ...position, paymentOption: array(optionV3, 1, MAX_OPTIONS) }, POSITION_IGNORED)

export type PositionV1 = ReturnType<typeof positionV1>
export type PositionV3 = ReturnType<typeof positionV3>
export type GpdNotice =
  | PositionV3['paymentOption'][number]['installments'][number]
  | PositionV1['paymentOption'][number]
export type GpdTransfer = ReturnType<typeof transfer>
export type GpdDebtor = Pick<PositionV1, keyof typeof debtor>
