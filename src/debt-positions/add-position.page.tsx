/** Aggiungi alle mie pratiche, by the two codes on the paper. */
import type { FiscalCodeProblem } from '../core/fiscal-code.ts'
import { type Temporal, formatTime } from '../core/time.ts'
import { routes } from '../routes.ts'
import { codeErrorText } from '../ui/code-field.text.ts'
import { FiscalCodeField, NoticeNumberField } from '../ui/code-fields.tsx'
import { ErrorSummary, summaryEntries } from '../ui/error-summary.tsx'
import { Actions, ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PersonalFrame } from '../ui/frame.ts'
import { NoticePicture } from '../ui/notice-picture.tsx'
import { noticePictureText } from '../ui/notice-picture.text.ts'
import { Page } from '../ui/page.tsx'
import { Callout, PageTitle, Panel } from '../ui/pieces.tsx'
import { addPositionText as text } from './add-position.text.ts'
import { searchText } from './search.text.ts'

export type AddPositionPageProps = {
  frame: PersonalFrame
  values: { fiscalCode: string; noticeNumber: string }
  errors: { fiscalCode?: FiscalCodeProblem; noticeNumber?: 'empty' | 'wrong-form' }
  problem:
    | { kind: 'not-found' | 'too-many' }
    /** Too many searches: none before this instant. */
    | { kind: 'limited'; until: Temporal.Instant }
    | undefined
}

export const AddPositionPage = ({ frame, values, errors, problem }: AddPositionPageProps) => {
  const { code } = frame.institution
  const { noticeNumber } = errors
  const messages = {
    fiscalCode: errors.fiscalCode && codeErrorText.fiscalCode[errors.fiscalCode],
    noticeNumber:
      noticeNumber && (noticeNumber === 'empty' ? text.noticeNumberEmpty : codeErrorText.noticeNumber[noticeNumber]),
  }
  const entries = summaryEntries(['fiscalCode', 'noticeNumber'] as const, (field) => messages[field])
  return (
    <Page
      frame={frame}
      title={text.title}
      section="positions"
      above={[{ label: text.above, href: routes.positions(code) }]}
      hasErrors={entries.length > 0 || problem !== undefined}
    >
      <ErrorSummary errors={entries} />
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      <Problem problem={problem} />
      <div class="q-split">
        <Panel>
          <Form frame={frame} action={routes.addPosition(code)}>
            <FiscalCodeField hint={text.fiscalCodeHint} value={values.fiscalCode} error={messages.fiscalCode} />
            <NoticeNumberField hint={text.noticeNumberHint} value={values.noticeNumber} error={messages.noticeNumber} />
            <p class="q-hint">{text.why}</p>
            <Actions>
              <SubmitButton size="lg">{text.submit}</SubmitButton>
              <ButtonLink href={routes.positions(code)} look="plain">
                {text.back}
              </ButtonLink>
            </Actions>
          </Form>
        </Panel>
        <Panel label={noticePictureText.title}>
          <h2>{noticePictureText.title}</h2>
          <NoticePicture />
        </Panel>
      </div>
    </Page>
  )
}

const Problem = ({ problem }: Pick<AddPositionPageProps, 'problem'>) => {
  if (!problem) return null
  const { title, body } = problemWords(problem)
  return (
    <Callout tone="warning" title={title} isStatus>
      <p>{body}</p>
    </Callout>
  )
}

function problemWords(problem: NonNullable<AddPositionPageProps['problem']>): { title: string; body: string } {
  switch (problem.kind) {
    case 'not-found':
      return searchText.notFound
    case 'too-many':
      return text.tooMany
    case 'limited':
      return { title: searchText.limited.title, body: searchText.limited.body(formatTime(problem.until)) }
  }
}
