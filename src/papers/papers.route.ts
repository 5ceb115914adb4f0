/** Stampa bollettino and quietanza: papers, for who may see the position, with what they may see of it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { findPosition } from '../debt-positions/citizen.queries.ts'
import { limits } from '../debt-positions/limits.ts'
import { canPrintNotice } from '../debt-positions/pay-offer.ts'
import type { SeenPosition } from '../debt-positions/position-record.ts'
import type { NoticeDocument } from '../notices/notice-document.ts'
import { type PrintScope, findNoticeToPrint } from '../notices/notice.queries.ts'
import { clientKey } from '../platform/http/client-address.ts'
import { paperHeaders } from '../platform/http/headers.ts'
import { findStoredReceipt } from '../receipts/printed-receipt.queries.ts'
import { RECEIPT_LANGUAGES, type ReceiptLanguage } from '../receipts/receipt-document.ts'
import { routes } from '../routes.ts'
import type { App } from '../web/edge.tsx'
import { ownInstitution, sightOf } from '../web/frame.ts'
import {
  type InstallmentParams,
  type InstitutionParams,
  type SelectionQuery,
  installmentParams,
  institutionParams,
  selectionQuery,
} from '../web/params.ts'
import type { PortalServices } from '../web/services.ts'
import { printReceipt } from './print-receipt.operation.ts'

type PaperRequest = FastifyRequest<{ Params: InstallmentParams; Querystring: { lingua?: ReceiptLanguage } }>

type SelectionRequest = FastifyRequest<{ Params: InstitutionParams; Querystring: SelectionQuery }>

const languageQuery = {
  type: 'object',
  properties: { lingua: { type: 'string', enum: RECEIPT_LANGUAGES } },
} as const

export function paperRoutes(app: App, services: PortalServices): void {
  const { db, clock, limiter, printer } = services
  const options = { config: { access: 'anyone' }, schema: { params: installmentParams } } as const
  const selection = {
    config: { access: 'anyone' },
    schema: { params: institutionParams, querystring: selectionQuery },
  } as const
  const inLanguage = { ...options, schema: { ...options.schema, querystring: languageQuery } } as const

  app.get(routes.notice(':institution', ':installment'), options, (request: PaperRequest, reply) =>
    sendNotice(request, reply, 'this-notice', 'avviso'),
  )

  app.get(routes.plan(':institution', ':installment'), options, (request: PaperRequest, reply) =>
    sendNotice(request, reply, 'whole-debt', 'piano'),
  )

  app.get(routes.selectedNotices(':institution'), selection, async (request: SelectionRequest, reply) => {
    const positions = await seenOf(request, [request.query.pratica].flat())
    const notices: NoticeDocument[] = []
    for (const position of positions) {
      const notice = position && canPrintNotice(position) ? await find(request, position, 'this-notice') : undefined
      // One that is not there is said, not left out: whoever prints five papers must not find four.
      if (!notice) return notFound(reply)
      notices.push(notice)
    }
    const { pdf } = await printer.notices(notices)
    return reply.headers(paperHeaders('avvisi.pdf')).send(pdf)
  })

  app.get(routes.receipt(':institution', ':installment'), inLanguage, async (request: PaperRequest, reply) => {
    const position = await seen(request)
    if (!position) return notFound(reply)
    const language = request.query.lingua ?? 'it'
    const printed = await printReceipt(services, ownInstitution(request), position, language, clock.now())
    return printed ? reply.headers(paperHeaders(printed.fileName)).send(printed.pdf) : notFound(reply)
  })

  // The document itself, byte by byte, so that its digest can be compared: it names the debtor and whoever has paid.
  app.get(routes.receiptDocument(':institution', ':installment'), options, async (request: PaperRequest, reply) => {
    const position = await seen(request)
    if (!position || position.access !== 'full') return notFound(reply)
    const { installmentId, noticeNumber } = position.record
    const stored = await findStoredReceipt(db, ownInstitution(request), installmentId)
    if (!stored) return notFound(reply)
    return reply.headers(paperHeaders(`ricevuta-${noticeNumber}.xml`, 'application/xml')).send(stored.document)
  })

  async function sendNotice(
    request: PaperRequest,
    reply: FastifyReply,
    scope: PrintScope,
    name: string,
  ): Promise<FastifyReply> {
    const position = await seen(request)
    if (!position || !canPrintNotice(position)) return notFound(reply)
    const notice = await find(request, position, scope)
    if (!notice) return notFound(reply)
    const { pdf } = await printer.notices([notice])
    return reply.headers(paperHeaders(`${name}-${position.record.noticeNumber}.pdf`)).send(pdf)
  }

  function find(
    request: FastifyRequest,
    { record, access }: SeenPosition,
    scope: PrintScope,
  ): Promise<NoticeDocument | undefined> {
    return findNoticeToPrint(db, ownInstitution(request), record.installmentId, { scope, access }, clock.now())
  }

  async function seen(request: PaperRequest): Promise<SeenPosition | undefined> {
    const [position] = await seenOf(request, [request.params.installment])
    return position
  }

  /** Each paper counts, also those of one file. */
  async function seenOf(request: FastifyRequest, ids: readonly string[]): Promise<(SeenPosition | undefined)[]> {
    const now = clock.now()
    const count = { policy: limits.papersPerMinute, key: clientKey(request.ip), weight: ids.length }
    if (await limiter.exceeded([count], now)) {
      throw Object.assign(new Error('too many papers'), { statusCode: 429 })
    }
    const { institutionId } = ownInstitution(request)
    const sight = await sightOf(services, request)
    return Promise.all(ids.map((id) => findPosition(db, institutionId, sight, id, now)))
  }
}

function notFound(reply: FastifyReply): FastifyReply {
  reply.callNotFound()
  return reply
}
