/** How somebody shows an ente that a codice fiscale is theirs: what is done already, and the ways that are left. */
import { type Temporal, dayInRome, formatDay } from '../core/time.ts'
import { routes } from '../routes.ts'
import { ErrorSummary, summaryEntries } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Actions, ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PersonalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { Callout, DataList, PageTitle, Panel } from '../ui/pieces.tsx'
import { profileText } from './profile.text.ts'
import { type IdentityLetter, type ProofKind, isOnItsWay } from './proof.ts'
import { proveText as text } from './prove.text.ts'

type CodeError =
  | { kind: 'empty' | 'wrong-form' | 'no-letter' | 'proven-by-another' }
  | { kind: 'wrong'; triesLeft: number }

export type ProvePageProps = {
  frame: PersonalFrame
  now: Temporal.Instant
  fiscalCode: string
  state:
    | { kind: 'proven'; how: ProofKind; provenAt: Temporal.Instant; isNew: boolean }
    | { kind: 'test' | 'not-here' }
    | {
        kind: 'open'
        letter: IdentityLetter | undefined
        code: string
        error: CodeError | undefined
        isTooOften: boolean
      }
}

export const ProvePage = ({ frame, now, fiscalCode, state }: ProvePageProps) => {
  const { code, name } = frame.institution
  const error = state.kind === 'open' ? state.error && errorText(state.error) : undefined
  const entries = summaryEntries(['code'] as const, () => error)
  return (
    <Page
      frame={frame}
      title={text.title}
      section="account"
      above={[{ label: profileText.title, href: routes.profile(code) }]}
      hasErrors={entries.length > 0}
    >
      <ErrorSummary errors={entries} />
      <PageTitle lead={text.lead(name)}>{text.title}</PageTitle>
      <div class="q-narrow">
        <DataList isProse entries={[{ term: text.fiscalCode, value: <span class="q-code">{fiscalCode}</span> }]} />
        {state.kind === 'proven' && (
          <Callout tone="success" title={text.proven.title} isStatus={state.isNew}>
            {state.isNew && <p>{text.proven.justNow}</p>}
            <p>
              {text.proven.on(formatDay(dayInRome(state.provenAt)))} {text.proven.how[state.how]}
            </p>
            <Actions>
              <ButtonLink href={routes.positions(code)}>{text.proven.action}</ButtonLink>
            </Actions>
          </Callout>
        )}
        {(state.kind === 'test' || state.kind === 'not-here') && (
          <Callout tone="note" title={state.kind === 'test' ? text.test.title : text.notHere.title}>
            <p>{state.kind === 'test' ? text.test.body : text.notHere.body}</p>
            {state.kind === 'not-here' && (
              <Actions>
                <ButtonLink href={routes.addPosition(code)}>{text.notHere.action}</ButtonLink>
              </Actions>
            )}
          </Callout>
        )}
        {state.kind === 'open' && (
          <>
            <LetterPanel frame={frame} now={now} state={state} error={error} />
            <Panel>
              <h2>{text.ways.counter.title}</h2>
              <p>{text.ways.counter.body}</p>
            </Panel>
            <Panel>
              <h2>{text.ways.contact.title}</h2>
              <p>{text.ways.contact.body(frame.viewer.email)}</p>
            </Panel>
          </>
        )}
      </div>
    </Page>
  )
}

type LetterPanelProps = Pick<ProvePageProps, 'frame' | 'now'> & {
  state: Extract<ProvePageProps['state'], { kind: 'open' }>
  error: string | undefined
}

const LetterPanel = ({ frame, now, state: { letter, code, isTooOften }, error }: LetterPanelProps) => {
  const words = text.ways.letter
  const institution = frame.institution.code
  const isWaiting = letter !== undefined && isOnItsWay(letter, now)
  return (
    <Panel>
      <h2>{words.title}</h2>
      <p>{words.body}</p>
      {isTooOften && (
        <Callout tone="warning" isStatus>
          <p>{words.tooOften}</p>
        </Callout>
      )}
      {letter && <LetterState letter={letter} isWaiting={isWaiting} />}
      {letter?.status === 'printed' && isWaiting && (
        <Form frame={frame} action={routes.proveFiscalCode(institution)}>
          <Field name="code" label={words.code} hint={words.hint} value={code} error={error} width="medium" />
          <p class="q-hint">{words.triesLeft(letter.triesLeft)}</p>
          <Actions>
            <SubmitButton>{words.submit}</SubmitButton>
          </Actions>
        </Form>
      )}
      {!isWaiting && (
        <Form frame={frame} action={routes.askLetter(institution)}>
          <Actions>
            <SubmitButton look="secondary">{words.ask}</SubmitButton>
          </Actions>
        </Form>
      )}
    </Panel>
  )
}

const LetterState = ({ letter, isWaiting }: { letter: IdentityLetter; isWaiting: boolean }) => {
  const words = text.ways.letter
  if (letter.status !== 'printed') {
    const day = formatDay(dayInRome(letter.askedAt))
    return <p>{letter.status === 'asked' ? words.asked(day) : words.undeliverable}</p>
  }
  return <p>{isWaiting ? words.printed(formatDay(dayInRome(letter.expiresAt))) : words.over}</p>
}

function errorText(error: CodeError): string {
  const { errors } = text.ways.letter
  return error.kind === 'wrong' ? errors.wrong(error.triesLeft) : errors[error.kind]
}
