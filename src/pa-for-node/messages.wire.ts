/**
 * What the Node sends us, read and checked by the types of paForNode.xsd (pagopa-api, SANP 3.10 to 3.13).
 *
 * Requests are held to the schema. Receipts are read with a softer hand where the documents disagree with the schema:
 * money has moved, and a comma out of place must not lose it.
 */
import { type Cents, fromDecimal } from '../core/money.ts'
import type { NoticeNumber } from '../core/notice-number.ts'
import {
  type Reader,
  SchemaError,
  base64,
  boolean,
  convert,
  date,
  dateTime,
  ignored,
  list,
  oneOf,
  optional,
  pattern,
  required,
  sequence,
  string,
} from '../platform/xml-schema.ts'
import { type XmlElement, XmlError, parseXml } from '../platform/xml.ts'

export const PA_FOR_NODE = 'http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd'
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'

/** Eleven digits: not checked further, they only have to match. */
const fiscalCode = pattern<string>(/^[0-9]{11}$/)
const noticeNumber = pattern<NoticeNumber>(/^[0-9]{18}$/)
const amount: Reader<Cents> = convert(string(1, 20), (text) => fromDecimal(text.trim()))
const text35 = string(1, 35)
const text70 = string(1, 70)
const text140 = string(1, 140)

const head = { idPA: required(text35), idBrokerPA: required(text35), idStation: required(text35) }
const qrCode = required(sequence({ fiscalCode: required(fiscalCode), noticeNumber: required(noticeNumber) }))

const getPayment = sequence({
  ...head,
  qrCode,
  amount: optional(amount),
  paymentNote: optional(string(1, 210)),
  transferType: optional(oneOf('POSTAL', 'PAGOPA')),
  dueDate: optional(date),
})

const subject = sequence({
  uniqueIdentifier: required(
    sequence({
      entityUniqueIdentifierType: required(oneOf('F', 'G')),
      entityUniqueIdentifierValue: required(string(2, 16)),
    }),
  ),
  fullName: required(text70),
  streetName: optional(text70),
  civicNumber: optional(string(1, 16)),
  postalCode: optional(string(1, 16)),
  city: optional(text35),
  stateProvinceRegion: optional(text35),
  country: optional(string(1, 35)),
  'e-mail': optional(string(1, 256)),
})

const transferNo = convert(string(1, 8), (value) => {
  const number = Number(value.trim())
  return Number.isInteger(number) && number >= 1 && number <= 5 ? number : undefined
})

const receiptTransfer = sequence({
  idTransfer: required(transferNo),
  transferAmount: required(amount),
  fiscalCodePA: required(fiscalCode),
  // V1 has no companyName here; either version has an IBAN, or (V2) the document of a digital stamp.
  companyName: optional(text140),
  IBAN: optional(text35),
  MBDAttachment: optional(base64),
  remittanceInformation: required(text140),
  transferCategory: required(text140),
  metadata: optional(ignored),
})

/** Both versions: V2 is V1 with four optional fields more. companyName may be missing (the SANP says so of V1). */
const receipt = sequence({
  receiptId: required(string(1, 255)),
  noticeNumber: required(noticeNumber),
  fiscalCode: required(fiscalCode),
  outcome: required(oneOf('OK', 'KO')),
  creditorReferenceId: required(text35),
  paymentAmount: required(amount),
  description: required(text140),
  companyName: optional(text140),
  officeName: optional(text140),
  debtor: required(subject),
  transferList: required(sequence({ transfer: list(receiptTransfer, 5) })),
  idPSP: required(text35),
  pspFiscalCode: optional(text70),
  pspPartitaIVA: optional(string(1, 20)),
  PSPCompanyName: required(text70),
  idChannel: required(text35),
  channelDescription: required(text35),
  payer: optional(subject),
  paymentMethod: optional(text35),
  paymentNote: optional(string(1, 210)),
  fee: optional(amount),
  primaryCiIncurredFee: optional(amount),
  idBundle: optional(text70),
  idCiBundle: optional(text70),
  paymentDateTime: optional(dateTime),
  applicationDate: optional(date),
  transferDate: optional(date),
  metadata: optional(ignored),
  standIn: optional(boolean),
})

