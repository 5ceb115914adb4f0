/** Aggiungi una pratica: the same two codes, the same counters and the same answer as a search, and then it is kept. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasChallengePass } from '../accounts/challenge.operation.ts'
import { dropDraft, findDraft, saveDraft } from '../accounts/session.queries.ts'
import { readFiscalCode } from '../core/fiscal-code.ts'
import { parseNoticeNumber } from '../core/notice-number.ts'
import { clientKey } from '../platform/http/client-address.ts'
import { routes } from '../routes.ts'
import type { App } from '../web/edge.tsx'
import { type FormBody, formSchema } from '../web/form.ts'
import { ownAccount, ownInstitution, personalFrame, sightOf } from '../web/frame.ts'
import { originOf } from '../web/origin.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { AddPositionPage, type AddPositionPageProps } from './add-position.page.tsx'
import { findPosition } from './citizen.queries.ts'
import { claimPosition } from './claim-position.operation.ts'
import { searchPosition } from './search-position.operation.ts'

const form = { fiscalCode: 40, noticeNumber: 40 }

type Shown = Pick<AddPositionPageProps, 'values'> & Partial<Pick<AddPositionPageProps, 'errors' | 'problem'>>

export function addPositionRoutes(app: App, services: PortalServices): void {
  const { db, clock } = services

  app.get(routes.addPosition(':institution'), { config: { access: 'account' } }, async (request, reply) => {
    const { sessionId, fiscalCode } = ownAccount(request)
    const draft = await findDraft(db, sessionId)
    if (!isDraft(draft)) return show(request, reply, { values: { fiscalCode, noticeNumber: '' } })
    await dropDraft(db, sessionId)
    return show(request, reply, { values: draft.addPosition })
  })

  app.post<{ Body: FormBody<typeof form> }>(
    routes.addPosition(':institution'),
    { config: { access: 'account' }, schema: { body: formSchema(form) } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const { accountId, sessionId } = ownAccount(request)
      const { fiscalCode, noticeNumber } = request.body
      const values = { fiscalCode, noticeNumber }
      const person = readFiscalCode(fiscalCode)
      const notice = parseNoticeNumber(noticeNumber)
      if (person.outcome !== 'read' || !notice) {
        const errors: AddPositionPageProps['errors'] = {
          ...(person.outcome === 'read' ? {} : { fiscalCode: person.outcome }),
          ...(notice ? {} : { noticeNumber: noticeNumber.trim() === '' ? 'empty' : 'wrong-form' }),
        }
        return show(request, reply, { values, errors }, 422)
      }
      const found = await searchPosition(services, {
        institution,
        fiscalCode: person.fiscalCode,
        code: { kind: 'notice-number', noticeNumber: notice },
        clientKey: clientKey(request.ip),
        hasSolvedChallenge: () => hasChallengePass(services, sessionId),
        session: async () => sessionId,
      })
      switch (found.outcome) {
        case 'found':
          break
        case 'not-found':
          return show(request, reply, { values, problem: { kind: 'not-found' } }, 422)
        case 'limited': {
          const until = clock.now().add({ seconds: found.retryAfterSeconds })
          reply.header('retry-after', found.retryAfterSeconds)
          return show(request, reply, { values, problem: { kind: 'limited', until } }, 429)
        }
        case 'challenge': {
          await saveDraft(db, sessionId, { addPosition: values })
          const next = encodeURIComponent(routes.addPosition(institution.code))
          return reply.redirect(`${routes.challenge(institution.code)}?poi=${next}`, 303)
        }
      }
      const { installmentId } = found
      const path = routes.position(institution.code, installmentId)
      const sight = await sightOf(services, request)
      const position = await findPosition(db, institution.institutionId, sight, installmentId, clock.now())
      // Its debtor has it already.
      if (position?.access === 'full') return reply.redirect(path, 303)
      const claimed = await claimPosition(services, institution, accountId, originOf(request), installmentId)
      if (claimed === 'too-many') return show(request, reply, { values, problem: { kind: 'too-many' } }, 429)
      return reply.redirect(`${path}?aggiunta=1`, 303)
    },
  )

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    { values, errors = {}, problem }: Shown,
    status = 200,
  ): Promise<FastifyReply> {
    const frame = await personalFrame(services, request, await sightOf(services, request))
    return sendPage(reply, <AddPositionPage {...{ frame, values, errors, problem }} />, status)
  }
}

type Draft = { addPosition: AddPositionPageProps['values'] }

function isDraft(draft: unknown): draft is Draft {
  if (typeof draft !== 'object' || draft === null || !('addPosition' in draft)) return false
  const { addPosition } = draft
  return typeof addPosition === 'object' && addPosition !== null && 'noticeNumber' in addPosition
}
