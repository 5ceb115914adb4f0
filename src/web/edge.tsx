/**
 * What happens to every request of the portal before a route sees it, and to every answer: whose pages these are, who
 * is asking, whether the request comes from one of our own pages, whether this route is for them, and what a failure
 * looks like. A route that does not declare its access does not boot.
 */
import { randomBytes } from 'node:crypto'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { Clock } from '../core/time.ts'
import type { Directory } from '../institutions/directory.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import { isCsrfTokenOf, isFromOurPages } from '../platform/http/csrf.ts'
import { setSecurityHeaders } from '../platform/http/headers.ts'
import type { Logger } from '../platform/logger.ts'
import { TooManyPasswords } from '../platform/passwords.ts'
import { ThreadsBusy } from '../platform/threads.ts'
import { loginThen, routes } from '../routes.ts'
import { ErrorPage, type ErrorKind } from '../ui/error.page.tsx'
import { createBrowserFinder } from './browser.queries.ts'
import { type Browser, csrfSubjects, readBrowser } from './browser.ts'
import { parseForm } from './form.ts'
import { bareFrame } from './frame.ts'
import { pathOf, refererPath, sendPage } from './reply.ts'

/** Who may use a route: `anyone`, `account` for somebody signed in, `machine` for what no person opens. */
export type RouteAccess = 'anyone' | 'account' | 'machine'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess
  }
  interface FastifyRequest {
    browser: Browser
    /** Null on the pages of the whole installation. */
    institution: Institution | null
  }
}

export type EdgeServices = { config: Config; db: Database; directory: Directory; clock: Clock; log: Logger }

export type App = FastifyInstance

const BODY_BYTES = 100 * 1024
const REQUEST_TIMEOUT_MS = 15_000
const HEADERS_TIMEOUT_MS = 10_000
const KEEP_ALIVE_MS = 5_000
const MAX_CONNECTIONS = 1_000
const BROTLI_QUALITY = 4 // 160 µs a page; 11 would take 32 ms

export function createEdge(services: EdgeServices): App {
  const { config } = services
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    trustProxy: config.portal.trustedProxies.length > 0 ? config.portal.trustedProxies : false,
    genReqId: () => randomBytes(6).toString('hex'),
    // Nothing is coerced and nothing unexpected is dropped in silence: a form is what its schema says, or refused.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: true } },
  })
  app.server.headersTimeout = HEADERS_TIMEOUT_MS
  app.server.maxConnections = MAX_CONNECTIONS
  const isHttps = config.portal.baseUrl.startsWith('https:')
  setSecurityHeaders(app, { formActions: checkoutOrigins(config), isHttps }, routes.cspReport())
  app.register(cookie)
  app.register(formbody, { bodyLimit: BODY_BYTES, parser: parseForm })
  app.register(compress, {
    threshold: 1_024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
  })
  app.decorateRequest('institution', null)
  app.decorateRequest('browser')
  app.addHook('onRoute', (route) => {
    // The only routes that a plugin makes: the files of the build.
    if (route.url.startsWith(routes.assets(''))) route.config = { ...route.config, access: 'machine' }
    if (route.config?.access === undefined) throw new Error(`route ${route.url} does not declare its access`)
  })
  guard(app, services, isHttps)
  answerFailures(app, services)
  return app
}

function checkoutOrigins({ checkout }: Config): string[] {
  const scheme = checkout.baseUrl.startsWith('http:') ? 'http' : 'https'
  return checkout.redirectHosts.map((host) => `${scheme}://${host}`)
}

function guard(app: App, services: EdgeServices, isHttps: boolean): void {
  const { config, db, directory, clock, log } = services
  const { origin } = new URL(config.portal.baseUrl)
  const { session: sessionCookie } = cookieNames(isHttps)
  const find = createBrowserFinder(db, (error) =>
    log.error({ event: 'web.split', err: error }, 'sessions are looked up one by one'),
  )

  app.addHook('onRequest', async (request, reply) => {
    if (request.headers['content-encoding']) return reply.code(415).send()
    const { institution: code } = request.params as { institution?: string }
    if (code === undefined) return undefined
    const institution = directory.byCode(code)
    if (!institution?.isListed) return fail(services, request, reply, 'not-found', 404)
    request.institution = institution
    return undefined
  })

  app.addHook('preValidation', async (request, reply) => {
    const { access } = request.routeOptions.config
    if (access === 'machine') return undefined
    request.browser = await readBrowser(db, find, request.cookies[sessionCookie], clock.now())
    if (request.browser.isNewToken) setSessionCookie(reply, request.browser.token, isHttps)
    if (changesSomething(request) && !isOurForm(request)) {
      log.warn({ event: 'web.form-refused', path: request.routeOptions.url }, 'a form that is not from our pages')
      return fail(services, request, reply, 'form-expired', 403)
    }
    if (access === 'account' && !request.browser.account && request.institution) {
      const { code } = request.institution
      const next = request.method === 'GET' ? pathOf(request) : routes.positions(code)
      return reply.redirect(loginThen(code, next, request.browser.hasEnded ? 'session-ended' : 'login-needed'), 303)
    }
    return undefined
  })

  function isOurForm(request: FastifyRequest): boolean {
    const token = (request.body as { _csrf?: unknown } | undefined)?._csrf
    const key = config.portal.sessionKey.reveal()
    return (
      isFromOurPages(request, origin) &&
      typeof token === 'string' &&
      isCsrfTokenOf(key, csrfSubjects(request.browser), token)
    )
  }
}

