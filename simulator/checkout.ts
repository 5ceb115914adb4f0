/** Checkout without its pages: carts, their clocks, the activation of their notices, and which way back. */
import { randomUUID } from 'node:crypto'
import type { CartRequest, PaymentNotice } from './cart-request.ts'
import type { Clock } from './clock.ts'
import type { NodeFault } from './faults.ts'
import type { Psp, Receipt, Subject } from './messages.ts'
import { sum } from './money.ts'
import type { Activation, Node } from './node.ts'
import { type ReceiptPlan, carryOut, carryOutAfterReturn } from './receipt-plan.ts'
import type { Receipts } from './receipts.ts'
import type { TransferType } from './requests.ts'
import { email as isReceiptEmail } from './soap-types.ts'
import type { Switches } from './switches.ts'
import type { Timing } from './timing.ts'

/** The outcomes of a payment as pagopa-checkout-fe numbers them that lead back by the error URL. */
export const FAILURES = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 18, 25, 99, 116, 117, 121] as const

export const METHODS = {
  card: { fee: 150, paymentMethod: 'creditCard' },
  account: { fee: 100, paymentMethod: 'other' },
  wallet: { fee: 75, paymentMethod: 'other' },
} as const
export type Method = keyof typeof METHODS

export type Outcome =
  | { kind: 'paid'; total: number }
  | { kind: 'waiting' }
  | { kind: 'cancelled' }
  | { kind: 'failed'; code: (typeof FAILURES)[number] }
  | { kind: 'refused'; faults: { notice: PaymentNotice; fault: NodeFault }[] }

export type ActivatedNotice = { notice: PaymentNotice; activation: Activation }

export type Stage =
  | { at: 'email' }
  | { at: 'method' }
  | { at: 'summary'; method: Method; activated: ActivatedNotice[] }
  | { at: 'outcome'; outcome: Outcome }

export type Cart = {
  id: string
  request: CartRequest
  createdAt: number
  email: string
  stage: Stage
  /** Set while the notices are being activated, so that pressing twice activates once. */
  activating?: Promise<void>
  /** What is left to do when the citizen goes back. */
  onReturn?: { plan: ReceiptPlan; receipts: Receipt[] }
}

/** What a citizen who opens the page of a cart finds. */
export type CartState = 'not-found' | 'open' | 'session-expired'

export type WayBack = { name: 'returnOkUrl' | 'returnCancelUrl' | 'returnErrorUrl' | 'returnWaitingUrl'; url: string }

/** What somebody presses on the summary, and how the bench lets it go. */
export type Choice =
  | { action: 'pay'; plan: ReceiptPlan }
  | { action: 'cancel' }
  | { action: 'fail'; code: (typeof FAILURES)[number]; isPaidAllTheSame: boolean; plan: ReceiptPlan }
  | { action: 'wait'; plan: ReceiptPlan }

export const CHECKOUT_PSP: Psp = {
  idPSP: 'BANCPROV',
  fiscalCode: '99000400012',
  companyName: 'Banca di Prova',
  idChannel: '99000400012_01',
  channelDescription: 'checkout di prova',
}

type Parts = { node: Node; receipts: Receipts; clock: Clock; timing: Timing; switches: Switches }

const MAX_CARTS = 5_000

export class Checkout {
  readonly #parts: Parts
  readonly #carts = new Map<string, Cart>()
  /** Activations that may be used again, whichever cart asks (pagopa-ecommerce-transactions-service caches them by notice). */
  readonly #alive = new Map<string, Activation>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  create(request: CartRequest): Cart {
    const createdAt = this.#parts.clock.now()
    const cart: Cart = {
      id: randomUUID(),
      request,
      createdAt,
      email: request.emailNotice ?? '',
      stage: { at: 'email' },
    }
    this.#carts.set(cart.id, cart)
    if (this.#carts.size > MAX_CARTS) this.#carts.delete(this.#carts.keys().next().value ?? '')
    return cart
  }

  find(id: string): Cart | undefined {
    return this.#carts.get(id)
  }

  /** Newest first. */
  list(): Cart[] {
    return [...this.#carts.values()].toReversed()
  }

  stateOf(cart: Cart | undefined): CartState {
    if (!cart) return 'not-found'
    if (cart.stage.at === 'outcome') return 'open'
    if (cart.stage.at === 'summary') return this.#isAlive(cart.stage.activated) ? 'open' : 'session-expired'
    return this.#parts.clock.now() - cart.createdAt < this.#parts.timing.cartLifetimeMs ? 'open' : 'not-found'
  }

  /** Those that somebody could still pay, newest first. */
  openCarts(): Cart[] {
    return this.list().filter((cart) => cart.stage.at !== 'outcome' && this.stateOf(cart) === 'open')
  }

  /** Ends every cart that nobody has begun to pay, as their ten minutes would. */
  endCarts(): void {
    for (const [id, { stage }] of this.#carts) {
      if (stage.at === 'email' || stage.at === 'method') this.#carts.delete(id)
    }
  }

  giveEmail(cart: Cart, email: string): void {
    cart.email = email
    if (cart.stage.at === 'email') cart.stage = { at: 'method' }
  }

  /** All notices at once; if one fails the step fails, and nobody undoes the others. */
  async activate(cart: Cart, method: Method, transferType?: TransferType): Promise<void> {
    if (cart.stage.at !== 'email' && cart.stage.at !== 'method') return
    cart.activating ??= this.#activateAll(cart, method, transferType).finally(() => delete cart.activating)
    await cart.activating
  }

  async #activateAll(cart: Cart, method: Method, transferType: TransferType | undefined): Promise<void> {
    const results = await Promise.all(
      cart.request.paymentNotices.map(async (notice) => ({
        notice,
        answer: await this.#activateNotice(cart, notice, transferType),
      })),
    )
    const activated: ActivatedNotice[] = []
    const faults: { notice: PaymentNotice; fault: NodeFault }[] = []
    for (const { notice, answer } of results) {
      if ('fault' in answer) faults.push({ notice, fault: answer.fault })
      else activated.push({ notice, activation: answer })
    }
    cart.stage =
      faults.length > 0 ? { at: 'outcome', outcome: { kind: 'refused', faults } } : { at: 'summary', method, activated }
  }

