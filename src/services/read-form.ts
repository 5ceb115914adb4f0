/**
 * What was typed into the form of a service, read by its declaration. The browser runs this file while somebody types;
 * what counts is what the server reads.
 */
import { readFiscalCode } from '../core/fiscal-code.ts'
import { type Cents, parseAmount } from '../core/money.ts'
import { lengthInCharacters, printable } from '../core/printable-text.ts'
import { daysFrom, readDay } from './day-text.ts'
import {
  type Answer,
  type AskedField,
  type DayBound,
  type FieldOf,
  type FileType,
  isAsked,
  optionsOf,
} from './field.ts'
import { ONE, decimalsOf, readHundredths } from './number-text.ts'
import type { ServiceForm } from './service-form.ts'
import { type PricedLine, type Tariff, type TypedProblem, priceOf, typedProblem } from './tariff.ts'

export type FileFacts = { fileName: string; type: FileType; bytes: number }

/** By the names of the fields. A field with several choices has several texts. */
export type Typed = {
  texts: ReadonlyMap<string, readonly string[]>
  /** Of the files, what is known once they are here. */
  files: ReadonlyMap<string, FileFacts>
  /** The amount, where the tariff leaves it to who pays. */
  amount: string
}

export type FieldProblem =
  | 'empty'
  | 'too-short'
  | 'too-long'
  | 'wrong-characters'
  | 'wrong-form'
  | 'wrong-length'
  | 'wrong-check-character'
  | 'wrong-kind'
  | 'too-many-decimals'
  | 'too-few'
  | 'too-many'
  | TypedProblem
  | 'too-early'
  | 'too-late'

export type FieldReading = { answer: Answer } | { problem: FieldProblem }

/** The key under which the amount has its problem; no field has this name, which has a capital. */
export const AMOUNT = 'theAmount'

export type FormReading =
  | { outcome: 'read'; answers: ReadonlyMap<string, Answer>; amount: Cents; lines: readonly PricedLine[] }
  | { outcome: 'wrong'; problems: ReadonlyMap<string, FieldProblem> }
  | { outcome: 'nothing-to-pay' }

/** `today` is the day in Rome, as `2026-11-27`. */
export function readForm(form: Pick<ServiceForm, 'fields' | 'tariff'>, typed: Typed, today: string): FormReading {
  const answers = new Map<string, Answer>()
  const problems = new Map<string, FieldProblem>()
  for (const field of form.fields.filter(isAsked)) {
    const reading = readField(field, typed, today)
    if ('answer' in reading) answers.set(field.name, reading.answer)
    else problems.set(field.name, reading.problem)
  }
  const amount = form.tariff.kind === 'typed' ? readAmount(form.tariff, typed.amount) : undefined
  if (amount && 'problem' in amount) problems.set(AMOUNT, amount.problem)
  if (problems.size > 0) return { outcome: 'wrong', problems }
  const priced = priceOf(form.tariff, answers, amount && 'amount' in amount ? amount.amount : undefined)
  if (priced.outcome === 'nothing-to-pay') return priced
  return { outcome: 'read', answers, amount: priced.amount, lines: priced.lines }
}

export function readAmount(
  tariff: Extract<Tariff, { kind: 'typed' }>,
  text: string,
): { amount: Cents } | { problem: FieldProblem } {
  if (text.trim() === '') return { problem: 'empty' }
  const amount = parseAmount(text)
  if (amount === undefined) return { problem: 'wrong-form' }
  const problem = typedProblem(tariff, amount)
  return problem ? { problem } : { amount }
}

export function readField(field: AskedField, typed: Pick<Typed, 'texts' | 'files'>, today: string): FieldReading {
  const texts = (typed.texts.get(field.name) ?? []).filter((text) => oneLine(text) !== '')
  if (field.kind === 'choices') return readChoices(field, texts)
  if (field.kind === 'file') return readFile(field, typed.files.get(field.name))
  const [text] = texts
  if (text === undefined) return field.isOptional ? { answer: { kind: 'none' } } : { problem: 'empty' }
  switch (field.kind) {
    case 'text':
      return readText(field, oneLine(text))
    case 'long-text':
      return readLongText(field, text)
    case 'number':
      return readNumber(field, text)
    case 'date':
      return readDate(field, text, today)
    case 'choice':
    case 'yes-no':
      return optionsOf(field)!.some(({ value }) => value === text)
        ? { answer: { kind: 'chosen', values: [text] } }
        : { problem: 'empty' }
    case 'fiscal-code':
      return readCode(field, text)
    case 'licence-plate':
      return readPlate(field, text)
  }
}

