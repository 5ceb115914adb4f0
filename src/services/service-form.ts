/** What an ente declares of a service that citizens may pay of their own accord, and what must hold of a declaration. */
import { type Cents, MAX_AMOUNT, ZERO, cents, formatEuro, sum } from '../core/money.ts'
import type { Problem } from '../core/shape.ts'
import { type Template, placesOf } from './causale.ts'
import { type AskedField, type Field, type FieldOf, isAsked, optionsOf } from './field.ts'
import { type Part, splitAmount } from './split.ts'
import { type Line, type Price, type Tariff, pricingFields } from './tariff.ts'
import { longestText } from './answer-text.ts'
import { multiplied } from './number-text.ts'

export type Contacts = {
  office: string | null
  phone: string | null
  email: string | null
  hours: string | null
  websiteUrl: string | null
}

export type Beneficiary = { fiscalCode: string; name: string; iban: string; postalIban: string | null }

export type Share = {
  /** Null for the ente itself. */
  beneficiary: Beneficiary | null
  /** Null for the service's own. */
  transferCategory: string | null
  remittanceInformation: string | null
  part: Part
}

export type ServiceForm = {
  category: string
  /** One sentence, for the menu. */
  summary: string
  /** What it is, in paragraphs. */
  about: readonly string[]
  /** Who may use it. */
  audience: string | null
  contacts: Contacts | null
  /** Who may fill it in: whoever is signed in, or anybody (where the ente lets guests pay). */
  access: 'account' | 'anyone'
  /** Left unpaid for so many days, what was inserted expires. */
  daysToPay: number
  fields: readonly Field[]
  tariff: Tariff
  description: Template
  /** The field that says whom or what it is about (a child, a plate, a place); shown with the position. */
  subject: string | null
  /** Null where all of it goes to the service's account. */
  shares: readonly Share[] | null
}

/** The longest causale of a notice (paForNode.xsd, stText140). */
export const DESCRIPTION_CHARACTERS = 140
/** As much as a list shows of whom or what a position is about (debtors.subject). */
const SUBJECT_CHARACTERS = 140
/** More would be more than a browser can send in one go, on an old line. */
const MOST_FILES = 2

/** What each part of a declaration alone cannot say. Nothing of a wrong one is taken. */
export function formProblems(form: ServiceForm): Problem[] {
  const fields = new Map(form.fields.map((field) => [field.name, field]))
  return [
    ...fieldProblems(form.fields),
    ...tariffProblems(form.tariff, 'tariff', fields),
    ...amountProblems(form, fields),
    ...descriptionProblems(form, fields),
    ...subjectProblems(form, fields),
    ...shareProblems(form),
  ]
}

function fieldProblems(fields: readonly Field[]): Problem[] {
  const names = fields.map(({ name }) => name)
  const problems = fields.flatMap((field, index): Problem[] => {
    const path = `fields[${index}]`
    if (names.indexOf(field.name) !== index)
      return [{ path: `${path}.name`, reason: `c’è già un campo «${field.name}»` }]
    const reason = boundsReason(field)
    return reason === undefined ? [] : [{ path, reason }]
  })
  if (fields.filter(({ kind }) => kind === 'file').length > MOST_FILES) {
    problems.push({ path: 'fields', reason: `al massimo ${MOST_FILES} allegati` })
  }
  return problems
}

function boundsReason(field: Field): string | undefined {
  switch (field.kind) {
    case 'text':
      return field.minLength > field.maxLength ? 'minLength è maggiore di maxLength' : undefined
    case 'number':
      return field.min > field.max ? 'min è maggiore di max' : undefined
    case 'date':
      return field.from?.kind === field.to?.kind && isAfter(field) ? 'from viene dopo to' : undefined
    case 'choice':
      return repeatedReason(field)
    case 'choices':
      if (field.least > field.most) return 'least è maggiore di most'
      if (field.most > field.options.length) return 'most è maggiore del numero di options'
      return repeatedReason(field)
    default:
      return undefined
  }
}

function isAfter({ from, to }: FieldOf<'date'>): boolean {
  if (from?.kind === 'day' && to?.kind === 'day') return from.day > to.day
  return from?.kind === 'from-today' && to?.kind === 'from-today' && from.days > to.days
}

