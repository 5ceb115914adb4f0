/** From an empty form to a position: fill in, check, save. The form's id stands in every address, and is the operation. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { displayName } from '../accounts/account.ts'
import { findProfile } from '../accounts/profile.queries.ts'
import { todayInRome } from '../core/time.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import { clientKey } from '../platform/http/client-address.ts'
import { newId } from '../platform/random.ts'
import { loginThen, routes } from '../routes.ts'
import { ensureSession } from '../web/browser.ts'
import type { App } from '../web/edge.tsx'
import { type FormBody, type SentFile, formSchema, parseFormWithFiles, querySchema } from '../web/form.ts'
import { ownInstitution, portalFrame } from '../web/frame.ts'
import { type FormParams, type ServiceParams, formParams, serviceParams } from '../web/params.ts'
import { pathOf, sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { type FieldOf, isAsked } from './field.ts'
import { FillInPage, type FillInPageProps, type FormDebtor, GonePage, htmlName } from './fill-in.page.tsx'
import { formOwner, mayFillIn } from './form-access.ts'
import { type FormId, NOTHING_TYPED, type TypedForm, readDebtor } from './filled-form.ts'
import { type Attachment, deleteDraft, findDraftForm, findSavedForm } from './filled-form.queries.ts'
import { composeForm, fingerprintOf, insertPosition } from './insert-position.operation.ts'
import type { OpenService } from './open-service.ts'
import { type FieldProblem, type FileFacts, readForm } from './read-form.ts'
import { saveDraft } from './save-draft.operation.ts'
import { findOpenService } from './services.queries.ts'
import { SummaryPage, type SummaryPageProps } from './summary.page.tsx'
import { fileNameOf, fileTypeOf } from './upload.ts'

/** Two files of two megabytes, and the words around them. */
const FORM_BYTES = 5 * 1024 * 1024
/** What is longer than any answer may be is cut before it is kept. */
const TEXT_CHARACTERS = 4_000
const MOST_TEXTS = 100

type Sent = Readonly<Record<string, unknown>>
type Request = FastifyRequest<{ Params: FormParams }>

/** Its fields are the ente's to name: what is not one of them is not read. */
const sentSchema = {
  type: 'object',
  additionalProperties: true,
  properties: formSchema({ keep: 1 }).properties,
} as const
const summaryQuery = { cambiato: 1 }
const fillInQuery = { bozza: 1 }

