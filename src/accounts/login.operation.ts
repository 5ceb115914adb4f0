/**
 * Signing in. A name that does not exist costs the same time and the same counters as a wrong password; pauses and
 * puzzles slow guessing down and never lock an owner out: from a browser that has signed in before there are none.
 */
import { emailKey } from '../core/email-address.ts'
import type { Institution } from '../institutions/institution.ts'
import { postMail } from '../mail/post-mail.operation.ts'
import type { VisitingTx } from '../platform/database.ts'
import { newId, randomToken, sha256 } from '../platform/random.ts'
import { routes } from '../routes.ts'
import { recordEvent } from './account-event.queries.ts'
import type { Origin } from './account-event.ts'
import {
  type Credentials,
  countFailedLogin,
  findCredentials,
  isKnownDevice,
  rememberDevice,
  resetFailedLogins,
  savePasswordHash,
} from './account.queries.ts'
import type { AccountId } from './account.ts'
import { MAX_FAILED_LOGINS, limits, loginPause } from './limits.ts'
import { failedLoginsMail } from './mails.text.ts'
import type { AccountServices } from './register.operation.ts'
import { insertSession, signIn } from './session.queries.ts'
import type { SessionId } from './session.ts'

export type LoginRequest = {
  institution: Institution
  email: string
  password: string
  clientKey: string
  origin: Origin
  /** The cookie of a browser in which somebody has signed in before. */
  device: string | undefined
  /** The session of the browser, when it has a row already. */
  sessionId: SessionId | undefined
  /** Whether a solved puzzle pays for this try; asked only where one is needed. */
  hasSolvedChallenge: () => Promise<boolean>
  /** What the browser had before and takes along, in the transaction that signs in. */
  takeAlong: (tx: VisitingTx, sessionId: SessionId, accountId: AccountId) => Promise<void>
}

export type Login =
  | { outcome: 'signed-in'; accountId: AccountId; sessionToken: string; device: string }
  | { outcome: 'wrong' }
  | { outcome: 'wait'; seconds: number }
  | { outcome: 'challenge' }

export async function login(services: AccountServices, request: LoginRequest): Promise<Login> {
  const { db, clock, passwords } = services
  const now = clock.now()
  const credentials = await findCredentials(db, request.email)
  const isKnown =
    request.device !== undefined &&
    (await isKnownDevice(db, sha256(request.device), credentials?.accountId ?? (NOBODY as AccountId)))
  const obstacle = isKnown ? undefined : await obstacleFor(services, request)
  if (obstacle) return obstacle

  const verdict = await passwords.verify(request.password, credentials?.passwordHash)
  const isLocked = credentials !== undefined && credentials.failedLogins >= MAX_FAILED_LOGINS
  if (verdict === 'no' || !credentials || isLocked) {
    await recordFailure(services, request, credentials)
    return { outcome: 'wrong' }
  }
  const renewed = verdict === 'yes-but-old' ? await passwords.hash(request.password) : undefined
  const sessionToken = randomToken()
  const device = request.device ?? randomToken()
  const sessionId = request.sessionId ?? (newId() as SessionId)
  if (!request.sessionId) await insertSession(db, sessionId, sha256(randomToken()), now)
  await db.transaction(async (tx) => {
    await signIn(tx, sessionId, credentials.accountId, sha256(sessionToken), request.origin, now)
    await recordEvent(tx, { accountId: credentials.accountId, name: 'signed-in', origin: request.origin }, now)
    await request.takeAlong(tx, sessionId, credentials.accountId)
    await rememberDevice(tx, sha256(device), credentials.accountId, now)
    if (renewed) await savePasswordHash(tx, credentials.accountId, renewed)
    await resetFailedLogins(tx, credentials.accountId)
  })
  return { outcome: 'signed-in', accountId: credentials.accountId, sessionToken, device }
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

async function obstacleFor(services: AccountServices, request: LoginRequest): Promise<Login | undefined> {
  const { limiter, clock } = services
  const key = emailKey(request.email)
  const now = clock.now()
  const hits = await limiter.count(
    [
      { policy: limits.loginFailuresPerAccount, key, weight: 0 },
      { policy: limits.loginFailuresPerIp, key: request.clientKey, weight: 0 },
      { policy: limits.loginAccountsPerIp, key: request.clientKey, weight: 0 },
    ],
    now,
  )
  const at = (policy: { name: string }) => hits.get(policy.name) ?? 0
  const isSuspicious =
    at(limits.loginFailuresPerAccount) >= limits.loginFailuresPerAccount.limit ||
    at(limits.loginFailuresPerIp) >= limits.loginFailuresPerIp.limit ||
    at(limits.loginAccountsPerIp) >= limits.loginAccountsPerIp.limit
  if (isSuspicious && !(await request.hasSolvedChallenge())) return { outcome: 'challenge' }
  const pause = loginPause(at(limits.loginFailuresPerAccount))
  const early = pause && (await limiter.exceeded([{ policy: pause, key, weight: 1 }], now))
  return early && { outcome: 'wait', seconds: early.retryAfterSeconds }
}

async function recordFailure(
  services: AccountServices,
  request: LoginRequest,
  credentials: Credentials | undefined,
): Promise<void> {
  const { db, limiter, clock } = services
  const now = clock.now()
  const key = emailKey(request.email)
  await countFailedLogin(db, credentials?.accountId)
  const hits = await limiter.count(
    [
      { policy: limits.loginFailuresPerAccount, key, weight: 1 },
      { policy: limits.loginFailuresPerIp, key: request.clientKey, weight: 1 },
    ],
    now,
  )
  const failures = hits.get(limits.loginFailuresPerAccount.name) ?? 0
  // One address tries many names: each name counts once, at its first failure.
  if (failures === 1) {
    await limiter.count([{ policy: limits.loginAccountsPerIp, key: request.clientKey, weight: 1 }], now)
  }
  if (credentials && failures === limits.loginFailuresPerAccount.limit) await warnOwner(services, request, credentials)
}

async function warnOwner(
  { db, queue, clock, links }: AccountServices,
  { institution, origin }: LoginRequest,
  credentials: Credentials,
): Promise<void> {
  const mail = failedLoginsMail({
    recipient: credentials.email,
    institutionName: institution.name,
    recoverLink: links.absolute(routes.recover(institution.code)),
  })
  const { accountId } = credentials
  await db.transaction(async (tx) => {
    await recordEvent(tx, { accountId, name: 'failed-sign-ins', actor: 'portal', origin }, clock.now())
    await postMail(tx, queue, mail, clock.now())
  })
}
