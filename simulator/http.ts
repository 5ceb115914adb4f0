/** The edges of HTTP that every route shares. */
import formbody from '@fastify/formbody'
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

export type App = FastifyInstance
export type { FastifyReply as Reply, FastifyRequest as Request }

const MAX_BODY = 1_000_000

export async function createApp(): Promise<App> {
  const app = fastify({
    bodyLimit: MAX_BODY,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  })
  await app.register(formbody)
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff')
  })
  return app
}

/** The bench's own pages load their stylesheet and nothing else. */
const PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'"

export function sendPage(reply: FastifyReply, page: VNode, status = 200): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', PAGE_POLICY)
    .send(`<!doctype html>${renderToString(page)}`)
}

/** The fields of a form or of a query, each once; whatever else came is left out. */
export function fieldsOf(source: unknown): Record<string, string> {
  if (typeof source !== 'object' || source === null) return {}
  const entries = Object.entries(source).flatMap(([name, value]) => {
    const single: unknown = Array.isArray(value) ? value.at(-1) : value
    return typeof single === 'string' ? [[name, single] as const] : []
  })
  return Object.fromEntries(entries)
}

/** The number at the end of a path, or one that nothing has. */
export function idOf(request: FastifyRequest): number {
  const { id } = request.params as { id?: string }
  return /^\d{1,15}$/.test(id ?? '') ? Number(id) : 0
}

export function textIdOf(request: FastifyRequest): string {
  return (request.params as { id?: string }).id ?? ''
}

/** Whether who asks is a program rather than a browser. */
export function wantsJson(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('application/json')
}
