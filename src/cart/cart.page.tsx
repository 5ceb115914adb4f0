/** Riepilogo carrello: what is in it, what can be paid now, what stands in the way of the rest. */
import type { Temporal } from '../core/time.ts'
import { unreachable } from '../core/unreachable.ts'
import { routes } from '../routes.ts'
import { ButtonLink } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { Callout, EmptyState, MoneyLine, PageTitle, PaymentSteps } from '../ui/pieces.tsx'
import { momentText } from '../ui/values.tsx'
import type { CartItem, LostItem } from './cart-item.ts'
import { CartItems } from './cart-items.tsx'
import { CartSummary } from './cart-summary.tsx'
import { cartText as text } from './cart.text.ts'

/** What came of the last press. */
export type CartPageNews =
  | { kind: 'removed' | 'cleared' | 'accepted' | 'changed' }
  /** Back from Checkout without having paid; paying again may have to wait. */
  | { kind: 'cancelled'; canPayAgainAt: Temporal.Instant | null }
  /** Checkout refuses some of the notices; or none of them, but all together. */
  | { kind: 'refused' | 'not-together' }
  /** Something in it looks paid already: the next press says that it is something else. */
  | { kind: 'looks-paid' }

export type CartPageProps = {
  frame: PortalFrame
  today: Temporal.PlainDate
  items: readonly CartItem[]
  lost: readonly LostItem[]
  /** Makes a second press of the button the same payment as the first. */
  operationId: string
  news: CartPageNews | undefined
  /** What found no room in the account's cart when its owner signed in. */
  leftOut: readonly Pick<CartItem, 'institution' | 'record'>[]
}

export const CartPage = (props: CartPageProps) => {
  const { frame, items, lost, news, leftOut } = props
  const { code } = frame.institution
  const isEmpty = items.length + lost.length === 0
  return (
    <Page
      frame={frame}
      title={text.title}
      section="cart"
      above={[
        frame.viewer
          ? { label: text.aboveSignedIn, href: routes.positions(code) }
          : { label: text.above, href: routes.search(code) },
      ]}
    >
      <PageTitle lead={isEmpty ? undefined : text.lead}>{text.heading}</PageTitle>
      {!isEmpty && <PaymentSteps at="check" back={frame.viewer ? routes.positions(code) : routes.search(code)} />}
      {news && <News news={news} today={props.today} />}
      {leftOut.length > 0 && <LeftOutCallout leftOut={leftOut} />}
      {isEmpty ? (
        <EmptyState
          icons={['file', 'cart', 'card']}
          action={
            <ButtonLink href={frame.viewer ? routes.positions(code) : routes.search(code)}>
              {frame.viewer ? text.emptyActionSignedIn : text.emptyAction}
            </ButtonLink>
          }
        >
          {text.empty}
        </EmptyState>
      ) : (
        <div class="q-split">
          <CartItems frame={frame} today={props.today} items={items} lost={lost} />
          <CartSummary
            frame={frame}
            items={items}
            lost={lost}
            operationId={props.operationId}
            isAskedAgain={news?.kind === 'looks-paid'}
          />
        </div>
      )}
    </Page>
  )
}

const NEWS_TONES = {
  removed: 'success',
  cleared: 'success',
  accepted: 'success',
  changed: 'warning',
  cancelled: 'note',
  refused: 'warning',
  'not-together': 'warning',
  'looks-paid': 'warning',
} as const

const News = ({ news, today }: { news: CartPageNews; today: Temporal.PlainDate }) => {
  const tone = NEWS_TONES[news.kind]
  switch (news.kind) {
    case 'removed':
    case 'cleared':
    case 'accepted':
      return (
        <Callout tone={tone} isStatus>
          <p>{text.news[news.kind]}</p>
        </Callout>
      )
    case 'cancelled':
      return (
        <Callout tone={tone} title={text.news.cancelled.title} isStatus>
          <p>
            {text.news.cancelled.body}
            {news.canPayAgainAt && ` ${text.news.cancelled.later(momentText(news.canPayAgainAt, today))}`}
          </p>
          <MoneyLine>{text.news.money}</MoneyLine>
        </Callout>
      )
    case 'changed':
    case 'refused':
    case 'not-together':
    case 'looks-paid': {
      const { title, body } = text.news[news.kind]
      return (
        <Callout tone={tone} title={title} isStatus>
          <p>{body}</p>
          <MoneyLine>{text.news.money}</MoneyLine>
        </Callout>
      )
    }
    default:
      return unreachable(news)
  }
}

const LeftOutCallout = ({ leftOut }: Pick<CartPageProps, 'leftOut'>) => (
  <Callout tone="warning" title={text.leftOut.title} isStatus>
    <p>{text.leftOut.body}</p>
    <ul>
      {leftOut.map(({ institution, record }) => (
        <li key={record.installmentId}>
          <a href={routes.position(institution.code, record.installmentId)}>{text.item.name(record)}</a>,{' '}
          {institution.name}
        </li>
      ))}
    </ul>
  </Callout>
)
