/**
 * What stands between a suspicious browser and the next try: a puzzle that its own processor solves, or, where there is
 * no script, a code sent to a mailbox. Either pays for three tries, and each solution counts once.
 */
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { type Challenge, createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { EmailAddress } from '../core/email-address.ts'
import type { Institution } from '../institutions/institution.ts'
import { postMail } from '../mail/post-mail.operation.ts'
import { sha256 } from '../platform/random.ts'
import {
  addChallengePasses,
  countCodeTry,
  findChallengeCode,
  saveChallengeCode,
  takeChallengePass,
} from './challenge.queries.ts'
import { limits } from './limits.ts'
import { challengeCodeMail } from './mails.text.ts'
import type { AccountServices } from './register.operation.ts'
import type { SessionId } from './session.ts'

const CODE_MINUTES = 10
const PUZZLE_MINUTES = 10
const MAX_CODE_TRIES = 5
const PASSES = 3
/** About a second on a phone of some years ago: nothing for a person, a great deal for ten thousand tries. */
const COST = 5_000
const COUNTER = { least: 5_000, most: 10_000 }

export type ChallengeServices = AccountServices & { challengeKey: string }

export function newPuzzle({ challengeKey, clock }: ChallengeServices): Promise<Challenge> {
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: COST,
    counter: randomInt(COUNTER.least, COUNTER.most),
    deriveKey,
    expiresAt: Math.floor(clock.now().add({ minutes: PUZZLE_MINUTES }).epochMilliseconds / 1000),
    hmacSignatureSecret: challengeKey,
  })
}

export async function acceptSolution(
  services: ChallengeServices,
  sessionId: SessionId,
  payload: string,
): Promise<boolean> {
  const parsed = parsePayload(payload)
  if (!parsed) return false
  const { verified } = await verifySolution({ ...parsed, deriveKey, hmacSignatureSecret: services.challengeKey })
  if (!verified) return false
  const used = {
    policy: limits.solutionUse,
    key: sha256(JSON.stringify(parsed.challenge)).toString('base64'),
    weight: 1,
  }
  if (await services.limiter.exceeded([used], services.clock.now())) return false
  await addChallengePasses(services.db, sessionId, PASSES)
  return true
}

type Payload = Pick<Parameters<typeof verifySolution>[0], 'challenge' | 'solution'>

function parsePayload(payload: string): Payload | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(payload, 'base64').toString('utf8'))
    return typeof parsed === 'object' && parsed !== null && 'challenge' in parsed && 'solution' in parsed
      ? (parsed as Payload)
      : undefined
  } catch {
    return undefined
  }
}

/** Says nothing about whether it was sent: three an hour to one mailbox are enough. */
export async function sendChallengeCode(
  services: ChallengeServices,
  institution: Institution,
  sessionId: SessionId,
  email: EmailAddress,
): Promise<void> {
  const { db, queue, limiter, clock } = services
  const now = clock.now()
  const count = { policy: limits.challengeMails, key: email.toLowerCase(), weight: 1 }
  if (await limiter.exceeded([count], now)) return
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const expiresAt = now.add({ minutes: CODE_MINUTES })
  await db.transaction(async (tx) => {
    await saveChallengeCode(tx, sessionId, { email, codeHmac: hmacOf(services, sessionId, code), expiresAt })
    await postMail(tx, queue, challengeCodeMail({ recipient: email, institutionName: institution.name, code }), now)
  })
}

export type CodeVerdict = 'right' | 'wrong' | 'expired'

export async function acceptCode(
  services: ChallengeServices,
  sessionId: SessionId,
  code: string,
): Promise<CodeVerdict> {
  const { db, clock } = services
  const tries = await countCodeTry(db, sessionId)
  const sent = await findChallengeCode(db, sessionId)
  const isOver = !sent || sent.expiresAt.epochNanoseconds <= clock.now().epochNanoseconds
  if (isOver || tries > MAX_CODE_TRIES) return 'expired'
  if (!timingSafeEqual(sent.codeHmac, hmacOf(services, sessionId, code.replace(/\D/g, '')))) return 'wrong'
  await addChallengePasses(db, sessionId, PASSES, { discardCode: true })
  return 'right'
}

/** Six digits are few: without the key, whoever reads the table cannot try them all. */
function hmacOf({ challengeKey }: ChallengeServices, sessionId: SessionId, code: string): Buffer {
  return createHmac('sha256', challengeKey).update(`code:${sessionId}:${code}`).digest()
}

/** Spends one of the tries that a solution has paid for. */
export async function hasChallengePass(
  services: ChallengeServices,
  sessionId: SessionId | undefined,
): Promise<boolean> {
  return sessionId !== undefined && takeChallengePass(services.db, sessionId)
}
