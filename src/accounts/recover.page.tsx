import { routes } from '../routes.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Actions, ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { Outcome, PageTitle, Panel } from '../ui/pieces.tsx'
import { recoverText as text } from './login.text.ts'

export type RecoverPageProps = {
  frame: PortalFrame
  email: string
  error: keyof typeof text.errors | undefined
  /** The same whether or not the address has an account. */
  isSent: boolean
}

export const RecoverPage = ({ frame, email, error, isSent }: RecoverPageProps) => {
  const { code } = frame.institution
  const message = error && text.errors[error]
  if (isSent) {
    return (
      <Page frame={frame} title={text.sent.title} section="account">
        <Outcome tone="success" icon="mail" title={text.sent.title}>
          <p>{text.sent.body}</p>
          <p>
            {text.sent.where}: <strong>{email}</strong>
          </p>
          <p>{text.sent.missing}</p>
          <Actions>
            <ButtonLink href={routes.login(code)} look="secondary">
              {text.back}
            </ButtonLink>
          </Actions>
        </Outcome>
      </Page>
    )
  }
  return (
    <Page frame={frame} title={text.title} section="account" hasErrors={message !== undefined}>
      <ErrorSummary errors={message === undefined ? [] : [{ field: 'email', message }]} />
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      <div class="q-narrow">
        <Panel>
          <Form frame={frame} action={routes.recover(code)}>
            <Field
              name="email"
              label={text.email}
              value={email}
              error={message}
              type="email"
              inputmode="email"
              autocomplete="username"
            />
            <Actions>
              <SubmitButton>{text.submit}</SubmitButton>
              <ButtonLink href={routes.login(code)} look="plain">
                {text.back}
              </ButtonLink>
            </Actions>
          </Form>
        </Panel>
      </div>
    </Page>
  )
}
