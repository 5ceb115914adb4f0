/** One position: seen by who has opened it with its codes, follows it, or owes it. Anybody else gets a 404. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { routes } from '../routes.ts'
import { todayInRome } from '../core/time.ts'
import { readCartNews } from '../ui/cart-news.tsx'
import type { App } from '../web/edge.tsx'
import { type FormBody, formSchema, querySchema } from '../web/form.ts'
import { ownInstitution, portalFrame, sightOf } from '../web/frame.ts'
import { originOf } from '../web/origin.ts'
import { type InstallmentParams, installmentParams as params } from '../web/params.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { findBeforePaying } from './before-paying.queries.ts'
import { findPosition, findSiblings } from './citizen.queries.ts'
import { claimPosition } from './claim-position.operation.ts'
import { PositionPage, type PositionPageProps } from './position.page.tsx'
import { canPrintNotice, cartOffer, payOffer } from './pay-offer.ts'
import type { SeenPosition } from './position-record.ts'
import type { Sight } from './visibility.ts'
import { newId } from '../platform/random.ts'

type Params = InstallmentParams
const query = { aggiunta: 1, inserita: 1, carrello: 20, quietanza: 1 }

export function positionRoutes(app: App, services: PortalServices): void {
  const { db, clock } = services

  app.get<{ Params: Params; Querystring: FormBody<typeof query> }>(
    routes.position(':institution', ':installment'),
    { config: { access: 'anyone' }, schema: { params, querystring: querySchema(query) } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const now = clock.now()
      const sight = await sightOf(services, request)
      const position = await findPosition(db, institution.institutionId, sight, request.params.installment, now)
      if (!position) return reply.callNotFound()
      const [siblings, { lines, twin }, frame] = await Promise.all([
        position.hasSiblings ? findSiblings(db, institution.institutionId, position.record.installmentId, now) : [],
        findBeforePaying(db, institution.institutionId, sight, position, now),
        portalFrame(services, request, sight),
      ])
      const isSignedIn = request.browser.account !== undefined
      const pay = payOffer(position, { allowsGuestPayment: institution.allowsGuestPayment, isSignedIn }, now, newId)
      const page = (
        <PositionPage
          frame={frame}
          today={todayInRome(clock)}
          position={position.record}
          isDebtorShown={position.access === 'full'}
          pay={pay}
          cart={cartOffer(position, pay)}
          cartNews={readCartNews(request.query.carrello)}
          siblings={siblings}
          lines={lines}
          twin={pay.kind === 'offered' ? twin : undefined}
          canPrintNotice={canPrintNotice(position)}
          canGetReceipt={position.record.status.kind === 'confirmed'}
          following={following(position, isSignedIn)}
          news={newsOf(request.query)}
          isReceiptMissed={request.query.quietanza === '1' && position.record.status.kind !== 'confirmed'}
        />
      )
      return sendPage(reply, page)
    },
  )

  app.post<{ Params: Params }>(
    routes.followPosition(':institution', ':installment'),
    { config: { access: 'account' }, schema: { params, body: formSchema({}) } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const { account } = request.browser
      const position = await seen(request, await sightOf(services, request))
      if (!position || !account) return reply.callNotFound()
      const { installmentId } = position.record
      const claim = await claimPosition(services, institution, account.accountId, originOf(request), installmentId)
      if (claim === 'too-many') return tooMany(reply)
      return reply.redirect(`${routes.position(institution.code, installmentId)}?aggiunta=1`, 303)
    },
  )

  function seen(request: FastifyRequest<{ Params: Params }>, sight: Sight): Promise<SeenPosition | undefined> {
    return findPosition(db, ownInstitution(request).institutionId, sight, request.params.installment, clock.now())
  }
}

function newsOf({ aggiunta, inserita }: FormBody<typeof query>): PositionPageProps['news'] {
  if (inserita === '2') return 'insertedBefore'
  if (inserita === '1') return 'inserted'
  return aggiunta === '1' ? 'added' : undefined
}

function tooMany(reply: FastifyReply): never {
  reply.header('retry-after', 3600)
  throw Object.assign(new Error('too many claims'), { statusCode: 429 })
}

/** A claim is for who is signed in and sees the position only because they hold its codes. */
function following({ access, isClaimed }: SeenPosition, isSignedIn: boolean): 'offered' | 'yes' | 'no' {
  if (!isSignedIn || access === 'full') return 'no'
  return isClaimed ? 'yes' : 'offered'
}