function repeatedReason({ options }: FieldOf<'choice' | 'choices'>): string | undefined {
  const values = options.map(({ value }) => value)
  const repeated = values.find((value, index) => values.indexOf(value) !== index)
  return repeated === undefined ? undefined : `l’opzione «${repeated}» c’è due volte`
}

type Fields = ReadonlyMap<string, Field>

function tariffProblems(tariff: Tariff, path: string, fields: Fields): Problem[] {
  switch (tariff.kind) {
    case 'typed':
      if (tariff.min > tariff.max) return [{ path, reason: 'min è maggiore di max' }]
      return tariff.multiple !== null && firstMultiple(tariff.min, tariff.multiple) > tariff.max
        ? [{ path: `${path}.multiple`, reason: 'tra min e max non c’è nessun multiplo' }]
        : []
    case 'sum':
      return tariff.lines.flatMap(({ when, price }, index) => [
        ...(when ? whenProblems(when, `${path}.lines[${index}].when`, fields) : []),
        ...lineProblems(price, `${path}.lines[${index}].price`, fields),
      ])
    default:
      return lineProblems(tariff, path, fields)
  }
}

function firstMultiple(min: number, multiple: number): number {
  return Math.ceil(min / multiple) * multiple
}

function whenProblems({ field: name, is }: { field: string; is: string }, path: string, fields: Fields): Problem[] {
  const field = fields.get(name)
  const options = field && optionsOf(field)
  if (!options) return [{ path: `${path}.field`, reason: `«${name}» non è un campo con delle opzioni` }]
  return options.some(({ value }) => value === is)
    ? []
    : [{ path: `${path}.is`, reason: `«${name}» non ha l’opzione «${is}»` }]
}

function lineProblems(line: Line, path: string, fields: Fields): Problem[] {
  if (line.kind === 'fixed') return []
  const field = fields.get(line.field)
  const wanted = WANTED[line.kind]
  if (!field || !wanted.kinds.includes(field.kind)) {
    return [{ path: `${path}.field`, reason: `«${line.field}» non è un campo ${wanted.words}` }]
  }
  const problems: Problem[] = []
  if (isAsked(field) && field.isOptional) {
    problems.push({ path: `${path}.field`, reason: `«${line.field}» fa il prezzo: non può essere facoltativo` })
  }
  if (line.kind === 'quantity') problems.push(...lineProblems(line.price, `${path}.price`, fields))
  else problems.push(...amountsProblems(line.amounts, field, `${path}.amounts`))
  return problems
}

const WANTED: Record<Exclude<Line['kind'], 'fixed'>, { kinds: readonly Field['kind'][]; words: string }> = {
  table: { kinds: ['choice', 'yes-no'], words: 'choice o yes-no' },
  chosen: { kinds: ['choices'], words: 'choices' },
  quantity: { kinds: ['number'], words: 'number' },
}

function amountsProblems(amounts: Readonly<Record<string, Cents>>, field: Field, path: string): Problem[] {
  const values = new Set(optionsOf(field)?.map(({ value }) => value))
  const missing = [...values].filter((value) => !Object.hasOwn(amounts, value))
  const unknown = Object.keys(amounts).filter((value) => !values.has(value))
  return [
    ...missing.map((value) => ({ path, reason: `manca l’importo dell’opzione «${value}»` })),
    ...unknown.map((value) => ({ path: `${path}.${value}`, reason: `«${field.name}» non ha questa opzione` })),
  ]
}

/** The least and the most that it can come to; both must be something that a notice can ask for. */
function amountProblems({ tariff, shares }: ServiceForm, fields: Fields): Problem[] {
  if (tariffProblems(tariff, 'tariff', fields).length > 0) return []
  const [least, most] = amountBounds(tariff, fields)
  if (most > MAX_AMOUNT) return [{ path: 'tariff', reason: `può superare ${formatEuro(MAX_AMOUNT)}` }]
  if (most < 1) return [{ path: 'tariff', reason: 'l’importo è sempre zero' }]
  const leastAsked = cents(Math.max(1, least))
  return shares &&
    shares.length > 0 &&
    !splitAmount(
      leastAsked,
      shares.map(({ part }) => part),
    )
    ? [{ path: 'shares', reason: `con l’importo più piccolo (${formatEuro(leastAsked)}) a qualcuno non tocca niente` }]
    : []
}

type Bounds = readonly [least: Cents, most: Cents]

