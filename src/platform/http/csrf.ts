/**
 * Every request that changes something must come from a page of ours: the browser's own word (Sec-Fetch-Site, Origin)
 * and a token that only our page could have put into the form.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

const BYTES = 32

/**
 * Bound to a browser: another one's token is of no use. Different each time that it is written, because pages are
 * compressed and a constant secret beside what a visitor typed could be guessed from their size (BREACH).
 */
export function csrfToken(key: string, subject: string): string {
  const pad = randomBytes(BYTES)
  return Buffer.concat([pad, xor(pad, macOf(key, subject))]).toString('base64url')
}

/** `subjects` are the session and the cookie: a form may have been opened before the session was. */
export function isCsrfTokenOf(key: string, subjects: readonly string[], token: string): boolean {
  const given = Buffer.from(token, 'base64url')
  if (given.length !== 2 * BYTES) return false
  const mac = xor(given.subarray(0, BYTES), given.subarray(BYTES))
  return subjects.some((subject) => timingSafeEqual(mac, macOf(key, subject)))
}

/** False when the browser itself says that another site sent it. */
export function isFromOurPages(request: FastifyRequest, ownOrigin: string): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = request.headers
  return origin === undefined || origin === ownOrigin
}

function macOf(key: string, subject: string): Buffer {
  return createHmac('sha256', key).update(`csrf:${subject}`).digest()
}

function xor(one: Buffer, other: Buffer): Buffer {
  return Buffer.from(one.map((byte, index) => byte ^ other[index]!))
}
