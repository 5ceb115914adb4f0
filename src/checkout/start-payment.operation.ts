/**
 * From "Paga" to Checkout, for one notice or for a cart of them. First our own books: the notices as they are now,
 * locked, one attempt written down. Then the call, outside of any transaction. Then what became of it. A second press
 * of the same button finds the first one's attempt; so does a new press while that cart is still young.
 */
import type { Account } from '../accounts/account.ts'
import type { SessionId } from '../accounts/session.ts'
import type { Cents } from '../core/money.ts'
import type { Clock, Temporal } from '../core/time.ts'
import {
  type AttemptId,
  type AttemptOrigin,
  advance,
  canPayAgainAt,
  isAwaited,
  startAttempt,
} from '../debt-positions/attempt.ts'
import { type InstallmentId, payabilityAt } from '../debt-positions/installment.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Cart } from '../integrations/pagopa-checkout/carts.wire.ts'
import type { CartResult, CheckoutClient } from '../integrations/pagopa-checkout/checkout-client.ts'
import type { Database, VisitingTx } from '../platform/database.ts'
import type { Links } from '../platform/links.ts'
import type { Logger } from '../platform/logger.ts'
import { newId, randomToken, sha256 } from '../platform/random.ts'
import { routes } from '../routes.ts'
import {
  type NoticeToPay,
  type OpenAttempt,
  findAttemptOfOperation,
  findOpenAttempts,
  insertAttempt,
  lockNoticesToPay,
  saveCheckoutUrl,
  saveRefusal,
} from './start-payment.queries.ts'

export type CheckoutServices = { db: Database; clock: Clock; links: Links; checkout: CheckoutClient; log: Logger }

/** `amount` is what the page showed: nobody is sent to pay another sum without having read it. */
export type RequestedNotice = { institution: Institution; installmentId: InstallmentId; amount: Cents }

export type PaymentRequest = {
  /** Below whose pages the citizen is, and comes back to. */
  portal: Institution
  startedFrom: AttemptOrigin
  /** One to five, of however many enti. */
  notices: readonly [RequestedNotice, ...RequestedNotice[]]
  /** Made by the page that shows the button: the same press twice has the same. */
  operationId: string
  sessionId: SessionId
  account: Account | undefined
}

/** Why a notice cannot go to Checkout now. */
export type Obstacle = { installmentId: InstallmentId } & (
  | { why: 'not-found' | 'paid' | 'expired' | 'cancelled' }
  | { why: 'amount-changed'; before: Cents; now: Cents }
  /** A payment of this notice may be under way. */
  | { why: 'in-progress'; until: Temporal.Instant }
)

export type PaymentStart =
  | { outcome: 'redirect'; location: string; attemptId: AttemptId }
  /** Nothing was sent: as long as one notice stands in the way, none is paid without the citizen's knowing which. */
  | { outcome: 'obstacles'; obstacles: [Obstacle, ...Obstacle[]] }
  /** The first press is on its way: its answer will be this one's. */
  | { outcome: 'starting'; attemptId: AttemptId }
  /** `refused` are the notices that Checkout refuses also when it is asked for one at a time. */
  | { outcome: 'refused'; reason: Exclude<CartResult['outcome'], 'created'>; refused: readonly InstallmentId[] }

/** How long a notice may be taken that pagoPA refuses: the longest life of a payment token (pagoPA, "Payment token"). */
export const WAIT_MINUTES = 30

/** A cart is kept for ten minutes: a link a little younger still leads somewhere. */
const CART_MINUTES = 9

export async function startPayment(services: CheckoutServices, request: PaymentRequest): Promise<PaymentStart> {
  const { db, clock, checkout, log } = services
  const prepared = await prepare(db, request, clock.now())
  if (prepared.outcome !== 'prepared') return prepared
  const { attemptId, attempt } = prepared
  const result = await checkout.createCart(cartOf(services, request, prepared))
  const after = clock.now()
  if (result.outcome === 'created') {
    await saveCheckoutUrl(db, attemptId, result.location, advance(attempt, { name: 'sent' }, after), after)
    return { outcome: 'redirect', location: result.location, attemptId }
  }
  const detail = 'detail' in result ? result.detail : undefined
  log.warn({ event: 'checkout.refused', outcome: result.outcome, detail }, `checkout: ${result.outcome}`)
  await saveRefusal(db, attemptId, result.outcome, after)
  const refused = result.outcome === 'not-payable-now' ? await refusedAlone(services, request, prepared) : []
  return { outcome: 'refused', reason: result.outcome, refused }
}