function amountBounds(tariff: Tariff, fields: Fields): Bounds {
  switch (tariff.kind) {
    case 'typed':
      return [tariff.multiple === null ? tariff.min : cents(firstMultiple(tariff.min, tariff.multiple)), tariff.max]
    case 'sum': {
      const lines = tariff.lines.map(({ when, price }): Bounds => {
        const [least, most] = lineBounds(price, fields)
        return [when ? ZERO : least, most]
      })
      return [sum(lines.map(([least]) => least)), sum(lines.map(([, most]) => most))]
    }
    default:
      return lineBounds(tariff, fields)
  }
}

function lineBounds(line: Line, fields: Fields): Bounds {
  switch (line.kind) {
    case 'fixed':
    case 'table':
      return priceBounds(line)
    case 'chosen': {
      const amounts = Object.values(line.amounts)
      const field = fields.get(line.field)
      return [field?.kind === 'choices' && field.least > 0 ? smallest(amounts) : ZERO, sum(amounts)]
    }
    case 'quantity': {
      const field = fields.get(line.field)
      if (field?.kind !== 'number') return [ZERO, ZERO]
      const [least, most] = priceBounds(line.price)
      return [multiplied(least, field.min), multiplied(most, field.max)]
    }
  }
}

function priceBounds(price: Price): Bounds {
  if (price.kind === 'fixed') return [price.amount, price.amount]
  const amounts = Object.values(price.amounts)
  return [smallest(amounts), cents(Math.max(...amounts))]
}

function smallest(amounts: readonly Cents[]): Cents {
  return cents(Math.min(...amounts))
}

function descriptionProblems({ description }: ServiceForm, fields: Fields): Problem[] {
  const path = 'description'
  const problems = placesOf(description).flatMap(({ name, isOptional }): Problem[] => {
    const field = fields.get(name)
    if (!field) return [{ path, reason: `non c’è nessun campo «${name}»` }]
    if (field.kind === 'file') return [{ path, reason: `«${name}» è un allegato: non ha parole` }]
    const canBeEmpty = isAsked(field) && (field.isOptional || (field.kind === 'choices' && field.least === 0))
    return canBeEmpty && !isOptional
      ? [{ path, reason: `«${name}» può mancare: mettilo tra parentesi quadre, con il testo che va con lui` }]
      : []
  })
  if (problems.length > 0) return problems
  if (description.every(({ isOptional, pieces }) => isOptional || isBlank(pieces))) {
    return [{ path, reason: 'può restare vuota: serve qualcosa fuori dalle parentesi quadre' }]
  }
  const longest = description
    .flatMap(({ pieces }) => pieces)
    .reduce(
      (length, piece) => length + (piece.kind === 'text' ? piece.text.length : longestText(fields.get(piece.name)!)),
      0,
    )
  return longest > DESCRIPTION_CHARACTERS
    ? [{ path, reason: `può arrivare a ${longest} caratteri: il massimo è ${DESCRIPTION_CHARACTERS}` }]
    : []
}

function isBlank(pieces: Template[number]['pieces']): boolean {
  return pieces.every((piece) => piece.kind === 'text' && piece.text.trim() === '')
}

function subjectProblems({ subject }: ServiceForm, fields: Fields): Problem[] {
  if (subject === null) return []
  const field = fields.get(subject)
  if (!field) return [{ path: 'subject', reason: `non c’è nessun campo «${subject}»` }]
  const isShort = field.kind !== 'file' && longestText(field) <= SUBJECT_CHARACTERS
  return isShort ? [] : [{ path: 'subject', reason: `«${subject}» può superare ${SUBJECT_CHARACTERS} caratteri` }]
}

function shareProblems({ shares }: ServiceForm): Problem[] {
  if (!shares) return []
  const remainders = shares.filter(({ part }) => part.kind === 'remainder').length
  return remainders === 1
    ? []
    : [
        {
          path: 'shares',
          reason: `una quota, e una sola, prende quello che resta (remainder): ce ne sono ${remainders}`,
        },
      ]
}

/** Whether the answers of these fields change what is to pay: the browser shows the total as they are given. */
export function pricedFields({ fields, tariff }: ServiceForm): AskedField[] {
  const names = new Set(pricingFields(tariff))
  return fields.filter(isAsked).filter(({ name }) => names.has(name))
}
