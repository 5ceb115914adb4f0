import { confirmText } from '../accounts/profile.text.ts'
import { routes } from '../routes.ts'
import { ErrorSummary, summaryEntries } from '../ui/error-summary.tsx'
import { PasswordField } from '../ui/field.tsx'
import { Actions, ButtonLink, Form } from '../ui/form.tsx'
import type { PersonalFrame } from '../ui/frame.ts'
import { Icon } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { PageTitle, Panel } from '../ui/pieces.tsx'
import { ownDataText as text } from './own-data.text.ts'
import { myPrivacyText } from './privacy.text.ts'

export type OwnDataPageProps = {
  frame: PersonalFrame
  error: keyof typeof confirmText.errors | 'too-often' | undefined
}

export const OwnDataPage = ({ frame, error }: OwnDataPageProps) => {
  const { code } = frame.institution
  const message = error && (error === 'too-often' ? text.tooOften : confirmText.errors[error])
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
          <h2>{text.contents.title}</h2>
          <ul>
            {text.contents.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
          <p class="q-hint">{text.safe}</p>
        </Panel>
        <Panel>
          <h2>{text.form}</h2>
          <Form frame={frame} action={routes.takeMyData(code)}>
            <PasswordField
              name="password"
              label={confirmText.label}
              hint={confirmText.hint}
              error={message}
              autocomplete="current-password"
            />
            <p class="q-hint">{text.wait}</p>
            <Actions>
              {/* The answer is a file and the page stays: a button that says "Attendi" would never stop saying it. */}
              <button type="submit" class="btn btn-primary">
                <Icon name="download" /> {text.submit}
              </button>
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