type Prepared = {
  outcome: 'prepared'
  attempt: ReturnType<typeof startAttempt>
  attemptId: AttemptId
  idCart: string
  notices: readonly NoticeToPay[]
  tokens: ReturnTokens
}

type ReturnTokens = Record<'ok' | 'cancel' | 'error' | 'waiting', string>

async function prepare(db: Database, request: PaymentRequest, now: Temporal.Instant): Promise<Prepared | PaymentStart> {
  const { operationId, sessionId } = request
  return db.transaction(async (tx): Promise<Prepared | PaymentStart> => {
    // The locks come first: two presses at once are one after the other.
    const { notices, openAttempts } = await lockInOrder(tx, request.notices, now)
    const [first, ...others] = request.notices.flatMap((requested) => obstacleTo(requested, notices, now) ?? [])
    if (first) return { outcome: 'obstacles', obstacles: [first, ...others] }

    const earlier = await findAttemptOfOperation(tx, operationId, sessionId)
    if (earlier && isYoung(earlier.createdAt, now)) {
      const { attemptId, checkoutUrl } = earlier
      if (checkoutUrl) return { outcome: 'redirect', location: checkoutUrl, attemptId }
      if (earlier.status === 'created') return { outcome: 'starting', attemptId }
    }
    const [inProgress, ...alsoInProgress] = request.notices.flatMap(
      (requested) => waitFor(requested, openAttempts, now) ?? [],
    )
    if (inProgress) return { outcome: 'obstacles', obstacles: [inProgress, ...alsoInProgress] }
    const same = openAttempts.find((open) => isSameCart(open, notices, openAttempts, sessionId, now))
    if (same?.checkoutUrl) return { outcome: 'redirect', location: same.checkoutUrl, attemptId: same.attemptId }

    const made: Prepared = {
      outcome: 'prepared',
      attempt: startAttempt(now),
      attemptId: newId() as AttemptId,
      idCart: randomToken(),
      notices,
      tokens: { ok: randomToken(), cancel: randomToken(), error: randomToken(), waiting: randomToken() },
    }
    // A press whose first attempt came to nothing starts anew.
    const press = earlier ? newId() : operationId
    if (await insertAttempt(tx, toInsert(request, made, press), now)) return made
    const other = await findAttemptOfOperation(tx, operationId, sessionId)
    if (!other) throw new Error('a press that was made already, and is not there')
    return { outcome: 'starting', attemptId: other.attemptId }
  })
}

type LockedNotices = { notices: NoticeToPay[]; openAttempts: OpenAttempt[] }

/** Ente by ente in the order of their ids: every transaction that locks notices of several goes the same way. */
async function lockInOrder(
  tx: VisitingTx,
  requested: readonly RequestedNotice[],
  now: Temporal.Instant,
): Promise<LockedNotices> {
  const locked: LockedNotices = { notices: [], openAttempts: [] }
  const institutionIds = new Set(requested.map(({ institution }) => institution.institutionId))
  for (const institutionId of [...institutionIds].toSorted((one, other) => one - other)) {
    const ids = requested.flatMap((notice) =>
      notice.institution.institutionId === institutionId ? notice.installmentId : [],
    )
    await tx.visit(institutionId, async (visit) => {
      const [notices, openAttempts] = await Promise.all([
        lockNoticesToPay(visit, ids),
        findOpenAttempts(visit, ids, now),
      ])
      locked.notices.push(...notices)
      locked.openAttempts.push(...openAttempts)
    })
  }
  return locked
}

function obstacleTo(
  { installmentId, amount }: RequestedNotice,
  notices: readonly NoticeToPay[],
  now: Temporal.Instant,
): Obstacle | undefined {
  const notice = notices.find((candidate) => candidate.installmentId === installmentId)
  if (!notice) return { installmentId, why: 'not-found' }
  const payability = payabilityAt(notice.installment, now)
  if (payability === 'not-published') return { installmentId, why: 'not-found' }
  if (payability !== 'payable') return { installmentId, why: payability }
  const current = notice.installment.amount
  return amount === current ? undefined : { installmentId, why: 'amount-changed', before: amount, now: current }
}

