/** One of a few answers to a question, or several of them. */
import type { ComponentChildren } from 'preact'
import { FieldError } from './field.tsx'
import { classes } from './form.tsx'
import { formText } from './ui.text.ts'

type OptionGroupProps = {
  /** The name that is sent; it is also the id that the error summary links to. */
  name: string
  legend: ComponentChildren
  options: readonly { value: string; label: string }[]
  values: readonly string[]
  takesSeveral?: boolean
  hint?: string | undefined
  error?: string | undefined
  isOptional?: boolean
  /** Marks for AgID's checks: of the group, of its question, of each answer. */
  elements?: { group: string; question: string; answer: string }
}

export const OptionGroup = ({ name, legend, options, values, hint, error, elements, ...props }: OptionGroupProps) => {
  const isWrong = error !== undefined
  const isMany = props.takesSeveral === true
  const described = classes(isWrong && `${name}-error`, hint !== undefined && `${name}-hint`)
  return (
    <fieldset
      class={classes('q-group q-radios', isWrong && 'q-field-wrong')}
      id={name}
      tabindex={-1}
      role={isMany ? undefined : 'radiogroup'}
      aria-invalid={isWrong && !isMany ? 'true' : undefined}
      data-element={elements?.group}
      aria-describedby={described === '' ? undefined : described}
    >
      <legend data-element={elements?.question}>
        {legend}
        {props.isOptional === true && <span class="q-optional"> {formText.optional}</span>}
      </legend>
      {hint !== undefined && (
        <p class="q-hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {options.map(({ value, label }) => (
        <div class="q-check" key={value}>
          <input
            type={isMany ? 'checkbox' : 'radio'}
            id={`${name}-${value}`}
            name={name}
            value={value}
            checked={values.includes(value)}
            aria-invalid={isWrong && isMany ? 'true' : undefined}
          />
          <label for={`${name}-${value}`} data-element={elements?.answer}>
            {label}
          </label>
        </div>
      ))}
      <FieldError name={name} error={error} />
    </fieldset>
  )
}
