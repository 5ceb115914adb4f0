/** Fields with the label above, the hint and the error below, and what was typed kept. */
import type { ComponentChildren } from 'preact'
import { classes } from './form.tsx'
import { Icon } from './icon.tsx'
import { formText } from './ui.text.ts'

type FieldProps = {
  /** The name that is sent; it is also the id that the error summary links to. */
  name: string
  label: string
  value?: string
  hint?: ComponentChildren
  error?: string | undefined
  isOptional?: boolean
}

type InputProps = FieldProps & {
  type?: keyof typeof TYPES
  inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel'
  autocomplete?: string
  maxlength?: number
  isReadOnly?: boolean
  /** Of a date, as `2026-11-27`. */
  min?: string | undefined
  max?: string | undefined
  /** As wide as what is expected in it. */
  width?: 'short' | 'medium' | undefined
  /** What a script may help with while typing; it never stands in the way. */
  help?: 'fiscal-code' | 'notice-number' | 'digits'
  /** A mark for AgID's checks. */
  element?: string
}

export const Field = (props: InputProps) => {
  const { name, value = '', type = 'text', help } = props
  return (
    <FieldFrame {...props}>
      <input
        class={classes('form-control', props.width && WIDTHS[props.width], help && 'q-code-input')}
        id={name}
        name={name}
        {...TYPES[type]}
        value={value}
        inputmode={props.inputmode}
        autocomplete={props.autocomplete ?? 'off'}
        maxlength={props.maxlength}
        min={props.min}
        max={props.max}
        readonly={props.isReadOnly}
        spellcheck={false}
        autocapitalize={help === 'fiscal-code' ? 'characters' : undefined}
        data-enhance={help && 'code-field'}
        data-code={help}
        data-element={props.element}
        {...(help === 'notice-number' ? COUNT : {})}
        {...described(props)}
      />
    </FieldFrame>
  )
}

/** One by one, because JSX knows which attributes each type allows. */
const TYPES = {
  text: { type: 'text' },
  email: { type: 'email' },
  tel: { type: 'tel' },
  search: { type: 'search' },
  date: { type: 'date' },
} as const

const COUNT = { 'data-count-one': formText.oneDigit, 'data-count-many': formText.manyDigits }

export const LongField = (props: FieldProps & { maxlength: number }) => (
  <FieldFrame {...props}>
    <textarea
      class="form-control"
      id={props.name}
      name={props.name}
      rows={4}
      maxlength={props.maxlength}
      {...described(props)}
    >
      {props.value}
    </textarea>
  </FieldFrame>
)

export const FileField = (props: FieldProps & { accept: string; children?: ComponentChildren }) => (
  <FieldFrame {...props}>
    {props.children}
    <input
      class="form-control q-file"
      id={props.name}
      name={props.name}
      type="file"
      accept={props.accept}
      {...described(props)}
    />
  </FieldFrame>
)

const WIDTHS = { short: 'q-width-short', medium: 'q-width-medium' }

/** Its value never comes back from the server; the eye appears only where a script can open it. */
export const PasswordField = (props: FieldProps & { autocomplete: 'current-password' | 'new-password' }) => (
  <FieldFrame {...props}>
    <div class="q-password">
      <input
        class="form-control"
        id={props.name}
        name={props.name}
        type="password"
        autocomplete={props.autocomplete}
        maxlength={256}
        {...described(props)}
      />
      <button
        type="button"
        class="q-password-toggle"
        hidden
        data-enhance="password"
        aria-controls={props.name}
        data-show={formText.showPassword}
        data-hide={formText.hidePassword}
      >
        <Icon name="password-visible" />
        <span>{formText.showPassword}</span>
      </button>
    </div>
  </FieldFrame>
)

type Option = { value: string; label: string }

export const SelectField = (
  props: FieldProps & { options: readonly Option[]; autocomplete?: string; width?: 'short' | 'medium' },
) => (
  <FieldFrame {...props}>
    <select
      class={classes('form-control', 'q-select', props.width && WIDTHS[props.width])}
      id={props.name}
      name={props.name}
      autocomplete={props.autocomplete}
      {...described(props)}
    >
      {props.options.map(({ value, label }) => (
        <option key={value} value={value} selected={value === props.value}>
          {label}
        </option>
      ))}
    </select>
  </FieldFrame>
)

export const CheckboxField = ({
  name,
  label,
  isChecked,
  error,
}: {
  name: string
  label: ComponentChildren
  isChecked: boolean
  error?: string | undefined
}) => (
  <div class={classes('q-field q-check', error !== undefined && 'q-field-wrong')}>
    <input
      type="checkbox"
      id={name}
      name={name}
      value="yes"
      checked={isChecked}
      aria-invalid={error === undefined ? undefined : 'true'}
      aria-describedby={error === undefined ? undefined : `${name}-error`}
    />
    <label for={name}>{label}</label>
    <FieldError name={name} error={error} />
  </div>
)

/** Several fields that answer one question. */
export const FieldGroup = ({
  legend,
  isLegendHidden = false,
  children,
}: {
  legend: string
  isLegendHidden?: boolean
  children: ComponentChildren
}) => (
  <fieldset class="q-group">
    <legend class={isLegendHidden ? 'visually-hidden' : undefined}>{legend}</legend>
    {children}
  </fieldset>
)

const FieldFrame = ({
  name,
  label,
  hint,
  error,
  isOptional,
  children,
}: FieldProps & { children: ComponentChildren }) => (
  <div class={classes('q-field', error !== undefined && 'q-field-wrong')}>
    <label for={name}>
      {label}
      {isOptional === true && <span class="q-optional"> {formText.optional}</span>}
    </label>
    {children}
    {hint !== undefined && (
      <p class="q-hint" id={`${name}-hint`}>
        {hint}
      </p>
    )}
    <FieldError name={name} error={error} />
  </div>
)

export const FieldError = ({ name, error }: { name: string; error: string | undefined }) =>
  error === undefined ? null : (
    <p class="q-error" id={`${name}-error`}>
      <Icon name="error" size="xs" />
      <span class="visually-hidden">{formText.errorPrefix} </span>
      {error}
    </p>
  )

function described({ name, hint, error }: FieldProps) {
  const ids = classes(error !== undefined && `${name}-error`, hint !== undefined && `${name}-hint`)
  return {
    'aria-describedby': ids === '' ? undefined : ids,
    'aria-invalid': error === undefined ? undefined : ('true' as const),
  }
}
