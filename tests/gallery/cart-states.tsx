import { CartPage, type CartPageProps } from '../../src/cart/cart.page.tsx'
import type { CartItem, CartItemState } from '../../src/cart/cart-item.ts'
import { ClearCartPage } from '../../src/cart/clear-cart.page.tsx'
import { cents } from '../../src/core/money.ts'
import { Temporal } from '../../src/core/time.ts'
import type { InstallmentId } from '../../src/debt-positions/installment.ts'
import { ListPage } from '../../src/debt-positions/list.page.tsx'
import type { PositionRecord } from '../../src/debt-positions/position-record.ts'
import { PositionPage } from '../../src/debt-positions/position.page.tsx'
import type { CartNews } from '../../src/ui/cart-news.tsx'
import type { InstitutionFrame } from '../../src/ui/frame.ts'
import {
  anonymous,
  attemptId,
  cancelled,
  confirmed,
  expired,
  long,
  notConfirmed,
  now,
  record,
  roccaverde,
  signedIn,
  since,
  test,
  today,
  union,
} from './data.ts'
import { list, position } from './position-states.tsx'

const item = (
  institution: InstitutionFrame,
  facts: Partial<PositionRecord>,
  state: CartItemState = { kind: 'ready' },
): CartItem => ({ institution, record: record(facts), state, twin: undefined })

const mensa = item(roccaverde, { serviceName: 'Mensa scolastica' })
const tari = item(roccaverde, {
  serviceName: 'TARI – Tassa sui rifiuti',
  description: 'TARI 2026, rata 2 di 3',
  amount: cents(8_000),
  dueOn: Temporal.PlainDate.from('2026-12-16'),
})
const trasporto = item(test, {
  serviceName: '10.TRASPORTO SCOLASTICO',
  description: 'Trasporto scolastico, primo quadrimestre',
  amount: cents(12_050),
  dueOn: Temporal.PlainDate.from('2026-11-12'),
})

const cart: CartPageProps = {
  frame: { ...signedIn(roccaverde), cartCount: 3 },
  today,
  items: [mensa, tari, trasporto],
  lost: [],
  operationId: 'operazione-1',
  news: undefined,
  leftOut: [],
}
const guest = anonymous(roccaverde)
const emptied = { ...cart.frame, cartCount: 0 }
const masked = (one: CartItem): CartItem => ({ ...one, record: { ...one.record, debtorName: 'G**** B****' } })

const paid = item(
  roccaverde,
  { description: 'Refezione, ottobre 2026', status: confirmed },
  { kind: 'paid', paidAt: since },
)
const gone = item(roccaverde, { description: 'Acqua 2026, saldo', status: expired }, { kind: 'expired' })
const withdrawn = item(test, { description: 'Passo carrabile 2026', status: cancelled }, { kind: 'cancelled' })
const waiting = item(
  test,
  { description: 'Trasporto scolastico', status: notConfirmed, amount: cents(12_050) },
  { kind: 'under-way', since, attemptId, until: now.add({ minutes: 7 }) },
)
const dearer = item(
  test,
  { description: 'Canone unico patrimoniale', amount: cents(5_612) },
  { kind: 'repriced', before: cents(5_400) },
)
const twice: CartItem = {
  ...mensa,
  twin: { installmentId: 'pratica-ottobre' as InstallmentId, name: 'Mensa scolastica, ottobre 2026', paidAt: since },
}
const twiceUnderWay: CartItem = {
  ...tari,
  twin: { installmentId: 'pratica-tari-1' as InstallmentId, name: long.description, paidAt: null },
}
const doubtful = item(
  roccaverde,
  { description: 'Centro estivo', status: notConfirmed },
  { kind: 'unconfirmed', since, attemptId },
)
const refused = item(roccaverde, { description: 'Multa del 3 novembre' }, { kind: 'refused', retryAt: now })
const lost = { institution: test, installmentId: 'ritirata' as InstallmentId }
const asking: CartItem = { ...masked(trasporto), state: { kind: 'needs-sign-in' } }

const news = (kind: CartNews) => (
  <PositionPage {...position} frame={{ ...guest, cartCount: kind === 'full' ? 5 : 1 }} cartNews={kind} cart="in-cart" />
)

export const cartStates = {
  carrello: <CartPage {...cart} />,
  'carrello-vuoto': <CartPage {...cart} frame={emptied} items={[]} />,
  'carrello-vuoto-senza-accesso': <CartPage {...cart} frame={guest} items={[]} />,
  'carrello-uno': <CartPage {...cart} frame={{ ...guest, cartCount: 1 }} items={[masked(mensa)]} />,
  'carrello-pieno-di-problemi': <CartPage {...cart} items={[mensa, paid, gone, withdrawn, waiting]} />,
  'carrello-importo-cambiato': (
    <CartPage {...cart} items={[mensa, dearer, doubtful]} lost={[lost]} news={{ kind: 'changed' }} />
  ),
  'carrello-niente-da-pagare': <CartPage {...cart} items={[paid, gone]} />,
  'carrello-accesso-per-uno': <CartPage {...cart} frame={{ ...guest, cartCount: 2 }} items={[masked(mensa), asking]} />,
  'carrello-accesso-per-tutti': <CartPage {...cart} frame={{ ...anonymous(test), cartCount: 1 }} items={[asking]} />,
  'carrello-rifiutata': <CartPage {...cart} items={[mensa, tari, refused]} news={{ kind: 'refused' }} />,
  'carrello-forse-pagata': <CartPage {...cart} items={[twice, twiceUnderWay, trasporto]} />,
  'carrello-forse-pagata-chiesto': (
    <CartPage {...cart} items={[twice, twiceUnderWay, trasporto]} news={{ kind: 'looks-paid' }} />
  ),
  'carrello-non-insieme': <CartPage {...cart} news={{ kind: 'not-together' }} />,
  'carrello-annullato': <CartPage {...cart} news={{ kind: 'cancelled', canPayAgainAt: null }} />,
  'carrello-annullato-tardi': <CartPage {...cart} news={{ kind: 'cancelled', canPayAgainAt: now }} />,
  'carrello-tolta': <CartPage {...cart} items={[mensa, tari]} news={{ kind: 'removed' }} />,
  'carrello-pulito': <CartPage {...cart} frame={emptied} items={[]} news={{ kind: 'cleared' }} />,
  'carrello-importo-accettato': <CartPage {...cart} news={{ kind: 'accepted' }} />,
  'carrello-dopo-accesso': <CartPage {...cart} leftOut={[paid, trasporto]} />,
  'carrello-lungo': (
    <CartPage
      {...cart}
      frame={signedIn(union)}
      items={[
        item(union, long),
        item(union, { ...long, description: null }, { kind: 'repriced', before: cents(1) }),
        ...cart.items,
      ]}
    />
  ),
  'carrello-da-pulire': <ClearCartPage frame={cart.frame} items={cart.items} count={3} />,
  'carrello-da-pulire-uno': <ClearCartPage frame={guest} items={[masked(mensa)]} count={1} />,
  'pratica-nel-carrello': news('added'),
  'pratica-gia-nel-carrello': news('already-there'),
  'pratica-carrello-altro-modo': news('alternative'),
  'pratica-carrello-pieno': news('full'),
  'pratica-carrello-non-ora': news('not-now'),
  'elenco-nel-carrello': (
    <ListPage
      {...list}
      frame={{ ...signedIn(test, 5), cartCount: 1 }}
      cartNews="added"
      rows={list.rows.map((row, index) => (index === 0 ? { ...row, cart: 'in-cart' } : row))}
    />
  ),
}
