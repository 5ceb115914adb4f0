import { type Cents, formatEuro } from '../core/money.ts'
import type { Temporal } from '../core/time.ts'
import { routes } from '../routes.ts'
import { type CartNews, CartNewsCallout } from '../ui/cart-news.tsx'
import { ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PersonalFrame } from '../ui/frame.ts'
import { Icon } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { ActionsMenu, Callout, EmptyState, PageTitle, Pagination } from '../ui/pieces.tsx'
import { Amount } from '../ui/values.tsx'
import { listText as text } from './list.text.ts'
import type { CartOffer, PayOffer, PositionRecord } from './position-record.ts'
import { RecordTable } from './record-table.tsx'

export type ListRow = PositionRecord & { pay: PayOffer; cart: CartOffer; canPrintNotice: boolean }

export type ListPageProps = {
  frame: PersonalFrame
  today: Temporal.PlainDate
  /** The next due first. */
  rows: readonly ListRow[]
  /** Over all pages, each debt once although it may have several notices. */
  total: { count: number; amount: Cents; hasPlans: boolean }
  /** Whether the institution knows that the codice fiscale is the viewer's. */
  isProven: boolean
  /** What came of putting a row into the cart, just now. */
  cartNews: CartNews | undefined
  /** Which page of the list this is, for the way back to it. */
  here: { dopo?: string; prima?: string }
  previous: string | undefined
  next: string | undefined
}

export const ListPage = (props: ListPageProps) => {
  const { frame, today, rows, total, isProven } = props
  const { code } = frame.institution
  return (
    <Page frame={frame} title={text.title} section="positions">
      <PageTitle lead={text.lead}>{text.heading}</PageTitle>
      <CartNewsCallout institution={code} news={props.cartNews} />
      {!isProven && <UnprovenBanner institution={code} />}
      {rows.length === 0 ? (
        <EmptyState
          icons={['file', isProven ? 'check-circle' : 'search', 'calendar']}
          action={
            <ButtonLink href={isProven ? routes.search(code) : routes.addPosition(code)}>
              {isProven ? text.emptyAction : text.add}
            </ButtonLink>
          }
        >
          {isProven ? text.empty : text.emptyUnproven}
        </EmptyState>
      ) : (
        <>
          <div class="q-total">
            <p>
              {text.count(total.count)}
              {total.hasPlans && <span class="q-hint"> {text.totalWithPlans}</span>}
            </p>
            <p>
              {text.total} <Amount amount={total.amount} />
            </p>
          </div>
          <RecordTable
            institution={code}
            today={today}
            caption={text.caption}
            rows={rows}
            actions={(row, name) => <RowActions frame={frame} here={props.here} row={row} name={name} />}
          />
          <Pagination previous={props.previous} next={props.next} />
          <PrintAll institution={code} rows={rows} />
          {frame.institution.opensServices && (
            <p>
              {text.insertLead} <a href={routes.services(code)}>{text.insert}</a>
            </p>
          )}
          <p>
            <a href={routes.search(code)}>{text.notYours}</a>
          </p>
          <p>
            <a href={routes.addPosition(code)}>{text.add}</a>
          </p>
          <p>
            <a href={routes.paidButMissing(code)}>{text.missing}</a>
          </p>
        </>
      )}
    </Page>
  )
}

/** One file with a paper for each row. */
const PrintAll = ({ institution, rows }: { institution: string; rows: readonly ListRow[] }) => {
  const printable = rows.filter(({ canPrintNotice }) => canPrintNotice)
  if (printable.length < 2) return null
  const query = printable.map(({ installmentId }) => `pratica=${installmentId}`).join('&')
  return (
    <p>
      <a href={`${routes.selectedNotices(institution)}?${query}`}>
        <Icon name="print" /> {text.printAll(printable.length)}
      </a>
    </p>
  )
}

type RowActionsProps = Pick<ListPageProps, 'frame' | 'here'> & { row: ListRow; name: string }

const RowActions = ({ frame, here, row, name }: RowActionsProps) => {
  const { code } = frame.institution
  const form = `paga-${row.installmentId}`
  const pay = row.pay.kind === 'offered' ? row.pay : undefined
  return (
    <div class="q-record-pay">
      {pay && (
        <Form frame={frame} action={routes.pay(code, row.installmentId)} id={form}>
          <input type="hidden" name="operationId" value={pay.operationId} />
          <input type="hidden" name="amount" value={row.amount} />
          <SubmitButton size="sm">
            {text.pay}
            <span class="visually-hidden">{text.payWhat(name)}</span>
          </SubmitButton>
        </Form>
      )}
      <ActionsMenu label={text.moreActions(name)} isCompact>
        {pay && (
          <button type="submit" form={form} class="q-menu-item">
            <Icon name="card" />
            {text.payAmount(formatEuro(row.amount))}
          </button>
        )}
        {row.cart === 'offered' && (
          <Form frame={frame} action={routes.addToCart(code, row.installmentId)}>
            <input type="hidden" name="from" value="elenco" />
            {Object.entries(here).map(([cursor, value]) => (
              <input key={cursor} type="hidden" name={cursor} value={value} />
            ))}
            <button type="submit" class="q-menu-item">
              <Icon name="cart" />
              {text.addToCart}
            </button>
          </Form>
        )}
        {row.cart === 'in-cart' && (
          <a class="q-menu-item" href={routes.cart(code)}>
            <Icon name="check-circle" />
            {text.inCart}
          </a>
        )}
        {row.canPrintNotice && (
          <a class="q-menu-item" href={routes.notice(code, row.installmentId)}>
            <Icon name="print" />
            {text.print}
          </a>
        )}
        <a class="q-menu-item" href={routes.position(code, row.installmentId)}>
          <Icon name="file" />
          {text.open}
        </a>
      </ActionsMenu>
    </div>
  )
}

const UnprovenBanner = ({ institution }: { institution: string }) => (
  <Callout tone="note" title={text.unproven.title}>
    <p>{text.unproven.body}</p>
    <ul>
      <li>{text.unproven.ways.contact}</li>
      <li>{text.unproven.ways.letter}</li>
      <li>{text.unproven.ways.counter}</li>
    </ul>
    <p>
      <a href={routes.proveFiscalCode(institution)}>{text.unproven.how}</a>
    </p>
    <p>{text.unproven.meanwhile}</p>
  </Callout>
)
