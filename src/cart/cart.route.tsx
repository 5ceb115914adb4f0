/** Carrello: what goes in, what comes out, what it holds. It is shown below the pages of whichever ente one is on. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { CheckoutProblemPage } from '../checkout/checkout-problem.page.tsx'
import { limits as payLimits } from '../checkout/limits.ts'
import { lookAtPayment } from '../checkout/look-at-payment.operation.ts'
import { paymentOutcome } from '../checkout/payment-outcome.ts'
import { WAIT_MINUTES } from '../checkout/start-payment.operation.ts'
import { cents } from '../core/money.ts'
import { todayInRome } from '../core/time.ts'
import { unreachable } from '../core/unreachable.ts'
import { findPosition } from '../debt-positions/citizen.queries.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import type { Institution } from '../institutions/institution.ts'
import { newId } from '../platform/random.ts'
import { routes } from '../routes.ts'
import { type CartNews, cartNewsWord } from '../ui/cart-news.tsx'
import { cartOwner, ensureSession } from '../web/browser.ts'
import type { App } from '../web/edge.tsx'
import { type FormBody, formSchema, querySchema } from '../web/form.ts'
import { ownInstitution, portalFrame, sightAt, sightOf } from '../web/frame.ts'
import { type InstallmentParams, installmentParams, isUuid, operationIdOf } from '../web/params.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { type AddedToCart, addToCart } from './add-to-cart.operation.ts'
import { isPayable } from './cart-item.ts'
import { CartPage, type CartPageNews, type CartPageProps } from './cart.page.tsx'
import type { CartOwner } from './cart.ts'
import { type CheckedCart, checkCart } from './check-cart.operation.ts'
import { acceptNewAmount, clearCart, removeFromCart } from './change-cart.operation.ts'
import { ClearCartPage } from './clear-cart.page.tsx'
import { takeLeftOut } from './left-out.operation.ts'
import { limits } from './limits.ts'
import { type CartPayment, payCart } from './pay-cart.operation.ts'

const cartQuery = { esito: 20, annullato: 36, accesso: 1 }
/** `from` and the two cursors say where the button was pressed: the answer leads back there. */
const addForm = { from: 10, dopo: 100, prima: 100 }
const noticeForm = { institutionCode: 60, installmentId: 36 }
const acceptForm = { ...noticeForm, amount: 12 }
/** Five ids, a space between two; `again` names those that look paid already, as the page has said. */
const payForm = { operationId: 36, amount: 12, notices: 5 * 37, again: 5 * 37 }

type AddRequest = FastifyRequest<{ Params: InstallmentParams; Body: FormBody<typeof addForm> }>

