/** The pages of Checkout: e-mail, method, summary, outcome. They all work without JavaScript. */
import type { Bench } from './bench.ts'
import { type Cart, type Choice, FAILURES, METHODS, type Method, wayBack } from './checkout.ts'
import {
  EmailPage,
  LostPage,
  MethodPage,
  OutcomePage,
  PAID_ALL_THE_SAME,
  SessionExpiredPage,
  SummaryPage,
} from './checkout.pages.tsx'
import { text } from './checkout.text.ts'
import { type App, type Reply, type Request, fieldsOf, sendPage, textIdOf } from './http.ts'
import { readReceiptPlan } from './receipt-plan.ts'

export function checkoutRoutes(app: App, bench: Bench): void {
  const { checkout } = bench

  /** A request about a cart that is there to be paid; for any other the page that says so is sent. */
  const withCart = (work: (cart: Cart, request: Request, reply: Reply) => Promise<Reply> | Reply) => {
    return (request: Request, reply: Reply) => {
      if (bench.switches.checkout !== 'up') return sendPage(reply, <LostPage {...text.maintenance} />, 503)
      const cart = checkout.find(textIdOf(request))
      const state = checkout.stateOf(cart)
      if (!cart || state === 'not-found') return sendPage(reply, <LostPage {...text.notFound} />, 404)
      if (state === 'session-expired') return sendPage(reply, <SessionExpiredPage cart={cart} />, 410)
      return work(cart, request, reply)
    }
  }

  app.get(
    '/c/:id',
    withCart((cart, _request, reply) => sendPage(reply, <CurrentPage cart={cart} />)),
  )

  app.post(
    '/c/:id/email',
    withCart((cart, request, reply) => {
      const form = fieldsOf(request.body)
      if (form['action'] === 'cancel' && cart.stage.at !== 'summary' && cart.stage.at !== 'outcome') {
        return sendBack(bench, cart, reply, { name: 'returnCancelUrl', url: cart.request.returnUrls.cancel })
      }
      checkout.giveEmail(cart, form['email'] ?? '')
      return reply.redirect(`/c/${cart.id}`, 303)
    }),
  )

  app.post(
    '/c/:id/metodo',
    withCart(async (cart, request, reply) => {
      const form = fieldsOf(request.body)
      const method = Object.keys(METHODS).find((name) => name === form['method']) as Method | undefined
      const transferType = (['POSTAL', 'PAGOPA'] as const).find((type) => type === form['transferType'])
      await checkout.activate(cart, method ?? 'card', transferType)
      return reply.redirect(`/c/${cart.id}`, 303)
    }),
  )

  app.post(
    '/c/:id/riepilogo',
    withCart(async (cart, request, reply) => {
      const choice = readChoice(fieldsOf(request.body))
      if (choice) await checkout.choose(cart, choice)
      return reply.redirect(`/c/${cart.id}`, 303)
    }),
  )

  app.post('/c/:id/continua', (request, reply) => {
    const cart = checkout.find(textIdOf(request))
    if (!cart) return sendPage(reply, <LostPage {...text.notFound} />, 404)
    checkout.returned(cart)
    return sendBack(bench, cart, reply, wayBack(cart))
  })
}

function CurrentPage({ cart }: { cart: Cart }) {
  switch (cart.stage.at) {
    case 'email':
      return <EmailPage cart={cart} />
    case 'method':
      return <MethodPage cart={cart} />
    case 'summary':
      return <SummaryPage cart={cart} method={cart.stage.method} activated={cart.stage.activated} />
    case 'outcome':
      return <OutcomePage cart={cart} outcome={cart.stage.outcome} />
  }
}

/** Called as it was given: no parameter is added (SANP 3.12, touch point of the institution with Checkout). */
function sendBack(bench: Bench, cart: Cart, reply: Reply, { name, url }: ReturnType<typeof wayBack>): Reply {
  const outcome = cart.stage.at === 'outcome' ? cart.stage.outcome.kind : cart.stage.at
  bench.journal.add({
    direction: 'out',
    kind: 'return',
    operation: name,
    noticeNumber: cart.request.paymentNotices[0]!.noticeNumber,
    status: 303,
    durationMs: 0,
    result: text.log.return(outcome),
    url,
    request: `GET ${url}`,
    response: '',
  })
  return reply.redirect(url, 303)
}

function readChoice(form: Record<string, string>): Choice | undefined {
  const plan = readReceiptPlan(form)
  switch (form['action']) {
    case 'pay':
      return { action: 'pay', plan }
    case 'cancel':
      return { action: 'cancel' }
    case 'wait':
      return { action: 'wait', plan }
    case 'fail': {
      const code = FAILURES.find((failure) => String(failure) === form['failure']) ?? 1
      return { action: 'fail', code, isPaidAllTheSame: form['failure'] === PAID_ALL_THE_SAME, plan }
    }
    default:
      return undefined
  }
}
