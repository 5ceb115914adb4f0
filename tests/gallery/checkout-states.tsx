import { CheckoutProblemPage, type CheckoutProblemPageProps } from '../../src/checkout/checkout-problem.page.tsx'
import { GoingPage } from '../../src/checkout/going.page.tsx'
import { type PaymentNotice, PaymentPage, type PaymentPageProps } from '../../src/checkout/payment.page.tsx'
import { cents } from '../../src/core/money.ts'
import { Temporal } from '../../src/core/time.ts'
import type { InstallmentId } from '../../src/debt-positions/installment.ts'
import {
  anonymous,
  attemptId,
  confirmed,
  long,
  notConfirmed,
  now,
  roccaverde,
  signedIn,
  since,
  test,
  toPay,
  today,
  union,
} from './data.ts'

const frame = anonymous(roccaverde)
const installmentId = 'pratica-mensa' as InstallmentId

const notice: PaymentNotice = {
  institution: roccaverde,
  installmentId,
  name: 'Mensa scolastica, novembre 2026',
  amount: cents(5_400),
  status: notConfirmed,
  canGetReceipt: false,
}
const second: PaymentNotice = {
  ...notice,
  installmentId: 'pratica-tari' as InstallmentId,
  name: long.description,
  amount: cents(123_456),
}
const payment: PaymentPageProps = {
  frame,
  today,
  attemptId,
  startedAt: since,
  startedFrom: 'position',
  notices: [notice],
  hiddenCount: 0,
  outcome: { kind: 'checking', since, hint: 'ok' },
  ratingToken: 'A'.repeat(43),
}
const open: PaymentNotice = { ...notice, status: toPay }
const done: PaymentNotice = { ...notice, status: confirmed, canGetReceipt: true }
const secondDone: PaymentNotice = { ...second, status: confirmed, canGetReceipt: true }
const elsewhere: PaymentNotice = {
  ...notice,
  institution: test,
  installmentId: 'pratica-trasporto' as InstallmentId,
  name: 'Trasporto scolastico, primo quadrimestre',
  amount: cents(12_050),
}
const cart: PaymentPageProps = { ...payment, startedFrom: 'cart', notices: [notice, second, elsewhere] }
const cartOpen = { ...cart, notices: [open, { ...second, status: toPay }, { ...elsewhere, status: toPay }] } as const

