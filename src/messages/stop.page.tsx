import { routes } from '../routes.ts'
import { Actions, ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { Outcome } from '../ui/pieces.tsx'
import type { MessageKind } from './message.ts'
import { stopText as text } from './preferences.text.ts'

export type StopPageProps = {
  frame: PortalFrame
  /** `ready` shows a button, because programs that read mail open links too. */
  state: { kind: 'ready'; token: string; message: MessageKind } | { kind: 'done' | 'unknown' }
}

export const StopPage = ({ frame, state }: StopPageProps) => {
  const { code } = frame.institution
  const { title } = text[state.kind]
  return (
    <Page frame={frame} title={title} section="account">
      {state.kind === 'ready' ? (
        <Outcome tone="note" icon="mail" title={title}>
          <p>{text.ready.body[state.message]}</p>
          <p>{text.ready.effect}</p>
          <Form frame={frame} action={routes.confirmStop(code, state.token)}>
            <Actions>
              <SubmitButton>{text.ready.submit}</SubmitButton>
            </Actions>
          </Form>
        </Outcome>
      ) : (
        <Outcome tone={state.kind === 'done' ? 'success' : 'warning'} title={title}>
          <p>{text[state.kind].body}</p>
          <Actions>
            <ButtonLink href={routes.preferences(code)} look="secondary">
              {text[state.kind].action}
            </ButtonLink>
          </Actions>
        </Outcome>
      )}
    </Page>
  )
}
