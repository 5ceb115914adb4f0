import { type Temporal, dayInRome, formatDay } from '../core/time.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import { routes } from '../routes.ts'
import { ErrorSummary, summaryEntries } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Actions, ButtonLink, Form, RequiredNote, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { type CodeFieldErrors, EitherCode, FiscalCodeField, codeMessages } from '../ui/code-fields.tsx'
import { Page } from '../ui/page.tsx'
import { Callout, Outcome, PageTitle, Panel } from '../ui/pieces.tsx'
import { missingText as text } from './paid-but-missing.text.ts'

export type MissingValues = {
  fiscalCode: string
  noticeNumber: string
  creditorReferenceId: string
  paidOn: string
  paper: string
  email: string
}

export type MissingErrors = CodeFieldErrors & {
  paidOn?: keyof typeof text.errors.paidOn
  paper?: keyof typeof text.errors.paper
  email?: keyof typeof text.errors.email
}

/** The only answer that is given at once; any other is a case, which has a page of its own. */
export type MissingResult = { installmentId: InstallmentId; paidAt: Temporal.Instant }

export type PaidButMissingPageProps = {
  frame: PortalFrame
  values: MissingValues
  errors: MissingErrors
  /** The code of an earlier request that nobody made. */
  unknownCode?: string | undefined
}

export const noMissingValues: MissingValues = {
  fiscalCode: '',
  noticeNumber: '',
  creditorReferenceId: '',
  paidOn: '',
  paper: '',
  email: '',
}

export const PaidButMissingPage = ({ frame, values, errors, unknownCode }: PaidButMissingPageProps) => {
  const messages = {
    ...codeMessages(errors),
    paidOn: errors.paidOn && text.errors.paidOn[errors.paidOn],
    paper: errors.paper && text.errors.paper[errors.paper],
    email: errors.email && text.errors.email[errors.email],
    trackingCode: unknownCode === undefined ? undefined : text.errors.trackingCode,
  }
  const entries = summaryEntries(
    ['fiscalCode', 'creditorReferenceId', 'noticeNumber', 'paidOn', 'paper', 'email', 'trackingCode'] as const,
    (field) => messages[field],
  )
  return (
    <Page frame={frame} title={text.title} section="paid-but-missing" hasErrors={entries.length > 0}>
      <ErrorSummary errors={entries} />
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      <Callout tone="note" title={text.before.title}>
        <p>{text.before.body}</p>
      </Callout>
      <div class="q-narrow">
        <Panel>
          <Form frame={frame} action={routes.paidButMissing(frame.institution.code)}>
            <RequiredNote>{text.required}</RequiredNote>
            <FiscalCodeField hint={text.fiscalCodeHint} value={values.fiscalCode} error={messages.fiscalCode} />
            <EitherCode hints={text.codeHints} values={values} messages={messages} />
            <Field
              name="paidOn"
              label={text.paidOn}
              hint={text.paidOnHint}
              value={values.paidOn}
              error={messages.paidOn}
              maxlength={20}
              width="short"
              isOptional
            />
            <Field
              name="paper"
              label={text.paper}
              hint={text.paperHint}
              value={values.paper}
              error={messages.paper}
              maxlength={200}
              isOptional
            />
            <Field
              name="email"
              label={text.email}
              hint={text.emailHint}
              value={values.email}
              error={messages.email}
              type="email"
              inputmode="email"
              autocomplete="email"
              isOptional
            />
            <Actions>
              <SubmitButton>{text.submit}</SubmitButton>
            </Actions>
          </Form>
        </Panel>
        <Panel label={text.earlier.title}>
          <h2>{text.earlier.title}</h2>
          <Form frame={frame} action={routes.findCase(frame.institution.code)}>
            <Field
              name="trackingCode"
              label={text.earlier.code}
              hint={text.earlier.codeHint}
              value={unknownCode ?? ''}
              error={messages.trackingCode}
              maxlength={40}
              width="medium"
            />
            <Actions>
              <SubmitButton look="secondary">{text.earlier.submit}</SubmitButton>
            </Actions>
          </Form>
        </Panel>
      </div>
    </Page>
  )
}

export const PaymentFoundPage = ({ frame, result }: { frame: PortalFrame; result: MissingResult }) => {
  const { code } = frame.institution
  const { found } = text
  return (
    <Page frame={frame} title={text.title} section="paid-but-missing">
      <Outcome tone="success" title={found.title}>
        <p>{found.body(formatDay(dayInRome(result.paidAt)))}</p>
        <Actions>
          <ButtonLink href={routes.receipt(code, result.installmentId)}>{found.receipt}</ButtonLink>
          <a href={routes.position(code, result.installmentId)}>{found.position}</a>
        </Actions>
      </Outcome>
    </Page>
  )
}
