import type { EntityType } from '../core/fiscal-code.ts'
import { routes } from '../routes.ts'
import { ErrorSummary, summaryEntries } from '../ui/error-summary.tsx'
import { CheckboxField, Field, FieldGroup, PasswordField } from '../ui/field.tsx'
import { Actions, ButtonLink, Form, RequiredNote, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { SafeLink } from '../ui/link.tsx'
import { Page } from '../ui/page.tsx'
import { PageTitle, Panel, Steps } from '../ui/pieces.tsx'
import {
  AddressFields,
  DetailField,
  type DetailFieldErrors,
  type DetailFieldName,
  PhoneField,
  detailMessage,
} from './detail-fields.tsx'
import { passwordText, registerText } from './register.text.ts'

const text = registerText.details

/** What was typed; passwords never come back. */
export type RegistrationValues = {
  fiscalCode: string
  firstName: string
  lastName: string
  companyName: string
  streetAddress: string
  country: string
  city: string
  province: string
  postalCode: string
  email: string
  phone: string
  username: string
  acceptsPrivacy: boolean
  acceptsTerms: boolean
}

export type RegisterDetailsPageProps = {
  frame: PortalFrame
  entityType: EntityType
  values: RegistrationValues
  errors: DetailFieldErrors
}

/** As the fields stand on the page. */
const ORDER: readonly DetailFieldName[] = [
  'firstName',
  'lastName',
  'companyName',
  'streetAddress',
  'country',
  'city',
  'province',
  'postalCode',
  'email',
  'phone',
  'username',
  'password',
  'passwordRepeat',
  'privacy',
  'terms',
]

export function emptyRegistration(fiscalCode: string): RegistrationValues {
  return {
    fiscalCode,
    firstName: '',
    lastName: '',
    companyName: '',
    streetAddress: '',
    country: 'IT',
    city: '',
    province: '',
    postalCode: '',
    email: '',
    phone: '',
    username: '',
    acceptsPrivacy: false,
    acceptsTerms: false,
  }
}

export const RegisterDetailsPage = (props: RegisterDetailsPageProps) => {
  const { frame, entityType, values, errors } = props
  const { code } = frame.institution
  const messageOf = (field: DetailFieldName) => detailMessage(errors, field)
  const entries = summaryEntries(ORDER, messageOf)
  return (
    <Page
      frame={frame}
      title={`${registerText.title}: ${entityType === 'G' ? text.titleCompany : text.title}`}
      section="account"
      above={[{ label: registerText.above, href: routes.search(code) }]}
      hasErrors={entries.length > 0}
    >
      <ErrorSummary errors={entries} />
      <PageTitle lead={text.lead}>{registerText.title}</PageTitle>
      <Steps steps={registerText.steps} current={1} />
      <Panel>
        <Form frame={frame} action={routes.registerDetails(code)}>
          <RequiredNote />
          <PersonalFields entityType={entityType} values={values} errors={errors} />
          <AccessFields values={values} errors={errors} />
          <FieldGroup legend={text.consents}>
            <CheckboxField
              name="privacy"
              isChecked={values.acceptsPrivacy}
              error={messageOf('privacy')}
              label={
                <>
                  {text.privacy.before}
                  <SafeLink href={frame.institution.privacyUrl ?? routes.privacy(code)}>{text.privacy.link}</SafeLink>
                </>
              }
            />
            <CheckboxField
              name="terms"
              isChecked={values.acceptsTerms}
              error={messageOf('terms')}
              label={
                <>
                  {text.terms.before}
                  <SafeLink href={frame.institution.legalNotesUrl ?? routes.legalNotes(code)}>
                    {text.terms.link}
                  </SafeLink>
                </>
              }
            />
          </FieldGroup>
          <Actions>
            <SubmitButton>{text.submit}</SubmitButton>
            <ButtonLink href={routes.register(code)} look="secondary">
              {text.back}
            </ButtonLink>
          </Actions>
        </Form>
      </Panel>
    </Page>
  )
}

type FieldsProps = Pick<RegisterDetailsPageProps, 'values' | 'errors'>

const PersonalFields = ({ entityType, values, errors }: FieldsProps & { entityType: EntityType }) => (
  <FieldGroup legend={text.personal}>
    <div class="q-columns">
      {entityType === 'F' ? (
        <>
          <DetailField name="firstName" values={values} errors={errors} autocomplete="given-name" />
          <DetailField name="lastName" values={values} errors={errors} autocomplete="family-name" />
        </>
      ) : (
        <DetailField name="companyName" values={values} errors={errors} autocomplete="organization" />
      )}
      <Field
        name="fiscalCode"
        label={text.labels.fiscalCode}
        hint={text.hints.fiscalCode}
        value={values.fiscalCode}
        isReadOnly
        help="fiscal-code"
      />
      <AddressFields values={values} errors={errors} />
      <DetailField name="email" values={values} errors={errors} autocomplete="email" type="email" />
      <PhoneField values={values} errors={errors} />
    </div>
  </FieldGroup>
)

const AccessFields = ({ values, errors }: FieldsProps) => (
  <FieldGroup legend={text.access}>
    <DetailField name="username" values={values} errors={errors} autocomplete="username" type="email" />
    <PasswordField
      name="password"
      label={text.labels.password}
      hint={passwordText.hint}
      error={detailMessage(errors, 'password')}
      autocomplete="new-password"
    />
    <PasswordField
      name="passwordRepeat"
      label={text.labels.passwordRepeat}
      error={detailMessage(errors, 'passwordRepeat')}
      autocomplete="new-password"
    />
  </FieldGroup>
)
