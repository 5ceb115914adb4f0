/** Who is at the other end of a request: a browser, perhaps with a session, perhaps with somebody signed in. */
import type { Account } from '../accounts/account.ts'
import { changeToken, deleteSession, insertSession, touchSession } from '../accounts/session.queries.ts'
import { type Session, type SessionId, endsAt, isAlive, isTokenOld } from '../accounts/session.ts'
import type { CartOwner, CartSize } from '../cart/cart.ts'
import type { FiscalCode } from '../core/fiscal-code.ts'
import type { Temporal } from '../core/time.ts'
import type { Database } from '../platform/database.ts'
import { newId, randomToken, sha256 } from '../platform/random.ts'
import { type FindBrowser, findBrowsers } from './browser.queries.ts'

export type Browser = {
  /** The cookie's value: from the browser, or new and to be set. */
  token: string
  isNewToken: boolean
  session: Session | undefined
  account: Account | undefined
  /** Undefined where nothing has ever been put in. */
  cart: CartSize | undefined
  registeringFiscalCode: FiscalCode | null
  /** Somebody was signed in here, and their time was over. */
  hasEnded: boolean
}

const TOUCH_SECONDS = 60

/** Reads the cookie's session; what its time has ended is deleted. */
export async function readBrowser(
  db: Database,
  find: FindBrowser,
  cookie: string | undefined,
  now: Temporal.Instant,
): Promise<Browser> {
  if (cookie === undefined || !/^[A-Za-z0-9_-]{43}$/.test(cookie)) return stranger(randomToken(), true)
  const found = await find({ tokenSha256: sha256(cookie), now })
  if (!found) return stranger(cookie, false)
  const { session, account, cart, registeringFiscalCode } = found
  const isGone = session.accountId !== null && !account // the account was closed meanwhile
  if (!isAlive(session, now) || isGone) {
    await deleteSession(db, session.sessionId)
    return { ...stranger(randomToken(), true), hasEnded: session.accountId !== null }
  }
  if (session.lastSeenAt.until(now).total('seconds') > TOUCH_SECONDS) {
    await touchSession(db, session.sessionId, now)
    session.lastSeenAt = now
  }
  const browser = { token: cookie, isNewToken: false, session, account, cart, registeringFiscalCode, hasEnded: false }
  if (found.isPreviousToken || !isTokenOld(session, now)) return browser
  const token = randomToken()
  return (await changeToken(db, session, sha256(token), now)) ? { ...browser, token, isNewToken: true } : browser
}

function stranger(token: string, isNewToken: boolean): Browser {
  return {
    token,
    isNewToken,
    session: undefined,
    account: undefined,
    cart: undefined,
    registeringFiscalCode: null,
    hasEnded: false,
  }
}

/** A row for this browser, made when there is the first thing to remember. */
export async function ensureSession(db: Database, browser: Browser, now: Temporal.Instant): Promise<SessionId> {
  if (browser.session) return browser.session.sessionId
  await insertSession(db, newId() as SessionId, sha256(browser.token), now)
  const [found] = await findBrowsers(db, [{ tokenSha256: sha256(browser.token), now }])
  if (!found) throw new Error('a session that was just made is not there')
  browser.session = found.session
  return found.session.sessionId
}

/** Whose cart it is that this browser shows; undefined where there can be none yet. */
export function cartOwner({ session, account }: Browser): CartOwner | undefined {
  return session && ownerOf(session, account)
}

function ownerOf({ sessionId }: Session, account: Account | undefined): CartOwner {
  return account ? { kind: 'account', accountId: account.accountId } : { kind: 'browser', sessionId }
}

/** Whom a form's token may be bound to: the session, or the cookie from before there was one. */
export function csrfSubjects({ session, token }: Browser): [string, ...string[]] {
  return session ? [session.sessionId, token] : [token]
}

export function secondsLeft({ session, account }: Browser, now: Temporal.Instant): number | undefined {
  return session && account ? Math.floor(now.until(endsAt(session)).total('seconds')) : undefined
}
