/**
 * Which passwords are good enough, and how they are kept.
 *
 * Good enough (NIST SP 800-63B-4 for a password that is used alone): long, not guessable, nothing else: no rules of
 * composition, no expiry. Kept: Argon2id with OWASP's parameters, after an HMAC with a pepper that the database does
 * not have. The key of the pepper is part of what is stored, so it can be changed.
 */
import { argon2, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import * as common from '@zxcvbn-ts/language-common'
import * as italian from '@zxcvbn-ts/language-it'

const PASSWORD_MIN_CHARACTERS = 15
const PASSWORD_MAX_CHARACTERS = 128

export type PasswordProblem = 'too-short' | 'too-long' | 'too-common' | 'too-personal'

const WORDS_OF_THE_PLACE = ['quietanza', 'pagopa', 'comune', 'ente', 'tari', 'pagamento', 'avviso', 'bollettino']
const ENOUGH = 3
/** What must be left of a password once the words about its owner are taken out. */
const OWN_CHARACTERS = 8

const estimator = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...italian.dictionary },
  graphs: common.adjacencyGraphs,
})

/** `about` is what an attacker would try first: name, e-mail, codice fiscale. */
export function passwordProblem(password: string, about: readonly string[]): PasswordProblem | undefined {
  const length = Array.from(password).length
  if (length < PASSWORD_MIN_CHARACTERS) return 'too-short'
  if (length > PASSWORD_MAX_CHARACTERS) return 'too-long'
  const known = about.flatMap((text) => [text, ...text.split(/[\s@._-]+/)]).filter((word) => word.length > 2)
  if (withoutWords(password, known).length < OWN_CHARACTERS) return 'too-personal'
  return estimator.check(password, [...WORDS_OF_THE_PLACE, ...known]).score < ENOUGH ? 'too-common' : undefined
}

/** One's own name twice is long, and the first thing that is tried. */
function withoutWords(password: string, words: readonly string[]): string {
  return words.reduce((rest, word) => rest.replaceAll(word.toLowerCase(), ''), password.toLowerCase())
}

/** OWASP's floor for Argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const RUNNING = 2
const WAITING = 50

export class TooManyPasswords extends Error {}

export type Passwords = {
  hash(password: string): Promise<string>
  /** `stored` undefined does the same work and says no: an unknown name takes as long as a wrong password. */
  verify(password: string, stored: string | undefined): Promise<'no' | 'yes' | 'yes-but-old'>
}

export type Peppers = { current: string; previous: string | undefined }

const derive = promisify(argon2)

export function createPasswords(peppers: Peppers): Passwords {
  const byTag = new Map(
    [peppers.current, peppers.previous]
      .filter((pepper) => pepper !== undefined)
      .map((pepper) => [tagOf(pepper), pepper]),
  )
  const queue = createQueue()

  /** NFC, because two keyboards may write the same letter in two ways; nothing is trimmed. */
  async function digest(password: string, pepper: string, nonce: Buffer): Promise<Buffer> {
    const message = createHmac('sha256', pepper).update(password.normalize('NFC')).digest()
    return queue(() => derive('argon2id', { message, nonce, ...PARAMETERS }))
  }

  const nobody = { nonce: randomBytes(16), hash: randomBytes(32) }

  return {
    async hash(password) {
      const nonce = randomBytes(16)
      const hash = await digest(password, peppers.current, nonce)
      const { memory, passes, parallelism } = PARAMETERS
      const parameters = `m=${memory},t=${passes},p=${parallelism}`
      return `$argon2id$v=19$${parameters},k=${tagOf(peppers.current)}$${encode(nonce)}$${encode(hash)}`
    },
    async verify(password, stored) {
      const parsed = stored === undefined ? undefined : parse(stored)
      const pepper = (parsed && byTag.get(parsed.pepperTag)) ?? peppers.current
      const { nonce, hash } = parsed ?? nobody
      const isEqual = timingSafeEqual(await digest(password, pepper, nonce), hash)
      if (!isEqual || !parsed) return 'no'
      return parsed.pepperTag === tagOf(peppers.current) ? 'yes' : 'yes-but-old'
    },
  }
}

function tagOf(pepper: string): string {
  return createHash('sha256').update(`pepper:${pepper}`).digest('hex').slice(0, 8)
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}

function parse(stored: string): { pepperTag: string; nonce: Buffer; hash: Buffer } {
  const match = /^\$argon2id\$v=19\$m=19456,t=2,p=1,k=([0-9a-f]{8})\$([^$]+)\$([^$]+)$/.exec(stored)
  if (!match) throw new Error('a password hash of a form that this version does not know')
  const [, pepperTag = '', nonce = '', hash = ''] = match
  return { pepperTag, nonce: Buffer.from(nonce, 'base64'), hash: Buffer.from(hash, 'base64') }
}

/**
 * Hashing takes both cores: two at a time leave room for pages and for the Node, fifty wait, and the rest is told to
 * come back rather than to wait for ever.
 */
function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= RUNNING) {
      if (waiting.length >= WAITING) throw new TooManyPasswords('too many passwords at once')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      running++
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
