import { routes } from '../routes.ts'
import { ErrorSummary, summaryEntries } from '../ui/error-summary.tsx'
import { PasswordField } from '../ui/field.tsx'
import { Actions, ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PersonalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { PageTitle, Panel } from '../ui/pieces.tsx'
import { changePasswordText as text, confirmText, profileText } from './profile.text.ts'

export type ChangePasswordErrors = {
  currentPassword?: keyof typeof confirmText.errors
  password?: keyof typeof text.errors
  passwordRepeat?: keyof typeof text.repeatErrors
}

export type ChangePasswordPageProps = { frame: PersonalFrame; errors: ChangePasswordErrors }

export const ChangePasswordPage = ({ frame, errors }: ChangePasswordPageProps) => {
  const { code } = frame.institution
  const messages = {
    currentPassword: errors.currentPassword && confirmText.errors[errors.currentPassword],
    password: errors.password && text.errors[errors.password],
    passwordRepeat: errors.passwordRepeat && text.repeatErrors[errors.passwordRepeat],
  }
  const entries = summaryEntries(['currentPassword', 'password', 'passwordRepeat'] as const, (field) => messages[field])
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
      <div class="q-narrow">
        <Panel>
          <Form frame={frame} action={routes.changePassword(code)}>
            {/* For a browser that keeps passwords: whose this one is. */}
            <input type="text" name="username" value={frame.viewer.email} autocomplete="username" hidden readonly />
            <PasswordField
              name="currentPassword"
              label={confirmText.label}
              error={messages.currentPassword}
              autocomplete="current-password"
            />
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
