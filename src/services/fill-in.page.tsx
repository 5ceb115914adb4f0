/** The form of a service, drawn from its declaration. */
import { formatEuro } from '../core/money.ts'
import { routes } from '../routes.ts'
import { codeErrorText } from '../ui/code-field.text.ts'
import { ErrorSummary, type SummaryEntry } from '../ui/error-summary.tsx'
import { Field, FieldError, FieldGroup, FileField, LongField, SelectField } from '../ui/field.tsx'
import { Actions, ButtonLink, Form, RequiredNote, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { OptionGroup } from '../ui/option-group.tsx'
import { Page } from '../ui/page.tsx'
import { Callout, DataList, PageTitle, Panel, Steps } from '../ui/pieces.tsx'
import { type AskedField, type FieldOf, type FileType, isAsked, optionsOf } from './field.ts'
import type { DebtorProblems, FormId, TypedForm } from './filled-form.ts'
import { FILE_MEDIA_TYPES } from './upload.ts'
import { amountHint, amountProblemText, fieldHint, fieldProblemText, sizeText, totalText } from './form-problem.text.ts'
import type { OpenService } from './open-service.ts'
import { AMOUNT, type FieldProblem, boundDay } from './read-form.ts'
import { fillInText as text, servicesText } from './services.text.ts'

/** Who has to pay: known of an account, written by a guest. */
export type FormDebtor =
  | { kind: 'account'; name: string; fiscalCode: string; email: string; address: string }
  | { kind: 'guest'; problems: DebtorProblems }

export type FillInPageProps = {
  frame: PortalFrame
  service: OpenService
  formId: FormId
  debtor: FormDebtor
  typed: TypedForm
  /** By the names of the fields, and AMOUNT. */
  problems: ReadonlyMap<string, FieldProblem>
  isNothingToPay?: boolean
  /** In Rome, as `2026-11-27`. */
  today: string
  news?: 'kept' | 'limited' | 'tooManyDrafts' | undefined
}

export const FillInPage = (props: FillInPageProps) => {
  const { frame, service, formId, typed, today, isNothingToPay = false } = props
  const { code } = frame.institution
  const asked = service.form.fields.filter(isAsked)
  const entries = summaryOf(props, asked)
  return (
    <Page
      frame={frame}
      title={service.name}
      section="services"
      script="service-form.js"
      above={[{ label: servicesText.title, href: routes.services(code) }]}
      hasErrors={entries.length > 0 || isNothingToPay}
    >
      <ErrorSummary errors={entries} />
      <PageTitle lead={service.form.summary}>{service.name}</PageTitle>
      <Steps steps={text.steps} current={0} />
      {props.news !== undefined && (
        <Callout tone={props.news === 'kept' ? 'success' : 'warning'} isStatus>
          <p>{props.news === 'kept' && !frame.viewer ? text.keptByGuest : text[props.news]}</p>
        </Callout>
      )}
      {isNothingToPay && (
        <Callout tone="warning" isStatus>
          <p>{text.nothingToPay}</p>
        </Callout>
      )}
      <div class="q-narrow">
        <Form
          frame={frame}
          action={routes.fillIn(code, service.code, formId)}
          hasFiles={asked.some(({ kind }) => kind === 'file')}
        >
          <Panel>
            <RequiredNote />
            <DebtorGroup {...props} />
          </Panel>
          <Panel>
            <div data-service-form={JSON.stringify({ fields: asked, tariff: service.form.tariff, today })}>
              <p class="visually-hidden" role="status" data-said />
              <template data-error>
                <FieldError name="" error="" />
              </template>
              <h2>{text.answers}</h2>
              {asked.map((field) => (
                <AnswerField
                  key={field.name}
                  field={field}
                  typed={typed}
                  error={messageOf(props, field)}
                  today={today}
                />
              ))}
              <AmountField {...props} />
            </div>
            {service.hint !== null && (
              <Callout tone="note" title={text.hint}>
                <p>{service.hint}</p>
              </Callout>
            )}
            <Actions>
              <SubmitButton size="lg">{text.next}</SubmitButton>
              <SubmitButton look="secondary" name="keep" value="1">
                {text.keep}
              </SubmitButton>
              <a href={routes.service(code, service.code)}>{text.cancel}</a>
            </Actions>
          </Panel>
        </Form>
      </div>
    </Page>
  )
}

/** The name that a field is sent under, which is its id as well. */
export function htmlName(field: string): string {
  return `field-${field}`
}

function messageOf({ problems, today }: FillInPageProps, field: AskedField): string | undefined {
  const problem = problems.get(field.name)
  return problem && fieldProblemText(field, problem, today)
}

function amountMessage({ problems, service }: FillInPageProps): string | undefined {
  const problem = problems.get(AMOUNT)
  const { tariff } = service.form
  return problem && tariff.kind === 'typed' ? amountProblemText(tariff, problem) : undefined
}

function debtorMessages({ debtor }: FillInPageProps) {
  const problems = debtor.kind === 'guest' ? debtor.problems : {}
  const { errors } = text.debtor
  return {
    fullName: problems.fullName && errors.fullName[problems.fullName],
    fiscalCode: problems.fiscalCode && codeErrorText.fiscalCode[problems.fiscalCode],
    email: problems.email && errors.email[problems.email],
  }
}

/** In the order of the page. */
function summaryOf(props: FillInPageProps, asked: readonly AskedField[]): SummaryEntry[] {
  const messages: [string, string | undefined][] = [
    ...Object.entries(debtorMessages(props)),
    ...asked.map((field): [string, string | undefined] => [htmlName(field.name), messageOf(props, field)]),
    ['amount', amountMessage(props)],
  ]
  return messages.flatMap(([field, message]) => (message === undefined ? [] : [{ field, message }]))
}

const DebtorGroup = (props: FillInPageProps) => {
  const { debtor, service, typed } = props
  const words = text.debtor
  if (debtor.kind === 'account') {
    return (
      <>
        <h2>{words.title}</h2>
        <DataList
          entries={[
            { term: words.service, value: service.name },
            { term: words.name, value: debtor.name },
            { term: words.fiscalCode, value: debtor.fiscalCode },
            { term: words.address, value: debtor.address },
            { term: words.email, value: debtor.email },
          ]}
        />
        <p class="q-hint">{words.fromAccount}</p>
      </>
    )
  }
  const messages = debtorMessages(props)
  return (
    <FieldGroup legend={words.title}>
      <Field
        name="fullName"
        label={words.fullName}
        hint={words.fullNameHint}
        value={typed.debtor.fullName}
        error={messages.fullName}
        maxlength={70}
        autocomplete="name"
      />
      <Field
        name="fiscalCode"
        label={words.fiscalCode}
        hint={words.fiscalCodeHint}
        value={typed.debtor.fiscalCode}
        error={messages.fiscalCode}
        help="fiscal-code"
        width="medium"
      />
      <Field
        name="email"
        label={words.email}
        hint={words.emailHint}
        value={typed.debtor.email}
        error={messages.email}
        type="email"
        inputmode="email"
        autocomplete="email"
        isOptional
      />
    </FieldGroup>
  )
}

/** More answers than these are easier to find in a list that opens. */
const MOST_RADIOS = 6

type AnswerFieldProps = { field: AskedField; typed: TypedForm; error: string | undefined; today: string }

const AnswerField = ({ field, typed, error, today }: AnswerFieldProps) => {
  const values = typed.texts.get(field.name) ?? []
  const [value = ''] = values
  const hint = fieldHint(field, today)
  const shown = { name: htmlName(field.name), label: field.label, error, isOptional: field.isOptional }
  const hinted = hint === undefined ? shown : { ...shown, hint }
  switch (field.kind) {
    case 'text':
      return <Field {...hinted} value={value} maxlength={field.maxLength} width={widthOf(field.maxLength)} />
    case 'long-text':
      return <LongField {...hinted} value={value} maxlength={field.maxLength} />
    case 'number':
      return (
        <Field
          {...hinted}
          value={value}
          maxlength={12}
          width="short"
          inputmode={field.decimals === 0 ? 'numeric' : 'decimal'}
        />
      )
    case 'date':
      return (
        <Field
          {...hinted}
          value={value}
          type="date"
          width="short"
          min={field.from ? boundDay(field.from, today) : undefined}
          max={field.to ? boundDay(field.to, today) : undefined}
        />
      )
    case 'fiscal-code':
      return <Field {...hinted} value={value} maxlength={40} help="fiscal-code" width="medium" />
    case 'licence-plate':
      return <Field {...hinted} value={value} maxlength={20} help="fiscal-code" width="short" />
    case 'file':
      return <Attachment field={field} props={hinted} typed={typed} />
    default:
      return <Choice field={field} props={{ ...shown, hint }} values={values} />
  }
}

function widthOf(characters: number): 'short' | 'medium' | undefined {
  if (characters <= 12) return 'short'
  return characters <= 25 ? 'medium' : undefined
}

type ShownProps = {
  name: string
  label: string
  error: string | undefined
  isOptional: boolean
  hint?: string | undefined
}

const Choice = ({
  field,
  props: { label, hint, ...props },
  values,
}: {
  field: FieldOf<'choice' | 'choices' | 'yes-no'>
  props: ShownProps
  values: readonly string[]
}) => {
  const options = optionsOf(field) ?? []
  if (field.kind === 'choice' && options.length > MOST_RADIOS) {
    return (
      <SelectField
        {...props}
        {...(hint === undefined ? {} : { hint })}
        label={label}
        value={values[0] ?? ''}
        options={[{ value: '', label: text.choose }, ...options]}
        autocomplete="off"
      />
    )
  }
  return (
    <OptionGroup
      {...props}
      legend={label}
      hint={hint}
      options={options}
      values={values}
      takesSeveral={field.kind === 'choices'}
    />
  )
}

const Attachment = ({ field, props, typed }: { field: FieldOf<'file'>; props: ShownProps; typed: TypedForm }) => {
  const kept = typed.files.get(field.name)
  return (
    <FileField {...props} accept={field.types.map((type: FileType) => FILE_MEDIA_TYPES[type]).join(',')}>
      {kept && (
        <div class="q-attached">
          <p>
            <strong>{text.attached(kept.fileName, sizeText(Math.ceil(kept.bytes / 1024)))}</strong> {text.replace}
          </p>
          <div class="q-check">
            <input type="checkbox" id={`${props.name}-remove`} name="remove" value={field.name} />
            <label for={`${props.name}-remove`}>{text.remove}</label>
          </div>
        </div>
      )}
    </FileField>
  )
}

const AmountField = (props: FillInPageProps) => {
  const { service, typed } = props
  const { tariff } = service.form
  if (tariff.kind === 'typed') {
    return (
      <Field
        name="amount"
        label={text.amountLabel}
        hint={amountHint(tariff)}
        value={typed.amount}
        error={amountMessage(props)}
        inputmode="decimal"
        maxlength={20}
        width="short"
      />
    )
  }
  return (
    <div class="q-live-total">
      <p>
        <span>{text.amount}</span>{' '}
        <output data-total>{tariff.kind === 'fixed' ? formatEuro(tariff.amount) : totalText.unknown}</output>
      </p>
      {tariff.kind === 'fixed' ? (
        <p class="q-hint">{text.fixedAmount}</p>
      ) : (
        <noscript>
          <p class="q-hint">{text.withoutScripts}</p>
        </noscript>
      )}
    </div>
  )
}

export const GonePage = ({ frame, service }: { frame: PortalFrame; service: { code: string; name: string } }) => (
  <Page
    frame={frame}
    title={text.gone.title}
    section="services"
    above={[{ label: servicesText.title, href: routes.services(frame.institution.code) }]}
  >
    <PageTitle>{text.gone.title}</PageTitle>
    <p>{text.gone.body}</p>
    <Actions>
      <ButtonLink href={routes.newForm(frame.institution.code, service.code)}>{text.gone.again}</ButtonLink>
    </Actions>
  </Page>
)
