/** Coming back from Checkout, and the page that says what became of a payment. */
import { caseOfPayment } from '../cases/look-at-case.operation.ts'
import { todayInRome } from '../core/time.ts'
import type { SeenPosition } from '../debt-positions/position-record.ts'
import type { Institution } from '../institutions/institution.ts'
import { randomToken } from '../platform/random.ts'
import { routes } from '../routes.ts'
import type { App } from '../web/edge.tsx'
import { ownInstitution, portalFrame, sightAt } from '../web/frame.ts'
import { type AttemptParams, type TokenParams, attemptParams, returnParams } from '../web/params.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { lookAtPayment } from './look-at-payment.operation.ts'
import { type PaymentOutcome, paymentOutcome } from './payment-outcome.ts'
import type { Payment } from './payment.queries.ts'
import { PaymentPage, type PaymentNotice } from './payment.page.tsx'
import { recordReturn } from './record-return.operation.ts'

export function paymentRoutes(app: App, services: PortalServices): void {
  const { clock } = services

  app.get<{ Params: TokenParams }>(
    routes.returnFromCheckout(':institution', ':outcome', ':token'),
    { config: { access: 'anyone' }, schema: { params: returnParams } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const { code } = institution
      const recorded = await recordReturn(services, institution, request.params.token)
      // Whoever holds the address has proven nothing: the page behind it asks whose payment it is.
      if (!recorded) return reply.redirect(routes.paidButMissing(code), 303)
      const { attemptId, outcome, startedFrom } = recorded
      return outcome === 'cancel' && startedFrom === 'cart'
        ? reply.redirect(`${routes.cart(code)}?annullato=${attemptId}`, 303)
        : reply.redirect(routes.payment(code, attemptId), 303)
    },
  )

  app.get<{ Params: AttemptParams }>(
    routes.payment(':institution', ':attempt'),
    { config: { access: 'anyone' }, schema: { params: attemptParams } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const seen = await lookAtPayment(services, institution, request.params.attempt, {
        session: request.browser.session,
        account: request.browser.account,
        sightAt: (other) => sightAt(services, request, other),
      })
      const [first, ...others] = seen?.notices.map(toNotice) ?? []
      // Another browser (the return came through an app, the session has ended): the codes open the notice there.
      if (!seen || !first) return reply.redirect(routes.paidButMissing(institution.code), 303)
      const { payment, paidCount, hiddenCount } = seen
      const outcome = paymentOutcome({ ...payment, paidCount }, clock.now())
      const page = (
        <PaymentPage
          frame={await portalFrame(services, request)}
          today={todayInRome(clock)}
          attemptId={payment.attemptId}
          startedAt={payment.createdAt}
          startedFrom={payment.startedFrom}
          notices={[first, ...others]}
          hiddenCount={hiddenCount}
          outcome={outcome}
          caseLink={await caseLink(payment, outcome)}
          ratingToken={randomToken()}
        />
      )
      return sendPage(reply, page)
    },
  )

  async function caseLink(payment: Payment, outcome: PaymentOutcome): Promise<string | undefined> {
    if (outcome.kind !== 'unanswered' && outcome.kind !== 'partly-unanswered') return undefined
    const institutions = payment.institutionIds.map((id) => services.directory.byId(id))
    const found = await caseOfPayment(services, institutions, payment.attemptId)
    return found && routes.case(found.institution.code, found.trackingCode)
  }
}

function toNotice({ institution, record }: SeenPosition & { institution: Institution }): PaymentNotice {
  const { installmentId, amount, status } = record
  return {
    institution,
    installmentId,
    name: record.description ?? record.serviceName,
    amount,
    status,
    canGetReceipt: status.kind === 'confirmed',
  }
}
