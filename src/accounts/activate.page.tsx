import { unreachable } from '../core/unreachable.ts'
import { routes } from '../routes.ts'
import { Actions, ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { Outcome } from '../ui/pieces.tsx'
import { RatingBox } from '../ui/rating.tsx'
import { registerText } from './register.text.ts'

const text = registerText.activate

export type ActivatePageProps = {
  frame: PortalFrame
  /** `ready` shows a button, because programs that read mail open links too; pressing it consumes the token. */
  state: { kind: 'ready'; token: string } | { kind: 'done' | 'used' | 'expired' }
  ratingToken: string
}

export const ActivatePage = ({ frame, state, ratingToken }: ActivatePageProps) => (
  <Page frame={frame} title={text[state.kind].title} section="account">
    <Outcome tone={TONES[state.kind]} icon={state.kind === 'ready' ? 'user' : undefined} title={text[state.kind].title}>
      <p>{text[state.kind].body}</p>
      <Actions>
        <NextStep frame={frame} state={state} />
      </Actions>
    </Outcome>
    {state.kind === 'done' && <RatingBox frame={frame} journey="registration" ratingToken={ratingToken} />}
  </Page>
)

const TONES = { ready: 'note', done: 'success', used: 'note', expired: 'warning' } as const

const NextStep = ({ frame, state }: Pick<ActivatePageProps, 'frame' | 'state'>) => {
  const { code } = frame.institution
  switch (state.kind) {
    case 'ready':
      return (
        <Form frame={frame} action={routes.activate(code, state.token)}>
          <SubmitButton>{text.ready.submit}</SubmitButton>
        </Form>
      )
    case 'done':
    case 'used':
      return <ButtonLink href={routes.login(code)}>{text[state.kind].action}</ButtonLink>
    case 'expired':
      return <ButtonLink href={routes.register(code)}>{text.expired.action}</ButtonLink>
    default:
      return unreachable(state)
  }
}
