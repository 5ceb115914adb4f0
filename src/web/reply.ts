import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { isOwnPath } from '../routes.ts'
import { render } from '../ui/render.ts'

export function sendPage(reply: FastifyReply, page: VNode, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(render(page))
}

/** The path alone: what is asked may hold words of a person. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0]!
}

/** The page of ours that this request came from, if the browser says so. */
export function refererPath(request: FastifyRequest, origin: string): string | undefined {
  const { referer } = request.headers
  const url = referer === undefined ? null : URL.parse(referer)
  return url?.origin === origin && isOwnPath(url.pathname) ? url.pathname : undefined
}

/** Where a form asks to go on: one of our paths, below this institution, or the fallback. */
export function ownNext(next: string, institution: string, fallback: string): string {
  return isOwnPath(next) && next.startsWith(`/${institution}/`) ? next : fallback
}
