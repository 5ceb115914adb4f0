/** Revoca del consenso: what will be lost is said before it is, and what was done afterwards. */
import { confirmText } from '../accounts/profile.text.ts'
import { routes } from '../routes.ts'
import { ErrorSummary, summaryEntries } from '../ui/error-summary.tsx'
import { PasswordField } from '../ui/field.tsx'
import { Actions, ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PersonalFrame, PortalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { MoneyLine, Outcome, PageTitle, Panel } from '../ui/pieces.tsx'
import { accountClosedText, myPrivacyText, revokeText as text } from './privacy.text.ts'

export type RevokePageProps = { frame: PersonalFrame; error: keyof typeof confirmText.errors | undefined }

export const RevokePage = ({ frame, error }: RevokePageProps) => {
  const { code } = frame.institution
  const message = error && confirmText.errors[error]
  const entries = summaryEntries(['password'] as const, () => message)
  return (
    <Page
      frame={frame}
      title={text.title}
      section="account"
      above={[{ label: myPrivacyText.title, href: routes.myPrivacy(code) }]}
      hasErrors={entries.length > 0}
    >
      <ErrorSummary errors={entries} />
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      <div class="q-split">
        <Panel>
          <h2>{text.goes.title}</h2>
          <ul>
            {text.goes.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
          <h2>{text.stays.title}</h2>
          <ul>
            {text.stays.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
          <MoneyLine>{text.money}</MoneyLine>
        </Panel>
        <Panel>
          <h2>{text.form}</h2>
          <Form frame={frame} action={routes.revokeConsent(code)}>
            <PasswordField
              name="password"
              label={confirmText.label}
              hint={confirmText.hint}
              error={message}
              autocomplete="current-password"
            />
            <p>{text.back30}</p>
            <Actions>
              <SubmitButton>{text.submit}</SubmitButton>
              <ButtonLink href={routes.myPrivacy(code)} look="plain">
                {text.back}
              </ButtonLink>
            </Actions>
          </Form>
        </Panel>
      </div>
    </Page>
  )
}

export const AccountClosedPage = ({ frame }: { frame: PortalFrame }) => {
  const { code, allowsLocalRegistration } = frame.institution
  const { title, body, money, next, search, register } = accountClosedText
  return (
    <Page frame={frame} title={title} section="account">
      <Outcome tone="success" title={title}>
        <p>{body}</p>
        <MoneyLine>{money}</MoneyLine>
        <p>{next}</p>
        <Actions>
          <ButtonLink href={routes.search(code)}>{search}</ButtonLink>
          {allowsLocalRegistration && (
            <ButtonLink href={routes.register(code)} look="secondary">
              {register}
            </ButtonLink>
          )}
        </Actions>
      </Outcome>
    </Page>
  )
}