function oneLine(text: string): string {
  return printable(text).trim()
}

const CHARACTERS = {
  any: /^.*$/s,
  letters: /^[\p{L}\p{M} '’.-]+$/u,
  digits: /^\d+$/,
  'letters-and-digits': /^[\p{L}\d]+$/u,
}

function readText(field: FieldOf<'text'>, text: string): FieldReading {
  const length = lengthInCharacters(text)
  if (length < field.minLength) return { problem: length === 0 ? 'empty' : 'too-short' }
  if (length > field.maxLength) return { problem: 'too-long' }
  return CHARACTERS[field.characters].test(text) ? { answer: { kind: 'text', text } } : { problem: 'wrong-characters' }
}

function readLongText(field: FieldOf<'long-text'>, typed: string): FieldReading {
  const text = typed.split(/\r?\n/).map(oneLine).join('\n').trim()
  return lengthInCharacters(text) > field.maxLength ? { problem: 'too-long' } : { answer: { kind: 'text', text } }
}

function readNumber(field: FieldOf<'number'>, text: string): FieldReading {
  const hundredths = readHundredths(text)
  if (hundredths === undefined) return { problem: 'wrong-form' }
  if (decimalsOf(hundredths) > field.decimals) return { problem: 'too-many-decimals' }
  if (hundredths < field.min * ONE) return { problem: 'too-small' }
  return hundredths > field.max * ONE ? { problem: 'too-large' } : { answer: { kind: 'number', hundredths } }
}

function readDate(field: FieldOf<'date'>, text: string, today: string): FieldReading {
  const day = readDay(text)
  if (day === undefined) return { problem: 'wrong-form' }
  if (field.from && day < boundDay(field.from, today)) return { problem: 'too-early' }
  return field.to && day > boundDay(field.to, today) ? { problem: 'too-late' } : { answer: { kind: 'day', day } }
}

export function boundDay(bound: DayBound, today: string): string {
  return bound.kind === 'day' ? bound.day : daysFrom(today, bound.days)
}

function readChoices(field: FieldOf<'choices'>, texts: readonly string[]): FieldReading {
  const values = field.options.map(({ value }) => value).filter((value) => texts.includes(value))
  if (values.length === 0 && (field.isOptional || field.least === 0)) return { answer: { kind: 'none' } }
  if (values.length < field.least) return { problem: values.length === 0 ? 'empty' : 'too-few' }
  return values.length > field.most ? { problem: 'too-many' } : { answer: { kind: 'chosen', values } }
}

function readCode(field: FieldOf<'fiscal-code'>, text: string): FieldReading {
  const reading = readFiscalCode(text)
  if (reading.outcome !== 'read') return { problem: reading.outcome }
  const isOther = field.of !== 'anybody' && (field.of === 'person') !== (reading.entityType === 'F')
  return isOther ? { problem: 'wrong-kind' } : { answer: { kind: 'text', text: reading.fiscalCode } }
}

/**
 * Cars and trailers since 1994 (AB123CD), motorcycles (AB12345), mopeds (X followed by five), and those of provinces from
 * before (MI123456, MIA12345, MI1A2345): D.P.R. 495/1992, articles 255 to 260, and the plates that they replaced.
 */
const ITALIAN_PLATE =
  /^(?:[A-HJ-NPR-TV-Z]{2}\d{3}[A-HJ-NPR-TV-Z]{2}|[A-Z]{2}\d{5}|X[A-Z\d]{5}|[A-Z]{2}(?:\d{6}|[A-Z]\d{5}|\d[A-Z]\d{4}))$/
const FOREIGN_PLATE = /^[A-Z\d]{2,10}$/

function readPlate(field: FieldOf<'licence-plate'>, typed: string): FieldReading {
  const text = typed.toUpperCase().replace(/[\s.·-]/g, '')
  const form = field.allowsForeign ? FOREIGN_PLATE : ITALIAN_PLATE
  return form.test(text) ? { answer: { kind: 'text', text } } : { problem: 'wrong-form' }
}

function readFile(field: FieldOf<'file'>, file: FileFacts | undefined): FieldReading {
  if (!file) return field.isOptional ? { answer: { kind: 'none' } } : { problem: 'empty' }
  if (!field.types.includes(file.type)) return { problem: 'wrong-kind' }
  if (file.bytes > field.maxKilobytes * 1024) return { problem: 'too-large' }
  return { answer: { kind: 'file', fileName: file.fileName, bytes: file.bytes } }
}
