/**
 * An address that opens one thing without a sign-in: an id, and a signature of it of 128 bits that only we can make.
 * Nothing is stored that would open it, and it is 43 characters long like every token of ours.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { MessageKind } from './message.ts'

export type TokenUse = 'calendar' | `stop:${MessageKind}`

const HALF_BYTES = 16

export function makeToken(key: string, use: TokenUse, id: string): string {
  const bytes = idBytes(id)
  return Buffer.concat([bytes, signature(key, use, bytes)]).toString('base64url')
}

/** The id, if we have signed it for this use. */
export function readToken(key: string, use: TokenUse, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 2 * HALF_BYTES || bytes.toString('base64url') !== token) return undefined
  const id = bytes.subarray(0, HALF_BYTES)
  if (!timingSafeEqual(bytes.subarray(HALF_BYTES), signature(key, use, id))) return undefined
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function idBytes(id: string): Buffer {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  if (bytes.length !== HALF_BYTES) throw new TypeError('an id has sixteen bytes')
  return bytes
}

function signature(key: string, use: TokenUse, id: Buffer): Buffer {
  return createHmac('sha256', key).update(`${use}\0`).update(id).digest().subarray(0, HALF_BYTES)
}
