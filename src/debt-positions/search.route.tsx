/** Ricerca pratica: two codes in, one position out. What is typed never stands in an address. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasChallengePass } from '../accounts/challenge.operation.ts'
import { dropDraft, findDraft, saveDraft } from '../accounts/session.queries.ts'
import { clientKey } from '../platform/http/client-address.ts'
import { routes } from '../routes.ts'
import { ensureSession } from '../web/browser.ts'
import type { App } from '../web/edge.tsx'
import { type FormBody, formSchema } from '../web/form.ts'
import { ownInstitution, portalFrame } from '../web/frame.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { readCodes } from './codes-form.ts'
import { SearchPage, type SearchPageProps, type SearchPurpose, emptySearch } from './search.page.tsx'
import { searchPosition } from './search-position.operation.ts'

const form = { fiscalCode: 40, creditorReferenceId: 80, noticeNumber: 40 }

type SearchRequest = FastifyRequest<{ Body: FormBody<typeof form> }>

export function searchRoutes(app: App, services: PortalServices): void {
  const { db, clock } = services

  for (const [purpose, path] of [
    ['pay', routes.search(':institution')],
    ['receipt', routes.findReceipt(':institution')],
  ] as const) {
    app.get(path, { config: { access: 'anyone' } }, async (request, reply) => {
      const { session } = request.browser
      const draft = session && (await findDraft(db, session.sessionId))
      if (!session || !isSearchDraft(draft)) return show(request, reply, { purpose, values: emptySearch })
      await dropDraft(db, session.sessionId)
      return show(request, reply, { purpose, values: draft })
    })
  }

  const options = { config: { access: 'anyone' }, schema: { body: formSchema(form) } } as const

  app.post(routes.findPosition(':institution'), options, (request: SearchRequest, reply) =>
    search(request, reply, 'pay'),
  )

  app.post(routes.findReceipt(':institution'), options, (request: SearchRequest, reply) =>
    search(request, reply, 'receipt'),
  )

  async function search(request: SearchRequest, reply: FastifyReply, purpose: SearchPurpose): Promise<FastifyReply> {
    const institution = ownInstitution(request)
    const { fiscalCode, creditorReferenceId, noticeNumber } = request.body
    const values = { fiscalCode, creditorReferenceId, noticeNumber }
    const reading = readCodes(values)
    if (reading.outcome === 'wrong') return show(request, reply, { purpose, values, errors: reading.errors }, 422)
    const found = await searchPosition(services, {
      institution,
      fiscalCode: reading.fiscalCode,
      code: reading.code,
      clientKey: clientKey(request.ip),
      hasSolvedChallenge: () => hasChallengePass(services, request.browser.session?.sessionId),
      session: () => ensureSession(db, request.browser, clock.now()),
    })
    switch (found.outcome) {
      case 'found': {
        const position = routes.position(institution.code, found.installmentId)
        return reply.redirect(purpose === 'pay' ? position : `${position}?quietanza=1`, 303)
      }
      case 'not-found':
        return show(request, reply, { purpose, values, isNotFound: true }, 422)
      case 'limited': {
        const { retryAfterSeconds } = found
        const limitedUntil = clock.now().add({ seconds: retryAfterSeconds })
        return show(request, reply.header('retry-after', retryAfterSeconds), { purpose, values, limitedUntil }, 429)
      }
      case 'challenge': {
        const sessionId = await ensureSession(db, request.browser, clock.now())
        await saveDraft(db, sessionId, values)
        const here = purpose === 'pay' ? routes.search(institution.code) : routes.findReceipt(institution.code)
        return reply.redirect(`${routes.challenge(institution.code)}?poi=${encodeURIComponent(here)}`, 303)
      }
    }
  }

  /** Somebody who reloads, or goes back to, the address that a form was sent to: the form itself. */
  app.get(routes.findPosition(':institution'), { config: { access: 'anyone' } }, async (request, reply) =>
    reply.redirect(routes.search(ownInstitution(request).code), 303),
  )

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    {
      purpose = 'pay',
      values,
      errors = {},
      isNotFound = false,
      limitedUntil = undefined,
    }: Partial<SearchPageProps> & Pick<SearchPageProps, 'values'>,
    status = 200,
  ): Promise<FastifyReply> {
    const frame = await portalFrame(services, request)
    const props = { frame, purpose, values, errors, isNotFound, limitedUntil }
    return sendPage(reply, <SearchPage {...props} />, status)
  }
}

function isSearchDraft(draft: unknown): draft is typeof emptySearch {
  return (
    typeof draft === 'object' &&
    draft !== null &&
    Object.keys(emptySearch).every((name) => typeof (draft as Record<string, unknown>)[name] === 'string')
  )
}
