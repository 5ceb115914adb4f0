import { routes } from '../routes.ts'
import { ErrorSummary, summaryEntries } from '../ui/error-summary.tsx'
import { PasswordField } from '../ui/field.tsx'
import { Actions, ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { Outcome, PageTitle, Panel } from '../ui/pieces.tsx'
import { newPasswordText as text } from './login.text.ts'

export type NewPasswordErrors = {
  password?: keyof typeof text.errors
  passwordRepeat?: keyof typeof text.repeatErrors
}

export type NewPasswordPageProps = {
  frame: PortalFrame
  state: { kind: 'ask'; token: string; errors: NewPasswordErrors } | { kind: 'done' | 'expired' }
}

export const NewPasswordPage = ({ frame, state }: NewPasswordPageProps) => {
  const { code } = frame.institution
  if (state.kind === 'ask') return <AskPage frame={frame} token={state.token} errors={state.errors} />
  const { title, body, action } = text[state.kind]
  return (
    <Page frame={frame} title={title} section="account">
      <Outcome tone={state.kind === 'done' ? 'success' : 'warning'} title={title}>
        <p>{body}</p>
        <Actions>
          <ButtonLink href={state.kind === 'done' ? routes.login(code) : routes.recover(code)}>{action}</ButtonLink>
        </Actions>
      </Outcome>
    </Page>
  )
}

const AskPage = ({ frame, token, errors }: { frame: PortalFrame; token: string; errors: NewPasswordErrors }) => {
  const messages = {
    password: errors.password && text.errors[errors.password],
    passwordRepeat: errors.passwordRepeat && text.repeatErrors[errors.passwordRepeat],
  }
  const entries = summaryEntries(['password', 'passwordRepeat'] as const, (field) => messages[field])
  return (
    <Page frame={frame} title={text.title} section="account" hasErrors={entries.length > 0}>
      <ErrorSummary errors={entries} />
      <PageTitle>{text.title}</PageTitle>
      <div class="q-narrow">
        <Panel>
          <Form frame={frame} action={routes.newPassword(frame.institution.code, token)}>
            <PasswordField
              name="password"
              label={text.password}
              hint={text.hint}
              error={messages.password}
              autocomplete="new-password"
            />
            <PasswordField
              name="passwordRepeat"
              label={text.passwordRepeat}
              error={messages.passwordRepeat}
              autocomplete="new-password"
            />
            <Actions>
              <SubmitButton>{text.submit}</SubmitButton>
            </Actions>
          </Form>
        </Panel>
      </div>
    </Page>
  )
}
