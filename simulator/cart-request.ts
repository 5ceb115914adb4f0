/** The body of POST /carts: CartRequest and CartRequestV2 of checkout_v1.json and checkout_v2.json, by hand. */
import { text } from './checkout.text.ts'

export type PaymentNotice = {
  noticeNumber: string
  fiscalCode: string
  /** Euro cents. */
  amount: number
  companyName: string
  description: string
}

export type ReturnUrls = { ok: string; cancel: string; error: string; waiting?: string }

export type CartRequest = {
  emailNotice?: string
  paymentNotices: PaymentNotice[]
  returnUrls: ReturnUrls
  idCart?: string
  allCCP?: boolean
}

export type CartReading = { outcome: 'read'; cart: CartRequest } | { outcome: 'invalid'; problems: string[] }

/** Version 2 wants one return URL more; everything else is the same. */
export function readCartRequest(body: string, version: 1 | 2): CartReading {
  const read = new Reader()
  const fields = read.object(parseJson(body), 'body')
  const emailNotice = read.optional(fields, 'emailNotice', isEmail)
  const idCart = read.optional(fields, 'idCart', isString)
  const allCCP = read.optional(fields, 'allCCP', isBoolean)
  const cart: CartRequest = {
    paymentNotices: readNotices(read, fields['paymentNotices']),
    returnUrls: readReturnUrls(read, fields['returnUrls'], version),
    ...(emailNotice === undefined ? {} : { emailNotice }),
    ...(idCart === undefined ? {} : { idCart }),
    ...(allCCP === undefined ? {} : { allCCP }),
  }
  return read.problems.length > 0 ? { outcome: 'invalid', problems: read.problems } : { outcome: 'read', cart }
}

/** Which notices stand twice in a cart. */
export function hasDuplicates({ paymentNotices }: CartRequest): boolean {
  const keys = paymentNotices.map(({ fiscalCode, noticeNumber }) => `${fiscalCode}/${noticeNumber}`)
  return new Set(keys).size < keys.length
}

function readNotices(read: Reader, value: unknown): PaymentNotice[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > 5) {
    read.problems.push(text.problems.notices)
    return []
  }
  return value.map((item, index) => {
    const path = `paymentNotices[${index}]`
    const notice = read.object(item, path)
    return {
      noticeNumber: read.required(notice, 'noticeNumber', isLong(18, 18), '', path),
      fiscalCode: read.required(notice, 'fiscalCode', isLong(11, 11), '', path),
      amount: read.required(notice, 'amount', isAmount, 0, path),
      companyName: read.required(notice, 'companyName', isLong(0, 140), '', path),
      description: read.required(notice, 'description', isLong(0, 140), '', path),
    }
  })
}

function readReturnUrls(read: Reader, value: unknown, version: 1 | 2): ReturnUrls {
  const path = 'returnUrls'
  const urls = read.object(value, path)
  const three = {
    ok: read.required(urls, 'returnOkUrl', isAbsoluteUrl, '', path),
    cancel: read.required(urls, 'returnCancelUrl', isAbsoluteUrl, '', path),
    error: read.required(urls, 'returnErrorUrl', isAbsoluteUrl, '', path),
  }
  if (version === 1) return three
  return { ...three, waiting: read.required(urls, 'returnWaitingUrl', isAbsoluteUrl, '', path) }
}

type Check<T> = (value: unknown) => value is T

class Reader {
  readonly problems: string[] = []

  object(value: unknown, path: string): Record<string, unknown> {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
    this.problems.push(text.problems.object(path))
    return {}
  }

  required<T>(fields: Record<string, unknown>, name: string, isRight: Check<T>, instead: T, path: string): T {
    const value = fields[name]
    if (isRight(value)) return value
    this.problems.push(text.problems.field(`${path}.${name}`, JSON.stringify(value)))
    return instead
  }

  optional<T>(fields: Record<string, unknown>, name: string, isRight: Check<T>): T | undefined {
    const value = fields[name]
    if (value === undefined || isRight(value)) return value
    this.problems.push(text.problems.field(name, JSON.stringify(value)))
    return undefined
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    // Not JSON at all is one more way of not being an object.
    return undefined
  }
}

const isString: Check<string> = (value) => typeof value === 'string'
const isBoolean: Check<boolean> = (value) => typeof value === 'boolean'
/** The schema names no largest amount; the Node has one, and says so when the notice is activated. */
const isAmount: Check<number> = (value): value is number => Number.isInteger(value) && Number(value) >= 1

function isLong(least: number, most: number): Check<string> {
  return (value): value is string =>
    typeof value === 'string' && [...value].length >= least && [...value].length <= most
}

const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?'
const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
const EMAIL = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${LABEL}$`, 'i')

const isEmail: Check<string> = (value): value is string => typeof value === 'string' && EMAIL.test(value)

/**
 * `uri` in the schema means absolute; the published examples, which have no scheme, lead a citizen to a path of
 * Checkout itself (pagopa-api, issue 854). Only the two schemes that a browser can come back on are taken.
 */
const isAbsoluteUrl: Check<string> = (value): value is string =>
  typeof value === 'string' &&
  /^https?:\/\/[\x21-\x7e]+$/i.test(value) &&
  !/["<>\\^`{|}]/.test(value) &&
  URL.canParse(value)
