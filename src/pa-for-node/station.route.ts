/**
 * The listener that the Node calls: a port of its own, one path, one method. With certificates it speaks TLS and wants
 * the caller's own, signed by the configured authority and made out to one of the configured names (the leaf changes
 * every year and is not pinned); without them it listens on loopback only.
 */
import * as http from 'node:http'
import * as https from 'node:https'
import type { TLSSocket } from 'node:tls'
import Fastify, { type FastifyReply, type FastifyRequest, type FastifyServerFactory } from 'fastify'
import type { Config, TlsConfig } from '../config.ts'
import type { Logger } from '../platform/logger.ts'
import { sha256 } from '../platform/random.ts'
import { XML_LIMITS } from '../platform/xml.ts'
import { type NodeContext, answerNode } from './answer-node.operation.ts'
import { createTakeReceipt } from '../receipts/take-receipts.operation.ts'
import { faultAnswer } from './answers.wire.ts'
import { createNoticeReader } from './notice.queries.ts'
import { keepUnreadableReceipt } from './unreadable.queries.ts'
import { type Message, type Operation, readMessage } from './messages.wire.ts'

export type StationOptions = {
  config: Config['station']
  context: Pick<NodeContext, 'db' | 'directory' | 'clock'>
  log: Logger
}

/** Where the Node's own patience ends (7 s for questions, 15 s for receipts) ours has ended before. */
const REQUEST_TIMEOUT_MS = 15_000
const HEADERS_TIMEOUT_MS = 10_000
/** Longer than the idle time of a proxy in front, so that it is the one who closes. */
const KEEP_ALIVE_TIMEOUT_MS = 72_000
const MAX_CONNECTIONS = 512

export function createStation({ config, context: outside, log }: StationOptions) {
  const onSplit = (error: unknown) => log.error({ event: 'node.split', err: error }, 'calls are answered one by one')
  const context: NodeContext = {
    ...outside,
    notices: createNoticeReader(outside.db, onSplit),
    takeReceipt: createTakeReceipt(outside.db, onSplit),
  }
  const serverFactory: FastifyServerFactory = (handler) => createServer(config.tls, handler, log)
  const app = Fastify({ logger: false, bodyLimit: XML_LIMITS.bytes, serverFactory })

  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', async (request, reply) => {
    // Content that arrives compressed could be anything once it is not.
    if (request.headers['content-encoding']) await reply.code(415).send()
  })
  app.post(config.path, (request, reply) => handle(request, reply))
  app.get('/health', async () => ({ status: 'ok' }))
  app.setErrorHandler(async (error: { statusCode?: number }, _request, reply) => {
    const status = error.statusCode !== undefined && error.statusCode < 500 ? error.statusCode : 503
    if (status === 503) log.error({ event: 'node.failed', err: error }, 'a call of the Node failed')
    await reply.code(status).type('text/plain').send('')
  })

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const startedAt = performance.now()
    const document = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const reading = readMessage(document)
    switch (reading.outcome) {
      case 'not-ours':
        log.warn({ event: 'node.refused', problem: reading.problem }, 'a call that is no operation of ours')
        return reply.code(400).type('text/plain; charset=utf-8').send('not a paForNode message')
      case 'invalid': {
        if (isReceipt(reading.operation)) {
          await keepUnreadableReceipt(context.db, document, reading.problem, context.clock.now())
        }
        const { operation, idPA, problem } = reading
        log.warn({ event: 'node.invalid', operation, problem }, `invalid ${operation}`)
        return send(reply, faultAnswer(operation, idPA, { code: 'PAA_SINTASSI_XSD', description: problem }))
      }
      case 'read': {
        const { message } = reading
        const { xml, result } = await answerOrFault(message, document)
        logCall(message, result, performance.now() - startedAt)
        return send(reply, xml)
      }
    }
  }

  /** A question that we cannot answer is answered so; a receipt that we could not keep must come again: it throws. */
  async function answerOrFault(message: Message, document: Buffer): Promise<{ xml: string; result: string }> {
    const { operation, request } = message
    if (isReceipt(operation)) return answerNode(message, document, context)
    try {
      return await answerNode(message, document, context)
    } catch (error) {
      log.error({ event: 'node.failed', operation, err: error }, `${operation} failed`)
      const fault = { code: 'PAA_SYSTEM_ERROR', description: 'Errore interno, riprovare' } as const
      return { xml: faultAnswer(operation, request.idPA, fault), result: fault.code }
    }
  }

  function logCall(message: Message, result: string, durationMs: number): void {
    const { operation, request } = message
    const fields = {
      event: 'node.call',
      operation,
      result,
      institution: request.idPA,
      notice_tag: noticeTag(message),
      duration_ms: Math.round(durationMs * 10) / 10,
    }
    if (ATTENTION.has(result)) log.warn(fields, `${operation}: ${result}, somebody must look`)
    else log.info(fields, `${operation}: ${result}`)
  }

  return app
}

const ATTENTION = new Set(['paid-twice', 'paid-while-not-payable', 'unknown-notice', 'differing-receipt'])

function isReceipt(operation: Operation): boolean {
  return operation === 'paSendRT' || operation === 'paSendRTV2'
}

function send(reply: FastifyReply, xml: string): FastifyReply {
  return reply.code(200).header('content-type', 'text/xml; charset=utf-8').send(xml)
}

/** Lets the lines of one notice be found together without writing its number. */
function noticeTag({ request }: Message): string | undefined {
  const number =
    'qrCode' in request ? request.qrCode.noticeNumber : 'receipt' in request ? request.receipt.noticeNumber : undefined
  return number && sha256(number).toString('hex', 0, 6)
}

function createServer(tls: TlsConfig | undefined, handler: http.RequestListener, log: Logger): http.Server {
  const server = tls ? https.createServer(tlsOptions(tls), handler) : http.createServer(handler)
  if (tls) refuseStrangers(server, tls, log)
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS
  server.maxConnections = MAX_CONNECTIONS
  return server
}

function tlsOptions(tls: TlsConfig): https.ServerOptions {
  return {
    cert: tls.certificate,
    key: tls.key,
    ca: tls.clientAuthorities,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  }
}

/** The authority vouches for many; only those whom we expect may speak. */
function refuseStrangers(server: http.Server, tls: TlsConfig, log: Logger): void {
  server.on('secureConnection', (socket: TLSSocket) => {
    const names = certificateNames(socket)
    if (names.some((name) => tls.clientNames.includes(name))) return
    log.warn({ event: 'node.stranger', names }, 'a client certificate made out to somebody else')
    socket.destroy()
  })
}

function certificateNames(socket: TLSSocket): string[] {
  const { subjectaltname } = socket.getPeerCertificate()
  return (subjectaltname ?? '')
    .split(', ')
    .filter((entry) => entry.startsWith('DNS:'))
    .map((entry) => entry.slice('DNS:'.length))
}
