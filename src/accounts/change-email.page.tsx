import { type Temporal, formatTime } from '../core/time.ts'
import { routes } from '../routes.ts'
import { ErrorSummary, summaryEntries } from '../ui/error-summary.tsx'
import { Field, PasswordField } from '../ui/field.tsx'
import { Actions, ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PersonalFrame, PortalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { Callout, DataList, Outcome, PageTitle, Panel } from '../ui/pieces.tsx'
import { changeEmailText as text, confirmEmailText, confirmText, profileText } from './profile.text.ts'

export type ChangeEmailErrors = { email?: keyof typeof text.errors; password?: keyof typeof confirmText.errors }

export type ChangeEmailPageProps = {
  frame: PersonalFrame
  email: string
  errors: ChangeEmailErrors
  /** A mailbox that has been asked and has not answered yet. */
  pending: { email: string; expiresAt: Temporal.Instant } | undefined
}

export const ChangeEmailPage = ({ frame, email, errors, pending }: ChangeEmailPageProps) => {
  const { code } = frame.institution
  const messages = {
    email: errors.email && text.errors[errors.email],
    password: errors.password && confirmText.errors[errors.password],
  }
  const entries = summaryEntries(['email', 'password'] as const, (field) => messages[field])
  return (
    <Page
      frame={frame}
      title={text.title}
      section="account"
      above={[{ label: profileText.title, href: routes.profile(code) }]}
      hasErrors={entries.length > 0}
    >
      <ErrorSummary errors={entries} />
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      {pending && entries.length === 0 && (
        <Callout tone="note" title={text.pending.title} isStatus>
          <p>{text.pending.body(formatTime(pending.expiresAt))}</p>
          <p>
            {text.pending.where}: <strong class="q-breakable">{pending.email}</strong>
          </p>
          <p>{text.pending.missing}</p>
        </Callout>
      )}
      <div class="q-narrow">
        <Panel>
          <DataList isProse entries={[{ term: text.now, value: frame.viewer.email }]} />
          <Form frame={frame} action={routes.changeEmail(code)}>
            <Field
              name="email"
              label={text.email}
              hint={text.proof}
              value={email}
              error={messages.email}
              type="email"
              inputmode="email"
              autocomplete="email"
            />
            <PasswordField
              name="password"
              label={confirmText.label}
              hint={confirmText.hint}
              error={messages.password}
              autocomplete="current-password"
            />
            <Actions>
              <SubmitButton>{text.submit}</SubmitButton>
              <ButtonLink href={routes.profile(code)} look="plain">
                {text.back}
              </ButtonLink>
            </Actions>
          </Form>
        </Panel>
      </div>
    </Page>
  )
}

export type ConfirmEmailPageProps = {
  frame: PortalFrame
  state: { kind: 'ready'; token: string } | { kind: 'done' | 'used' | 'expired' }
}

export const ConfirmEmailPage = ({ frame, state }: ConfirmEmailPageProps) => {
  const { code } = frame.institution
  const { title, body } = confirmEmailText[state.kind]
  return (
    <Page frame={frame} title={title} section="account">
      <Outcome tone={TONES[state.kind]} icon={state.kind === 'ready' ? 'mail' : undefined} title={title}>
        <p>{body}</p>
        {state.kind === 'ready' ? (
          <Form frame={frame} action={routes.confirmEmail(code, state.token)}>
            <Actions>
              <SubmitButton size="lg">{confirmEmailText.ready.submit}</SubmitButton>
            </Actions>
          </Form>
        ) : (
          <Actions>
            <ButtonLink href={frame.viewer ? routes.profile(code) : routes.login(code)}>
              {frame.viewer ? profileText.title : confirmEmailText[state.kind].action}
            </ButtonLink>
          </Actions>
        )}
      </Outcome>
    </Page>
  )
}

const TONES = { ready: 'note', done: 'success', used: 'note', expired: 'warning' } as const
