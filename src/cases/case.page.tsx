/** A request as who has made it finds it again: with its code alone, so it says nothing of who owes what. */
import { type Temporal, dayInRome, formatDay, formatInstant } from '../core/time.ts'
import { unreachable } from '../core/unreachable.ts'
import { routes } from '../routes.ts'
import { Actions, ButtonLink } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { DataList, MoneyLine, Outcome, Panel } from '../ui/pieces.tsx'
import { momentText } from '../ui/values.tsx'
import { caseText as text } from './case.text.ts'
import type { TrackedCase } from './case.ts'
import { formatTrackingCode } from './tracking-code.ts'

/** How it stands (look-at-case.operation.ts). */
export type Standing =
  | { kind: 'paid'; paidAt: Temporal.Instant }
  | { kind: 'answered'; answer: string; at: Temporal.Instant }
  | { kind: 'checking'; since: Temporal.Instant }
  | { kind: 'nothing-yet' }

export type CasePageProps = {
  frame: PortalFrame
  today: Temporal.PlainDate
  tracked: Pick<TrackedCase, 'kind' | 'trackingCode' | 'openedAt' | 'hasEmail'>
  standing: Standing
}

export const CasePage = (props: CasePageProps) => {
  const { frame, tracked, standing } = props
  const { code } = frame.institution
  const isOpen = standing.kind === 'checking' || standing.kind === 'nothing-yet'
  return (
    <Page
      frame={frame}
      title={text.title}
      section="paid-but-missing"
      above={[{ label: text.above, href: routes.paidButMissing(code) }]}
    >
      <StandingOutcome {...props} />
      <Panel label={text.title}>
        <DataList
          entries={[
            {
              term: text.code,
              value: (
                <>
                  <strong class="q-code">{formatTrackingCode(tracked.trackingCode)}</strong>
                  <span class="q-hint">{text.codeHint}</span>
                </>
              ),
            },
            { term: text.opened, value: formatInstant(tracked.openedAt) },
          ]}
        />
        {isOpen && tracked.kind === 'paid-but-missing' && (
          <p>{tracked.hasEmail ? text.willWrite : text.willNotWrite}</p>
        )}
        <p>
          <a href={routes.paidButMissing(code)}>{text.again}</a>
        </p>
      </Panel>
    </Page>
  )
}

const StandingOutcome = ({ frame, tracked, standing, today }: CasePageProps) => {
  switch (standing.kind) {
    case 'paid':
      return (
        <Outcome tone="success" title={text.paid.title}>
          <p>{text.paid.body(formatDay(dayInRome(standing.paidAt)))}</p>
          <p>{text.paid.receipt}</p>
          <Actions>
            <ButtonLink href={routes.findReceipt(frame.institution.code)}>{text.paid.find}</ButtonLink>
          </Actions>
        </Outcome>
      )
    case 'answered':
      return (
        <Outcome tone="note" icon="mail" title={text.answered.title}>
          <p class="q-hint">{text.answered.on(formatDay(dayInRome(standing.at)))}</p>
          <p>
            <strong>{standing.answer}</strong>
          </p>
          <p>{text.answered.more}</p>
        </Outcome>
      )
    case 'checking':
      return (
        <Outcome tone="warning" icon="clock" title={text.checking.title(momentText(standing.since, today))}>
          <p>{text.checking.body}</p>
          <MoneyLine>{text.checking.kept}</MoneyLine>
        </Outcome>
      )
    case 'nothing-yet':
      return tracked.kind === 'payment-unanswered' ? (
        <Outcome tone="warning" icon="clock" title={text.unanswered.title}>
          <p>{text.unanswered.body}</p>
          <MoneyLine>{text.unanswered.kept}</MoneyLine>
        </Outcome>
      ) : (
        <Outcome tone="warning" title={text.nothing.title}>
          <p>{text.nothing.body}</p>
          <MoneyLine>{text.nothing.kept}</MoneyLine>
          <h2>{text.nothing.stepsTitle}</h2>
          <ul>
            {text.nothing.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </Outcome>
      )
    default:
      return unreachable(standing)
  }
}
