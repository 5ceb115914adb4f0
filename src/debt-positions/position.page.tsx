import { formatEuro } from '../core/money.ts'
import { type Temporal, dayInRome, formatDay } from '../core/time.ts'
import { unreachable } from '../core/unreachable.ts'
import { loginThen, routes } from '../routes.ts'
import { type CartNews, CartNewsCallout } from '../ui/cart-news.tsx'
import { ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Icon } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Callout, DataList, MoneyLine, PageTitle, Panel, PaymentSteps } from '../ui/pieces.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Amount, Code, Day, DueDay, NoticeNumberText, momentText } from '../ui/values.tsx'
import type { Twin } from './before-paying.ts'
import type { NoticeLine } from './position-draft.ts'
import type { CartOffer, PayOffer, PositionRecord } from './position-record.ts'
import { type PlanSibling, SiblingList } from './plan.tsx'
import { positionText as text } from './position.text.ts'
import { TwinLine } from './twin-line.tsx'

export type PositionPageProps = {
  frame: PortalFrame
  today: Temporal.PlainDate
  position: PositionRecord
  /** True when the viewer reads the name in full. */
  isDebtorShown: boolean
  pay: PayOffer
  /** The other ways of paying the same debt, this one among them; empty when there is none. */
  siblings: readonly PlanSibling[]
  /** What the amount is made of, where the ente says so. */
  lines?: readonly NoticeLine[]
  /** Another position that looks like this one and was paid just now. */
  twin?: Twin | undefined
  /** Whether this viewer may print the notice, fetch the receipt, keep the position in their list. */
  canPrintNotice: boolean
  canGetReceipt: boolean
  following: 'offered' | 'yes' | 'no'
  cart: CartOffer
  /** What came of putting it into the cart, just now. */
  cartNews: CartNews | undefined
  /** Just added to the viewer's list, or inserted by them. */
  news: 'added' | 'inserted' | 'insertedBefore' | undefined
  /** Somebody looked for its quietanza, and there is none. */
  isReceiptMissed?: boolean
}

export const PositionPage = (props: PositionPageProps) => {
  const { frame, position, today, news, siblings } = props
  const title = position.description ?? text.titleWithout(position.serviceName)
  const here = { institution: frame.institution.code, id: position.installmentId }
  return (
    <Page
      frame={frame}
      title={title}
      section={frame.viewer ? 'positions' : 'search'}
      refreshAfterSeconds={position.status.kind === 'not-confirmed' ? REFRESH_SECONDS : undefined}
      above={[
        frame.viewer
          ? { label: text.aboveSignedIn, href: routes.positions(here.institution) }
          : { label: text.above, href: routes.search(here.institution) },
      ]}
    >
      <PageTitle above={<StatePill state={position.status.kind} />} lead={text.inTheNameOf(position.debtorName)}>
        {title}
      </PageTitle>
      {position.status.kind === 'to-pay' && (
        <PaymentSteps
          at="check"
          back={frame.viewer ? routes.positions(here.institution) : routes.search(here.institution)}
        />
      )}
      {news && (
        <Callout tone="success" isStatus>
          <p>
            {text[news]}
            {news === 'insertedBefore' && (
              <>
                {' '}
                <a href={routes.services(here.institution)}>{text.insertAnother}</a>
              </>
            )}
          </p>
        </Callout>
      )}
      {props.isReceiptMissed === true && (
        <Callout tone="warning" title={text.noReceipt.title} isStatus>
          <p>{text.noReceipt.body}</p>
        </Callout>
      )}
      <CartNewsCallout institution={here.institution} news={props.cartNews} />
      <StateMessage {...props} />
      <div class="q-split q-split-narrow-first">
        <PayPanel {...props} />
        <div>
          <Panel>
            <h2>{text.data.title}</h2>
            <PositionData {...props} />
          </Panel>
          <ToPay {...props} />
          {siblings.length > 1 && (
            <SiblingList institution={here.institution} current={here.id} siblings={siblings} today={today} />
          )}
        </div>
      </div>
    </Page>
  )
}

/** As long as an answer is awaited the page asks again: where scripts run it compares `data-state`, elsewhere it reloads. */
const Waiting = ({ state }: { state: string }) => (
  <div
    data-enhance="poll"
    data-state={state}
    data-checked={text.waiting.checked}
    data-unreachable={text.waiting.unreachable}
  >
    <div class="q-wait">
      <p role="status" data-poll-status>
        {text.waiting.refreshing}
      </p>
    </div>
  </div>
)

const REFRESH_SECONDS = 10

