/** Profilo: what an account says of its owner, its password, its mailbox, where it is open. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { parseEmailAddress } from '../core/email-address.ts'
import { todayInRome } from '../core/time.ts'
import { routes } from '../routes.ts'
import { type App, cookieNames, setSessionCookie } from '../web/edge.tsx'
import { type FormBody, formSchema, querySchema } from '../web/form.ts'
import { ownAccount, ownInstitution, personalFrame, portalFrame, sightOf } from '../web/frame.ts'
import { originOf } from '../web/origin.ts'
import { type TokenParams, tokenParams } from '../web/params.ts'
import { sendPage } from '../web/reply.ts'
import { countTokenPage } from '../web/token-page.ts'
import type { PortalServices } from '../web/services.ts'
import { AccessesPage } from './accesses.page.tsx'
import { listEvents } from './account-event.queries.ts'
import { changeContacts } from './change-contacts.operation.ts'
import { ChangeContactsPage, type ChangeContactsPageProps } from './change-contacts.page.tsx'
import { type EmailChanged, askEmailChange, changeEmail, lookAtEmailChange } from './change-email.operation.ts'
import {
  ChangeEmailPage,
  type ChangeEmailPageProps,
  ConfirmEmailPage,
  type ConfirmEmailPageProps,
} from './change-email.page.tsx'
import { changePassword } from './change-password.operation.ts'
import { type ChangePasswordErrors, ChangePasswordPage } from './change-password.page.tsx'
import { closeOtherSessions } from './close-sessions.operation.ts'
import { countries } from './countries.ts'
import { findPendingEmail, findProfile } from './profile.queries.ts'
import { ProfilePage } from './profile.page.tsx'
import { type ContactBody, contactFields, readContacts } from './registration-form.ts'
import { listSessions } from './session.queries.ts'

const SHOWN_EVENTS = 30

const doneQuery = { fatto: 20 }
/** The user's name comes along for the sake of browsers that keep passwords; nobody reads it. */
const passwordForm = { username: 300, currentPassword: 1_000, password: 1_000, passwordRepeat: 1_000 }
const emailForm = { email: 300, password: 1_000 }

export function profileRoutes(app: App, services: PortalServices): void {
  const { db } = services

  app.get<{ Querystring: FormBody<typeof doneQuery> }>(
    routes.profile(':institution'),
    { config: { access: 'account' }, schema: { querystring: querySchema(doneQuery) } },
    async (request, reply) => {
      const [profile, frame] = await Promise.all([findProfile(db, ownAccount(request).accountId), own(request)])
      const country = countries.find(({ code }) => code === profile.country)
      const { fatto } = request.query
      const done = fatto === 'password' ? 'password' : fatto === 'recapiti' ? 'contacts' : undefined
      const page = (
        <ProfilePage frame={frame} profile={profile} countryName={country?.name ?? profile.country} done={done} />
      )
      return sendPage(reply, page)
    },
  )
  contactRoutes(app, services)
  passwordRoutes(app, services)
  emailRoutes(app, services)
  accessRoutes(app, services)

  async function own(request: FastifyRequest) {
    return personalFrame(services, request, await sightOf(services, request))
  }
}

function contactRoutes(app: App, services: PortalServices): void {
  const { db } = services

  app.get(routes.changeContacts(':institution'), { config: { access: 'account' } }, async (request, reply) => {
    const profile = await findProfile(db, ownAccount(request).accountId)
    return show(request, reply, { owner: profile, values: profile, errors: {} })
  })

  app.post<{ Body: ContactBody }>(
    routes.changeContacts(':institution'),
    { config: { access: 'account' }, schema: { body: formSchema(contactFields) } },
    async (request, reply) => {
      const account = ownAccount(request)
      const { contacts, errors } = readContacts(request.body)
      if (!contacts) return show(request, reply, { owner: account, values: request.body, errors }, 422)
      await changeContacts(services, account.accountId, originOf(request), contacts)
      return reply.redirect(`${routes.profile(ownInstitution(request).code)}?fatto=recapiti`, 303)
    },
  )

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    props: Omit<ChangeContactsPageProps, 'frame'>,
    status = 200,
  ): Promise<FastifyReply> {
    const frame = await personalFrame(services, request, await sightOf(services, request))
    return sendPage(reply, <ChangeContactsPage frame={frame} {...props} />, status)
  }
}

