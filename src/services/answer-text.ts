/** An answer in words: for the summary, and for the causale. */
import { type Answer, type Field, optionsOf } from './field.ts'
import { hundredthsText } from './number-text.ts'

/** Empty where nothing was answered. */
export function answerText(field: Field, answer: Answer | undefined): string {
  if (field.kind === 'constant') return field.value
  switch (answer?.kind) {
    case undefined:
    case 'none':
      return ''
    case 'text':
      return answer.text
    case 'number':
      return hundredthsText(answer.hundredths)
    case 'day':
      return answer.day.split('-').toReversed().join('/')
    case 'chosen':
      return labelsOf(field, answer.values).join(', ')
    case 'file':
      return answer.fileName
  }
}

function labelsOf(field: Field, values: readonly string[]): string[] {
  return (optionsOf(field) ?? []).filter(({ value }) => values.includes(value)).map(({ label }) => label)
}

/** How many characters the words of an answer can have at most. */
export function longestText(field: Field): number {
  switch (field.kind) {
    case 'constant':
      return field.value.length
    case 'text':
    case 'long-text':
      return field.maxLength
    case 'number':
      return (
        Math.max(String(field.min).length, String(field.max).length) + (field.decimals === 0 ? 0 : field.decimals + 1)
      )
    case 'date':
      return '27/11/2026'.length
    case 'fiscal-code':
      return 16
    case 'licence-plate':
      return LONGEST_PLATE
    case 'choice':
    case 'yes-no':
      return Math.max(...labelLengths(field))
    case 'choices': {
      const longest = labelLengths(field)
        .toSorted((one, other) => other - one)
        .slice(0, field.most)
      return longest.reduce((length, label) => length + label, 2 * (longest.length - 1))
    }
    case 'file':
      return 0
  }
}

function labelLengths(field: Field): number[] {
  return (optionsOf(field) ?? []).map(({ label }) => label.length)
}

export const LONGEST_PLATE = 10
