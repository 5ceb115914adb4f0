/** What is wrong with an answer, and what to write instead. The browser says the same words as the server. */
import { type Cents, formatEuro } from '../core/money.ts'
import { italianDay } from './day-text.ts'
import { type AskedField, type FieldOf, type FileType, optionsOf } from './field.ts'
import { type FieldProblem, boundDay } from './read-form.ts'
import type { Tariff } from './tariff.ts'

export function fieldProblemText(field: AskedField, problem: FieldProblem, today: string): string {
  const what = `«${field.label}»`
  switch (field.kind) {
    case 'text':
    case 'long-text':
      return textProblem(field, problem, what)
    case 'number':
      return numberProblem(field, problem, what)
    case 'date':
      return dateProblem(field, problem, what, today)
    case 'choice':
    case 'yes-no':
      return `Scegli una risposta a ${what}`
    case 'choices':
      if (problem === 'too-many') return `${what}: puoi scegliere al massimo ${field.most} risposte`
      return field.least > 1 ? `${what}: scegli almeno ${field.least} risposte` : `${what}: scegli almeno una risposta`
    case 'fiscal-code':
      return codeProblem(field, problem, what)
    case 'licence-plate':
      return problem === 'empty'
        ? `Scrivi la targa in ${what}`
        : `${what}: questa targa non è scritta nella forma giusta`
    case 'file':
      if (problem === 'empty') return `Allega ${what}`
      if (problem === 'too-large') return `${what}: il file supera ${sizeText(field.maxKilobytes)}`
      return `${what}: il file deve essere ${fileTypesText(field.types)}`
  }
}

function textProblem(field: FieldOf<'text' | 'long-text'>, problem: FieldProblem, what: string): string {
  if (problem === 'too-long') return `${what}: al massimo ${field.maxLength} caratteri`
  if (field.kind === 'long-text' || problem === 'empty') return `Scrivi ${what}`
  if (problem === 'too-short') return `${what}: almeno ${field.minLength} caratteri`
  return `${what}: ${CHARACTERS[field.characters]}`
}

const CHARACTERS = {
  any: 'c’è un carattere che non si può usare',
  letters: 'scrivi solo lettere',
  digits: 'scrivi solo cifre',
  'letters-and-digits': 'scrivi solo lettere e cifre, senza spazi',
}

function numberProblem(field: FieldOf<'number'>, problem: FieldProblem, what: string): string {
  switch (problem) {
    case 'empty':
      return `Scrivi un numero in ${what}`
    case 'too-small':
      return `${what}: il minimo è ${wholeText(field.min)}`
    case 'too-large':
      return `${what}: il massimo è ${wholeText(field.max)}`
    case 'too-many-decimals':
      return field.decimals === 0
        ? `${what}: scrivi un numero intero`
        : `${what}: al massimo ${field.decimals} ${field.decimals === 1 ? 'cifra' : 'cifre'} dopo la virgola`
    default:
      return `${what}: scrivi un numero, per esempio ${wholeText(field.min)}`
  }
}

/** `1.200`, as the amounts beside it. */
function wholeText(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '.')
}

function dateProblem(field: FieldOf<'date'>, problem: FieldProblem, what: string, today: string): string {
  if (problem === 'empty') return `Scrivi la data in ${what}`
  if (problem === 'too-early') return `${what}: non prima del ${italianDay(boundDay(field.from!, today))}`
  if (problem === 'too-late') return `${what}: non dopo il ${italianDay(boundDay(field.to!, today))}`
  return `${what}: scrivi la data come ${italianDay(today)}`
}

function codeProblem(field: FieldOf<'fiscal-code'>, problem: FieldProblem, what: string): string {
  switch (problem) {
    case 'empty':
      return `Scrivi il codice fiscale in ${what}`
    case 'wrong-length':
      return field.of === 'person'
        ? `${what}: il codice fiscale di una persona ha 16 caratteri`
        : `${what}: il codice fiscale ha 16 caratteri per una persona, 11 cifre per un’azienda o un ente`
    case 'wrong-check-character':
      return `${what}: l’ultimo carattere non torna con gli altri`
    case 'wrong-kind':
      return field.of === 'person'
        ? `${what}: serve il codice fiscale di una persona, di 16 caratteri`
        : `${what}: serve il codice fiscale di un’azienda o di un ente, di 11 cifre`
    default:
      return `${what}: questo codice fiscale non è scritto nella forma giusta`
  }
}

export function amountProblemText(
  { min, max, multiple }: Extract<Tariff, { kind: 'typed' }>,
  problem: FieldProblem,
): string {
  switch (problem) {
    case 'empty':
      return 'Scrivi l’importo'
    case 'too-small':
      return `L’importo minimo è ${formatEuro(min)}`
    case 'too-large':
      return `L’importo massimo è ${formatEuro(max)}`
    case 'not-a-multiple':
      return `L’importo deve essere un multiplo di ${formatEuro(multiple!)}`
    default:
      return 'Scrivi l’importo in euro, per esempio 25,00'
  }
}

/** Under the field of the amount. */
export function amountHint({ min, max, multiple }: Extract<Tariff, { kind: 'typed' }>): string {
  const range = min === max ? `Esattamente ${formatEuro(min)}` : `Da ${formatEuro(min)} a ${formatEuro(max)}`
  return multiple === null ? `${range}.` : `${range}, a multipli di ${formatEuro(multiple)}.`
}

function fileTypesText(types: readonly FileType[]): string {
  const names = types.map((type) => FILE_TYPE_NAMES[type])
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} o ${names.at(-1)}`
}

const FILE_TYPE_NAMES = { pdf: 'PDF', jpeg: 'JPEG', png: 'PNG' }

export function sizeText(kilobytes: number): string {
  return kilobytes < 1024
    ? `${kilobytes} kB`
    : `${String(Math.round((kilobytes / 1024) * 10) / 10).replace('.', ',')} MB`
}

/** Under a field whose options are few or many, or whose answer has bounds. */
export function fieldHint(field: AskedField, today: string): string | undefined {
  const own = field.hint ?? undefined
  const rule = ruleOf(field, today)
  return own !== undefined && rule !== undefined ? `${own} ${rule}` : (own ?? rule)
}

function ruleOf(field: AskedField, today: string): string | undefined {
  switch (field.kind) {
    case 'number':
      return `Da ${wholeText(field.min)} a ${wholeText(field.max)}.`
    case 'date':
      return dateRule(field, today)
    case 'choices':
      return field.most < (optionsOf(field)?.length ?? 0) ? `Al massimo ${field.most}.` : undefined
    case 'file':
      return `${fileTypesText(field.types)}, al massimo ${sizeText(field.maxKilobytes)}.`
    case 'long-text':
      return `Al massimo ${field.maxLength} caratteri.`
    default:
      return undefined
  }
}

function dateRule({ from, to }: FieldOf<'date'>, today: string): string | undefined {
  const first = from && italianDay(boundDay(from, today))
  const last = to && italianDay(boundDay(to, today))
  if (first && last) return `Dal ${first} al ${last}.`
  if (first) return `Dal ${first} in poi.`
  return last ? `Fino al ${last}.` : undefined
}

/** Beside the words that the reading of the whole says: the amount that follows what is typed. */
export const totalText = {
  unknown: 'si calcola con le tue risposte',
  of: (amount: Cents) => formatEuro(amount),
}
