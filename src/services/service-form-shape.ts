/** How a declaration is written: JSON of this shape. docs/services.md explains each word. */
import { isInstitutionFiscalCode } from '../core/fiscal-code.ts'
import { parseIban } from '../core/iban.ts'
import { type Cents, parseAmount } from '../core/money.ts'
import {
  type Problem,
  type Shape,
  array,
  boolean,
  dictionary,
  integer,
  object,
  oneOf,
  optional,
  parsed,
  readShape,
  string,
  variant,
  withDefault,
} from '../core/shape.ts'
import { parseDay } from '../core/time.ts'
import { type Template, readTemplate } from './causale.ts'
import { CHARACTERS, type DayBound, FILE_TYPES } from './field.ts'
import { MOST, readHundredths } from './number-text.ts'
import { type ServiceForm, formProblems } from './service-form.ts'

/** A file of two megabytes: a photograph of a page, from a telephone. */
const MOST_KILOBYTES = 2_048

export const matching = (form: RegExp, reason: string): Shape<string> =>
  parsed((text) => (form.test(text) ? text : undefined), reason)

export const transferCategory = matching(/^[6-9]\/\d{7}(IM|TS|SP|SA|AP)\/$/, 'deve avere la forma 9/0101101IM/')
export const iban = parsed(parseIban, 'non è un IBAN valido')

const url = matching(/^https?:\/\/\S+$/, 'deve essere un indirizzo http:// o https://')
const name = matching(
  /^[a-z][a-z0-9-]{0,29}$/,
  'deve avere al massimo 30 lettere minuscole, cifre e trattini, e cominciare con una lettera',
)
const amount: Shape<Cents> = parsed(parseAmount, 'deve essere un importo tra virgolette, per esempio "25,00"')
const price = parsed(
  (text) => positive(parseAmount(text)),
  'deve essere un importo maggiore di zero, per esempio "25,00"',
)
const percent = parsed(
  (text) => between(1, 9_999, readHundredths(text)),
  'deve essere una percentuale tra 0,01 e 99,99, per esempio "4,5"',
)
const dayBound: Shape<DayBound> = parsed(
  readDayBound,
  'deve essere un giorno ("2026-01-31"), "oggi", o dei giorni da oggi ("oggi+30", "oggi-365")',
)

function positive(value: Cents | undefined): Cents | undefined {
  return value !== undefined && value > 0 ? value : undefined
}

function between(least: number, most: number, value: number | undefined): number | undefined {
  return value !== undefined && value >= least && value <= most ? value : undefined
}

function readDayBound(text: string): DayBound | undefined {
  const relative = /^oggi(?:([+-])(\d{1,5}))?$/.exec(text)
  if (relative) return { kind: 'from-today', days: Number(`${relative[1] ?? ''}${relative[2] ?? 0}`) || 0 }
  const day = /^\d{4}-/.test(text) ? parseDay(text) : undefined
  return day && { kind: 'day', day: day.toString() }
}

const option = object({
  value: matching(/^[a-z0-9][a-z0-9-]{0,39}$/, 'deve avere al massimo 40 lettere minuscole, cifre e trattini'),
  label: string(1, 100),
})
const options = array(option, 2, 100)
const asked = { name, label: string(1, 100), hint: optional(string(1, 300)), isOptional: withDefault(boolean, false) }

const field = variant({
  text: object({
    ...asked,
    minLength: withDefault(integer(1, 140), 1),
    maxLength: withDefault(integer(1, 140), 70),
    characters: withDefault(oneOf(...CHARACTERS), 'any'),
  }),
  'long-text': object({ ...asked, maxLength: withDefault(integer(1, 2_000), 1_000) }),
  number: object({
    ...asked,
    min: withDefault(integer(0, MOST), 1),
    max: integer(0, MOST),
    decimals: withDefault(integer(0, 2), 0),
  }),
  date: object({ ...asked, from: optional(dayBound), to: optional(dayBound) }),
  choice: object({ ...asked, options }),
  choices: object({ ...asked, options, least: withDefault(integer(0, 100), 1), most: integer(1, 100) }),
  'yes-no': object(asked),
  'fiscal-code': object({ ...asked, of: withDefault(oneOf('anybody', 'person', 'company'), 'anybody') }),
  'licence-plate': object({ ...asked, allowsForeign: withDefault(boolean, false) }),
  file: object({
    ...asked,
    types: withDefault(array(oneOf(...FILE_TYPES), 1, FILE_TYPES.length), [...FILE_TYPES]),
    maxKilobytes: withDefault(integer(1, MOST_KILOBYTES), MOST_KILOBYTES),
  }),
  constant: object({ name, value: string(1, 140) }),
})

const amounts = dictionary(amount, 100)
const fixed = object({ amount: price })
const table = object({ field: name, amounts })
const quantity = object({ field: name, price: variant({ fixed, table }) })
const chosen = object({ field: name, amounts })
const lines = { fixed, table, quantity, chosen }

const tariff = variant({
  ...lines,
  typed: object({ min: price, max: price, multiple: optional(price) }),
  sum: object({
    lines: array(
      object({
        label: string(1, 100),
        when: optional(object({ field: name, is: string(1, 40) })),
        price: variant(lines),
      }),
      1,
      40,
    ),
  }),
})

const share = object({
  beneficiary: optional(
    object({
      fiscalCode: parsed((text) => (isInstitutionFiscalCode(text) ? text : undefined), 'deve avere 11 cifre'),
      name: string(1, 140),
      iban,
      postalIban: optional(iban),
    }),
  ),
  transferCategory: optional(transferCategory),
  remittanceInformation: optional(string(1, 140)),
  part: variant({
    fixed: object({ amount: price }),
    percentage: object({ percent, of: withDefault(oneOf('total', 'remainder'), 'total') }),
    remainder: object({}),
  }),
})

const template: Shape<Template> = (value, path, problems) => {
  const text = string(1, 500)(value, path, problems)
  if (text === undefined) return text
  const reading = readTemplate(text)
  if (reading.outcome === 'read') return reading.template
  problems.push({ path, reason: reading.reason })
  return []
}

const contacts = object({
  office: optional(string(1, 200)),
  phone: optional(string(1, 60)),
  email: optional(string(3, 256)),
  hours: optional(string(1, 200)),
  websiteUrl: optional(url),
})

const shape = object({
  category: string(1, 60),
  summary: string(1, 200),
  about: withDefault(array(string(1, 1_000), 0, 10), []),
  audience: optional(string(1, 500)),
  contacts: optional(contacts),
  access: withDefault(oneOf('account', 'anyone'), 'account'),
  daysToPay: withDefault(integer(1, 365), 30),
  fields: withDefault(array(field, 0, 40), []),
  tariff,
  description: template,
  subject: optional(name),
  shares: optional(array(share, 2, 5)),
})

export type ServiceFormReading = { outcome: 'read'; value: ServiceForm } | { outcome: 'wrong'; problems: Problem[] }

export function readServiceForm(content: unknown): ServiceFormReading {
  const reading = readShape<ServiceForm>(shape, content)
  if (reading.outcome === 'wrong') return reading
  const problems = formProblems(reading.value)
  return problems.length > 0 ? { outcome: 'wrong', problems } : reading
}

/** As a part of a larger file: its problems stand at their place in it. */
export const serviceForm: Shape<ServiceForm> = (value, path, problems) => {
  const reading = readServiceForm(value)
  if (reading.outcome === 'read') return reading.value
  problems.push(...reading.problems.map((one) => ({ ...one, path: one.path === '' ? path : `${path}.${one.path}` })))
  return undefined as never
}