function deviceOf(request: FastifyRequest, { config }: PortalServices): string | undefined {
  return request.cookies[cookieNames(config.portal.baseUrl.startsWith('https:')).device]
}

function passwordRoutes(app: App, services: PortalServices): void {
  const isHttps = services.config.portal.baseUrl.startsWith('https:')

  app.get(routes.changePassword(':institution'), { config: { access: 'account' } }, (request, reply) =>
    show(request, reply, {}),
  )

  app.post<{ Body: FormBody<typeof passwordForm> }>(
    routes.changePassword(':institution'),
    { config: { access: 'account' }, schema: { body: formSchema(passwordForm) } },
    async (request, reply) => {
      const { currentPassword, password, passwordRepeat } = request.body
      const errors: ChangePasswordErrors = {
        ...(currentPassword === '' ? { currentPassword: 'empty' } : {}),
        ...(password === '' ? { password: 'empty' } : {}),
        ...(passwordRepeat === password ? {} : { passwordRepeat: passwordRepeat === '' ? 'empty' : 'differs' }),
      }
      if (Object.keys(errors).length > 0) return show(request, reply, errors, 422)
      const institution = ownInstitution(request)
      const account = ownAccount(request)
      const result = await changePassword(services, {
        institution,
        account,
        sessionId: account.sessionId,
        origin: originOf(request),
        device: deviceOf(request, services),
        currentPassword,
        password,
      })
      switch (result.outcome) {
        case 'changed':
          setSessionCookie(reply, result.sessionToken, isHttps)
          return reply.redirect(`${routes.profile(institution.code)}?fatto=password`, 303)
        case 'wrong':
        case 'too-many':
          return show(request, reply, { currentPassword: result.outcome }, result.outcome === 'too-many' ? 429 : 422)
        default:
          return show(request, reply, { password: result.outcome }, 422)
      }
    },
  )

  async function show(request: FastifyRequest, reply: FastifyReply, errors: ChangePasswordErrors, status = 200) {
    const frame = await personalFrame(services, request, await sightOf(services, request))
    return sendPage(reply, <ChangePasswordPage frame={frame} errors={errors} />, status)
  }
}