const sendReceipt = sequence({ ...head, receipt: required(receipt) })

const readers = {
  paVerifyPaymentNotice: sequence({ ...head, qrCode }),
  paGetPayment: getPayment,
  paGetPaymentV2: getPayment,
  paSendRT: sendReceipt,
  paSendRTV2: sendReceipt,
  paDemandPaymentNotice: sequence({
    ...head,
    idServizio: required(string(5, 5)),
    idSoggettoServizio: required(string(5, 5)),
    datiSpecificiServizioRequest: required(base64),
  }),
} as const

export type Operation = keyof typeof readers
export type VerifyRequest = ReturnType<(typeof readers)['paVerifyPaymentNotice']>
export type GetPaymentRequest = ReturnType<typeof getPayment>
export type SendReceiptRequest = ReturnType<typeof sendReceipt>
export type DemandRequest = ReturnType<(typeof readers)['paDemandPaymentNotice']>
export type ReceiptMessage = SendReceiptRequest['receipt']
export type SubjectMessage = ReturnType<typeof subject>

/** Root names are irregular: Req/Res for the older operations, Request/Response for the newer. */
const REQUEST_ROOTS: Record<string, Operation> = {
  paVerifyPaymentNoticeReq: 'paVerifyPaymentNotice',
  paGetPaymentReq: 'paGetPayment',
  paGetPaymentV2Request: 'paGetPaymentV2',
  paSendRTReq: 'paSendRT',
  paSendRTV2Request: 'paSendRTV2',
  paDemandPaymentNoticeRequest: 'paDemandPaymentNotice',
}

export type Message =
  | { operation: 'paVerifyPaymentNotice'; request: VerifyRequest }
  | { operation: 'paGetPayment' | 'paGetPaymentV2'; request: GetPaymentRequest }
  | { operation: 'paSendRT' | 'paSendRTV2'; request: SendReceiptRequest }
  | { operation: 'paDemandPaymentNotice'; request: DemandRequest }

export type Reading =
  | { outcome: 'read'; message: Message }
  /** The operation is clear, its content is not: the answer is a KO of that operation. */
  | { outcome: 'invalid'; operation: Operation; idPA: string; problem: string }
  | { outcome: 'not-ours'; problem: string }

export function readMessage(document: Buffer): Reading {
  let operation: Operation | undefined
  try {
    const envelope = parseXml(document, (element, depth) => {
      // The first child of Body is at the third level; the SOAPAction header is not to be relied on.
      if (depth === 3 && element.uri === PA_FOR_NODE) operation ??= REQUEST_ROOTS[element.name]
    })
    const body = bodyOf(envelope)
    const root = body.children[0]
    if (body.children.length !== 1 || !root || !operation || REQUEST_ROOTS[root.name] !== operation) {
      throw new SchemaError('no operation in the body')
    }
    return { outcome: 'read', message: { operation, request: readers[operation](root) } as Message }
  } catch (error) {
    if (!(error instanceof XmlError || error instanceof SchemaError)) throw error
    return operation
      ? { outcome: 'invalid', operation, idPA: idPaIn(document), problem: error.message }
      : { outcome: 'not-ours', problem: error.message }
  }
}

/** The fault of an unreadable message must name an institution: the one it seems to be for, or none. */
function idPaIn(document: Buffer): string {
  return /<(?:\w+:)?idPA>([0-9]{11})</.exec(document.toString('latin1', 0, 4_096))?.[1] ?? '00000000000'
}

function bodyOf(envelope: XmlElement): XmlElement {
  const body = envelope.children.at(-1)
  if (envelope.uri !== SOAP || envelope.name !== 'Envelope' || body?.uri !== SOAP || body.name !== 'Body') {
    throw new SchemaError('not a SOAP envelope')
  }
  return body
}

/** The receipt inside a stored document: what the quietanza is printed from. */
export function readStoredReceipt(document: Buffer): ReceiptMessage {
  const reading = readMessage(document)
  if (reading.outcome === 'read' && 'receipt' in reading.message.request) return reading.message.request.receipt
  throw new Error('the stored document is not a receipt')
}