export function cartRoutes(app: App, services: PortalServices): void {
  const { db, clock, directory, limiter } = services
  const anyone = { access: 'anyone' } as const

  app.get<{ Querystring: FormBody<typeof cartQuery> }>(
    routes.cart(':institution'),
    { config: anyone, schema: { querystring: querySchema(cartQuery) } },
    async (request, reply) => {
      const { esito, annullato, accesso } = request.query
      const news = isUuid(annullato) ? await cancelledPayment(request, annullato) : NEWS[esito]
      const { session } = request.browser
      const leftOut = accesso === '1' && session ? await takeLeftOut(services, session.sessionId, sightOn(request)) : []
      return show(request, reply, { news, leftOut })
    },
  )

  app.post<{ Params: InstallmentParams; Body: FormBody<typeof addForm> }>(
    routes.addToCart(':institution', ':installment'),
    { config: anyone, schema: { params: installmentParams, body: formSchema(addForm) } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const now = clock.now()
      const sight = await sightOf(services, request)
      const position = await findPosition(db, institution.institutionId, sight, request.params.installment, now)
      if (!position) return reply.callNotFound()
      await ensureSession(db, request.browser, now)
      const added = await addToCart(services, await ownerOf(request), institution, position)
      return reply.redirect(whereItWas(request, newsOf(added)), 303)
    },
  )

  app.post<{ Body: FormBody<typeof noticeForm> }>(
    routes.removeFromCart(':institution'),
    { config: anyone, schema: { body: formSchema(noticeForm) } },
    async (request, reply) => {
      const { code } = ownInstitution(request)
      const notice = noticeIn(request.body)
      if (notice) await removeFromCart(services, await ownerOf(request), notice.institution, notice.installmentId)
      return reply.redirect(`${routes.cart(code)}?esito=rimossa`, 303)
    },
  )

  app.post<{ Body: FormBody<typeof acceptForm> }>(
    routes.acceptNewAmount(':institution'),
    { config: anyone, schema: { body: formSchema(acceptForm) } },
    async (request, reply) => {
      const { code } = ownInstitution(request)
      const notice = noticeIn(request.body)
      const { amount } = request.body
      const accepted =
        notice && /^\d{1,11}$/.test(amount)
          ? await acceptNewAmount(
              services,
              await ownerOf(request),
              notice.institution,
              notice.installmentId,
              cents(Number(amount)),
            )
          : 'changed-again'
      return reply.redirect(`${routes.cart(code)}?esito=${accepted === 'accepted' ? 'importo' : 'cambiato'}`, 303)
    },
  )

  app.get(routes.clearCart(':institution'), { config: anyone }, async (request, reply) => {
    const { items, lost } = await checkOwnCart(request)
    const count = items.length + lost.length
    if (count === 0) return reply.redirect(routes.cart(ownInstitution(request).code), 303)
    const frame = await portalFrame(services, request)
    return sendPage(reply, <ClearCartPage frame={frame} items={items} count={count} />)
  })

  app.post(
    routes.clearCart(':institution'),
    { config: anyone, schema: { body: formSchema({}) } },
    async (request, reply) => {
      await clearCart(services, await ownerOf(request))
      return reply.redirect(`${routes.cart(ownInstitution(request).code)}?esito=pulito`, 303)
    },
  )

  app.post<{ Body: FormBody<typeof payForm> }>(
    routes.payCart(':institution'),
    { config: anyone, schema: { body: formSchema(payForm) } },
    async (request, reply) => {
      const { operationId, amount, notices, again } = request.body
      const now = clock.now()
      const sessionId = await ensureSession(db, request.browser, now)
      const tooMany = await limiter.exceeded([{ policy: payLimits.payPerMinute, key: sessionId, weight: 1 }], now)
      if (tooMany) throw Object.assign(new Error('too many payments'), { statusCode: 429 })
      const cart = await checkOwnCart(request)
      const payment = await payCart(services, {
        portal: ownInstitution(request),
        items: cart.items,
        shown: { installmentIds: notices.split(' '), total: amount },
        confirmed: again.split(' '),
        operationId: operationIdOf(operationId),
        sessionId,
        account: request.browser.account,
      })
      return answerPayment(request, reply, payment)
    },
  )

  /** Reload, or Back, on an address that only forms are sent to: the cart, or the position. */
  for (const address of [routes.removeFromCart, routes.acceptNewAmount, routes.payCart]) {
    app.get(address(':institution'), { config: anyone }, (request, reply) =>
      reply.redirect(routes.cart(ownInstitution(request).code), 303),
    )
  }
  app.get<{ Params: InstallmentParams }>(
    routes.addToCart(':institution', ':installment'),
    { config: anyone, schema: { params: installmentParams } },
    (request, reply) => reply.redirect(routes.position(ownInstitution(request).code, request.params.installment), 303),
  )

  /** Who changes a cart has a session, if only since now; nobody changes it faster than a person does. */
  async function ownerOf(request: FastifyRequest): Promise<CartOwner> {
    const now = clock.now()
    const sessionId = await ensureSession(db, request.browser, now)
    const count = { policy: limits.changesPerMinute, key: sessionId, weight: 1 }
    if (await limiter.exceeded([count], now)) {
      throw Object.assign(new Error('too many changes of a cart'), { statusCode: 429 })
    }
    return cartOwner(request.browser) ?? { kind: 'browser', sessionId }
  }

  async function answerPayment(
    request: FastifyRequest,
    reply: FastifyReply,
    payment: CartPayment,
  ): Promise<FastifyReply> {
    switch (payment.outcome) {
      case 'redirect':
        return reply.redirect(payment.location, 303)
      case 'starting':
        return reply.redirect(routes.payment(ownInstitution(request).code, payment.attemptId), 303)
      case 'changed':
      case 'looks-paid':
        return show(request, reply, { news: { kind: payment.outcome }, status: 409 })
      case 'refused':
        return payment.reason === 'not-payable-now'
          ? showRefused(request, reply, payment.refused)
          : explain(request, reply, payment.reason)
      default:
        return unreachable(payment)
    }
  }

  /** Where our own books know more by now (it is paid, it is being paid), they say it better. */
  async function showRefused(
    request: FastifyRequest,
    reply: FastifyReply,
    refused: readonly InstallmentId[],
  ): Promise<FastifyReply> {
    const cart = await checkOwnCart(request)
    const state = { kind: 'refused', retryAt: clock.now().add({ minutes: WAIT_MINUTES }) } as const
    const items = cart.items.map((item) =>
      isPayable(item) && refused.includes(item.record.installmentId) ? { ...item, state } : item,
    )
    const news = { kind: refused.length > 0 ? 'refused' : 'not-together' } as const
    return show(request, reply, { cart: { ...cart, items }, news, status: 409 })
  }

  async function explain(
    request: FastifyRequest,
    reply: FastifyReply,
    reason: 'busy' | 'unavailable' | 'rejected' | 'unexpected',
  ): Promise<FastifyReply> {
    const isOurs = reason === 'rejected' || reason === 'unexpected'
    const page = (
      <CheckoutProblemPage
        frame={await portalFrame(services, request)}
        today={todayInRome(clock)}
        origin={{ kind: 'cart' }}
        problem={isOurs ? { kind: 'our-fault', reference: request.id } : { kind: reason }}
      />
    )
    return sendPage(reply, page, isOurs ? 502 : 503)
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    { cart, news, leftOut = [], status = 200 }: Showing,
  ): Promise<FastifyReply> {
    const [{ items, lost }, frame] = await Promise.all([cart ?? checkOwnCart(request), portalFrame(services, request)])
    const page = (
      <CartPage
        // What was read later is right: a receipt may have come between.
        frame={{ ...frame, cartCount: items.length + lost.length }}
        today={todayInRome(clock)}
        items={items}
        lost={lost}
        operationId={newId()}
        news={news}
        leftOut={leftOut}
      />
    )
    return sendPage(reply, page, status)
  }

  function checkOwnCart(request: FastifyRequest): Promise<CheckedCart> {
    const { cart, account } = request.browser
    return checkCart(services, cart, { isSignedIn: account !== undefined, sightAt: sightOn(request) })
  }

  function sightOn(request: FastifyRequest) {
    return (institution: Institution) => sightAt(services, request, institution)
  }

  function noticeIn({ institutionCode, installmentId }: FormBody<typeof noticeForm>) {
    const institution: Institution | undefined = directory.byCode(institutionCode)
    return institution && isUuid(installmentId)
      ? { institution, installmentId: installmentId as InstallmentId }
      : undefined
  }

  /** Only the payer's own attempt, and only if it is so: anybody can write an address. */
  async function cancelledPayment(request: FastifyRequest, attemptId: string): Promise<CartPageNews | undefined> {
    const { session, account } = request.browser
    const payer = { session, account, sightAt: sightOn(request) }
    const seen = await lookAtPayment(services, ownInstitution(request), attemptId, payer)
    if (!seen) return undefined
    const outcome = paymentOutcome({ ...seen.payment, paidCount: seen.paidCount }, clock.now())
    return outcome.kind === 'cancelled' ? outcome : undefined
  }
}

type Showing = {
  cart?: CheckedCart
  news: CartPageNews | undefined
  leftOut?: CartPageProps['leftOut']
  status?: number
}

const NEWS: Readonly<Record<string, CartPageNews | undefined>> = {
  rimossa: { kind: 'removed' },
  pulito: { kind: 'cleared' },
  importo: { kind: 'accepted' },
  cambiato: { kind: 'changed' },
}

function newsOf(added: AddedToCart): CartNews {
  switch (added.outcome) {
    case 'added':
    case 'already-there':
    case 'alternative':
    case 'full':
      return added.outcome
    case 'not-payable':
    case 'under-way':
      return 'not-now'
    default:
      return unreachable(added)
  }
}

/** The same page of the list, or the position. */
function whereItWas(request: AddRequest, news: CartNews): string {
  const { code } = ownInstitution(request)
  const { from, dopo, prima } = request.body
  const query = new URLSearchParams({ carrello: cartNewsWord(news) })
  if (from !== 'elenco') return `${routes.position(code, request.params.installment)}?${query}`
  if (dopo !== '') query.set('dopo', dopo)
  else if (prima !== '') query.set('prima', prima)
  return `${routes.positions(code)}?${query}`
}
