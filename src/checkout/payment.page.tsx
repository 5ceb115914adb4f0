/** What became of a payment, as our own database knows it: never as a return address says. */
import { type Cents, formatEuro, sum } from '../core/money.ts'
import type { Temporal } from '../core/time.ts'
import { unreachable } from '../core/unreachable.ts'
import type { CitizenStatus } from '../debt-positions/citizen-status.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import { routes } from '../routes.ts'
import { Actions, ButtonLink } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Icon } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { MoneyLine, Outcome, Panel, PaymentSteps } from '../ui/pieces.tsx'
import { RatingBox } from '../ui/rating.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Amount, Moment, momentText } from '../ui/values.tsx'
import type { AttemptId, AttemptOrigin } from '../debt-positions/attempt.ts'
import type { PaymentOutcome } from './payment-outcome.ts'
import { paymentText as text } from './payment.text.ts'

export type PaymentNotice = {
  /** Whose notice it is: not always the ente whose pages these are. */
  institution: { code: string; name: string }
  installmentId: InstallmentId
  /** Its description, or the service where that is not for everybody. */
  name: string
  amount: Cents
  status: CitizenStatus
  canGetReceipt: boolean
}

export type PaymentPageProps = {
  frame: PortalFrame
  today: Temporal.PlainDate
  attemptId: AttemptId
  startedAt: Temporal.Instant
  startedFrom: AttemptOrigin
  notices: readonly [PaymentNotice, ...PaymentNotice[]]
  /** Notices of the payment that this browser does not show. */
  hiddenCount: number
  outcome: PaymentOutcome
  /** The case that the ente has of this payment, and where it is read; absent where there is none. */
  caseLink?: string | undefined
  ratingToken: string
}

const REFRESH_SECONDS = 10

const TONES = {
  received: 'success',
  'partly-received': 'warning',
  'partly-unanswered': 'warning',
  starting: 'note',
  checking: 'warning',
  'not-completed': 'warning',
  cancelled: 'note',
  unanswered: 'warning',
} as const

const ICONS = {
  received: 'check-circle',
  'partly-received': 'clock',
  'partly-unanswered': 'warning-circle',
  starting: 'clock',
  checking: 'clock',
  'not-completed': 'warning-circle',
  cancelled: 'close-circle',
  unanswered: 'warning-circle',
} as const

export const PaymentPage = (props: PaymentPageProps) => {
  const { frame, outcome, notices, hiddenCount, today, startedAt, ratingToken } = props
  const isWaiting = outcome.kind === 'starting' || outcome.kind === 'checking' || outcome.kind === 'partly-received'
  return (
    <Page
      frame={frame}
      title={text.title[outcome.kind]}
      section={frame.viewer ? 'positions' : 'search'}
      refreshAfterSeconds={isWaiting ? REFRESH_SECONDS : undefined}
    >
      <PaymentSteps at={outcome.kind === 'starting' ? 'checkout' : 'outcome'} />
      <Outcome tone={TONES[outcome.kind]} icon={ICONS[outcome.kind]} title={text.title[outcome.kind]}>
        <OutcomeBody {...props} />
        {isWaiting && <Waiting {...props} />}
        <NextSteps {...props} />
      </Outcome>
      <Panel label={text.notices}>
        <h2>{text.notices}</h2>
        <p class="q-hint">
          {text.attempt}: <Moment at={startedAt} today={today} />
        </p>
        <ul class="q-notices">
          {notices.map((notice) => (
            <NoticeLine
              key={notice.installmentId}
              notice={notice}
              isInstitutionNamed={notices.some(({ institution }) => institution.code !== frame.institution.code)}
            />
          ))}
        </ul>
        {hiddenCount > 0 && <p class="q-hint">{text.hidden(hiddenCount)}</p>}
      </Panel>
      {outcome.kind === 'received' && <RatingBox frame={frame} journey="payment" ratingToken={ratingToken} />}
    </Page>
  )
}