export function fillInRoutes(app: App, services: PortalServices): void {
  const { db, clock } = services

  app.get<{ Params: ServiceParams }>(
    routes.newForm(':institution', ':service'),
    { config: { access: 'anyone' }, schema: { params: serviceParams } },
    async (request, reply) => {
      const { code } = ownInstitution(request)
      return reply.redirect(routes.fillIn(code, request.params.service, newId()), 303)
    },
  )

  app.get<{ Params: FormParams; Querystring: FormBody<typeof fillInQuery> }>(
    routes.fillIn(':institution', ':service', ':form'),
    { config: { access: 'anyone' }, schema: { params: formParams, querystring: querySchema(fillInQuery) } },
    async (request, reply) => {
      const service = await openService(request, reply)
      if (!service) return reply
      const draft = await findDraft(request, service)
      const saved = draft ? undefined : await findSaved(request)
      if (saved) return toSaved(request, reply, saved)
      const news = request.query.bozza === '1' && draft ? 'kept' : undefined
      return showForm(request, reply, service, { typed: draft?.typed ?? NOTHING_TYPED, news })
    },
  )

  app.register(async (scope) => {
    scope.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer', bodyLimit: FORM_BYTES },
      async (request: FastifyRequest, body: Buffer) => {
        try {
          return await parseFormWithFiles(request.headers['content-type'] ?? '', body)
        } catch (error) {
          throw Object.assign(new Error('not a form', { cause: error }), { statusCode: 400 })
        }
      },
    )
    scope.post<{ Params: FormParams; Body: Sent & { keep: string } }>(
      routes.fillIn(':institution', ':service', ':form'),
      { config: { access: 'anyone' }, schema: { params: formParams, body: sentSchema } },
      async (request, reply) => {
        const service = await openService(request, reply)
        if (!service) return reply
        const institution = ownInstitution(request)
        const { code } = institution
        await ensureSession(db, request.browser, clock.now())
        const earlier = await findDraft(request, service)
        const sent = readSent(request.body, service, earlier?.typed ?? NOTHING_TYPED)
        const saved = await saveDraft(services, institution, {
          formId: formId(request),
          service,
          owner: formOwner(request.browser),
          countKey: countKey(request),
          ...sent,
        })
        if (saved.outcome === 'limited') {
          reply.header('retry-after', saved.retryAfterSeconds)
          return showForm(request, reply, service, { typed: withFilesOf(earlier, sent.typed), news: 'limited' }, 429)
        }
        if (saved.outcome === 'too-many-drafts') {
          return showForm(
            request,
            reply,
            service,
            { typed: withFilesOf(earlier, sent.typed), news: 'tooManyDrafts' },
            409,
          )
        }
        if (saved.outcome === 'gone') return afterwards(request, reply, service)
        const address = routes.fillIn(code, service.code, formId(request))
        if (request.body.keep === '1' && sent.badFiles.size === 0) return reply.redirect(`${address}?bozza=1`, 303)
        const problems = problemsOf(sent.typed, service, request)
        const isRight = problems.fields.size + sent.badFiles.size === 0 && !problems.isNothingToPay && !problems.debtor
        if (isRight) return reply.redirect(routes.formSummary(code, service.code, formId(request)), 303)
        return showForm(
          request,
          reply,
          service,
          { typed: sent.typed, ...problems, fields: new Map([...problems.fields, ...sent.badFiles]) },
          422,
        )
      },
    )
  })

  app.get<{ Params: FormParams; Querystring: FormBody<typeof summaryQuery> }>(
    routes.formSummary(':institution', ':service', ':form'),
    { config: { access: 'anyone' }, schema: { params: formParams, querystring: querySchema(summaryQuery) } },
    async (request, reply) => {
      const service = await openService(request, reply)
      if (!service) return reply
      const draft = await findDraft(request, service)
      if (!draft) return afterwards(request, reply, service)
      const news = request.query.cambiato === '1' ? 'changed' : undefined
      return showSummary(request, reply, service, draft.typed, news)
    },
  )

  app.post<{ Params: FormParams; Body: FormBody<{ shown: number }> }>(
    routes.insertPosition(':institution', ':service', ':form'),
    { config: { access: 'anyone' }, schema: { params: formParams, body: formSchema({ shown: 64 }) } },
    async (request, reply) => {
      const service = await openService(request, reply)
      if (!service) return reply
      const institution = ownInstitution(request)
      const { code } = institution
      const inserted = await insertPosition(services, institution, {
        formId: formId(request),
        service,
        owner: formOwner(request.browser),
        account: request.browser.account,
        countKey: countKey(request),
        shown: request.body.shown,
      })
      const summary = routes.formSummary(code, service.code, formId(request))
      switch (inserted.outcome) {
        case 'inserted':
        case 'already':
          return reply.redirect(`${routes.position(code, inserted.installmentId)}?inserita=1`, 303)
        case 'changed':
          return reply.redirect(`${summary}?cambiato=1`, 303)
        case 'wrong':
          return reply.redirect(summary, 303)
        case 'gone':
          return showGone(request, reply, service)
        case 'limited':
          reply.header('retry-after', inserted.retryAfterSeconds)
          return showAgain(request, reply, service, 'limited', 429)
        case 'too-many-open':
          return showAgain(request, reply, service, 'tooManyOpen', 409)
      }
    },
  )

  app.post<{ Params: FormParams }>(
    routes.dropForm(':institution', ':service', ':form'),
    { config: { access: 'anyone' }, schema: { params: formParams, body: formSchema({}) } },
    async (request, reply) => {
      const { institutionId, code } = ownInstitution(request)
      const owner = formOwner(request.browser)
      const isDropped = await db.institution(institutionId, (tx) => deleteDraft(tx, owner, formId(request)))
      const saved = isDropped ? undefined : await findSaved(request)
      if (saved) return toSaved(request, reply, saved)
      return reply.redirect(`${routes.services(code)}?annullata=1`, 303)
    },
  )

  /** Undefined once the answer is on its way: no such service, or it wants somebody signed in. */
  async function openService(request: Request, reply: FastifyReply): Promise<OpenService | undefined> {
    const institution = ownInstitution(request)
    const service = await findOpenService(db, institution.institutionId, request.params.service)
    if (!service) {
      reply.callNotFound()
      return undefined
    }
    if (mayFillIn(service, institution, request.browser)) return service
    const next = request.method === 'GET' ? pathOf(request) : routes.service(institution.code, service.code)
    await reply.redirect(
      loginThen(institution.code, next, request.browser.hasEnded ? 'session-ended' : 'login-needed'),
      303,
    )
    return undefined
  }

  async function findDraft(request: Request, service: OpenService) {
    const { institutionId } = ownInstitution(request)
    const draft = await findDraftForm(db, institutionId, formOwner(request.browser), formId(request))
    return draft?.serviceCode === service.code ? draft : undefined
  }

  /** There is no draft: it has become a position, which is shown, or it is gone. */
  async function afterwards(request: Request, reply: FastifyReply, service: OpenService): Promise<FastifyReply> {
    const saved = await findSaved(request)
    return saved ? toSaved(request, reply, saved) : showGone(request, reply, service)
  }

  function findSaved(request: Request): Promise<InstallmentId | undefined> {
    return findSavedForm(db, ownInstitution(request).institutionId, formOwner(request.browser), formId(request))
  }

  /** Whatever was asked of a form that is a position already: the page says that it is, and where another one begins. */
  function toSaved(request: Request, reply: FastifyReply, installmentId: InstallmentId): FastifyReply {
    return reply.redirect(`${routes.position(ownInstitution(request).code, installmentId)}?inserita=2`, 303)
  }

  async function showAgain(
    request: Request,
    reply: FastifyReply,
    service: OpenService,
    news: SummaryPageProps['news'],
    status: number,
  ): Promise<FastifyReply> {
    const draft = await findDraft(request, service)
    return draft ? showSummary(request, reply, service, draft.typed, news, status) : showGone(request, reply, service)
  }

  async function showGone(request: Request, reply: FastifyReply, service: OpenService): Promise<FastifyReply> {
    return sendPage(reply, <GonePage frame={await portalFrame(services, request)} service={service} />, 404)
  }

  type Shown = { typed: TypedForm; news?: FillInPageProps['news'] } & Partial<Problems>

  async function showForm(
    request: Request,
    reply: FastifyReply,
    service: OpenService,
    { typed, news, fields = new Map(), debtor, isNothingToPay = false }: Shown,
    status = 200,
  ): Promise<FastifyReply> {
    const page = (
      <FillInPage
        frame={await portalFrame(services, request)}
        service={service}
        formId={formId(request)}
        debtor={await debtorShown(request, debtor)}
        typed={typed}
        problems={fields}
        isNothingToPay={isNothingToPay}
        today={todayInRome(clock).toString()}
        news={news}
      />
    )
    return sendPage(reply, page, status)
  }

  async function debtorShown(request: Request, problems: Problems['debtor']): Promise<FormDebtor> {
    const { account } = request.browser
    if (!account) return { kind: 'guest', problems: problems ?? {} }
    const profile = await findProfile(db, account.accountId)
    return {
      kind: 'account',
      name: displayName(account.name),
      fiscalCode: account.fiscalCode,
      email: account.email,
      address: `${profile.streetAddress}, ${profile.postalCode} ${profile.city} (${profile.province})`,
    }
  }

  async function showSummary(
    request: Request,
    reply: FastifyReply,
    service: OpenService,
    typed: TypedForm,
    news: SummaryPageProps['news'],
    status = 200,
  ): Promise<FastifyReply> {
    const { account } = request.browser
    const composing = composeForm({ typed }, service, ownInstitution(request), todayInRome(clock))
    if (!composing || (!account && !composing.debtor)) {
      const problems = problemsOf(typed, service, request)
      return showForm(request, reply, service, { typed, ...problems }, 422)
    }
    const debtor = account
      ? { name: displayName(account.name), fiscalCode: account.fiscalCode, email: account.email }
      : { ...composing.debtor!, name: composing.debtor!.fullName }
    const frame = await portalFrame(services, request)
    const page = (
      <SummaryPage
        {...{ frame, service, debtor, news }}
        formId={formId(request)}
        composed={composing.composed}
        shown={fingerprintOf(composing, account)}
      />
    )
    return sendPage(reply, page, status)
  }

  function problemsOf(typed: TypedForm, { form }: OpenService, request: Request): Problems {
    const reading = readForm(form, typed, todayInRome(clock).toString())
    const debtor = request.browser.account ? undefined : readDebtor(typed.debtor)
    return {
      fields: reading.outcome === 'wrong' ? reading.problems : new Map(),
      isNothingToPay: reading.outcome === 'nothing-to-pay',
      debtor: debtor && 'problems' in debtor ? debtor.problems : undefined,
    }
  }
}

