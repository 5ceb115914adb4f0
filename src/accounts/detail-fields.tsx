/** The fields of who somebody is and where they are reached: at the registration, and whenever that changes. */
import { Field, SelectField } from '../ui/field.tsx'
import { countries } from './countries.ts'
import { registerText } from './register.text.ts'
import { type ContactBody, contactFields } from './registration-form.ts'

const { labels, hints, errors: errorTexts } = registerText.details

type Texts = typeof errorTexts
export type DetailFieldName = keyof Texts
export type DetailFieldErrors = { [Name in DetailFieldName]?: keyof Texts[Name] }

/** As they stand on the page. */
export const CONTACT_FIELDS = Object.keys(contactFields) as readonly (keyof ContactBody)[]

export function detailMessage(errors: DetailFieldErrors, field: DetailFieldName): string | undefined {
  const problem = errors[field]
  const messages: Readonly<Record<string, string>> = errorTexts[field]
  return problem === undefined ? undefined : messages[problem]
}

type TypedDetail = Exclude<DetailFieldName, 'country' | 'password' | 'passwordRepeat' | 'privacy' | 'terms'>

const HINTS: Partial<Record<TypedDetail, string>> = hints

export const DetailField = <Name extends TypedDetail>({
  name,
  values,
  errors,
  autocomplete,
  type = 'text',
  width,
}: {
  name: Name
  values: Readonly<Record<Name, string>>
  errors: DetailFieldErrors
  autocomplete: string
  type?: 'text' | 'email' | 'tel'
  width?: 'short'
}) => {
  const hint = HINTS[name]
  return (
    <Field
      name={name}
      label={labels[name]}
      value={values[name]}
      error={detailMessage(errors, name)}
      autocomplete={autocomplete}
      type={type}
      inputmode={type}
      {...(hint === undefined ? {} : { hint })}
      {...(width === undefined ? {} : { width })}
    />
  )
}

type ContactProps = { values: ContactBody; errors: DetailFieldErrors }

export const AddressFields = ({ values, errors }: ContactProps) => (
  <>
    <DetailField name="streetAddress" values={values} errors={errors} autocomplete="street-address" />
    <SelectField
      name="country"
      label={labels.country}
      value={values.country}
      error={detailMessage(errors, 'country')}
      autocomplete="country"
      options={countries.map(({ code, name }) => ({ value: code, label: name }))}
    />
    <DetailField name="city" values={values} errors={errors} autocomplete="address-level2" />
    <DetailField name="province" values={values} errors={errors} autocomplete="address-level1" width="short" />
    <DetailField name="postalCode" values={values} errors={errors} autocomplete="postal-code" width="short" />
  </>
)

export const PhoneField = ({ values, errors }: ContactProps) => (
  <DetailField name="phone" values={values} errors={errors} autocomplete="tel" type="tel" />
)
