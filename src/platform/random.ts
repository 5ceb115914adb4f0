/** Everything that must not be guessed comes from here: the operating system's generator, never `Math.random`. */
import { createHash, randomBytes, randomInt, randomUUIDv7 } from 'node:crypto'
import { BASE_COUNT } from '../core/notice-number.ts'

/** 256 bits, for a link or a cookie. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

/** A key for a row: ordered by time, so that an index grows at its end. Never a secret by itself. */
export function newId(): string {
  return randomUUIDv7()
}

/**
 * The base of a new notice number. A sequence would let anybody guess the neighbours of a number they hold: the number
 * is half of what opens a position. `randomInt` ends at 2^48, so two draws make one.
 */
export function randomNoticeBase(): number {
  const half = 10 ** 7
  return randomInt(BASE_COUNT / half) * half + randomInt(half)
}

/** Letters and digits that cannot be taken for one another, also over the telephone (Crockford's base 32). */
const READABLE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Five bits each: to be written down by hand and typed again. */
export function randomReadable(length: number): string {
  return Array.from({ length }, () => READABLE[randomInt(READABLE.length)]).join('')
}

/** As many characters of an alphabet, each as likely as any other. */
export function randomCode(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]!).join('')
}

/** What is stored of a token, or kept as the fingerprint of a document: knowing the database does not open anything. */
export function sha256(content: string | Buffer): Buffer {
  return createHash('sha256').update(content).digest()
}