type Problems = {
  fields: ReadonlyMap<string, FieldProblem>
  isNothingToPay: boolean
  debtor: Extract<FormDebtor, { kind: 'guest' }>['problems'] | undefined
}

function formId({ params }: Request): FormId {
  return params.form as FormId
}

function countKey(request: Request): string {
  return request.browser.account?.accountId ?? clientKey(request.ip)
}

/** Of what was not kept the words are shown, and the files that were here before. */
function withFilesOf(earlier: { typed: TypedForm } | undefined, typed: TypedForm): TypedForm {
  return { ...typed, files: earlier?.typed.files ?? new Map() }
}

type SentForm = {
  typed: TypedForm
  uploads: Attachment[]
  withoutFiles: string[]
  /** Files that were not taken. */
  badFiles: ReadonlyMap<string, FieldProblem>
}

/** What a browser has sent of the fields of this service, on top of the files that were here before. */
function readSent(body: Sent, { form }: OpenService, earlier: TypedForm): SentForm {
  const asked = form.fields.filter(isAsked)
  const texts = new Map<string, readonly string[]>()
  const files = new Map(earlier.files)
  const uploads: Attachment[] = []
  const badFiles = new Map<string, FieldProblem>()
  const withoutFiles = textsOf(body['remove'])
  for (const name of withoutFiles) files.delete(name)
  for (const field of asked) {
    const value = body[htmlName(field.name)]
    if (field.kind !== 'file') {
      texts.set(field.name, textsOf(value))
      continue
    }
    if (!isSentFile(value)) continue
    const upload = readUpload(field, value)
    if ('problem' in upload) badFiles.set(field.name, upload.problem)
    else {
      uploads.push(upload.attachment)
      files.set(field.name, upload.attachment)
    }
  }
  const [amount = '', fullName = '', fiscalCode = '', email = ''] = ['amount', 'fullName', 'fiscalCode', 'email'].map(
    (name) => textsOf(body[name])[0],
  )
  return { typed: { texts, files, amount, debtor: { fullName, fiscalCode, email } }, uploads, withoutFiles, badFiles }
}

/** Without what no column of texts can hold. */
function textsOf(value: unknown): string[] {
  return [value]
    .flat()
    .filter((one) => typeof one === 'string')
    .slice(0, MOST_TEXTS)
    .map((one) => one.slice(0, TEXT_CHARACTERS).toWellFormed().replaceAll('\0', ''))
}

function isSentFile(value: unknown): value is SentFile {
  return typeof value === 'object' && value !== null && 'content' in value && Buffer.isBuffer(value.content)
}

function readUpload(
  field: FieldOf<'file'>,
  { fileName, content }: SentFile,
): { attachment: Attachment } | { problem: FieldProblem } {
  const type = fileTypeOf(content)
  if (!type || !field.types.includes(type)) return { problem: 'wrong-kind' }
  if (content.length > field.maxKilobytes * 1024) return { problem: 'too-large' }
  const facts: FileFacts = { fileName: fileNameOf(fileName), type, bytes: content.length }
  return { attachment: { ...facts, field: field.name, content } }
}
