/** What is in the cart, ente by ente: each notice with what stands in the way of paying it and what to do about it. */
import type { ComponentChildren } from 'preact'
import { formatEuro } from '../core/money.ts'
import { type Temporal, dayInRome, formatDay } from '../core/time.ts'
import { unreachable } from '../core/unreachable.ts'
import { positionText } from '../debt-positions/position.text.ts'
import { TwinLine } from '../debt-positions/twin-line.tsx'
import { routes } from '../routes.ts'
import { Form, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Icon } from '../ui/icon.tsx'
import { Panel } from '../ui/pieces.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Amount, Code, Day, DueDay, momentText } from '../ui/values.tsx'
import { type CartItem, type CartItemState, type LostItem, isPayable } from './cart-item.ts'
import { cartText as text } from './cart.text.ts'

type ItemsProps = {
  frame: PortalFrame
  today: Temporal.PlainDate
  items: readonly CartItem[]
  lost: readonly LostItem[]
}

export const CartItems = ({ frame, today, items, lost }: ItemsProps) => (
  <div>
    {groups(items, lost).map((group) => (
      <Group key={group.institution.code} frame={frame} today={today} group={group} />
    ))}
  </div>
)

type Group = { institution: CartItem['institution']; items: CartItem[]; lost: LostItem[] }

/** By ente, in the order in which each came into the cart. */
function groups(items: readonly CartItem[], lost: readonly LostItem[]): Group[] {
  const found = new Map<string, Group>()
  for (const item of [...items, ...lost]) {
    const group = found.get(item.institution.code) ?? { institution: item.institution, items: [], lost: [] }
    found.set(item.institution.code, group)
    if ('record' in item) group.items.push(item)
    else group.lost.push(item)
  }
  return [...found.values()]
}

type GroupProps = Pick<ItemsProps, 'frame' | 'today'> & { group: Group }

const Group = ({ frame, today, group: { institution, items, lost } }: GroupProps) => (
  <Panel>
    <h2 class="q-cart-institution">{institution.name}</h2>
    <ul class="q-cart-items">
      {items.map((item) => (
        <Item key={item.record.installmentId} frame={frame} today={today} item={item} />
      ))}
      {lost.map((item) => (
        <li key={item.installmentId} class="q-cart-item q-cart-item-out">
          <h3>{text.item.lost}</h3>
          <Note tone="danger">{text.states.lost}</Note>
          <RemoveForm frame={frame} item={item} name={text.item.lost} />
        </li>
      ))}
    </ul>
  </Panel>
)

type ItemProps = Pick<ItemsProps, 'frame' | 'today'> & { item: CartItem }

const Item = ({ frame, today, item }: ItemProps) => {
  const { institution, record } = item
  const { labels } = text.item
  const name = text.item.name(record)
  const isOpen = record.status.kind === 'to-pay'
  return (
    <li class={isPayable(item) ? 'q-cart-item' : 'q-cart-item q-cart-item-out'}>
      <h3>
        <a href={routes.position(institution.code, record.installmentId)}>{name}</a>
      </h3>
      <Amount amount={record.amount} />
      <p class="q-cart-due">
        <span class="q-hint">{labels.dueOn}</span>{' '}
        {isOpen ? <DueDay day={record.dueOn} today={today} /> : <Day day={record.dueOn} />}
      </p>
      <span class="q-cart-state">
        <StatePill state={record.status.kind} />
      </span>
      <dl class="q-cart-facts">
        <Fact term={labels.service}>{record.serviceName}</Fact>
        <Fact term={labels.name}>{record.debtorName}</Fact>
        <Fact term={labels.createdOn}>
          <Day day={record.createdOn} />
        </Fact>
        <Fact term={labels.code}>
          <Code code={record.creditorReferenceId} />
        </Fact>
      </dl>
      <ItemNote frame={frame} today={today} item={item} name={name} />
      {item.twin && (
        <Note tone="warning">
          <strong>{positionText.twin.title}.</strong> <TwinLine institution={institution.code} twin={item.twin} />
        </Note>
      )}
      <RemoveForm frame={frame} item={{ institution, installmentId: record.installmentId }} name={name} />
    </li>
  )
}

const Fact = ({ term, children }: { term: string; children: ComponentChildren }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)

/** What stands in the way, and what to do about it. */
const ItemNote = ({ frame, today, item, name }: ItemProps & { name: string }) => {
  const { institution, record, state } = item
  switch (state.kind) {
    case 'ready':
      return null
    case 'unconfirmed':
      return (
        <Note tone="warning">
          {text.states.unconfirmed(momentText(state.since, today))} <FollowLink item={item} state={state} name={name} />
        </Note>
      )
    case 'under-way':
      return (
        <Note tone="warning">
          {text.states.underWay(momentText(state.since, today))}{' '}
          {state.until && text.states.underWayUntil(momentText(state.until, today))}{' '}
          <FollowLink item={item} state={state} name={name} />
        </Note>
      )
    case 'repriced':
      return (
        <Note tone="warning">
          {text.states.repriced(formatEuro(state.before), formatEuro(record.amount))}
          <Form frame={frame} action={routes.acceptNewAmount(frame.institution.code)}>
            <input type="hidden" name="institutionCode" value={institution.code} />
            <input type="hidden" name="installmentId" value={record.installmentId} />
            <input type="hidden" name="amount" value={record.amount} />
            <SubmitButton look="secondary" size="sm">
              {text.states.accept(formatEuro(record.amount))}
              <span class="visually-hidden">{text.states.acceptWhat(name)}</span>
            </SubmitButton>
          </Form>
        </Note>
      )
    case 'needs-sign-in':
      return <Note tone="note">{text.states.needsSignIn(institution.name)}</Note>
    case 'paid':
      return <Note tone="success">{text.states.paid(formatDay(dayInRome(state.paidAt)))}</Note>
    case 'expired':
    case 'cancelled':
      return <Note tone="danger">{text.states[state.kind]}</Note>
    case 'refused':
      return <Note tone="warning">{text.states.refused(momentText(state.retryAt, today))}</Note>
    default:
      return unreachable(state)
  }
}

const NOTES = {
  note: { class: 'q-cart-note q-callout-note', icon: 'info-circle' },
  success: { class: 'q-cart-note q-callout-success', icon: 'check-circle' },
  warning: { class: 'q-cart-note q-callout-warning', icon: 'warning-circle' },
  danger: { class: 'q-cart-note q-callout-danger', icon: 'error' },
} as const

const Note = ({ tone, children }: { tone: keyof typeof NOTES; children: ComponentChildren }) => (
  <div class={NOTES[tone].class}>
    <Icon name={NOTES[tone].icon} />
    <div>{children}</div>
  </div>
)

const FollowLink = ({
  item: { institution },
  state,
  name,
}: {
  item: CartItem
  state: Extract<CartItemState, { attemptId: string }>
  name: string
}) => (
  <a href={routes.payment(institution.code, state.attemptId)}>
    {text.item.follow}
    <span class="visually-hidden">{text.item.followWhat(name)}</span>
  </a>
)

const RemoveForm = ({ frame, item, name }: { frame: PortalFrame; item: LostItem; name: string }) => (
  <Form frame={frame} action={routes.removeFromCart(frame.institution.code)} class="q-cart-remove">
    <input type="hidden" name="institutionCode" value={item.institution.code} />
    <input type="hidden" name="installmentId" value={item.installmentId} />
    <button type="submit" class="q-link-button">
      <Icon name="delete" />
      {text.item.remove}
      <span class="visually-hidden">{text.item.removeWhat(name)}</span>
    </button>
  </Form>
)
