/** Registrazione in three steps: the codice fiscale, the data, the mail. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type FiscalCode, readFiscalCode } from '../core/fiscal-code.ts'
import { clientKey } from '../platform/http/client-address.ts'
import { passwordProblem } from '../platform/passwords.ts'
import { routes } from '../routes.ts'
import { ensureSession } from '../web/browser.ts'
import type { App } from '../web/edge.tsx'
import { type FormBody, formSchema } from '../web/form.ts'
import { ownInstitution, portalFrame } from '../web/frame.ts'
import { atLeast } from '../web/pace.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { limits } from './limits.ts'
import { RegisterCodePage, type RegisterCodePageProps } from './register-code.page.tsx'
import type { DetailFieldErrors } from './detail-fields.tsx'
import { RegisterDetailsPage, type RegistrationValues } from './register-details.page.tsx'
import { register } from './register.operation.ts'
import { RegisteredPage } from './registered.page.tsx'
import { type RegistrationBody, readDetails, registrationFields } from './registration-form.ts'
import { findDraft, saveDraft, saveRegisteringFiscalCode } from './session.queries.ts'

const codeForm = { fiscalCode: 40 }

export function registerRoutes(app: App, services: PortalServices): void {
  const { db, clock, limiter } = services

  app.get(routes.register(':institution'), { config: { access: 'anyone' } }, async (request, reply) =>
    showCode(request, reply, { fiscalCode: request.browser.registeringFiscalCode ?? '', error: undefined }),
  )

  app.post<{ Body: FormBody<typeof codeForm> }>(
    routes.register(':institution'),
    { config: { access: 'anyone' }, schema: { body: formSchema(codeForm) } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const { fiscalCode } = request.body
      const reading = readFiscalCode(fiscalCode)
      const refuse = (error: RegisterCodePageProps['error']) => showCode(request, reply, { fiscalCode, error }, 422)
      if (reading.outcome !== 'read') return refuse(reading.outcome)
      if (reading.entityType === 'F' && institution.localRegistration === 'off') return refuse('not-allowed')
      const sessionId = await ensureSession(db, request.browser, clock.now())
      await saveRegisteringFiscalCode(db, sessionId, reading.fiscalCode)
      return reply.redirect(routes.registerDetails(institution.code), 303)
    },
  )

  app.get(routes.registerDetails(':institution'), { config: { access: 'anyone' } }, async (request, reply) => {
    const fiscalCode = request.browser.registeringFiscalCode
    if (!fiscalCode) return reply.redirect(routes.register(ownInstitution(request).code), 303)
    return showDetails(request, reply, fiscalCode, emptyBody, {})
  })

  app.post<{ Body: RegistrationBody }>(
    routes.registerDetails(':institution'),
    { config: { access: 'anyone' }, schema: { body: formSchema(registrationFields) } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const fiscalCode = request.browser.registeringFiscalCode
      if (!fiscalCode) return reply.redirect(routes.register(institution.code), 303)
      const { body } = request
      const entityType = entityTypeOf(fiscalCode)
      const { details, errors } = readDetails(body, entityType)
      const weakness =
        body.password === '' ? ('empty' as const) : passwordProblem(body.password, personalWords(body, fiscalCode))
      if (!details || weakness) {
        const all = weakness ? { ...errors, password: weakness } : errors
        return showDetails(request, reply, fiscalCode, body, all, 422)
      }
      const counts = [limits.registerPerHour, limits.registerPerDay].map((policy) => ({
        policy,
        key: clientKey(request.ip),
        weight: 1,
      }))
      const limited = await limiter.exceeded(counts, clock.now())
      if (limited) throw Object.assign(new Error('too many registrations'), { statusCode: 429 })
      await atLeast(register(services, institution, { entityType, fiscalCode, details, password: body.password }))
      const sessionId = await ensureSession(db, request.browser, clock.now())
      await saveDraft(db, sessionId, { registeredEmail: details.email })
      return reply.redirect(routes.registered(institution.code), 303)
    },
  )

  app.get(routes.registered(':institution'), { config: { access: 'anyone' } }, async (request, reply) => {
    const { session } = request.browser
    const draft = session && (await findDraft(db, session.sessionId))
    const email = (draft as { registeredEmail?: unknown } | null | undefined)?.registeredEmail
    if (typeof email !== 'string') return reply.redirect(routes.register(ownInstitution(request).code), 303)
    return sendPage(reply, <RegisteredPage frame={await portalFrame(services, request)} email={email} />)
  })

  async function showCode(
    request: FastifyRequest,
    reply: FastifyReply,
    props: Omit<RegisterCodePageProps, 'frame'>,
    status = 200,
  ): Promise<FastifyReply> {
    return sendPage(reply, <RegisterCodePage frame={await portalFrame(services, request)} {...props} />, status)
  }

  async function showDetails(
    request: FastifyRequest,
    reply: FastifyReply,
    fiscalCode: FiscalCode,
    body: RegistrationBody,
    errors: DetailFieldErrors,
    status = 200,
  ): Promise<FastifyReply> {
    const { password: _password, passwordRepeat: _repeat, privacy, terms, ...typed } = body // passwords never come back
    const values: RegistrationValues = {
      ...typed,
      fiscalCode,
      acceptsPrivacy: privacy !== '',
      acceptsTerms: terms !== '',
    }
    const props = { frame: await portalFrame(services, request), entityType: entityTypeOf(fiscalCode), values, errors }
    return sendPage(reply, <RegisterDetailsPage {...props} />, status)
  }
}

const emptyBody: RegistrationBody = Object.fromEntries(
  Object.keys(registrationFields).map((name) => [name, name === 'country' ? 'IT' : '']),
) as RegistrationBody

function entityTypeOf(fiscalCode: FiscalCode): 'F' | 'G' {
  return fiscalCode.length === 16 ? 'F' : 'G'
}

function personalWords({ firstName, lastName, companyName, email }: RegistrationBody, fiscalCode: string): string[] {
  return [firstName, lastName, companyName, email, fiscalCode]
}
