/**
 * Hands a cart to Checkout and brings back where to send the citizen. The answer's redirect is never followed: it is
 * for the browser, and only to the hosts that the configuration names.
 */
import { Agent, request } from 'undici'
import type { Config } from '../../config.ts'
import { type Cart, cartBody } from './carts.wire.ts'

export type CartResult =
  | { outcome: 'created'; location: string }
  /** 422: the Node says that a notice is paid already, or that somebody is paying it; it does not say which. */
  | { outcome: 'not-payable-now' }
  /** 400: what we sent is wrong, and it is our mistake. */
  | { outcome: 'rejected'; detail: string }
  | { outcome: 'busy' }
  /** No answer, or none that helps: the cart may exist, and nothing has been paid. */
  | { outcome: 'unavailable'; detail: string }
  /** An answer that no document foresees; above all, a place that we do not send people to. */
  | { outcome: 'unexpected'; detail: string }

export type CheckoutClient = { createCart(cart: Cart): Promise<CartResult>; close(): Promise<void> }

const CONNECT_TIMEOUT_MS = 5_000
const TOTAL_TIMEOUT_MS = 10_000
const MAX_ANSWER_BYTES = 64 * 1024

export function createCheckoutClient(config: Config['checkout']): CheckoutClient {
  const agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: TOTAL_TIMEOUT_MS,
    bodyTimeout: TOTAL_TIMEOUT_MS,
    maxResponseSize: MAX_ANSWER_BYTES,
  })
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (config.subscriptionKey) headers['ocp-apim-subscription-key'] = config.subscriptionKey.reveal()

  return {
    close: () => agent.close(),
    async createCart(cart) {
      try {
        const response = await request(`${config.baseUrl}/carts`, {
          method: 'POST',
          headers,
          body: cartBody(cart, config.version),
          dispatcher: agent,
          signal: AbortSignal.timeout(TOTAL_TIMEOUT_MS),
        })
        const body = await response.body.text()
        return interpret(response.statusCode, locationOf(response.headers['location'], body), body, config)
      } catch (error) {
        return { outcome: 'unavailable', detail: nameOf(error) }
      }
    },
  }
}

/** The keyed variant of the service answers 200 with the address in its body. */
function locationOf(header: string | string[] | undefined, body: string): string | undefined {
  if (typeof header === 'string') return header
  const parsed = parseJson(body)
  return typeof parsed['checkoutRedirectUrl'] === 'string' ? parsed['checkoutRedirectUrl'] : undefined
}

function interpret(status: number, location: string | undefined, body: string, config: Config['checkout']): CartResult {
  if (status === 302 || (status === 200 && location)) {
    if (location === undefined) return { outcome: 'unexpected', detail: `${status} without a location` }
    return isAllowed(location, config)
      ? { outcome: 'created', location }
      : { outcome: 'unexpected', detail: 'a location that is not allowed' }
  }
  if (status === 422) return { outcome: 'not-payable-now' }
  if (status === 429) return { outcome: 'busy' }
  if (status >= 500) return { outcome: 'unavailable', detail: `HTTP ${status}` }
  const { detail, message } = parseJson(body)
  const said = typeof detail === 'string' ? detail : typeof message === 'string' ? message : ''
  if (status === 400) return { outcome: 'rejected', detail: said.slice(0, 200) }
  return { outcome: 'unexpected', detail: `HTTP ${status} ${said}`.slice(0, 200) }
}

/** HTTPS always, except where the configured service itself is a bench on plain HTTP. */
function isAllowed(location: string, config: Config['checkout']): boolean {
  const url = URL.parse(location)
  if (!url || url.username !== '' || url.password !== '') return false
  const isSecure = url.protocol === 'https:' || (url.protocol === 'http:' && config.baseUrl.startsWith('http:'))
  return isSecure && config.redirectHosts.includes(url.host)
}

/** Errors come in three shapes (the service's, the gateway's, a proxy's page): read what can be read. */
function parseJson(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
