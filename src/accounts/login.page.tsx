import { routes } from '../routes.ts'
import { ErrorSummary, summaryEntries } from '../ui/error-summary.tsx'
import { Field, PasswordField } from '../ui/field.tsx'
import { Actions, ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { InstitutionFrame, PortalFrame } from '../ui/frame.ts'
import { Icon } from '../ui/icon.tsx'
import { safeHref } from '../ui/link.tsx'
import { Page } from '../ui/page.tsx'
import { Callout, PageTitle, Panel } from '../ui/pieces.tsx'
import { loginText as text } from './login.text.ts'

export type LoginPageProps = {
  frame: PortalFrame
  username: string
  /** Why somebody who asked for another page, or nothing, is here. */
  reason: keyof typeof text.reasons | undefined
  problem:
    | { kind: 'fields'; username?: 'empty'; password?: 'empty' }
    /** One answer for every reason: no such account, another password, not yet active. */
    | { kind: 'wrong' }
    | { kind: 'delayed'; seconds: number }
    | undefined
  /** Where to go afterwards: a path of the portal. */
  next: string
  /** Set only where SPID or CIE is configured. */
  identityProviderUrl: string | undefined
}

export const LoginPage = (props: LoginPageProps) => {
  const { frame, problem, reason, username, next } = props
  const { code } = frame.institution
  const messages = {
    username: problem?.kind === 'fields' && problem.username ? text.errors.username.empty : undefined,
    password: problem?.kind === 'fields' && problem.password ? text.errors.password.empty : undefined,
  }
  const entries = summaryEntries(['username', 'password'] as const, (field) => messages[field])
  return (
    <Page frame={frame} title={text.title} section="account" hasErrors={problem !== undefined}>
      <p class="q-back">
        <a href={routes.search(code)}>
          <Icon name="arrow-left" size="xs" /> {text.backToSearch}
        </a>
      </p>
      <ErrorSummary errors={entries} />
      <PageTitle lead={frame.institution.name}>{text.title}</PageTitle>
      {reason && problem === undefined && (
        <Callout tone={reason === 'session-ended' ? 'warning' : 'note'} title={text.reasons[reason].title} isStatus>
          <p>{text.reasons[reason].body}</p>
        </Callout>
      )}
      <Refusal problem={problem} />
      <div class="q-split">
        <Panel>
          <IdentityProvider url={props.identityProviderUrl} />
          <Form frame={frame} action={routes.login(code)}>
            <input type="hidden" name="poi" value={next} />
            <Field
              name="username"
              label={text.username}
              value={username}
              error={messages.username}
              type="email"
              inputmode="email"
              autocomplete="username"
            />
            <PasswordField
              name="password"
              label={text.password}
              error={messages.password}
              autocomplete="current-password"
            />
            <p>
              <a href={routes.recover(code)}>{text.forgotten}</a>
            </p>
            <Actions>
              <SubmitButton size="lg">{text.submit}</SubmitButton>
            </Actions>
          </Form>
        </Panel>
        <RegisterPanel institution={frame.institution} />
      </div>
    </Page>
  )
}

const Refusal = ({ problem }: Pick<LoginPageProps, 'problem'>) => {
  if (problem?.kind === 'wrong') {
    return (
      <Callout tone="danger" title={text.errors.wrong.title} isStatus>
        <p>{text.errors.wrong.body}</p>
      </Callout>
    )
  }
  if (problem?.kind === 'delayed') {
    return (
      <Callout tone="warning" title={text.errors.delayed.title} isStatus>
        <p>{text.errors.delayed.body(problem.seconds)}</p>
      </Callout>
    )
  }
  return null
}

const IdentityProvider = ({ url }: { url: string | undefined }) => {
  const href = url && safeHref(url)
  if (!href) return null
  return (
    <>
      <ButtonLink href={href} size="lg">
        {text.spid.action}
      </ButtonLink>
      <p class="q-divider">{text.spid.or}</p>
    </>
  )
}

const RegisterPanel = ({ institution }: { institution: InstitutionFrame }) => (
  <Panel>
    <h2>{text.register.title}</h2>
    <p>{institution.allowsGuestPayment ? text.register.body : text.register.bodyAccountNeeded}</p>
    <Actions>
      {institution.allowsLocalRegistration && (
        <ButtonLink href={routes.register(institution.code)} look="secondary">
          {text.register.action}
        </ButtonLink>
      )}
      <ButtonLink href={routes.search(institution.code)} look="plain">
        {text.register.search}
      </ButtonLink>
    </Actions>
  </Panel>
)
