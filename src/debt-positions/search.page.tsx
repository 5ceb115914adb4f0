import { type Temporal, formatTime } from '../core/time.ts'
import { routes } from '../routes.ts'
import { type CodeFieldErrors, EitherCode, FiscalCodeField, codeMessages } from '../ui/code-fields.tsx'
import { ErrorSummary, summaryEntries } from '../ui/error-summary.tsx'
import { Actions, ButtonLink, Form, RequiredNote, SubmitButton } from '../ui/form.tsx'
import type { InstitutionFrame, PortalFrame } from '../ui/frame.ts'
import { NoticePicture } from '../ui/notice-picture.tsx'
import { noticePictureText } from '../ui/notice-picture.text.ts'
import { Page } from '../ui/page.tsx'
import { Callout, PageTitle, Panel, PaymentSteps } from '../ui/pieces.tsx'
import { receiptSearchText, searchText as text } from './search.text.ts'

export type SearchPurpose = 'pay' | 'receipt'

export type SearchValues = { fiscalCode: string; creditorReferenceId: string; noticeNumber: string }

export type SearchPageProps = {
  frame: PortalFrame
  /** To pay it, or to get the quietanza of what is paid. */
  purpose?: SearchPurpose
  values: SearchValues
  errors: CodeFieldErrors
  /** One answer for every reason: no such notice, another codice fiscale, a notice that is not to be seen. */
  isNotFound: boolean
  /** Too many searches: none before this instant. */
  limitedUntil: Temporal.Instant | undefined
}

export const emptySearch: SearchValues = { fiscalCode: '', creditorReferenceId: '', noticeNumber: '' }

export const SearchPage = ({ frame, purpose = 'pay', values, errors, isNotFound, limitedUntil }: SearchPageProps) => {
  const { code } = frame.institution
  const words = purpose === 'pay' ? text : receiptSearchText
  const messages = codeMessages(errors)
  const entries = summaryEntries(
    ['fiscalCode', 'creditorReferenceId', 'noticeNumber'] as const,
    (field) => messages[field],
  )
  return (
    <Page
      frame={frame}
      title={words.title}
      section={purpose === 'pay' ? 'search' : 'receipt'}
      hasErrors={entries.length > 0 || isNotFound}
    >
      <ErrorSummary errors={entries} />
      <PageTitle lead={words.lead}>{words.title}</PageTitle>
      {purpose === 'pay' && <PaymentSteps at="choose" />}
      {limitedUntil && (
        <Callout tone="warning" title={text.limited.title} isStatus>
          <p>{text.limited.body(formatTime(limitedUntil))}</p>
        </Callout>
      )}
      {isNotFound && (
        <Callout tone="warning" title={text.notFound.title} isStatus>
          <p>{text.notFound.body}</p>
          <p>
            <a href={routes.paidButMissing(code)}>{text.missing}</a>
          </p>
        </Callout>
      )}
      <div class="q-split">
        <div>
          <Panel>
            <Form frame={frame} action={purpose === 'pay' ? routes.findPosition(code) : routes.findReceipt(code)}>
              <RequiredNote>{text.required}</RequiredNote>
              <FiscalCodeField hint={text.fiscalCodeHint} value={values.fiscalCode} error={messages.fiscalCode} />
              <EitherCode hints={text.codeHints} values={values} messages={messages} />
              <Actions>
                <SubmitButton size="lg">{words.submit}</SubmitButton>
              </Actions>
            </Form>
            {purpose === 'receipt' && <p class="q-hint">{receiptSearchText.masked}</p>}
            <ul class="q-see-also">
              {purpose === 'pay' && (
                <li>
                  <a href={routes.findReceipt(code)}>{text.receipt}</a>
                </li>
              )}
              <li>
                <a href={routes.paidButMissing(code)}>{text.missing}</a>
              </li>
            </ul>
          </Panel>
          {!frame.viewer && <AccountPanel institution={frame.institution} />}
        </div>
        <Panel label={noticePictureText.title}>
          <h2>{noticePictureText.title}</h2>
          <NoticePicture />
        </Panel>
      </div>
    </Page>
  )
}

const AccountPanel = ({ institution }: { institution: InstitutionFrame }) => (
  <Panel>
    <h2>{text.account.title}</h2>
    <p>{institution.allowsLocalRegistration ? text.account.body : text.account.bodyWithoutRegistration}</p>
    <Actions>
      <ButtonLink href={routes.login(institution.code)} look="secondary">
        {text.account.login}
      </ButtonLink>
      {institution.allowsLocalRegistration && (
        <ButtonLink href={routes.register(institution.code)} look="secondary">
          {text.account.register}
        </ButtonLink>
      )}
    </Actions>
  </Panel>
)
