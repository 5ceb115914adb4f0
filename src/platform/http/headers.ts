/** The headers of every answer. What a browser may load, run and be told is said here, once. */
import type { FastifyInstance } from 'fastify'

export type HeaderOptions = {
  /** Origins that a form may lead to besides ours: where Checkout's redirect begins and ends. */
  formActions: readonly string[]
  isHttps: boolean
}

/**
 * `form-action` names Checkout because Chromium applies it to the redirect that answers a form as well: without it
 * "Paga" would be silently dead.
 */
export function contentSecurityPolicy({ formActions, isHttps }: HeaderOptions): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    `form-action ${["'self'", ...formActions].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
    'report-to csp',
  ].join('; ')
}

export function setSecurityHeaders(app: FastifyInstance, options: HeaderOptions, cspReportPath: string): void {
  const fixed: Record<string, string> = {
    'content-security-policy': contentSecurityPolicy(options),
    'reporting-endpoints': `csp="${cspReportPath}"`,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    // Not no-referrer: with it Chromium sends `Origin: null` on our own forms, which the CSRF check would refuse.
    'referrer-policy': 'same-origin',
    'x-robots-tag': 'noindex',
    'cache-control': 'no-store',
    ...(options.isHttps ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  }
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(fixed)
  })
}

/** A paper is data, never a page: nothing in it may run, and no other site may embed it. */
export function paperHeaders(
  fileName: string,
  type: 'application/pdf' | 'application/xml' | 'application/zip' | 'text/csv; charset=utf-8' = 'application/pdf',
): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': "sandbox; default-src 'none'",
    'content-disposition': `attachment; filename="${fileName}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  }
}