function emailRoutes(app: App, services: PortalServices): void {
  const { db, clock } = services

  app.get(routes.changeEmail(':institution'), { config: { access: 'account' } }, (request, reply) =>
    show(request, reply, { email: '', errors: {} }),
  )

  app.post<{ Body: FormBody<typeof emailForm> }>(
    routes.changeEmail(':institution'),
    { config: { access: 'account' }, schema: { body: formSchema(emailForm) } },
    async (request, reply) => {
      const { email, password } = request.body
      const refuse = (errors: ChangeEmailPageProps['errors'], status = 422) =>
        show(request, reply, { email, errors }, status)
      const address = parseEmailAddress(email)
      const emptyPassword = password === '' ? ({ password: 'empty' } as const) : {}
      if (email.trim() === '') return refuse({ email: 'empty', ...emptyPassword })
      if (!address) return refuse({ email: 'wrong-form', ...emptyPassword })
      if (password === '') return refuse(emptyPassword)
      const institution = ownInstitution(request)
      const account = ownAccount(request)
      const change = { institution, account, origin: originOf(request), password, email: address }
      const asked = await askEmailChange(services, change)
      switch (asked) {
        case 'asked':
          return reply.redirect(routes.changeEmail(institution.code), 303)
        case 'wrong':
          return refuse({ password: asked })
        case 'too-many':
          return refuse({ password: asked }, 429)
        case 'same-as-before':
          return refuse({ email: asked })
        case 'too-often':
          return refuse({ email: asked }, 429)
      }
    },
  )

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    props: Pick<ChangeEmailPageProps, 'email' | 'errors'>,
    status = 200,
  ): Promise<FastifyReply> {
    const [pending, frame] = await Promise.all([
      findPendingEmail(db, ownAccount(request).accountId, clock.now()),
      sightOf(services, request).then((sight) => personalFrame(services, request, sight)),
    ])
    return sendPage(reply, <ChangeEmailPage frame={frame} pending={pending} {...props} />, status)
  }

  const options = { config: { access: 'anyone' }, schema: { params: tokenParams } } as const

  app.get<{ Params: TokenParams }>(routes.confirmEmail(':institution', ':token'), options, async (request, reply) => {
    await countTokenPage(services, request)
    const { token } = request.params
    const state = await lookAtEmailChange(services, token)
    return showConfirm(request, reply, state === 'good' ? { kind: 'ready', token } : stateOf(state))
  })

  app.post<{ Params: TokenParams }>(
    routes.confirmEmail(':institution', ':token'),
    { ...options, schema: { params: tokenParams, body: formSchema({}) } },
    async (request, reply) => {
      await countTokenPage(services, request)
      const institution = ownInstitution(request)
      const changed = await changeEmail(services, institution, originOf(request), request.params.token)
      // The header of this very page shows the new mailbox, too.
      const { account } = request.browser
      if (changed === 'changed' && account) account.email = (await findProfile(db, account.accountId)).email
      return showConfirm(request, reply, stateOf(changed))
    },
  )

  async function showConfirm(
    request: FastifyRequest,
    reply: FastifyReply,
    state: ConfirmEmailPageProps['state'],
  ): Promise<FastifyReply> {
    return sendPage(reply, <ConfirmEmailPage frame={await portalFrame(services, request)} state={state} />)
  }
}

function stateOf(changed: EmailChanged): ConfirmEmailPageProps['state'] {
  switch (changed) {
    case 'changed':
      return { kind: 'done' }
    case 'used':
      return { kind: 'used' }
    case 'expired':
    case 'unknown':
    case 'taken':
      return { kind: 'expired' }
  }
}

function accessRoutes(app: App, services: PortalServices): void {
  const { db, clock, directory } = services

  app.get<{ Querystring: FormBody<typeof doneQuery> }>(
    routes.accesses(':institution'),
    { config: { access: 'account' }, schema: { querystring: querySchema(doneQuery) } },
    async (request, reply) => {
      const { accountId, sessionId } = ownAccount(request)
      const [sessions, events, sight] = await Promise.all([
        listSessions(db, accountId, clock.now()),
        listEvents(db, accountId, SHOWN_EVENTS),
        sightOf(services, request),
      ])
      const page = (
        <AccessesPage
          frame={await personalFrame(services, request, sight)}
          today={todayInRome(clock)}
          sessions={sessions.map((session) => ({ ...session, isHere: session.sessionId === sessionId }))}
          events={events.map(({ institutionId, ...event }) => ({
            ...event,
            institutionName: institutionId === null ? undefined : directory.byId(institutionId).name,
          }))}
          haveJustBeenClosed={request.query.fatto === 'chiusi'}
        />
      )
      return sendPage(reply, page)
    },
  )

  app.post(
    routes.closeSessions(':institution'),
    { config: { access: 'account' }, schema: { body: formSchema({}) } },
    async (request, reply) => {
      const { accountId, sessionId } = ownAccount(request)
      await closeOtherSessions(services, accountId, sessionId, deviceOf(request, services), originOf(request))
      return reply.redirect(`${routes.accesses(ownInstitution(request).code)}?fatto=chiusi`, 303)
    },
  )

  /** Somebody who reloads, or goes back to, the address that a form was sent to. */
  app.get(routes.closeSessions(':institution'), { config: { access: 'account' } }, async (request, reply) =>
    reply.redirect(routes.accesses(ownInstitution(request).code), 303),
  )
}
