/**
 * The cart as Checkout wants it (pagopa-api, checkout_v1.json and checkout_v2.json, `POST /carts`): amounts in cents,
 * return URLs absolute, texts cut to 140.
 */
import type { Cents } from '../../core/money.ts'
import type { NoticeNumber } from '../../core/notice-number.ts'

export type CartNotice = {
  noticeNumber: NoticeNumber
  institutionFiscalCode: string
  institutionName: string
  amount: Cents
  description: string
}

export type Cart = {
  idCart: string
  emailNotice: string | undefined
  /** Every transfer of every notice has a postal account. */
  allPostal: boolean
  notices: readonly CartNotice[]
  returnUrls: { ok: string; cancel: string; error: string; waiting: string }
}

const MAX_TEXT = 140

/**
 * A dot-atom of RFC 5322: what `format: email` means to every validator. A mailbox may have more (letters with accents);
 * there the address is left out, since it only fills in a field, and a cart that is refused cannot be paid.
 */
const WIRE_EMAIL = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i

export function cartBody(cart: Cart, version: 1 | 2): string {
  const { ok, cancel, error, waiting } = cart.returnUrls
  return JSON.stringify({
    ...(cart.emailNotice && WIRE_EMAIL.test(cart.emailNotice) ? { emailNotice: cart.emailNotice } : {}),
    paymentNotices: cart.notices.map((notice) => ({
      noticeNumber: notice.noticeNumber,
      fiscalCode: notice.institutionFiscalCode,
      amount: notice.amount,
      companyName: cut(notice.institutionName),
      description: cut(notice.description),
    })),
    returnUrls: {
      returnOkUrl: ok,
      returnCancelUrl: cancel,
      returnErrorUrl: error,
      ...(version === 2 ? { returnWaitingUrl: waiting } : {}),
    },
    idCart: cart.idCart,
    allCCP: cart.allPostal,
  })
}

function cut(text: string): string {
  return Array.from(text).slice(0, MAX_TEXT).join('')
}
