/** POST /carts as its callers see it, and the page that its answer points to. */
import type { Bench } from './bench.ts'
import { type CartRequest, hasDuplicates, readCartRequest } from './cart-request.ts'
import {
  DUPLICATE_NOTICES,
  INVALID_REQUEST,
  NOT_PAYABLE,
  RATE_LIMIT,
  SENTINELS,
  SLOW_ANSWER_MS,
  type Sentinel,
} from './cart-sentinels.ts'
import { wait } from './clock.ts'
import { type App, type Reply, type Request, textIdOf } from './http.ts'
import { text } from './checkout.text.ts'
import { RateLimit } from './rate-limit.ts'

/** Who calls: an institution without a key, or anybody with one (pagopa-infra, checkout_ec and checkout_carts_auth). */
type Variant = { path: string; version: 1 | 2; hasKey: boolean }

const VARIANTS: readonly Variant[] = [
  { path: '/checkout/ec/v1/carts', version: 1, hasKey: false },
  { path: '/checkout/ec/v2/carts', version: 2, hasKey: false },
  { path: '/checkout/carts-auth/v1/carts', version: 1, hasKey: true },
  { path: '/checkout/carts-auth/v2/carts', version: 2, hasKey: true },
]

export function cartsRoutes(app: App, bench: Bench): void {
  const limit = new RateLimit(bench.clock)
  // A scope of its own, in which a body is read as text whatever it claims to be.
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    for (const variant of VARIANTS) {
      scope.post(variant.path, async (request, reply) => {
        await answer({ bench, variant, request, reply, startedAt: performance.now() }, limit)
        return reply
      })
    }
  })
  app.get('/ecommerce/checkout/v1/carts/:id/redirect', async (request, reply) => {
    const page = `${bench.addresses.url}/c/${encodeURIComponent(textIdOf(request))}`
    return reply.type('text/html; charset=utf-8').send(hop(page))
  })
}

type Call = { bench: Bench; variant: Variant; request: Request; reply: Reply; startedAt: number; noticeNumber?: string }

async function answer(call: Call, limit: RateLimit): Promise<void> {
  const { bench, variant, request } = call
  if (bench.switches.checkout === 'reset') return reset(call)
  if (bench.switches.checkout === 'unavailable') return sendHtmlError(call)
  const seconds = limit.take(String(request.headers['x-forwarded-for'] ?? request.ip))
  if (seconds > 0) {
    call.reply.header('retry-after', String(seconds))
    return sendSentinel(call, { ...RATE_LIMIT, message: `Rate limit is exceeded. Try again in ${seconds} seconds.` })
  }
  if (variant.hasKey && !hasSubscriptionKey(request)) return sendWithoutKey(call)
  const reading = readCartRequest(typeof request.body === 'string' ? request.body : '', variant.version)
  if (reading.outcome === 'invalid') return sendSentinel(call, INVALID_REQUEST, reading.problems.join('; '))
  const first = reading.cart.paymentNotices[0]!
  call.noticeNumber = first.noticeNumber
  const sentinel = SENTINELS.get(first.amount)
  if (sentinel?.kind === 'slow') await wait(bench.clock, SLOW_ANSWER_MS)
  else if (sentinel) return sendSentinel(call, sentinel)
  if (hasDuplicates(reading.cart)) return sendSentinel(call, DUPLICATE_NOTICES)
  if (!reading.cart.paymentNotices.every((notice) => bench.node.mayBePaid(notice)))
    return sendSentinel(call, NOT_PAYABLE)
  sendCart(call, reading.cart)
}

function sendCart(call: Call, request: CartRequest): void {
  const cart = call.bench.checkout.create(request)
  const clientId = 'CHECKOUT_CART'
  const url = `${call.bench.addresses.url}/ecommerce/checkout/v1/carts/${cart.id}/redirect?clientId=${clientId}`
  if (call.variant.hasKey) {
    send(call, { status: 200, body: JSON.stringify({ checkoutRedirectUrl: url }), result: text.log.created, url })
  } else {
    send(call, { status: 302, body: '', result: text.log.created, url })
  }
}

function sendSentinel(call: Call, sentinel: Sentinel, explanation?: string): void {
  switch (sentinel.kind) {
    case 'problem': {
      const { title, status, detail } = sentinel
      const body = JSON.stringify({ title, status, ...(detail === undefined ? {} : { detail }) })
      return send(call, { status, body, type: 'application/problem+json', result: explanation ?? detail ?? title })
    }
    case 'apim':
      return sendApim(call, sentinel.status, sentinel.message)
    case 'silence':
      return staySilent(call)
    case 'reset':
      return reset(call)
    case 'unexpected-host':
      return send(call, { status: 302, body: '', result: text.log.unexpectedHost, url: 'https://example.com/checkout' })
    case 'no-location':
      return send(call, { status: 302, body: '', result: text.log.noLocation })
    case 'html-error':
      return sendHtmlError(call)
    case 'slow':
      throw new Error('a slow answer is an answer all the same')
  }
}

/** What API Management says by itself has a shape of its own (pagopa-api, issue 883). */
function sendApim(call: Call, statusCode: 401 | 429 | 500, message: string): void {
  const body = JSON.stringify({ statusCode, message, activityId: crypto.randomUUID() })
  send(call, { status: statusCode, body, result: message })
}

function sendWithoutKey(call: Call): void {
  sendApim(call, 401, 'Access denied due to missing subscription key. Make sure to include subscription key.')
}

function sendHtmlError(call: Call): void {
  const body =
    '<!doctype html><html><head><title>503</title></head><body><h1>503 Service Unavailable</h1></body></html>'
  send(call, { status: 503, body, type: 'text/html', result: text.log.unavailable })
}

type Answer = { status: number; body: string; type?: string; result: string; url?: string }

function send(call: Call, { status, body, type = 'application/json', result, url }: Answer): void {
  record(call, status, body, result, url)
  const { reply } = call
  reply.code(status)
  if (url !== undefined && status === 302) reply.header('location', url)
  if (body !== '') reply.type(type)
  reply.send(body)
}

/** Nothing is said until the caller has had enough. */
function staySilent(call: Call): void {
  call.reply.hijack()
  call.reply.raw.once('close', () => record(call, 0, '', text.log.silence))
}

function reset(call: Call): void {
  record(call, 0, '', text.log.reset)
  call.reply.hijack()
  call.request.raw.socket.resetAndDestroy()
}

function record(call: Call, status: number, body: string, result: string, url?: string): void {
  const { bench, variant, request, startedAt, noticeNumber } = call
  bench.journal.add({
    direction: 'in',
    kind: 'cart',
    operation: `POST ${variant.path}`,
    ...(noticeNumber === undefined ? {} : { noticeNumber }),
    status,
    durationMs: Math.round(performance.now() - startedAt),
    result,
    ...(url === undefined ? {} : { url }),
    request: typeof request.body === 'string' ? request.body : '',
    response: body,
  })
}

function hasSubscriptionKey(request: Request): boolean {
  const { 'subscription-key': key } = request.query as Record<string, unknown>
  return Boolean(request.headers['ocp-apim-subscription-key']) || Boolean(key)
}

/** The hop after the 302 is a page, not another 302 (pagopa-api, issue 893). */
function hop(url: string): string {
  const head = `<meta charset="utf-8"><title>Checkout</title><meta http-equiv="refresh" content="0; URL=${url}">`
  return `<!doctype html><html lang="it"><head>${head}</head><body><a href="${url}">${text.hop}</a></body></html>`
}
