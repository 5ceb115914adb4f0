/** Amounts that make POST /carts answer in a chosen way: the amount, in cents, of the first notice of the cart. */

export type Sentinel =
  | { kind: 'problem'; status: 400 | 422 | 500 | 502; title: string; detail?: string }
  | { kind: 'apim'; status: 429 | 500; message: string }
  | { kind: 'silence' | 'reset' | 'slow' | 'unexpected-host' | 'no-location' | 'html-error' }

export const INVALID_REQUEST = {
  kind: 'problem',
  status: 400,
  title: 'Request validation error',
  detail: 'The input request is invalid',
} as const satisfies Sentinel

export const DUPLICATE_NOTICES = {
  kind: 'problem',
  status: 422,
  title: 'Invalid payment info',
  detail: 'Duplicate payment notice values found.',
} as const satisfies Sentinel

/** Paid, in progress, or not of a known institution: the body does not tell which. */
export const NOT_PAYABLE = {
  kind: 'problem',
  status: 422,
  title: 'Invalid payment info',
  detail: 'Invalid payment notice data',
} as const satisfies Sentinel

export const RATE_LIMIT = {
  kind: 'apim',
  status: 429,
  message: 'Rate limit is exceeded. Try again in 10 seconds.',
} as const satisfies Sentinel

export const SENTINELS: ReadonlyMap<number, Sentinel> = new Map<number, Sentinel>([
  [66_01, NOT_PAYABLE],
  [66_02, INVALID_REQUEST],
  [66_03, RATE_LIMIT],
  [66_04, { kind: 'problem', status: 500, title: 'Error processing the request' }],
  [66_05, { kind: 'problem', status: 502, title: 'Bad gateway' }],
  [66_06, { kind: 'apim', status: 500, message: 'Internal server error' }],
  [66_07, { kind: 'silence' }],
  [66_08, { kind: 'reset' }],
  [66_09, { kind: 'slow' }],
  [66_10, { kind: 'unexpected-host' }],
  [66_11, { kind: 'no-location' }],
  [66_12, { kind: 'html-error' }],
])

export const SLOW_ANSWER_MS = 3_000