/** What the state means for who reads it: what happened, whether money moved, what to do. */
const StateMessage = ({ frame, position, today, canGetReceipt }: PositionPageProps) => {
  const { status } = position
  switch (status.kind) {
    case 'to-pay':
      return null
    case 'not-confirmed':
      return (
        <Callout tone="warning" title={text.states.notConfirmed.title(momentText(status.since, today))}>
          <p>{text.states.notConfirmed.body}</p>
          <p>
            <strong>{text.states.notConfirmed.money}</strong>
          </p>
          <Waiting state={`${status.kind}-${status.attemptId}`} />
          <p>
            <a href={routes.payment(frame.institution.code, status.attemptId)}>{text.states.notConfirmed.follow}</a>
          </p>
        </Callout>
      )
    case 'confirmed':
      return (
        <Callout tone="success" title={text.states.confirmed.title(formatDay(dayInRome(status.paidAt)))}>
          <p>{canGetReceipt ? text.states.confirmed.body : text.states.confirmed.withoutReceipt}</p>
        </Callout>
      )
    case 'expired':
    case 'cancelled':
      return (
        <Callout tone={status.kind === 'expired' ? 'danger' : 'note'} title={text.states[status.kind].title}>
          <p>{text.states[status.kind].body}</p>
          <MoneyLine>{text.states[status.kind].money}</MoneyLine>
        </Callout>
      )
    default:
      return unreachable(status)
  }
}

const PayPanel = (props: PositionPageProps) => {
  const { position, today } = props
  const isOpen = position.status.kind === 'to-pay' || position.status.kind === 'not-confirmed'
  return (
    <div class="q-panel q-pay">
      <Amount amount={position.amount} isLarge />
      {isOpen && (
        <p class="q-pay-due">
          {text.dueBy} <DueDay day={position.dueOn} today={today} />
        </p>
      )}
      <PayAction {...props} />
      <OtherWays {...props} />
    </div>
  )
}

const PayAction = ({ frame, position, pay, today, canGetReceipt, twin }: PositionPageProps) => {
  const { code } = frame.institution
  switch (pay.kind) {
    case 'offered':
      return (
        <Form frame={frame} action={routes.pay(code, position.installmentId)}>
          <input type="hidden" name="operationId" value={pay.operationId} />
          <input type="hidden" name="amount" value={position.amount} />
          {twin && (
            <>
              {/* Whoever presses the button below has read what stands here. */}
              <input type="hidden" name="again" value="yes" />
              <TwinCallout institution={code} twin={twin} />
            </>
          )}
          {position.status.kind === 'not-confirmed' && (
            <Callout tone="warning">
              <p>{text.warning.again}</p>
            </Callout>
          )}
          <SubmitButton size="lg">{text.pay.now(formatEuro(position.amount))}</SubmitButton>
          <p class="q-hint">{text.pay.how}</p>
        </Form>
      )
    case 'after-login':
      return (
        <>
          <ButtonLink href={loginThen(code, routes.position(code, position.installmentId), 'login-needed')} size="lg">
            {text.pay.login}
          </ButtonLink>
          <p class="q-hint">{text.pay.loginWhy}</p>
        </>
      )
    case 'later':
      return <p class="q-hint">{text.pay.later(momentText(pay.from, today))}</p>
    case 'none':
      return <WayOn frame={frame} position={position} canGetReceipt={canGetReceipt} />
    default:
      return unreachable(pay)
  }
}

const TwinCallout = ({ institution, twin }: { institution: string; twin: Twin }) => (
  <Callout tone="warning" title={text.twin.title}>
    <p>
      <TwinLine institution={institution} twin={twin} />
    </p>
    <p>{text.twin.again}</p>
  </Callout>
)

/** "Quanto pagherò": what the amount is made of, and that the fee of whoever takes the money comes later. */
const ToPay = ({ position, lines = [] }: PositionPageProps) => {
  const isOpen = position.status.kind === 'to-pay' || position.status.kind === 'not-confirmed'
  if (!isOpen && lines.length === 0) return null
  const { toPay } = text
  return (
    <Panel>
      <h2>{isOpen ? toPay.title : toPay.titlePaid}</h2>
      <ul class="q-sums">
        {lines.map(({ label, amount }, index) => (
          <li key={index}>
            {label}
            <Amount amount={amount} />
          </li>
        ))}
        <li class="q-sums-total">
          {toPay.total}
          <Amount amount={position.amount} />
        </li>
        {isOpen && (
          <li>
            <span>
              {toPay.fee}
              <span class="q-hint">{toPay.feeWhy}</span>
            </span>
          </li>
        )}
      </ul>
    </Panel>
  )
}

/** Where there is nothing to pay any more. */
const WayOn = ({ frame, position, canGetReceipt }: Pick<PositionPageProps, 'frame' | 'position' | 'canGetReceipt'>) => {
  const { code } = frame.institution
  switch (position.status.kind) {
    case 'confirmed':
      return canGetReceipt ? (
        <ButtonLink href={routes.receipt(code, position.installmentId)} size="lg">
          {text.pay.receipt}
        </ButtonLink>
      ) : null
    case 'expired':
      return <ButtonLink href={`${routes.help(code)}#contatti-ente`}>{text.pay.contact}</ButtonLink>
    case 'cancelled':
      return (
        <ButtonLink href={routes.search(code)} look="secondary">
          {text.pay.search}
        </ButtonLink>
      )
    case 'to-pay':
    case 'not-confirmed':
      return null
    default:
      return unreachable(position.status)
  }
}

