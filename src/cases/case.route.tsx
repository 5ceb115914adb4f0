/** A request found again by its code, by whoever holds it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { todayInRome } from '../core/time.ts'
import { clientKey } from '../platform/http/client-address.ts'
import { routes } from '../routes.ts'
import type { App } from '../web/edge.tsx'
import { type FormBody, formSchema } from '../web/form.ts'
import { ownInstitution, portalFrame } from '../web/frame.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { CasePage } from './case.page.tsx'
import { limits } from './limits.ts'
import { type SeenCase, lookAtCase } from './look-at-case.operation.ts'
import { PaidButMissingPage, noMissingValues } from './paid-but-missing.page.tsx'
import { parseTrackingCode } from './tracking-code.ts'

const form = { trackingCode: 40 }
const params = { type: 'object', properties: { institution: { type: 'string' }, case: { type: 'string' } } } as const

export function caseRoutes(app: App, services: PortalServices): void {
  const { clock, limiter } = services

  app.get<{ Params: { case: string } }>(
    routes.case(':institution', ':case'),
    { config: { access: 'anyone' }, schema: { params } },
    async (request, reply) => {
      const seen = await look(request, reply, request.params.case)
      if (!seen) return reply.callNotFound()
      const frame = await portalFrame(services, request)
      return sendPage(reply, <CasePage frame={frame} today={todayInRome(clock)} {...seen} />)
    },
  )

  app.post<{ Body: FormBody<typeof form> }>(
    routes.findCase(':institution'),
    { config: { access: 'anyone' }, schema: { body: formSchema(form) } },
    async (request, reply) => {
      const { code } = ownInstitution(request)
      const { trackingCode } = request.body
      const seen = await look(request, reply, trackingCode)
      if (seen) return reply.redirect(routes.case(code, seen.tracked.trackingCode), 303)
      const frame = await portalFrame(services, request)
      const page = <PaidButMissingPage frame={frame} values={noMissingValues} errors={{}} unknownCode={trackingCode} />
      return sendPage(reply, page, 422)
    },
  )

  /** Reload, or back: the form that was sent. */
  app.get(routes.findCase(':institution'), { config: { access: 'anyone' } }, async (request, reply) =>
    reply.redirect(routes.paidButMissing(ownInstitution(request).code), 303),
  )

  /** Who guesses is slowed down; who knows a code is not. */
  async function look(request: FastifyRequest, reply: FastifyReply, text: string): Promise<SeenCase | undefined> {
    const misses = (weight: number) => [{ policy: limits.missesPerMinute, key: clientKey(request.ip), weight }]
    const before = await limiter.count(misses(0), clock.now())
    const { name, limit, windowSeconds } = limits.missesPerMinute
    if ((before.get(name) ?? 0) >= limit) {
      reply.header('retry-after', windowSeconds)
      throw Object.assign(new Error('too many codes that are none'), { statusCode: 429 })
    }
    const trackingCode = parseTrackingCode(text)
    const seen = trackingCode && (await lookAtCase(services, ownInstitution(request), trackingCode))
    if (!seen) await limiter.count(misses(1), clock.now())
    return seen
  }
}
