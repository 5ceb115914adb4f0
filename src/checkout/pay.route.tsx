/** "Paga": over to Checkout, or to a page that says why not. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Cents, ZERO, cents } from '../core/money.ts'
import { todayInRome } from '../core/time.ts'
import { unreachable } from '../core/unreachable.ts'
import { findBeforePaying } from '../debt-positions/before-paying.queries.ts'
import { toAskAbout } from '../debt-positions/before-paying.ts'
import { findPosition } from '../debt-positions/citizen.queries.ts'
import { type InstallmentId, payabilityAt } from '../debt-positions/installment.ts'
import { newId } from '../platform/random.ts'
import { loginThen, routes } from '../routes.ts'
import { ensureSession } from '../web/browser.ts'
import type { App } from '../web/edge.tsx'
import { type FormBody, formSchema } from '../web/form.ts'
import { ownInstitution, portalFrame, sightOf } from '../web/frame.ts'
import { installmentParams, type InstallmentParams, operationIdOf } from '../web/params.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { limits } from './limits.ts'
import { type CheckoutProblem, CheckoutProblemPage } from './checkout-problem.page.tsx'
import { type Obstacle, type PaymentStart, WAIT_MINUTES, startPayment } from './start-payment.operation.ts'

/**
 * `amount` is what the page showed: nobody is sent to pay another sum without having read it. `again` says that the page
 * showed another one, paid just now, that looks the same.
 */
const form = { operationId: 36, amount: 12, again: 3 }
type Body = FormBody<typeof form>
type PayRequest = FastifyRequest<{ Params: InstallmentParams; Body: Body }>

export function payRoutes(app: App, services: PortalServices): void {
  const { db, clock, limiter } = services

  app.post<{ Params: InstallmentParams; Body: Body }>(
    routes.pay(':institution', ':installment'),
    { config: { access: 'anyone' }, schema: { params: installmentParams, body: formSchema(form) } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const { account } = request.browser
      const { installment: id } = request.params
      if (!account && !institution.allowsGuestPayment) {
        return reply.redirect(loginThen(institution.code, routes.position(institution.code, id), 'login-needed'), 303)
      }
      const now = clock.now()
      const sight = await sightOf(services, request)
      const position = await findPosition(db, institution.institutionId, sight, id, now)
      if (!position) return reply.callNotFound()
      const sessionId = await ensureSession(db, request.browser, now)
      const tooMany = await limiter.exceeded([{ policy: limits.payPerMinute, key: sessionId, weight: 1 }], now)
      if (tooMany) throw Object.assign(new Error('too many payments'), { statusCode: 429 })

      const { installmentId, amount } = position.record
      const { twin } = await findBeforePaying(db, institution.institutionId, sight, position, now)
      const doubt = toAskAbout(twin, request.body.again === 'yes')
      if (doubt && payabilityAt(position.installment, now) === 'payable') {
        const operationId = operationIdOf(request.body.operationId)
        return explain(request, reply, { kind: 'looks-paid', twin: doubt, amount, operationId })
      }
      const start = await startPayment(services, {
        portal: institution,
        startedFrom: 'position',
        notices: [{ institution, installmentId, amount: amountShown(request.body.amount) ?? amount }],
        operationId: operationIdOf(request.body.operationId),
        sessionId,
        account,
      })
      return answer(request, reply, start)
    },
  )

  /** Reload, or Back from Checkout: the position, which says where things stand. */
  app.get<{ Params: InstallmentParams }>(
    routes.pay(':institution', ':installment'),
    { config: { access: 'anyone' }, schema: { params: installmentParams } },
    async (request, reply) =>
      reply.redirect(routes.position(ownInstitution(request).code, request.params.installment), 303),
  )

  async function answer(request: PayRequest, reply: FastifyReply, start: PaymentStart): Promise<FastifyReply> {
    const { code } = ownInstitution(request)
    switch (start.outcome) {
      case 'redirect':
        return reply.redirect(start.location, 303)
      case 'starting':
        return reply.redirect(routes.payment(code, start.attemptId), 303)
      case 'obstacles':
        return answerObstacle(request, reply, start.obstacles[0])
      case 'refused':
        return explain(request, reply, await problemOf(request, start.reason))
      default:
        return unreachable(start)
    }
  }

  async function answerObstacle(request: PayRequest, reply: FastifyReply, obstacle: Obstacle): Promise<FastifyReply> {
    switch (obstacle.why) {
      case 'not-found':
        reply.callNotFound()
        return reply
      case 'paid':
        return explain(request, reply, { kind: 'already-paid' })
      case 'expired':
      case 'cancelled':
        return explain(request, reply, { kind: obstacle.why })
      case 'amount-changed': {
        const { before, now } = obstacle
        return explain(request, reply, { kind: 'amount-changed', before, now, operationId: newId() })
      }
      case 'in-progress':
        return explain(request, reply, { kind: 'payment-in-progress', retryAt: obstacle.until })
      default:
        return unreachable(obstacle)
    }
  }

  async function problemOf(
    request: PayRequest,
    reason: Extract<PaymentStart, { outcome: 'refused' }>['reason'],
  ): Promise<CheckoutProblem> {
    switch (reason) {
      case 'busy':
      case 'unavailable':
        return { kind: reason }
      case 'rejected':
      case 'unexpected':
        return { kind: 'our-fault', reference: request.id }
      case 'not-payable-now':
        return paidMeanwhile(request)
    }
  }

  /** Checkout does not say whether it was paid or is being paid: our own books may know by now. */
  async function paidMeanwhile(request: PayRequest): Promise<CheckoutProblem> {
    const { institutionId } = ownInstitution(request)
    const now = clock.now()
    const sight = await sightOf(services, request)
    const position = await findPosition(db, institutionId, sight, request.params.installment, now)
    if (position?.record.status.kind === 'confirmed') return { kind: 'already-paid' }
    return { kind: 'payment-in-progress', retryAt: now.add({ minutes: WAIT_MINUTES }) }
  }

  async function explain(request: PayRequest, reply: FastifyReply, problem: CheckoutProblem): Promise<FastifyReply> {
    const props = {
      frame: await portalFrame(services, request),
      today: todayInRome(clock),
      origin: { kind: 'position', installmentId: request.params.installment as InstallmentId } as const,
      problem,
    }
    return sendPage(reply, <CheckoutProblemPage {...props} />, STATUS[problem.kind])
  }
}

const STATUS: Record<CheckoutProblem['kind'], number> = {
  'already-paid': 409,
  expired: 409,
  cancelled: 409,
  'payment-in-progress': 409,
  'amount-changed': 409,
  'looks-paid': 409,
  busy: 503,
  unavailable: 503,
  'our-fault': 502,
}

/** Undefined where the page said nothing. What is no amount is one that the notice does not have. */
function amountShown(text: string): Cents | undefined {
  if (text === '') return undefined
  return /^\d{1,11}$/.test(text) ? cents(Number(text)) : ZERO
}
