/** Somebody searched or signed in wrongly too often from here: a machine must work for going on, or a person read mail. */
import type { Challenge } from 'altcha-lib'
import { routes } from '../routes.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Actions, ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { PageTitle, Panel } from '../ui/pieces.tsx'
import { challengeText as text } from './challenge.text.ts'

export type ChallengePageProps = {
  frame: PortalFrame
  /** Where to go on afterwards: a path of the portal. */
  next: string
  /** As altcha-lib made it, with the algorithm PBKDF2/SHA-256: the one that src/client/challenge.ts solves. */
  challenge: Challenge
  step:
    | { kind: 'ask'; email: string; error: keyof typeof text.mail.errors | undefined }
    | { kind: 'code'; email: string; error: keyof typeof text.code.errors | undefined }
}

export const ChallengePage = (props: ChallengePageProps) => {
  const { frame, step } = props
  const message = messageOf(step)
  const field = step.kind === 'ask' ? 'email' : 'code'
  return (
    <Page frame={frame} title={text.title} script="challenge.js" hasErrors={message !== undefined}>
      <ErrorSummary errors={message === undefined ? [] : [{ field, message }]} />
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      <div class="q-narrow">{step.kind === 'ask' ? <AskStep {...props} /> : <CodeStep {...props} />}</div>
    </Page>
  )
}

function messageOf(step: ChallengePageProps['step']): string | undefined {
  if (step.error === undefined) return undefined
  return step.kind === 'ask' ? text.mail.errors[step.error] : text.code.errors[step.error]
}

const AskStep = (props: ChallengePageProps) => (
  <>
    <div data-challenge hidden {...workData(props.challenge)}>
      <Panel>
        <h2>{text.work.title}</h2>
        <p>{text.work.body}</p>
        <p role="status" class="q-wait" />
        <Form frame={props.frame} action={routes.challenge(props.frame.institution.code)}>
          <input type="hidden" name="step" value="solution" />
          <input type="hidden" name="poi" value={props.next} />
          <input type="hidden" name="solution" value="" />
        </Form>
      </Panel>
    </div>
    <Panel>
      <h2>{text.mail.title}</h2>
      <p>{text.mail.body}</p>
      <Form frame={props.frame} action={routes.challenge(props.frame.institution.code)}>
        <input type="hidden" name="step" value="send" />
        <input type="hidden" name="poi" value={props.next} />
        <Field
          name="email"
          label={text.mail.email}
          value={props.step.email}
          error={messageOf(props.step)}
          type="email"
          inputmode="email"
          autocomplete="email"
        />
        <Actions>
          <SubmitButton look="secondary">{text.mail.submit}</SubmitButton>
        </Actions>
      </Form>
    </Panel>
  </>
)

const CodeStep = ({ frame, next, step }: ChallengePageProps) => (
  <Panel>
    <h2>{text.code.title}</h2>
    <p>
      {text.code.sent} <strong>{step.email}</strong>. {text.code.validity}
    </p>
    <Form frame={frame} action={routes.challenge(frame.institution.code)}>
      <input type="hidden" name="step" value="code" />
      <input type="hidden" name="poi" value={next} />
      <Field
        name="code"
        label={text.code.label}
        error={messageOf(step)}
        help="digits"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength={10}
        width="short"
      />
      <Actions>
        <SubmitButton>{text.code.submit}</SubmitButton>
        <ButtonLink href={`${routes.challenge(frame.institution.code)}?poi=${encodeURIComponent(next)}`} look="plain">
          {text.code.again}
        </ButtonLink>
      </Actions>
    </Form>
  </Panel>
)

function workData(challenge: ChallengePageProps['challenge']) {
  return {
    'data-puzzle': JSON.stringify(challenge),
    'data-working': text.work.working,
    'data-done': text.work.done,
    'data-failed': text.work.failed,
  }
}