const OutcomeBody = (props: PaymentPageProps) => {
  const { outcome, notices, today } = props
  const isOne = notices.length === 1
  switch (outcome.kind) {
    case 'received':
      return (
        <>
          <p>{isOne ? text.received.body : text.received.bodyOfMany}</p>
          <MoneyLine>{text.received.money(formatEuro(sum(notices.map(({ amount }) => amount))))}</MoneyLine>
        </>
      )
    case 'partly-received':
      return (
        <>
          <p>{text.partly.body}</p>
          <MoneyLine>{text.partly.money}</MoneyLine>
          <p>{text.partly.leave}</p>
        </>
      )
    case 'partly-unanswered':
      return (
        <>
          <p>
            <strong>{text.partlyUnanswered.since(momentText(outcome.since, today))}</strong>{' '}
            {text.partlyUnanswered.body}
          </p>
          <CaseLine {...props} />
          <MoneyLine>{text.partlyUnanswered.money}</MoneyLine>
        </>
      )
    case 'starting':
      return (
        <>
          <p>{text.starting.body}</p>
          <MoneyLine>{text.starting.money}</MoneyLine>
        </>
      )
    case 'checking':
      return (
        <>
          <p>
            <strong>{text.checking.since(momentText(outcome.since, today))}</strong> {text.checking.body}
          </p>
          <MoneyLine>{outcome.hint === 'ok' ? text.checking.moneyOk : text.checking.money}</MoneyLine>
          <p>{text.checking.leave}</p>
        </>
      )
    case 'not-completed':
      return (
        <>
          <p>{text['not-completed'].body}</p>
          <MoneyLine>{nothingReceived(notices, text['not-completed'].money)}</MoneyLine>
          <p>{isOne ? text['not-completed'].charged : text['not-completed'].chargedOfMany}</p>
          {outcome.canPayAgainAt && <p>{text.again.later(momentText(outcome.canPayAgainAt, today))}</p>}
        </>
      )
    case 'cancelled':
      return (
        <>
          <p>{isOne ? text.cancelled.body : text.cancelled.bodyOfMany}</p>
          <MoneyLine>{nothingReceived(notices, text.cancelled.money)}</MoneyLine>
          {outcome.canPayAgainAt && <p>{text.again.later(momentText(outcome.canPayAgainAt, today))}</p>}
        </>
      )
    case 'unanswered':
      return (
        <>
          <p>
            <strong>{text.unanswered.since(momentText(outcome.since, today))}</strong> {text.unanswered.body}
          </p>
          <CaseLine {...props} />
          <MoneyLine>{nothingReceived(notices, text.unanswered.money)}</MoneyLine>
        </>
      )
    default:
      return unreachable(outcome)
  }
}

/** That the ente knows is said where the ente knows. */
const CaseLine = ({ caseLink }: PaymentPageProps) =>
  caseLink === undefined ? (
    <p>{text.case.none}</p>
  ) : (
    <p>
      {text.case.opened} <a href={caseLink}>{text.case.link}</a>
    </p>
  )

function nothingReceived(notices: readonly PaymentNotice[], money: string): string {
  return notices.some(({ status }) => status.kind === 'confirmed') ? text.paidElsewhere : money
}

/** The script compares `data-state` with that of the page as the server gives it now. */
const Waiting = ({ frame, attemptId, outcome, notices }: PaymentPageProps) => (
  <div
    data-enhance="poll"
    data-state={`${outcome.kind}-${notices.filter(({ status }) => status.kind === 'confirmed').length}`}
    data-checked={text.checking.checked}
    data-unreachable={text.checking.unreachable}
  >
    <div class="q-wait">
      <p role="status" data-poll-status>
        {text.checking.refreshing}
      </p>
    </div>
    <p>
      <a href={routes.payment(frame.institution.code, attemptId)}>{text.checking.refresh}</a>
    </p>
  </div>
)

const NextSteps = (props: PaymentPageProps) => {
  const { frame, outcome, notices, startedFrom } = props
  const { code } = frame.institution
  const [first] = notices
  switch (outcome.kind) {
    case 'received':
      return (
        <Actions>
          {notices.length === 1 && first.canGetReceipt && (
            <ButtonLink href={routes.receipt(first.institution.code, first.installmentId)} size="lg">
              {text.received.receipt}
            </ButtonLink>
          )}
          <a href={frame.viewer ? routes.history(code) : routes.search(code)}>
            {frame.viewer ? text.received.list : text.received.search}
          </a>
        </Actions>
      )
    case 'starting':
      return (
        <Actions>
          <a href={whereItBegan(props)}>{startedFrom === 'cart' ? text.again.cart : text.starting.toPosition}</a>
        </Actions>
      )
    case 'partly-received':
    case 'checking':
      return null
    case 'not-completed':
    case 'cancelled':
      return (
        <Actions>
          <WayBack {...props} />
          {startedFrom === 'position' && (
            <a href={routes.notice(first.institution.code, first.installmentId)}>{text.again.print}</a>
          )}
        </Actions>
      )
    case 'unanswered':
    case 'partly-unanswered':
      return (
        <Actions>
          <WayBack {...props} />
          <a href={routes.paidButMissing(code)}>{text.unanswered.missing}</a>
        </Actions>
      )
    default:
      return unreachable(outcome)
  }
}

const WayBack = (props: PaymentPageProps) => (
  <ButtonLink href={whereItBegan(props)}>{props.startedFrom === 'cart' ? text.again.cart : text.again.now}</ButtonLink>
)

function whereItBegan({ frame, startedFrom, notices: [first] }: PaymentPageProps): string {
  return startedFrom === 'cart'
    ? routes.cart(frame.institution.code)
    : routes.position(first.institution.code, first.installmentId)
}

const NoticeLine = ({ notice, isInstitutionNamed }: { notice: PaymentNotice; isInstitutionNamed: boolean }) => (
  <li>
    <span class="q-notice-what">
      <a href={routes.position(notice.institution.code, notice.installmentId)}>{notice.name}</a>
      {isInstitutionNamed && <span class="q-hint">{notice.institution.name}</span>}
    </span>
    <Amount amount={notice.amount} />
    <span>
      <StatePill state={notice.status.kind} />
    </span>
    {notice.canGetReceipt && (
      <a class="q-record-receipt" href={routes.receipt(notice.institution.code, notice.installmentId)}>
        <Icon name="download" />
        {text.receiptLink}
        <span class="visually-hidden">{text.receiptOf(notice.name)}</span>
      </a>
    )}
  </li>
)