function changesSomething({ method }: FastifyRequest): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
}

/** `__Host-` binds a cookie to exactly this host; browsers allow it on HTTPS only. */
export function cookieNames(isHttps: boolean): { session: string; device: string } {
  return isHttps ? { session: '__Host-sid', device: '__Host-dev' } : { session: 'sid', device: 'dev' }
}

const DEVICE_SECONDS = 180 * 24 * 3600

/** Lax, not Strict: coming back from Checkout is a navigation from another site, and must find its session. */
export function setSessionCookie(reply: FastifyReply, token: string, isHttps: boolean): void {
  const { session } = cookieNames(isHttps)
  reply.setCookie(session, token, { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps })
}

export function clearSessionCookie(reply: FastifyReply, isHttps: boolean): void {
  reply.clearCookie(cookieNames(isHttps).session, { path: '/', secure: isHttps, httpOnly: true, sameSite: 'lax' })
}

export function setDeviceCookie(reply: FastifyReply, device: string, isHttps: boolean): void {
  const { device: name } = cookieNames(isHttps)
  reply.setCookie(name, device, { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps, maxAge: DEVICE_SECONDS })
}

function answerFailures(app: App, services: EdgeServices): void {
  const { log } = services
  // A hook on a URL that is nobody's runs as well, so that its page has a frame.
  app.setNotFoundHandler((request, reply) => fail(services, request, reply, 'not-found', 404))
  app.setErrorHandler((error: Error & { statusCode?: number; validation?: unknown }, request, reply) => {
    const { statusCode = error.validation ? 400 : 500 } = error
    if (statusCode < 500) {
      return fail(services, request, reply, KIND_OF_STATUS[statusCode] ?? 'bad-request', statusCode)
    }
    if (error instanceof TooManyPasswords || error instanceof ThreadsBusy) {
      return fail(services, request, reply.header('retry-after', '5'), 'unavailable', 503)
    }
    const fields = { event: 'web.failed', err: error, reference: request.id, path: request.routeOptions.url }
    log.error(fields, 'a page failed')
    return isDatabaseAway(error)
      ? fail(services, request, reply.header('retry-after', '10'), 'unavailable', 503)
      : fail(services, request, reply, 'failure', 500)
  })
  app.addHook('onResponse', async (request, reply) => {
    const { url = 'unknown', config } = request.routeOptions
    if (config.access === 'machine') return
    const fields = {
      event: 'web.request',
      method: request.method,
      path: url, // the pattern: an address may name a position
      status: reply.statusCode,
      duration_ms: Math.round(reply.elapsedTime * 10) / 10,
      institution: request.institution?.code,
    }
    log.info(fields, `${request.method} ${url} ${reply.statusCode}`)
  })
}

/** Any other mistake of the asker's is a bad request. */
const KIND_OF_STATUS: Record<number, ErrorKind> = {
  404: 'not-found',
  405: 'not-found',
  413: 'too-large',
  429: 'too-many',
}

/** Class 08 and 57 of PostgreSQL's errors, and what the driver says when nobody answers. */
function isDatabaseAway(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    /^(08|57P)/.test(code) ||
    /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT)$/.test(code) ||
    /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
  )
}

function fail(
  services: EdgeServices,
  request: FastifyRequest,
  reply: FastifyReply,
  kind: ErrorKind,
  status: number,
): FastifyReply {
  const { origin } = new URL(services.config.portal.baseUrl)
  const page = (
    <ErrorPage
      frame={bareFrame(services, request)}
      kind={kind}
      reference={status >= 500 ? request.id : undefined}
      back={refererPath(request, origin)}
    />
  )
  return sendPage(reply, page, status)
}