const problem: Omit<CheckoutProblemPageProps, 'problem'> = {
  frame,
  today,
  origin: { kind: 'position', installmentId },
}
export const checkoutStates = {
  'verso-pagopa': (
    <GoingPage
      frame={frame}
      checkoutUrl="https://checkout.example/c/1"
      installmentId={installmentId}
      amount={cents(5_400)}
    />
  ),
  'pagamento-ricevuto': <PaymentPage {...payment} notices={[done]} outcome={{ kind: 'received' }} />,
  'pagamento-ricevuto-con-accesso': (
    <PaymentPage {...payment} frame={signedIn(test)} notices={[done, secondDone]} outcome={{ kind: 'received' }} />
  ),
  'pagamento-in-parte': <PaymentPage {...payment} notices={[done, second]} outcome={{ kind: 'partly-received' }} />,
  'pagamento-carrello-ricevuto': (
    <PaymentPage
      {...cart}
      notices={[done, secondDone, { ...elsewhere, status: confirmed, canGetReceipt: true }]}
      outcome={{ kind: 'received' }}
    />
  ),
  'pagamento-carrello-in-parte': (
    <PaymentPage {...cart} notices={[done, second, elsewhere]} outcome={{ kind: 'partly-received' }} />
  ),
  'pagamento-carrello-in-parte-da-un-giorno': (
    <PaymentPage
      {...cart}
      notices={[done, { ...second, status: toPay }]}
      outcome={{ kind: 'partly-unanswered', since: Temporal.Instant.from('2026-11-22T10:00:00Z') }}
    />
  ),
  'pagamento-carrello-in-verifica': <PaymentPage {...cart} hiddenCount={1} />,
  'pagamento-carrello-non-completato': (
    <PaymentPage {...cartOpen} outcome={{ kind: 'not-completed', canPayAgainAt: now }} />
  ),
  'pagamento-carrello-pagato-altrove': (
    <PaymentPage
      {...cart}
      frame={signedIn(roccaverde)}
      notices={[done, { ...elsewhere, status: toPay }]}
      outcome={{ kind: 'not-completed', canPayAgainAt: null }}
    />
  ),
  'pagamento-carrello-annullato': <PaymentPage {...cartOpen} outcome={{ kind: 'cancelled', canPayAgainAt: null }} />,
  'pagamento-carrello-senza-risposta': (
    <PaymentPage
      {...cartOpen}
      outcome={{ kind: 'unanswered', since: Temporal.Instant.from('2026-11-22T10:00:00Z') }}
      caseLink="/roccaverde/ho-pagato/richieste/Q7KM4M2PXW9T"
    />
  ),
  'pagamento-in-verifica': <PaymentPage {...payment} />,
  'pagamento-in-verifica-incerto': (
    <PaymentPage
      {...payment}
      frame={signedIn(union)}
      startedAt={Temporal.Instant.from('2026-11-23T17:02:00Z')}
      outcome={{ kind: 'checking', since: Temporal.Instant.from('2026-11-23T17:05:00Z'), hint: 'waiting' }}
    />
  ),
  'pagamento-non-completato': (
    <PaymentPage {...payment} notices={[open]} outcome={{ kind: 'not-completed', canPayAgainAt: now }} />
  ),
  'pagamento-annullato': (
    <PaymentPage {...payment} notices={[open]} outcome={{ kind: 'cancelled', canPayAgainAt: null }} />
  ),
  'pagamento-annullato-tardi': (
    <PaymentPage {...payment} notices={[open]} outcome={{ kind: 'cancelled', canPayAgainAt: now }} />
  ),
  'pagamento-senza-risposta': (
    <PaymentPage
      {...payment}
      notices={[open]}
      outcome={{ kind: 'unanswered', since: Temporal.Instant.from('2026-11-22T10:00:00Z') }}
    />
  ),
  'problema-gia-pagata': <CheckoutProblemPage {...problem} problem={{ kind: 'already-paid' }} />,
  'problema-in-corso': (
    <CheckoutProblemPage {...problem} problem={{ kind: 'payment-in-progress', retryAt: now.add({ minutes: 30 }) }} />
  ),
  'problema-scaduto': <CheckoutProblemPage {...problem} problem={{ kind: 'expired' }} />,
  'problema-annullato': <CheckoutProblemPage {...problem} problem={{ kind: 'cancelled' }} />,
  'problema-importo': (
    <CheckoutProblemPage
      {...problem}
      frame={signedIn(test)}
      problem={{ kind: 'amount-changed', before: cents(5_400), now: cents(5_612), operationId: 'operazione-2' }}
    />
  ),
  'problema-forse-pagata': (
    <CheckoutProblemPage
      {...problem}
      problem={{
        kind: 'looks-paid',
        twin: { installmentId: 'gemella' as InstallmentId, name: 'Mensa scolastica, ottobre 2026', paidAt: since },
        amount: cents(5_400),
        operationId: 'operazione-3',
      }}
    />
  ),
  'problema-non-risponde': <CheckoutProblemPage {...problem} problem={{ kind: 'unavailable' }} />,
  'problema-non-risponde-carrello': (
    <CheckoutProblemPage {...problem} origin={{ kind: 'cart' }} problem={{ kind: 'unavailable' }} />
  ),
  'problema-occupato': <CheckoutProblemPage {...problem} problem={{ kind: 'busy' }} />,
  'problema-nostro': <CheckoutProblemPage {...problem} problem={{ kind: 'our-fault', reference: '7K2M-94QD' }} />,
}