/** The notices of one plan that can still be paid; a fine has both of its amounts on one paper already. */
function printablePlan(siblings: readonly PlanSibling[]): number {
  const isPlan = siblings.some(({ part }) => typeof part === 'object')
  return isPlan
    ? siblings.filter(({ status }) => status.kind === 'to-pay' || status.kind === 'not-confirmed').length
    : 0
}

function isUnpaid({ status }: PositionRecord): boolean {
  return status.kind !== 'confirmed' && status.kind !== 'cancelled'
}

const OtherWays = (props: PositionPageProps) => {
  const { frame, position, canPrintNotice, canGetReceipt, following, siblings, cart } = props
  const { code } = frame.institution
  if (!canPrintNotice && !canGetReceipt && !isUnpaid(position) && following === 'no' && cart === 'no') return null
  const inPlan = printablePlan(siblings)
  return (
    <ul class="q-other-ways">
      {cart === 'offered' && (
        <li>
          <Form frame={frame} action={routes.addToCart(code, position.installmentId)}>
            <button type="submit">
              <Icon name="cart" />
              <span>
                {text.pay.cart}
                <span class="q-hint">{text.pay.cartWhy}</span>
              </span>
            </button>
          </Form>
        </li>
      )}
      {cart === 'in-cart' && (
        <li>
          <a href={routes.cart(code)}>
            <Icon name="check-circle" />
            {text.pay.inCart}
          </a>
        </li>
      )}
      {isUnpaid(position) && position.status.kind !== 'expired' && (
        <li>
          <a href={routes.dueDay(code, position.installmentId)}>
            <Icon name="calendar" />
            {text.pay.calendar}
          </a>
        </li>
      )}
      {canPrintNotice && (
        <li>
          <a href={routes.notice(code, position.installmentId)}>
            <Icon name="print" />
            <span>
              {text.pay.print}
              <span class="q-hint">{text.pay.printWhy}</span>
            </span>
          </a>
        </li>
      )}
      {canPrintNotice && inPlan > 1 && (
        <li>
          <a href={routes.plan(code, position.installmentId)}>
            <Icon name="print" />
            <span>
              {text.pay.printPlan}
              <span class="q-hint">{text.pay.printPlanWhy(inPlan)}</span>
            </span>
          </a>
        </li>
      )}
      {canGetReceipt && <ReceiptWays {...props} />}
      {isUnpaid(position) && (
        <li>
          <a href={`${routes.paidButMissing(code)}?pratica=${position.installmentId}`}>
            <Icon name="help-circle" />
            {text.pay.missing}
          </a>
        </li>
      )}
      {following === 'offered' && (
        <li>
          <Form frame={frame} action={routes.followPosition(code, position.installmentId)}>
            <button type="submit">
              <Icon name="plus-circle" />
              {text.pay.follow}
            </button>
          </Form>
        </li>
      )}
      {following === 'yes' && (
        <li>
          <a href={position.status.kind === 'confirmed' ? routes.history(code) : routes.positions(code)}>
            <Icon name="check-circle" />
            {text.pay.followed}
          </a>
        </li>
      )}
    </ul>
  )
}

/** The same paper in other languages; and the document behind it, which names who has paid, for the debtor alone. */
const ReceiptWays = ({ frame, position, isDebtorShown }: PositionPageProps) => {
  const address = routes.receipt(frame.institution.code, position.installmentId)
  return (
    <>
      <li class="q-in-languages">
        <span>{text.pay.receiptIn}</span>
        {Object.entries(text.pay.languages).map(([language, name]) => (
          <a key={language} href={`${address}?lingua=${language}`} lang={language} hreflang={language}>
            {name}
          </a>
        ))}
      </li>
      {isDebtorShown && (
        <li>
          <a href={routes.receiptDocument(frame.institution.code, position.installmentId)}>
            <Icon name="download" />
            <span>
              {text.pay.receiptDocument}
              <span class="q-hint">{text.pay.receiptDocumentWhy}</span>
            </span>
          </a>
        </li>
      )}
    </>
  )
}

const PositionData = ({ frame, position, isDebtorShown, today }: PositionPageProps) => (
  <DataList
    entries={[
      {
        term: text.data.debtor,
        value: (
          <>
            {position.debtorName}
            {!isDebtorShown && <span class="q-hint">{text.data.masked}</span>}
          </>
        ),
      },
      { term: text.data.institution, value: frame.institution.name },
      { term: text.data.service, value: position.serviceName },
      {
        term: text.data.description,
        value: position.description ?? <span class="q-hint">{text.hiddenDescription}</span>,
      },
      ...(position.subject === null ? [] : [{ term: text.data.subject, value: position.subject }]),
      { term: text.data.createdOn, value: <Day day={position.createdOn} /> },
      {
        term: text.data.dueOn,
        value:
          position.status.kind === 'to-pay' ? (
            <DueDay day={position.dueOn} today={today} />
          ) : (
            <Day day={position.dueOn} />
          ),
      },
      { term: text.data.noticeNumber, value: <NoticeNumberText noticeNumber={position.noticeNumber} /> },
      { term: text.data.creditorReferenceId, value: <Code code={position.creditorReferenceId} /> },
    ]}
  />
)
