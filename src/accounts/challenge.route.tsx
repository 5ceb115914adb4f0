/** The page between a suspicious browser and its next try. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { parseEmailAddress } from '../core/email-address.ts'
import { routes } from '../routes.ts'
import { ensureSession } from '../web/browser.ts'
import type { App } from '../web/edge.tsx'
import { type FormBody, formSchema, querySchema } from '../web/form.ts'
import { ownInstitution, portalFrame } from '../web/frame.ts'
import { ownNext, sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { acceptCode, acceptSolution, newPuzzle, sendChallengeCode } from './challenge.operation.ts'
import { ChallengePage, type ChallengePageProps } from './challenge.page.tsx'
import { findChallengeCode } from './challenge.queries.ts'

const form = { step: 20, poi: 300, solution: 10_000, email: 300, code: 20 }
const query = { poi: 300 }

type Body = FormBody<typeof form>

export function challengeRoutes(app: App, services: PortalServices): void {
  const { db, clock } = services

  app.get<{ Querystring: FormBody<typeof query> }>(
    routes.challenge(':institution'),
    { config: { access: 'anyone' }, schema: { querystring: querySchema(query) } },
    (request, reply) => show(request, reply, request.query.poi, { kind: 'ask', email: '', error: undefined }),
  )

  app.post<{ Body: Body }>(
    routes.challenge(':institution'),
    { config: { access: 'anyone' }, schema: { body: formSchema(form) } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const { step, poi, solution, code } = request.body
      const sessionId = await ensureSession(db, request.browser, clock.now())
      const next = ownNext(poi, institution.code, routes.search(institution.code))
      if (step === 'solution') {
        const isGood = await acceptSolution(services, sessionId, solution)
        return isGood
          ? reply.redirect(next, 303)
          : show(request, reply, poi, { kind: 'ask', email: '', error: undefined })
      }
      if (step === 'send') return sendCode(request, reply)
      const sent = await findChallengeCode(db, sessionId)
      const retry = (error: 'empty' | 'wrong' | 'expired') =>
        show(request, reply, poi, { kind: 'code', email: sent?.email ?? '', error }, 422)
      if (code.trim() === '') return retry('empty')
      const verdict = await acceptCode(services, sessionId, code)
      return verdict === 'right' ? reply.redirect(next, 303) : retry(verdict)
    },
  )

  async function sendCode(request: FastifyRequest<{ Body: Body }>, reply: FastifyReply): Promise<FastifyReply> {
    const { email, poi } = request.body
    const address = parseEmailAddress(email)
    if (!address) {
      const error = email.trim() === '' ? 'empty' : 'wrong-form'
      return show(request, reply, poi, { kind: 'ask', email, error }, 422)
    }
    const sessionId = await ensureSession(db, request.browser, clock.now())
    await sendChallengeCode(services, ownInstitution(request), sessionId, address)
    return show(request, reply, poi, { kind: 'code', email: address, error: undefined })
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    poi: string,
    step: ChallengePageProps['step'],
    status = 200,
  ): Promise<FastifyReply> {
    const { code } = ownInstitution(request)
    const [frame, challenge] = await Promise.all([portalFrame(services, request), newPuzzle(services)])
    const next = ownNext(poi, code, routes.search(code))
    return sendPage(reply, <ChallengePage frame={frame} next={next} challenge={challenge} step={step} />, status)
  }
}
