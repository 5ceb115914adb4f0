/** Stars, one question, thanks. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { clientKey } from '../platform/http/client-address.ts'
import { randomToken, sha256 } from '../platform/random.ts'
import { routes } from '../routes.ts'
import type { App } from '../web/edge.tsx'
import { type FormBody, formSchema } from '../web/form.ts'
import { ownInstitution, portalFrame } from '../web/frame.ts'
import { type TokenParams, isToken, tokenParams } from '../web/params.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { answerRating, rate } from './rate.operation.ts'
import { parseJourney, parseStars } from './rating.ts'
import { RatingPage, type RatingPageProps } from './rating.page.tsx'
import { findRating } from './rating.queries.ts'

const starsForm = { token: 50, journey: 20, stars: 1 }
const answerForm = { aspect: 20, details: 1_000 }

export function ratingRoutes(app: App, services: PortalServices): void {
  const anyone = { config: { access: 'anyone' } } as const

  app.get(routes.rate(':institution'), anyone, (request, reply) =>
    show(request, reply, { kind: 'stars', journey: 'portal', ratingToken: randomToken(), hasError: false }),
  )

  app.post<{ Body: FormBody<typeof starsForm> }>(
    routes.rate(':institution'),
    { ...anyone, schema: { body: formSchema(starsForm) } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const stars = parseStars(request.body.stars)
      const journey = parseJourney(request.body.journey)
      const token = isToken(request.body.token) ? request.body.token : randomToken()
      if (!stars) return show(request, reply, { kind: 'stars', journey, ratingToken: token, hasError: true }, 422)
      const rated = await rate(services, institution, { token, journey, stars, clientKey: clientKey(request.ip) })
      if (rated === 'too-many') throw Object.assign(new Error('too many ratings'), { statusCode: 429 })
      return reply.redirect(routes.rating(institution.code, token), 303)
    },
  )

  app.get<{ Params: TokenParams }>(
    routes.rating(':institution', ':token'),
    { ...anyone, schema: { params: tokenParams } },
    async (request, reply) => {
      const { token } = request.params
      const rating = await findRating(services.db, ownInstitution(request).institutionId, sha256(token))
      if (!rating) return reply.callNotFound()
      if (rating.isAnswered) return show(request, reply, { kind: 'thanks' })
      const { stars } = rating
      return show(request, reply, {
        kind: 'question',
        ratingToken: token,
        stars,
        aspect: '',
        details: '',
        isTooLong: false,
      })
    },
  )

  app.post<{ Params: TokenParams; Body: FormBody<typeof answerForm> }>(
    routes.rating(':institution', ':token'),
    { ...anyone, schema: { params: tokenParams, body: formSchema(answerForm) } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const { token } = request.params
      const { aspect, details } = request.body
      const answered = await answerRating(services, institution, { token, aspect, details })
      if (answered === 'answered') return reply.redirect(routes.rating(institution.code, token), 303)
      const rating = await findRating(services.db, institution.institutionId, sha256(token))
      if (answered === 'not-found' || !rating) return reply.callNotFound()
      const { stars } = rating
      return show(
        request,
        reply,
        { kind: 'question', ratingToken: token, stars, aspect, details, isTooLong: true },
        422,
      )
    },
  )

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    state: RatingPageProps['state'],
    status = 200,
  ): Promise<FastifyReply> {
    return sendPage(reply, <RatingPage frame={await portalFrame(services, request)} state={state} />, status)
  }
}
