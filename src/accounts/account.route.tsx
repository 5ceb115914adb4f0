/** Activation, accesso, uscita, recupero password. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { adoptDrafts } from '../services/filled-form.queries.ts'
import { carryCart } from '../cart/carry-cart.operation.ts'
import type { CartEntry } from '../cart/cart.ts'
import { keepLeftOut } from '../cart/left-out.operation.ts'
import { parseEmailAddress } from '../core/email-address.ts'
import { clientKey } from '../platform/http/client-address.ts'
import { randomToken } from '../platform/random.ts'
import { type LoginReason, routes } from '../routes.ts'
import { type App, clearSessionCookie, cookieNames, setDeviceCookie, setSessionCookie } from '../web/edge.tsx'
import { type FormBody, formSchema, querySchema } from '../web/form.ts'
import { ownInstitution, portalFrame } from '../web/frame.ts'
import { atLeast } from '../web/pace.ts'
import { originOf } from '../web/origin.ts'
import { countTokenPage } from '../web/token-page.ts'
import { type TokenParams, tokenParams } from '../web/params.ts'
import { ownNext, sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { activate, lookAtActivation, type Activation } from './activate.operation.ts'
import { ActivatePage, type ActivatePageProps } from './activate.page.tsx'
import { hasChallengePass } from './challenge.operation.ts'
import { login } from './login.operation.ts'
import { LoginPage, type LoginPageProps } from './login.page.tsx'
import { NewPasswordPage, type NewPasswordPageProps } from './new-password.page.tsx'
import { RecoverPage, type RecoverPageProps } from './recover.page.tsx'
import { lookAtReset, requestPasswordReset, resetPassword } from './recover.operation.ts'
import { deleteSession } from './session.queries.ts'

const loginForm = { username: 300, password: 1_000, poi: 300 }
const loginQuery = { poi: 300, motivo: 20 }
const recoverForm = { email: 300 }
const newPasswordForm = { password: 1_000, passwordRepeat: 1_000 }

export function accountRoutes(app: App, services: PortalServices): void {
  activationRoutes(app, services)
  loginRoutes(app, services)
  passwordRoutes(app, services)
}

function activationRoutes(app: App, services: PortalServices): void {
  const options = { config: { access: 'anyone' }, schema: { params: tokenParams } } as const

  app.get<{ Params: TokenParams }>(routes.activate(':institution', ':token'), options, async (request, reply) => {
    await countTokenPage(services, request)
    const { token } = request.params
    const state = await lookAtActivation(services, token)
    return show(request, reply, state === 'good' ? { kind: 'ready', token } : stateOf(state))
  })

  app.post<{ Params: TokenParams }>(
    routes.activate(':institution', ':token'),
    { ...options, schema: { params: tokenParams, body: formSchema({}) } },
    async (request, reply) => {
      await countTokenPage(services, request)
      return show(request, reply, stateOf(await activate(services, request.params.token)))
    },
  )

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    state: ActivatePageProps['state'],
  ): Promise<FastifyReply> {
    const frame = await portalFrame(services, request)
    return sendPage(reply, <ActivatePage frame={frame} state={state} ratingToken={randomToken()} />)
  }
}

function stateOf(activation: Activation): ActivatePageProps['state'] {
  switch (activation) {
    case 'activated':
      return { kind: 'done' }
    case 'already-used':
    case 'mailbox-taken':
      return { kind: 'used' }
    case 'expired':
    case 'unknown':
      return { kind: 'expired' }
  }
}

function loginRoutes(app: App, services: PortalServices): void {
  const { config, db, clock } = services
  const isHttps = config.portal.baseUrl.startsWith('https:')

  app.get<{ Querystring: FormBody<typeof loginQuery> }>(
    routes.login(':institution'),
    { config: { access: 'anyone' }, schema: { querystring: querySchema(loginQuery) } },
    async (request, reply) => {
      const { code } = ownInstitution(request)
      const next = ownNext(request.query.poi, code, routes.positions(code))
      if (request.browser.account) return reply.redirect(next, 303)
      return show(request, reply, { username: '', problem: undefined, reason: reasonOf(request.query.motivo), next })
    },
  )

  app.post<{ Body: FormBody<typeof loginForm> }>(
    routes.login(':institution'),
    { config: { access: 'anyone' }, schema: { body: formSchema(loginForm) } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const { username, password, poi } = request.body
      const next = ownNext(poi, institution.code, routes.positions(institution.code))
      const refuse = (problem: LoginPageProps['problem'], status = 422) =>
        show(request, reply, { username, problem, reason: undefined, next }, status)
      if (username.trim() === '' || password === '') {
        return refuse({
          kind: 'fields',
          ...(username.trim() === '' ? { username: 'empty' } : {}),
          ...(password === '' ? { password: 'empty' } : {}),
        })
      }
      const sessionId = request.browser.session?.sessionId
      let leftOut: CartEntry[] = []
      const result = await atLeast(
        login(services, {
          institution,
          email: username.trim(),
          password,
          clientKey: clientKey(request.ip),
          origin: originOf(request),
          device: request.cookies[cookieNames(isHttps).device],
          sessionId,
          hasSolvedChallenge: () => hasChallengePass(services, sessionId),
          takeAlong: async (tx, session, accountId) => {
            leftOut = await carryCart(tx, session, accountId, clock.now())
            await tx.visit(institution.institutionId, (visit) => adoptDrafts(visit, session, accountId))
          },
        }),
      )
      switch (result.outcome) {
        case 'signed-in':
          setSessionCookie(reply, result.sessionToken, isHttps)
          setDeviceCookie(reply, result.device, isHttps)
          if (!sessionId || leftOut.length === 0) return reply.redirect(next, 303)
          await keepLeftOut(db, sessionId, leftOut)
          return reply.redirect(`${routes.cart(institution.code)}?accesso=1`, 303)
        case 'wrong':
          return refuse({ kind: 'wrong' })
        case 'wait':
          return refuse({ kind: 'delayed', seconds: result.seconds }, 429)
        case 'challenge': {
          const back = encodeURIComponent(routes.login(institution.code))
          return reply.redirect(`${routes.challenge(institution.code)}?poi=${back}`, 303)
        }
      }
    },
  )

  app.post(
    routes.logout(':institution'),
    { config: { access: 'anyone' }, schema: { body: formSchema({}) } },
    async (request, reply) => {
      const { session } = request.browser
      if (session) await deleteSession(db, session.sessionId)
      clearSessionCookie(reply, isHttps)
      return reply.redirect(routes.search(ownInstitution(request).code), 303)
    },
  )

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    props: Pick<LoginPageProps, 'username' | 'problem' | 'reason' | 'next'>,
    status = 200,
  ): Promise<FastifyReply> {
    const frame = await portalFrame(services, request)
    return sendPage(reply, <LoginPage frame={frame} {...props} identityProviderUrl={undefined} />, status)
  }
}

function reasonOf(text: string): LoginReason | undefined {
  return text === 'session-ended' || text === 'login-needed' ? text : undefined
}

function passwordRoutes(app: App, services: PortalServices): void {
  app.get(routes.recover(':institution'), { config: { access: 'anyone' } }, (request, reply) =>
    showRecover(request, reply, { email: '', error: undefined, isSent: false }),
  )

  app.post<{ Body: FormBody<typeof recoverForm> }>(
    routes.recover(':institution'),
    { config: { access: 'anyone' }, schema: { body: formSchema(recoverForm) } },
    async (request, reply) => {
      const email = request.body.email.trim()
      const refuse = (error: RecoverPageProps['error']) =>
        showRecover(request, reply, { email, error, isSent: false }, 422)
      if (email === '') return refuse('empty')
      const address = parseEmailAddress(email)
      if (!address) return refuse('wrong-form')
      await atLeast(requestPasswordReset(services, ownInstitution(request), address, clientKey(request.ip)))
      return showRecover(request, reply, { email, error: undefined, isSent: true })
    },
  )

  app.get<{ Params: TokenParams }>(
    routes.newPassword(':institution', ':token'),
    { config: { access: 'anyone' }, schema: { params: tokenParams } },
    async (request, reply) => {
      await countTokenPage(services, request)
      const { token } = request.params
      const state = await lookAtReset(services, token)
      return showNewPassword(
        request,
        reply,
        state === 'good' ? { kind: 'ask', token, errors: {} } : { kind: 'expired' },
      )
    },
  )

  app.post<{ Params: TokenParams; Body: FormBody<typeof newPasswordForm> }>(
    routes.newPassword(':institution', ':token'),
    { config: { access: 'anyone' }, schema: { params: tokenParams, body: formSchema(newPasswordForm) } },
    async (request, reply) => {
      await countTokenPage(services, request)
      const { token } = request.params
      const { password, passwordRepeat } = request.body
      const refuse = (errors: Extract<NewPasswordPageProps['state'], { kind: 'ask' }>['errors']) =>
        showNewPassword(request, reply, { kind: 'ask', token, errors }, 422)
      if (password === '') return refuse({ password: 'empty' })
      if (passwordRepeat !== password) return refuse({ passwordRepeat: passwordRepeat === '' ? 'empty' : 'differs' })
      const result = await resetPassword(services, ownInstitution(request), originOf(request), token, password)
      switch (result.outcome) {
        case 'changed':
          return showNewPassword(request, reply, { kind: 'done' })
        case 'used':
        case 'expired':
        case 'unknown':
          return showNewPassword(request, reply, { kind: 'expired' })
        default:
          return refuse({ password: result.outcome })
      }
    },
  )

  async function showRecover(
    request: FastifyRequest,
    reply: FastifyReply,
    props: Omit<RecoverPageProps, 'frame'>,
    status = 200,
  ): Promise<FastifyReply> {
    return sendPage(reply, <RecoverPage frame={await portalFrame(services, request)} {...props} />, status)
  }

  async function showNewPassword(
    request: FastifyRequest,
    reply: FastifyReply,
    state: NewPasswordPageProps['state'],
    status = 200,
  ): Promise<FastifyReply> {
    return sendPage(reply, <NewPasswordPage frame={await portalFrame(services, request)} state={state} />, status)
  }
}
