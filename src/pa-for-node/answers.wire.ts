/**
 * What we answer to the Node, written as text in the order of paForNode.xsd: only the root of the body is in the
 * schema's namespace, its descendants are in none, and an element without content is left out (stText… begin at 1).
 */
import { type Cents, toDecimal } from '../core/money.ts'
import { escapeXml } from '../platform/xml.ts'
import { type Fault, faultString } from './faults.wire.ts'
import { type Operation, PA_FOR_NODE } from './messages.wire.ts'

const RESPONSE_ROOTS: Record<Operation, string> = {
  paVerifyPaymentNotice: 'paVerifyPaymentNoticeRes',
  paGetPayment: 'paGetPaymentRes',
  paGetPaymentV2: 'paGetPaymentV2Response',
  paSendRT: 'paSendRTRes',
  paSendRTV2: 'paSendRTV2Response',
  paDemandPaymentNotice: 'paDemandPaymentNoticeResponse',
}

/** Two public test suites look for the literal `soapenv:Envelope`. */
function envelope(operation: Operation, content: string): string {
  const root = RESPONSE_ROOTS[operation]
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:pafn="${PA_FOR_NODE}">` +
    `<soapenv:Body><pafn:${root}>${content}</pafn:${root}></soapenv:Body></soapenv:Envelope>`
  )
}

function element(name: string, value: string | null | undefined): string {
  return value === null || value === undefined || value === '' ? '' : `<${name}>${escapeXml(value)}</${name}>`
}

export function faultAnswer(operation: Operation, institutionFiscalCode: string, { code, description }: Fault): string {
  return envelope(
    operation,
    '<outcome>KO</outcome><fault>' +
      element('faultCode', code) +
      element('faultString', faultString(code)) +
      element('id', institutionFiscalCode) +
      element('description', description) +
      '</fault>',
  )
}

/** The whole answer to a receipt that was taken. */
export function acceptedAnswer(operation: 'paSendRT' | 'paSendRTV2'): string {
  return envelope(operation, '<outcome>OK</outcome>')
}

export type Creditor = { fiscalCode: string; name: string; officeName: string | null }

export type VerifyAnswer = {
  creditor: Creditor
  amount: Cents
  /** `2026-12-31` */
  dueOn: string
  description: string
  /** Every transfer has a postal account, so a post office may treat it as its own slip. */
  allPostal: boolean
}

export function verifyAnswer({ creditor, amount, dueOn, description, allPostal }: VerifyAnswer): string {
  return envelope(
    'paVerifyPaymentNotice',
    '<outcome>OK</outcome><paymentList><paymentOptionDescription>' +
      `<amount>${toDecimal(amount)}</amount><options>EQ</options><dueDate>${dueOn}</dueDate>` +
      element('detailDescription', description) +
      `<allCCP>${allPostal}</allCCP></paymentOptionDescription></paymentList>` +
      element('paymentDescription', description) +
      element('fiscalCodePA', creditor.fiscalCode) +
      element('companyName', creditor.name) +
      element('officeName', creditor.officeName),
  )
}

export type Subject = {
  entityType: 'F' | 'G'
  fiscalCode: string
  fullName: string
  streetName: string | null
  civicNumber: string | null
  postalCode: string | null
  city: string | null
  province: string | null
  country: string | null
  email: string | null
}

export type TransferAnswer = {
  transferNo: number
  amount: Cents
  beneficiaryFiscalCode: string
  beneficiaryName: string | null
  destination:
    | { kind: 'account'; iban: string; postalIban: string | null }
    | { kind: 'stamp'; hash: string; province: string }
  remittanceInformation: string
  transferCategory: string
}

export type PaymentAnswer = {
  creditor: Creditor
  creditorReferenceId: string
  amount: Cents
  dueOn: string
  description: string
  debtor: Subject
  transfers: TransferAnswer[]
}

/** Adds up to what the caller asked for: postal accounts, bank accounts with the postal one beside them, or ours. */
export type TransferType = 'POSTAL' | 'PAGOPA' | undefined

export function paymentAnswer(
  operation: 'paGetPayment' | 'paGetPaymentV2',
  payment: PaymentAnswer,
  transferType: TransferType,
): string {
  const { creditor, debtor } = payment
  return envelope(
    operation,
    '<outcome>OK</outcome><data>' +
      element('creditorReferenceId', payment.creditorReferenceId) +
      `<paymentAmount>${toDecimal(payment.amount)}</paymentAmount><dueDate>${payment.dueOn}</dueDate>` +
      element('description', payment.description) +
      element('companyName', creditor.name) +
      element('officeName', creditor.officeName) +
      `<debtor>${subjectContent(debtor)}</debtor><transferList>` +
      payment.transfers.map((transfer) => transferContent(operation, transfer, transferType)).join('') +
      '</transferList></data>',
  )
}

const WIRE_EMAIL = /^[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)*$/

function subjectContent(subject: Subject): string {
  return (
    '<uniqueIdentifier>' +
    element('entityUniqueIdentifierType', subject.entityType) +
    element('entityUniqueIdentifierValue', subject.fiscalCode) +
    '</uniqueIdentifier>' +
    element('fullName', subject.fullName) +
    element('streetName', subject.streetName) +
    element('civicNumber', subject.civicNumber) +
    element('postalCode', subject.postalCode) +
    element('city', subject.city) +
    element('stateProvinceRegion', subject.province) +
    element('country', subject.country) +
    // The schema's form is narrower than the addresses of the world: one that does not fit is left out.
    element('e-mail', subject.email && WIRE_EMAIL.test(subject.email) ? subject.email : null)
  )
}

function transferContent(operation: Operation, transfer: TransferAnswer, transferType: TransferType): string {
  const { destination } = transfer
  const isV2 = operation === 'paGetPaymentV2'
  return (
    `<transfer><idTransfer>${transfer.transferNo}</idTransfer>` +
    `<transferAmount>${toDecimal(transfer.amount)}</transferAmount>` +
    element('fiscalCodePA', transfer.beneficiaryFiscalCode) +
    (isV2 ? element('companyName', transfer.beneficiaryName) : '') +
    (destination.kind === 'stamp'
      ? `<richiestaMarcaDaBollo>${element('hashDocumento', destination.hash)}<tipoBollo>01</tipoBollo>` +
        `${element('provinciaResidenza', destination.province)}</richiestaMarcaDaBollo>`
      : element('IBAN', transferType === 'POSTAL' ? (destination.postalIban ?? destination.iban) : destination.iban)) +
    element('remittanceInformation', transfer.remittanceInformation) +
    element('transferCategory', transfer.transferCategory) +
    (isV2 && transferType === 'PAGOPA' && destination.kind === 'account' && destination.postalIban
      ? `<metadata><mapEntry><key>IBANAPPOGGIO</key>${element('value', destination.postalIban)}</mapEntry></metadata>`
      : '') +
    '</transfer>'
  )
}
