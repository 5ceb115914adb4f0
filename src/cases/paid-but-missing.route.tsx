/** "Ho pagato ma non risulta": asks for what the citizen has, answers from our own books, and opens a case. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasChallengePass } from '../accounts/challenge.operation.ts'
import { dropDraft, findDraft, saveDraft } from '../accounts/session.queries.ts'
import { holdsCardNumber } from '../core/card-number.ts'
import { type EmailAddress, parseEmailAddress } from '../core/email-address.ts'
import { printable } from '../core/printable-text.ts'
import { Temporal, parseDay, todayInRome } from '../core/time.ts'
import { findPosition } from '../debt-positions/citizen.queries.ts'
import { type CodesReading, type PositionCode, readCodes } from '../debt-positions/codes-form.ts'
import { searchPosition } from '../debt-positions/search-position.operation.ts'
import { clientKey } from '../platform/http/client-address.ts'
import { routes } from '../routes.ts'
import { ensureSession } from '../web/browser.ts'
import type { App } from '../web/edge.tsx'
import { type FormBody, formSchema, querySchema } from '../web/form.ts'
import { ownInstitution, portalFrame, sightOf } from '../web/frame.ts'
import { isUuid } from '../web/params.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { askAboutPayment } from './ask.operation.ts'
import type { Missing } from './case.ts'
import { limits } from './limits.ts'
import {
  type MissingErrors,
  PaidButMissingPage,
  type PaidButMissingPageProps,
  PaymentFoundPage,
  noMissingValues,
} from './paid-but-missing.page.tsx'

const form = { fiscalCode: 40, noticeNumber: 40, creditorReferenceId: 80, paidOn: 20, paper: 200, email: 300 }
const query = { pratica: 36 }

type AskRequest = FastifyRequest<{ Body: FormBody<typeof form> }>

export function paidButMissingRoutes(app: App, services: PortalServices): void {
  const { db, clock, limiter } = services

  /** `?pratica=…`: from the page of a position, whose code need not be copied. */
  app.get<{ Querystring: FormBody<typeof query> }>(
    routes.paidButMissing(':institution'),
    { config: { access: 'anyone' }, schema: { querystring: querySchema(query) } },
    async (request, reply) => {
      const { institutionId } = ownInstitution(request)
      const { pratica } = request.query
      const { session } = request.browser
      const draft = session && (await findDraft(db, session.sessionId))
      if (session && isMissingDraft(draft)) {
        await dropDraft(db, session.sessionId)
        return show(request, reply, { values: draft, errors: {} })
      }
      const now = clock.now()
      const known = isUuid(pratica)
        ? await findPosition(db, institutionId, await sightOf(services, request), pratica, now)
        : undefined
      const values = { ...noMissingValues, noticeNumber: known?.record.noticeNumber ?? '' }
      return show(request, reply, { values, errors: {} })
    },
  )

  app.post(
    routes.paidButMissing(':institution'),
    { config: { access: 'anyone' }, schema: { body: formSchema(form) } },
    async (request: AskRequest, reply) => {
      const institution = ownInstitution(request)
      const { fiscalCode, noticeNumber, creditorReferenceId, paidOn, paper, email } = request.body
      const values = { fiscalCode, noticeNumber, creditorReferenceId, paidOn, paper, email }
      const codes = readCodes(values)
      const reading = readMissing(values, codes, todayInRome(clock))
      if ('errors' in reading) return show(request, reply, { values, errors: reading.errors }, 422)

      const count = { policy: limits.casesPerDay, key: clientKey(request.ip), weight: 1 }
      const found = await searchPosition(services, {
        institution,
        fiscalCode: reading.missing.fiscalCode,
        code: reading.code,
        clientKey: count.key,
        hasSolvedChallenge: () => hasChallengePass(services, request.browser.session?.sessionId),
        session: () => ensureSession(db, request.browser, clock.now()),
      })
      if (found.outcome === 'limited') return tooMany(reply, found.retryAfterSeconds)
      if (found.outcome === 'challenge') {
        await saveDraft(db, await ensureSession(db, request.browser, clock.now()), values)
        const next = encodeURIComponent(routes.paidButMissing(institution.code))
        return reply.redirect(`${routes.challenge(institution.code)}?poi=${next}`, 303)
      }
      const exceeded = await limiter.exceeded([count], clock.now())
      if (exceeded) return tooMany(reply, exceeded.retryAfterSeconds)
      const answer = await askAboutPayment(services, institution, {
        missing: reading.missing,
        // Nothing after this line may tell the two apart: it must not tell who owes what.
        installmentId: found.outcome === 'found' ? found.installmentId : null,
        sessionId: await ensureSession(db, request.browser, clock.now()),
      })
      if (answer.kind === 'opened') return reply.redirect(routes.case(institution.code, answer.trackingCode), 303)
      return sendPage(reply, <PaymentFoundPage frame={await portalFrame(services, request)} result={answer} />)
    },
  )

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    props: Pick<PaidButMissingPageProps, 'values' | 'errors'>,
    status = 200,
  ): Promise<FastifyReply> {
    return sendPage(reply, <PaidButMissingPage frame={await portalFrame(services, request)} {...props} />, status)
  }
}

/** What was typed before the puzzle. */
function isMissingDraft(draft: unknown): draft is typeof noMissingValues {
  return (
    typeof draft === 'object' &&
    draft !== null &&
    Object.keys(noMissingValues).every((name) => typeof (draft as Record<string, unknown>)[name] === 'string')
  )
}

function tooMany(reply: FastifyReply, retryAfterSeconds: number): never {
  reply.header('retry-after', retryAfterSeconds)
  throw Object.assign(new Error('too many inquiries'), { statusCode: 429 })
}

type MissingReading = { missing: Missing; code: PositionCode } | { errors: MissingErrors }

function readMissing(
  values: PaidButMissingPageProps['values'],
  codes: CodesReading,
  today: Temporal.PlainDate,
): MissingReading {
  const errors: MissingErrors = codes.outcome === 'wrong' ? { ...codes.errors } : {}
  const email = readEmail(values.email)
  if (email === undefined) errors.email = 'wrong-form'
  const paidOn = readPaidOn(values.paidOn, today)
  if (typeof paidOn === 'string') errors.paidOn = paidOn
  const paper = printable(values.paper).trim()
  if (holdsCardNumber(paper)) errors.paper = 'card-number'
  if (codes.outcome === 'wrong' || email === undefined || typeof paidOn === 'string' || errors.paper) {
    return { errors }
  }
  const { code, fiscalCode } = codes
  const positionCode = code.kind === 'notice-number' ? code.noticeNumber : printable(code.text)
  return { code, missing: { fiscalCode, positionCode, paidOn, paper: paper === '' ? null : paper, email } }
}

/** Undefined for what is no address. */
function readEmail(text: string): EmailAddress | null | undefined {
  return text.trim() === '' ? null : parseEmailAddress(text)
}

function readPaidOn(
  text: string,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null | NonNullable<MissingErrors['paidOn']> {
  if (text.trim() === '') return null
  const day = parseDay(text.trim())
  if (!day || day.year < 2000) return 'wrong-form'
  return Temporal.PlainDate.compare(day, today) > 0 ? 'in-the-future' : day
}