/** A cart of this browser's that is waiting at Checkout, with exactly these notices at these amounts. */
function isSameCart(
  open: OpenAttempt,
  notices: readonly NoticeToPay[],
  openAttempts: readonly OpenAttempt[],
  sessionId: SessionId,
  now: Temporal.Instant,
): boolean {
  if (open.sessionId !== sessionId || open.status !== 'sent' || !isYoung(open.createdAt, now)) return false
  const carried = openAttempts.filter(({ attemptId }) => attemptId === open.attemptId)
  return (
    open.noticeCount === notices.length &&
    notices.every(({ installmentId, installment }) =>
      carried.some((one) => one.installmentId === installmentId && one.amountVersion === installment.amountVersion),
    )
  )
}

function waitFor(
  { installmentId }: RequestedNotice,
  openAttempts: readonly OpenAttempt[],
  now: Temporal.Instant,
): Obstacle | undefined {
  for (const open of openAttempts) {
    if (open.installmentId !== installmentId || !isAwaited(open, now)) continue
    const until = canPayAgainAt(open)
    if (until && until.epochNanoseconds > now.epochNanoseconds) return { installmentId, why: 'in-progress', until }
  }
  return undefined
}

function isYoung(createdAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return createdAt.add({ minutes: CART_MINUTES }).epochNanoseconds > now.epochNanoseconds
}

function toInsert(request: PaymentRequest, prepared: Prepared, operationId: string) {
  const { portal, startedFrom, sessionId, account } = request
  const { attemptId, idCart, attempt, notices, tokens } = prepared
  return {
    attemptId,
    idCart,
    operationId,
    portalInstitutionId: portal.institutionId,
    startedFrom,
    sessionId,
    accountId: account?.accountId ?? null,
    attempt,
    notices,
    returnTokens: Object.entries(tokens).map(([outcome, token]) => ({ outcome, tokenSha256: sha256(token) })),
  }
}

/** The notices in the order in which the page showed them. */
function cartOf(services: CheckoutServices, request: PaymentRequest, prepared: Prepared): Cart {
  const { notices, tokens } = prepared
  return {
    idCart: prepared.idCart,
    emailNotice: request.account?.email,
    allPostal: notices.every(({ allPostal }) => allPostal),
    notices: request.notices.map(({ institution, installmentId }) => {
      const notice = notices.find((candidate) => candidate.installmentId === installmentId)
      if (!notice) throw new Error('a notice that was not locked')
      return {
        noticeNumber: notice.installment.noticeNumber,
        institutionFiscalCode: institution.fiscalCode,
        institutionName: institution.name,
        amount: notice.installment.amount,
        description: notice.description,
      }
    }),
    returnUrls: returnUrls(services, request.portal, tokens),
  }
}

/**
 * Checkout says only that some notice of the cart is paid already, or being paid somewhere. Asked for each alone it
 * tells which, so that one of them does not hold up the others. The carts that it makes for the good ones are shown to
 * nobody and go by themselves after ten minutes; nothing has been activated.
 */
async function refusedAlone(
  services: CheckoutServices,
  request: PaymentRequest,
  prepared: Prepared,
): Promise<InstallmentId[]> {
  if (request.notices.length === 1) return [request.notices[0].installmentId]
  const whole = cartOf(services, request, prepared)
  const results = await Promise.all(
    whole.notices.map((notice) => services.checkout.createCart({ ...whole, idCart: randomToken(), notices: [notice] })),
  )
  return request.notices.flatMap(({ installmentId }, index) =>
    results[index]?.outcome === 'not-payable-now' ? installmentId : [],
  )
}

function returnUrls({ links }: CheckoutServices, { code }: Institution, tokens: ReturnTokens) {
  const url = (outcome: keyof ReturnTokens) =>
    links.absolute(routes.returnFromCheckout(code, RETURN_WORDS[outcome], tokens[outcome]))
  return { ok: url('ok'), cancel: url('cancel'), error: url('error'), waiting: url('waiting') }
}

/** What the address of a return says; the token alone decides. */
const RETURN_WORDS = { ok: 'esito', cancel: 'annullato', error: 'errore', waiting: 'attesa' } as const
