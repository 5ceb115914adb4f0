/** Calls a station and writes down both messages, whatever happens. */
import { isUtf8 } from 'node:buffer'
import { Agent, request as send } from 'undici'
import { type Clock, wait } from './clock.ts'
import { type NodeFault, nodeFault } from './faults.ts'
import type { Journal } from './journal.ts'
import { text } from './node.text.ts'
import type { StationRequest } from './requests.ts'
import type { Operation } from './soap-schema.ts'
import { type Switches, isUnreachable } from './switches.ts'
import type { Timing } from './timing.ts'

/** What a station said, or why it is as if it had said nothing. */
export type Reply = { outcome: 'answered'; body: string } | { outcome: 'failed'; fault: NodeFault }

/** What the caller makes of a reply, and the words for the log. */
export type Interpretation<T> = { value: T; result: string }

/** For stations that ask the Node for a certificate. */
export type ClientTls = { certificate: string; key: string; authority: string }

export type StationClient = {
  call<T>(
    request: StationRequest,
    interpret: (reply: Reply) => Interpretation<T>,
  ): Promise<{ value: T; entryId: number }>
  close(): Promise<void>
}

type Parts = { clock: Clock; timing: Timing; switches: Switches; journal: Journal; tls?: ClientTls }

const MAX_ANSWER = 1_000_000
const RECEIPTS: ReadonlySet<Operation> = new Set<Operation>(['paSendRT', 'paSendRTV2'])
/** The header names the operation; some clients quote it and some do not. */
const UNQUOTED: ReadonlySet<Operation> = new Set<Operation>(['paGetPayment', 'paSendRT'])

export function createStationClient({ clock, timing, switches, journal, tls }: Parts): StationClient {
  const connect = tls ? { cert: tls.certificate, key: tls.key, ca: tls.authority } : {}
  const agent = new Agent({ connections: 64, keepAliveTimeout: 1_000, connect })
  return {
    async call(request, interpret) {
      const isReceipt = RECEIPTS.has(request.operation)
      await wait(clock, switches.nodeDelayMs)
      const startedAt = performance.now()
      const exchange = isUnreachable(switches, request.station.stationId)
        ? unreachable(text.madeUnreachable)
        : await post(request, agent, isReceipt ? timing.receiptTimeoutMs : timing.paymentTimeoutMs)
      const { value, result } = interpret(exchange.reply)
      const entry = journal.add({
        direction: 'out',
        kind: isReceipt ? 'receipt' : 'station',
        operation: request.operation,
        ...(request.noticeNumber === undefined ? {} : { noticeNumber: request.noticeNumber }),
        status: exchange.status,
        durationMs: Math.round(performance.now() - startedAt),
        result,
        url: request.station.url,
        request: request.body,
        response: exchange.body,
      })
      return { value, entryId: entry.id }
    },
    close: () => agent.destroy(),
  }
}

type Exchange = { status: number; body: string; reply: Reply }

async function post(request: StationRequest, agent: Agent, timeoutMs: number): Promise<Exchange> {
  const action = UNQUOTED.has(request.operation) ? request.operation : `"${request.operation}"`
  try {
    const response = await send(request.station.url, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: action },
      body: request.body,
      signal: AbortSignal.timeout(timeoutMs),
    })
    const bytes = await readLimited(response.body)
    return interpretHttp(response.statusCode, String(response.headers['content-type'] ?? ''), bytes)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (error.name === 'TimeoutError') {
      return failed(0, '', nodeFault('PPT_STAZIONE_INT_PA_TIMEOUT', text.noAnswerWithin(timeoutMs)))
    }
    return unreachable(describe(error))
  }
}

function interpretHttp(status: number, contentType: string, bytes: Buffer): Exchange {
  const body = bytes.toString('utf8')
  if (status < 200 || status > 299) {
    return failed(status, body, nodeFault('PPT_STAZIONE_INT_PA_SERVIZIO_NONATTIVO', text.httpStatus(status)))
  }
  if (!/^text\/xml\s*(;|$)/i.test(contentType)) {
    return failed(status, body, nodeFault('PPT_STAZIONE_INT_PA_ERRORE_RESPONSE', text.wrongContentType(contentType)))
  }
  if (!isUtf8(bytes)) {
    return failed(status, body, nodeFault('PPT_STAZIONE_INT_PA_ERRORE_RESPONSE', text.notUtf8))
  }
  if (bytes.length > MAX_ANSWER) {
    return failed(status, body, nodeFault('PPT_STAZIONE_INT_PA_ERRORE_RESPONSE', text.tooLong))
  }
  return { status, body, reply: { outcome: 'answered', body } }
}

function failed(status: number, body: string, fault: NodeFault): Exchange {
  return { status, body, reply: { outcome: 'failed', fault } }
}

function unreachable(description: string): Exchange {
  return failed(0, '', nodeFault('PPT_STAZIONE_INT_PA_IRRAGGIUNGIBILE', description))
}

/** A connection that was tried on several addresses fails with one error for each. */
function describe(error: Error): string {
  const first = error instanceof AggregateError ? (error.errors[0] as Error) : error
  return first.message || first.name
}

async function readLimited(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    length += chunk.length
    if (length > MAX_ANSWER) break
  }
  return Buffer.concat(chunks)
}
