/** Every way in which a request can fail, as a page that says what happened, what it means for the money, where to go. */
import { isOwnPath, routes } from '../routes.ts'
import { errorText as text } from './error.text.ts'
import { Actions, ButtonLink } from './form.tsx'
import type { Frame } from './frame.ts'
import { Page } from './page.tsx'
import { MoneyLine, Outcome } from './pieces.tsx'

export type ErrorKind = keyof typeof text.kinds

export type ErrorPageProps = {
  /** As much as is known: an error may come before the institution is. */
  frame: Frame
  kind: ErrorKind
  /** What the log calls this error; only for those that are ours. */
  reference: string | undefined
  /** A page of the portal from which the form came. */
  back: string | undefined
}

const TONES = {
  'not-found': 'note',
  'bad-request': 'warning',
  'form-expired': 'warning',
  'too-large': 'warning',
  'too-many': 'warning',
  failure: 'danger',
  unavailable: 'danger',
} as const

export const ErrorPage = ({ frame, kind, reference, back }: ErrorPageProps) => {
  const { title, body } = text.kinds[kind]
  const isWayBack = back !== undefined && isOwnPath(back)
  const paying = kind === 'failure' || kind === 'unavailable' ? text.kinds[kind].paying : undefined
  return (
    <Page frame={frame} title={title}>
      <Outcome tone={TONES[kind]} title={title}>
        <p>{body}</p>
        {paying === undefined ? <MoneyLine>{text.money}</MoneyLine> : <p>{paying}</p>}
        {reference !== undefined && (
          <p>
            {text.reference}: <code class="q-reference">{reference}</code>
          </p>
        )}
        <Actions>
          {isWayBack && <ButtonLink href={back}>{text.back}</ButtonLink>}
          {frame.institution ? (
            <ButtonLink href={routes.search(frame.institution.code)} look={isWayBack ? 'secondary' : 'primary'}>
              {text.toSearch}
            </ButtonLink>
          ) : (
            <ButtonLink href={routes.home()} look={isWayBack ? 'secondary' : 'primary'}>
              {text.toHome}
            </ButtonLink>
          )}
        </Actions>
      </Outcome>
    </Page>
  )
}
