/** Where the account is open, and what has happened to it. */
import { type Temporal, dayInRome, formatInstant, formatTime } from '../core/time.ts'
import { routes } from '../routes.ts'
import { Actions, Form, SubmitButton } from '../ui/form.tsx'
import type { PersonalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { Callout, PageTitle, Panel } from '../ui/pieces.tsx'
import { Moment, momentText } from '../ui/values.tsx'
import type { AccountEvent } from './account-event.ts'
import { accessesText as text, profileText } from './profile.text.ts'

export type ShownSession = {
  isHere: boolean
  signedInAt: Temporal.Instant
  lastSeenAt: Temporal.Instant
  browser: string | null
  network: string | null
}

export type ShownEvent = Omit<AccountEvent, 'institutionId' | 'detail'> & { institutionName: string | undefined }

export type AccessesPageProps = {
  frame: PersonalFrame
  today: Temporal.PlainDate
  /** The last used first. */
  sessions: readonly ShownSession[]
  /** The last ones first. */
  events: readonly ShownEvent[]
  haveJustBeenClosed: boolean
}

export const AccessesPage = ({ frame, today, sessions, events, haveJustBeenClosed }: AccessesPageProps) => {
  const { code } = frame.institution
  const { open, history } = text
  return (
    <Page
      frame={frame}
      title={text.title}
      section="account"
      above={[{ label: profileText.title, href: routes.profile(code) }]}
    >
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      {haveJustBeenClosed && (
        <Callout tone="success" title={text.closed.title} isStatus>
          <p>{text.closed.body}</p>
        </Callout>
      )}
      <div class="q-narrow">
        <Panel>
          <h2>{open.title}</h2>
          <ul class="q-log">
            {sessions.map((session) => (
              <li key={session.signedInAt.toString()}>
                <strong>
                  {session.browser ?? open.unknown}
                  {session.isHere && <span class="q-log-mark">{open.here}</span>}
                </strong>
                <span>{sessionFacts(session, today)}</span>
              </li>
            ))}
          </ul>
          {sessions.length > 1 ? (
            <Form frame={frame} action={routes.closeSessions(code)}>
              <p>{open.strange}</p>
              <Actions>
                <SubmitButton>{open.closeOthers}</SubmitButton>
              </Actions>
            </Form>
          ) : (
            <p class="q-hint">{open.onlyHere}</p>
          )}
        </Panel>
        <Panel>
          <h2>{history.title}</h2>
          <p class="q-hint">{history.lead}</p>
          {events.length === 0 ? (
            <p>{history.empty}</p>
          ) : (
            <ol class="q-log">
              {events.map((event, index) => (
                <li key={index}>
                  <strong>{history.events[event.name]}</strong>
                  <span>
                    <Moment at={event.occurredAt} today={today} />
                    {eventFacts(event).map((fact) => ` · ${fact}`)}
                  </span>
                </li>
              ))}
            </ol>
          )}
        </Panel>
      </div>
    </Page>
  )
}

function sessionFacts(session: ShownSession, today: Temporal.PlainDate): string {
  const { open } = text
  const since = dayInRome(session.signedInAt).equals(today)
    ? open.since(formatTime(session.signedInAt))
    : open.sinceDay(formatInstant(session.signedInAt))
  const facts = [since, session.isHere ? undefined : open.lastSeen(momentText(session.lastSeenAt, today))]
  return [...facts, session.network === null ? undefined : open.network(session.network)]
    .filter((fact) => fact !== undefined)
    .join(' · ')
}

function eventFacts({ actor, browser, network, institutionName }: ShownEvent): string[] {
  const { history, open } = text
  const who = actor === 'account' ? undefined : actor === 'portal' ? history.portal : history.by(actor)
  const where = [
    browser ?? undefined,
    network === null ? undefined : open.network(network),
    institutionName === undefined ? undefined : history.at(institutionName),
  ]
  return [who, ...where].filter((fact) => fact !== undefined)
}