  async #activateNotice(
    cart: Cart,
    notice: PaymentNotice,
    transferType: TransferType | undefined,
  ): Promise<Activation | { fault: NodeFault }> {
    const key = `${notice.fiscalCode}/${notice.noticeNumber}`
    const alive = this.#alive.get(key)
    if (alive && this.#parts.node.isAlive(alive)) return alive
    const answer = await this.#parts.node.activate({
      fiscalCode: notice.fiscalCode,
      noticeNumber: notice.noticeNumber,
      amount: notice.amount,
      ...(cart.request.idCart === undefined ? {} : { paymentNote: cart.request.idCart }),
      ...(transferType ? { transferType } : {}),
      expirationMs: this.#parts.timing.checkoutTokenMs,
    })
    if (answer.outcome === 'refused') {
      this.#alive.delete(key)
      return { fault: answer.fault }
    }
    this.#alive.set(key, answer.activation)
    if (this.#alive.size > MAX_CARTS) this.#alive.delete(this.#alive.keys().next().value ?? '')
    return answer.activation
  }

  /** The summary's buttons. Pressing a second one does nothing: the first has decided. */
  async choose(cart: Cart, choice: Choice): Promise<void> {
    if (cart.stage.at !== 'summary') return
    const { method, activated } = cart.stage
    if (!this.#isAlive(activated)) return
    switch (choice.action) {
      case 'pay':
        cart.stage = { at: 'outcome', outcome: { kind: 'paid', total: totalOf(activated) + METHODS[method].fee } }
        return this.#pay(cart, method, activated, choice.plan)
      case 'cancel':
        cart.stage = { at: 'outcome', outcome: { kind: 'cancelled' } }
        if (this.#parts.switches.cancelFreesNotice) this.#release(activated)
        return
      case 'fail':
        cart.stage = { at: 'outcome', outcome: { kind: 'failed', code: choice.code } }
        if (choice.isPaidAllTheSame) return this.#pay(cart, method, activated, choice.plan)
        this.#release(activated)
        return
      case 'wait':
        cart.stage = { at: 'outcome', outcome: { kind: 'waiting' } }
        if (choice.plan.kind !== 'never') this.#payLater(cart, method, activated, choice.plan)
    }
  }

  /** A payment that is still being decided when the citizen leaves: decided, in the end, for the good. */
  #payLater(cart: Cart, method: Method, activated: ActivatedNotice[], plan: ReceiptPlan): void {
    const { clock } = this.#parts
    clock.after(plan.seconds * 1000, () => void this.#pay(cart, method, activated, plan))
  }

  async #pay(cart: Cart, method: Method, activated: ActivatedNotice[], plan: ReceiptPlan): Promise<void> {
    const activations = activated.map(({ activation }) => activation)
    const payer = payerOf(cart.email)
    const paid = this.#parts.node.pay(activations, { psp: CHECKOUT_PSP, ...METHODS[method], payer })
    if (paid.outcome === 'refused') return
    cart.onReturn = { plan, receipts: paid.receipts }
    await carryOut(plan, paid.receipts, this.#parts)
  }

  #release(activated: ActivatedNotice[]): void {
    for (const { activation } of activated) this.#parts.node.release(activation)
  }

  /** The citizen presses Continua. */
  returned({ onReturn }: Cart): void {
    if (onReturn) void carryOutAfterReturn(onReturn.plan, onReturn.receipts, this.#parts)
  }

  #isAlive(activated: ActivatedNotice[]): boolean {
    return activated.every(({ activation }) => this.#parts.node.isAlive(activation))
  }
}

/** What is charged is what the institutions answered, not what the cart said (pagopa-api, issue 194). */
export function totalOf(activated: readonly ActivatedNotice[]): number {
  return sum(activated.map(({ activation }) => activation.payment.amount))
}

/** As pagopa-checkout-fe goes back; a cart of version 1 has no URL for a payment under way. */
export function wayBack({ request: { returnUrls }, stage }: Cart): WayBack {
  const outcome = stage.at === 'outcome' ? stage.outcome.kind : 'failed'
  switch (outcome) {
    case 'paid':
      return { name: 'returnOkUrl', url: returnUrls.ok }
    case 'cancelled':
      return { name: 'returnCancelUrl', url: returnUrls.cancel }
    case 'waiting':
      if (returnUrls.waiting) return { name: 'returnWaitingUrl', url: returnUrls.waiting }
      return { name: 'returnErrorUrl', url: returnUrls.error }
    default:
      return { name: 'returnErrorUrl', url: returnUrls.error }
  }
}

/** Of a guest only the e-mail address is known. */
function payerOf(email: string): Subject {
  const payer: Subject = { type: 'F', identifier: 'ANONIMO', fullName: 'ANONIMO' }
  return email !== '' && isReceiptEmail(email) ? { ...payer, email } : payer
}
