import { routes } from '../routes.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Actions, Form, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { Callout, PageTitle, Panel, Steps } from '../ui/pieces.tsx'
import { registerText } from './register.text.ts'

const text = registerText.code

export type RegisterCodePageProps = {
  frame: PortalFrame
  fiscalCode: string
  error: keyof typeof text.errors | undefined
}

export const RegisterCodePage = ({ frame, fiscalCode, error }: RegisterCodePageProps) => {
  const { code } = frame.institution
  const message = error && text.errors[error]
  return (
    <Page
      frame={frame}
      title={registerText.title}
      section="account"
      above={[{ label: registerText.above, href: routes.search(code) }]}
      hasErrors={message !== undefined}
    >
      <ErrorSummary errors={message === undefined ? [] : [{ field: 'fiscalCode', message }]} />
      <PageTitle lead={text.lead}>{registerText.title}</PageTitle>
      <Steps steps={registerText.steps} current={0} />
      <div class="q-narrow">
        <Panel>
          <Form frame={frame} action={routes.register(code)}>
            <Field
              name="fiscalCode"
              label={text.label}
              hint={text.hint}
              value={fiscalCode}
              error={message}
              help="fiscal-code"
              width="medium"
            />
            <Callout tone="note" title={text.why.title}>
              <p>{text.why.body}</p>
            </Callout>
            <Actions>
              <SubmitButton>{text.submit}</SubmitButton>
            </Actions>
          </Form>
        </Panel>
        <p>
          {text.already} <a href={routes.login(code)}>{text.login}</a>
        </p>
      </div>
    </Page>
  )
}
