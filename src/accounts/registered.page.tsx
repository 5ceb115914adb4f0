import { routes } from '../routes.ts'
import { Actions, ButtonLink } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { Outcome, Panel, Steps } from '../ui/pieces.tsx'
import { registerText } from './register.text.ts'

const text = registerText.registered

/** The same whether the address was free or had an account already: the e-mail tells its owner. */
export type RegisteredPageProps = { frame: PortalFrame; email: string }

export const RegisteredPage = ({ frame, email }: RegisteredPageProps) => {
  const { code } = frame.institution
  return (
    <Page
      frame={frame}
      title={text.title}
      section="account"
      above={[{ label: registerText.above, href: routes.search(code) }]}
    >
      <Steps steps={registerText.steps} current={2} />
      <Outcome tone="success" icon="mail" title={text.title}>
        <p>{text.sent}</p>
        <p>
          {text.where} <strong>{email}</strong>. {text.validity}
        </p>
        <Actions>
          <ButtonLink href={routes.search(code)}>{text.back}</ButtonLink>
        </Actions>
      </Outcome>
      <Panel>
        <h2>{text.missing.title}</h2>
        <ul>
          {text.missing.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
        <p>
          <a href={routes.register(code)}>{text.again}</a>
        </p>
      </Panel>
    </Page>
  )
}
