/** Every span of time of the platform, so that a test need not wait for a real one. */
export type Timing = {
  /** An hour of the rule that repeats receipts. */
  hourMs: number
  /** How long after a payment its receipt leaves. */
  receiptDelayMs: number
  /** Life of a cart, from its creation (pagopa-ecommerce-payment-requests-service, RedisConfiguration). */
  cartLifetimeMs: number
  /** Life of a token asked for by Checkout (pagopa-ecommerce-transactions-service, PAYMENT_TOKEN_VALIDITY_TIME). */
  checkoutTokenMs: number
  /** Life of a payment token asked for by the counter: the Node's own maximum. */
  counterTokenMs: number
  /** How long the Node waits for verify, getPayment and demand (SANP 3.12, service levels of an institution). */
  paymentTimeoutMs: number
  /** How long the Node waits for the answer to a receipt. */
  receiptTimeoutMs: number
}

export const REAL_TIMING: Timing = {
  hourMs: 3_600_000,
  receiptDelayMs: 500,
  cartLifetimeMs: 600_000,
  checkoutTokenMs: 900_000,
  counterTokenMs: 1_800_000,
  paymentTimeoutMs: 7_000,
  receiptTimeoutMs: 15_000,
}

/** A station that has not taken a receipt after so many attempts is asked no more (SANP 3.12, synchronous API). */
export const RECEIPT_ATTEMPTS = 48
