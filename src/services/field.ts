/**
 * What a service asks of whoever pays for it: fields that the ente declares as data. One declaration gives the attributes
 * of the form, the check of the server, the words of the summary and of the causale.
 */
export const FILE_TYPES = ['pdf', 'jpeg', 'png'] as const
export type FileType = (typeof FILE_TYPES)[number]

export const CHARACTERS = ['any', 'letters', 'digits', 'letters-and-digits'] as const

export type Option = { value: string; label: string }

/** A day, or so many days from today. */
export type DayBound = { kind: 'day'; day: string } | { kind: 'from-today'; days: number }

export type AskedField = { name: string; label: string; hint: string | null; isOptional: boolean } & (
  | { kind: 'text'; minLength: number; maxLength: number; characters: (typeof CHARACTERS)[number] }
  | { kind: 'long-text'; maxLength: number }
  | { kind: 'number'; min: number; max: number; decimals: number }
  | { kind: 'date'; from: DayBound | null; to: DayBound | null }
  | { kind: 'choice'; options: readonly Option[] }
  | { kind: 'choices'; options: readonly Option[]; least: number; most: number }
  | { kind: 'yes-no' }
  | { kind: 'fiscal-code'; of: 'anybody' | 'person' | 'company' }
  | { kind: 'licence-plate'; allowsForeign: boolean }
  | { kind: 'file'; types: readonly FileType[]; maxKilobytes: number }
)

/** Never shown and never sent: the same for everybody. */
export type ConstantField = { kind: 'constant'; name: string; value: string }

export type Field = AskedField | ConstantField

export type FieldOf<Kind extends Field['kind']> = Extract<Field, { kind: Kind }>

export function isAsked(field: Field): field is AskedField {
  return field.kind !== 'constant'
}

/** What was answered, understood; `none` where nothing had to be. */
export type Answer =
  | { kind: 'none' }
  | { kind: 'text'; text: string }
  | { kind: 'number'; hundredths: number }
  /** As `2026-11-27`: comparing the texts compares the days. */
  | { kind: 'day'; day: string }
  | { kind: 'chosen'; values: readonly string[] }
  | { kind: 'file'; fileName: string; bytes: number }

export type Answers = ReadonlyMap<string, Answer>

export const YES = 'yes'
export const NO = 'no'

const YES_OR_NO: readonly Option[] = [
  { value: YES, label: 'Sì' },
  { value: NO, label: 'No' },
]

/** What can be chosen; undefined of a field in which nothing is. */
export function optionsOf(field: Field): readonly Option[] | undefined {
  if (field.kind === 'yes-no') return YES_OR_NO
  return field.kind === 'choice' || field.kind === 'choices' ? field.options : undefined
}
