/** Privacy of the person who is signed in: what is kept, and leaving. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { listConsents } from '../accounts/profile.queries.ts'
import { paperHeaders } from '../platform/http/headers.ts'
import { routes } from '../routes.ts'
import { type App, clearSessionCookie } from '../web/edge.tsx'
import { type FormBody, formSchema } from '../web/form.ts'
import { ownAccount, ownInstitution, personalFrame, portalFrame, sightOf } from '../web/frame.ts'
import { originOf } from '../web/origin.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { revokeConsent } from './close-account.operation.ts'
import { OwnDataPage, type OwnDataPageProps } from './own-data.page.tsx'
import { ownDataText } from './own-data.text.ts'
import { MyPrivacyPage } from './privacy.page.tsx'
import { takeOwnData } from './take-own-data.operation.ts'
import { AccountClosedPage, RevokePage, type RevokePageProps } from './revoke.page.tsx'

const passwordForm = { password: 1_000 }

export function privacyRoutes(app: App, services: PortalServices): void {
  const { db, config } = services
  const isHttps = config.portal.baseUrl.startsWith('https:')

  app.get(routes.myPrivacy(':institution'), { config: { access: 'account' } }, async (request, reply) => {
    const [consents, sight] = await Promise.all([
      listConsents(db, ownAccount(request).accountId),
      sightOf(services, request),
    ])
    const frame = await personalFrame(services, request, sight)
    return sendPage(reply, <MyPrivacyPage frame={frame} consents={consents} />)
  })

  app.get(routes.takeMyData(':institution'), { config: { access: 'account' } }, (request, reply) =>
    showOwnData(request, reply, undefined),
  )

  app.post<{ Body: FormBody<typeof passwordForm> }>(
    routes.takeMyData(':institution'),
    { config: { access: 'account' }, schema: { body: formSchema(passwordForm) } },
    async (request, reply) => {
      const { password } = request.body
      if (password === '') return showOwnData(request, reply, 'empty', 422)
      const taken = await takeOwnData(services, ownAccount(request), originOf(request), password)
      switch (taken.outcome) {
        case 'taken':
          return reply.headers(paperHeaders(ownDataText.fileName, 'application/zip')).send(taken.archive)
        case 'wrong':
          return showOwnData(request, reply, taken.outcome, 422)
        case 'too-many':
        case 'too-often':
          return showOwnData(request, reply, taken.outcome, 429)
      }
    },
  )

  app.get(routes.revokeConsent(':institution'), { config: { access: 'account' } }, (request, reply) =>
    showRevoke(request, reply, undefined),
  )

  app.post<{ Body: FormBody<typeof passwordForm> }>(
    routes.revokeConsent(':institution'),
    { config: { access: 'account' }, schema: { body: formSchema(passwordForm) } },
    async (request, reply) => {
      const { password } = request.body
      if (password === '') return showRevoke(request, reply, 'empty', 422)
      const institution = ownInstitution(request)
      const { accountId } = ownAccount(request)
      const revoked = await revokeConsent(services, { institution, accountId, origin: originOf(request), password })
      if (revoked !== 'closed') return showRevoke(request, reply, revoked, revoked === 'too-many' ? 429 : 422)
      clearSessionCookie(reply, isHttps)
      return reply.redirect(routes.accountClosed(institution.code), 303)
    },
  )

  app.get(routes.accountClosed(':institution'), { config: { access: 'anyone' } }, async (request, reply) =>
    sendPage(reply, <AccountClosedPage frame={await portalFrame(services, request)} />),
  )

  async function showOwnData(
    request: FastifyRequest,
    reply: FastifyReply,
    error: OwnDataPageProps['error'],
    status = 200,
  ): Promise<FastifyReply> {
    const frame = await personalFrame(services, request, await sightOf(services, request))
    return sendPage(reply, <OwnDataPage frame={frame} error={error} />, status)
  }

  async function showRevoke(
    request: FastifyRequest,
    reply: FastifyReply,
    error: RevokePageProps['error'],
    status = 200,
  ): Promise<FastifyReply> {
    const frame = await personalFrame(services, request, await sightOf(services, request))
    return sendPage(reply, <RevokePage frame={frame} error={error} />, status)
  }
}
