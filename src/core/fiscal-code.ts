/**
 * The codice fiscale: sixteen characters for a person, eleven digits for everybody else (and for a person who has a
 * provisional one). Layout and check character: D.M. 23 December 1976; digits replaced by letters (omocodia): art. 6.
 */
import type { Brand } from './brand.ts'

export type FiscalCode = Brand<string, 'FiscalCode'>

/** `F` is a person (persona fisica), `G` everybody else (persona giuridica), as in pagoPA's messages. */
export type EntityType = 'F' | 'G'

/** Stands for a debtor whose code is not known; pagoPA allows it in place of a codice fiscale. */
export const ANONYMOUS = 'ANONIMO' as FiscalCode

export type FiscalCodeProblem = 'empty' | 'wrong-length' | 'wrong-form' | 'wrong-check-character'

export type FiscalCodeReading =
  | { outcome: 'read'; fiscalCode: FiscalCode; entityType: EntityType }
  | { outcome: FiscalCodeProblem }

const MONTHS = 'ABCDEHLMPRST'
const OMOCODIA = 'LMNPQRSTUV'
const PERSON = /^[A-Z]{6}[\dLMNPQRSTUV]{2}[ABCDEHLMPRST][\dLMNPQRSTUV]{2}[A-Z][\dLMNPQRSTUV]{3}[A-Z]$/

/** The value of each character in an odd position (the first is odd), from the decree's table. */
const ODD: Record<string, number> = Object.fromEntries(
  [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23].flatMap(
    (value, index) => [[String.fromCharCode(65 + index), value], ...(index < 10 ? [[String(index), value]] : [])],
  ),
)

/** Reads what a person types: any case, spaces allowed. */
export function readFiscalCode(text: string): FiscalCodeReading {
  const code = text.replace(/\s/g, '').toUpperCase()
  if (code === '') return { outcome: 'empty' }
  if (code.length === 11) return readNumeric(code)
  if (code.length === 16) return readPersonal(code)
  return { outcome: 'wrong-length' }
}

export function parseFiscalCode(text: string): FiscalCode | undefined {
  const reading = readFiscalCode(text)
  return reading.outcome === 'read' ? reading.fiscalCode : undefined
}

function readPersonal(code: string): FiscalCodeReading {
  if (!PERSON.test(code) || !hasPossibleBirthday(code)) return { outcome: 'wrong-form' }
  if (personalCheckCharacter(code) !== code[15]) return { outcome: 'wrong-check-character' }
  return { outcome: 'read', fiscalCode: code as FiscalCode, entityType: 'F' }
}

function readNumeric(code: string): FiscalCodeReading {
  if (!/^\d{11}$/.test(code)) return { outcome: 'wrong-form' }
  if (numericCheckDigit(code) !== Number(code[10])) return { outcome: 'wrong-check-character' }
  return { outcome: 'read', fiscalCode: code as FiscalCode, entityType: 'G' }
}

/** Women have 40 added to the day. The year has two digits, so the 29th of February is always possible. */
function hasPossibleBirthday(code: string): boolean {
  const month = MONTHS.indexOf(code[8] ?? '') + 1
  const written = Number(withoutOmocodia(code.slice(9, 11)))
  const day = written > 40 ? written - 40 : written
  return day >= 1 && day <= [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
}

function withoutOmocodia(text: string): string {
  return text.replace(/[LMNPQRSTUV]/g, (letter) => String(OMOCODIA.indexOf(letter)))
}

export function personalCheckCharacter(code: string): string {
  let total = 0
  for (let position = 0; position < 15; position++) {
    const character = code[position]!
    total += position % 2 === 0 ? ODD[character]! : evenValue(character)
  }
  return String.fromCharCode(65 + (total % 26))
}

function evenValue(character: string): number {
  return character >= 'A' ? character.charCodeAt(0) - 65 : Number(character)
}

/** The same rule as the Italian VAT number: digits in even positions are doubled (D.M. 23 December 1976, art. 9). */
export function numericCheckDigit(code: string): number {
  let total = 0
  for (let position = 0; position < 10; position++) {
    const digit = Number(code[position])
    const doubled = digit * 2
    total += position % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return (10 - (total % 10)) % 10
}

/** The form alone, for the code of an institution: pagoPA's test bodies have codes like 77777777777. */
export function isInstitutionFiscalCode(text: string): text is FiscalCode {
  return /^\d{11}$/.test(text)
}

/** `RSSM************` : enough for its owner, too little for anybody else. */
export function maskFiscalCode(code: FiscalCode): string {
  return code === ANONYMOUS ? code : code.slice(0, 4) + '*'.repeat(code.length - 4)
}

/** `M**** R****`: one letter a word; the number of stars does not tell the length. */
export function maskName(name: string): string {
  return name
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `${Array.from(word)[0]}****`)
    .join(' ')
}
