/**
 * The twelve messages of paForNode.xsd as tables: what may stand where, in which order, how often.
 * Written from the schema by hand; the tests compare its verdicts with those of libxml2 on the schema itself.
 */
import * as type from './soap-types.ts'

export const PA_FOR_NODE = 'http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd'

/** A rule is a simple type, or a sequence of children. */
export type Rule = type.SimpleType | Field[]
export type Field = { name: string; least: 0 | 1; most: number; rule: Rule } | { choice: Field[] }

const one = (name: string, rule: Rule): Field => ({ name, least: 1, most: 1, rule })
const maybe = (name: string, rule: Rule): Field => ({ name, least: 0, most: 1, rule })
const upTo = (most: number, name: string, rule: Rule): Field => ({ name, least: 1, most, rule })

const text35 = type.text(1, 35)
const text70 = type.text(1, 70)
const text140 = type.text(1, 140)

const head = [one('idPA', text35), one('idBrokerPA', text35), one('idStation', text35)]
const qrCode = [one('fiscalCode', type.fiscalCodePA), one('noticeNumber', type.noticeNumber)]
const metadata = [upTo(15, 'mapEntry', [one('key', text140), one('value', text140)])]

const fault = [
  one('faultCode', type.anyText),
  one('faultString', type.anyText),
  one('id', type.anyText),
  maybe('description', type.anyText),
  maybe('serial', type.int),
  maybe('originalFaultCode', type.anyText),
  maybe('originalFaultString', type.anyText),
  maybe('originalDescription', type.anyText),
]
const response = [one('outcome', type.outcome), maybe('fault', fault)]

const subject = [
  one('uniqueIdentifier', [
    one('entityUniqueIdentifierType', type.oneOf('F', 'G')),
    one('entityUniqueIdentifierValue', type.text(2, 16)),
  ]),
  one('fullName', text70),
  maybe('streetName', text70),
  maybe('civicNumber', type.text(1, 16)),
  maybe('postalCode', type.text(1, 16)),
  maybe('city', text35),
  maybe('stateProvinceRegion', text35),
  maybe('country', type.twoLetters),
  maybe('e-mail', type.email),
]

const stampRequest = [
  one('hashDocumento', type.base64Short),
  one('tipoBollo', type.oneOf('01')),
  one('provinciaResidenza', type.twoLetters),
]

function transfers(...account: Field[]): Field {
  const transfer = [
    one('idTransfer', type.idTransfer),
    one('transferAmount', type.amountNotZero),
    one('fiscalCodePA', type.fiscalCodePA),
    ...account,
    one('remittanceInformation', text140),
    one('transferCategory', text140),
    maybe('metadata', metadata),
  ]
  return one('transferList', [upTo(5, 'transfer', transfer)])
}

const iban = one('IBAN', text35)
const companyName = maybe('companyName', text140)
const transfersV1 = transfers(iban)
const transfersV2 = transfers(companyName, { choice: [iban, one('richiestaMarcaDaBollo', stampRequest)] })
const transfersOfReceiptV2 = transfers(companyName, { choice: [iban, one('MBDAttachment', type.base64)] })

function payment(company: Field, transferList: Field): Field[] {
  return [
    one('creditorReferenceId', text35),
    one('paymentAmount', type.amountNotZero),
    one('dueDate', type.date),
    maybe('retentionDate', type.dateTime),
    maybe('lastPayment', type.boolean),
    one('description', text140),
    company,
    maybe('officeName', text140),
    one('debtor', subject),
    transferList,
    maybe('metadata', metadata),
  ]
}

function receipt(transferList: Field, note: Field[], bundle: Field[]): Field[] {
  return [
    one('receiptId', type.anyText),
    one('noticeNumber', type.noticeNumber),
    one('fiscalCode', type.fiscalCodePA),
    one('outcome', type.outcome),
    one('creditorReferenceId', text35),
    one('paymentAmount', type.amount),
    one('description', text140),
    one('companyName', text140),
    maybe('officeName', text140),
    one('debtor', subject),
    transferList,
    one('idPSP', text35),
    maybe('pspFiscalCode', text70),
    maybe('pspPartitaIVA', type.text(1, 20)),
    one('PSPCompanyName', text70),
    one('idChannel', text35),
    one('channelDescription', text35),
    maybe('payer', subject),
    maybe('paymentMethod', text35),
    ...note,
    maybe('fee', type.amount),
    ...bundle,
    maybe('paymentDateTime', type.dateTime),
    maybe('applicationDate', type.date),
    maybe('transferDate', type.date),
    maybe('metadata', metadata),
    maybe('standIn', type.boolean),
  ]
}

const paymentList = [
  one('paymentOptionDescription', [
    one('amount', type.amountNotZero),
    one('options', type.oneOf('EQ', 'LS', 'GT', 'ANY')),
    maybe('dueDate', type.date),
    maybe('detailDescription', text140),
    one('allCCP', type.boolean),
  ]),
]
const offer = [
  maybe('paymentList', paymentList),
  maybe('paymentDescription', text140),
  maybe('fiscalCodePA', type.fiscalCodePA),
  companyName,
  maybe('officeName', text140),
]

const getPayment = [
  ...head,
  one('qrCode', qrCode),
  maybe('amount', type.amount),
  maybe('paymentNote', type.text(1, 210)),
  maybe('transferType', type.oneOf('POSTAL', 'PAGOPA')),
  maybe('dueDate', type.date),
]

const receiptV2 = receipt(
  transfersOfReceiptV2,
  [maybe('paymentNote', type.text(1, 210))],
  [maybe('primaryCiIncurredFee', type.amount), maybe('idBundle', text70), maybe('idCiBundle', text70)],
)

export const MESSAGES: Readonly<Record<string, Field[]>> = {
  paVerifyPaymentNoticeReq: [...head, one('qrCode', qrCode)],
  paVerifyPaymentNoticeRes: [...response, ...offer],
  paGetPaymentReq: getPayment,
  paGetPaymentRes: [...response, maybe('data', payment(companyName, transfersV1))],
  paGetPaymentV2Request: getPayment,
  paGetPaymentV2Response: [...response, maybe('data', payment(one('companyName', text140), transfersV2))],
  paSendRTReq: [...head, one('receipt', receipt(transfersV1, [], []))],
  paSendRTRes: response,
  paSendRTV2Request: [...head, one('receipt', receiptV2)],
  paSendRTV2Response: response,
  paDemandPaymentNoticeRequest: [
    ...head,
    one('idServizio', type.text(5, 5)),
    one('idSoggettoServizio', type.text(5, 5)),
    one('datiSpecificiServizioRequest', type.base64),
  ],
  paDemandPaymentNoticeResponse: [...response, maybe('qrCode', qrCode), ...offer],
}

export type Operation =
  | 'paVerifyPaymentNotice'
  | 'paGetPayment'
  | 'paGetPaymentV2'
  | 'paSendRT'
  | 'paSendRTV2'
  | 'paDemandPaymentNotice'

/** The names of the roots follow no rule. */
export const ROOTS: Readonly<Record<Operation, { request: string; response: string }>> = {
  paVerifyPaymentNotice: { request: 'paVerifyPaymentNoticeReq', response: 'paVerifyPaymentNoticeRes' },
  paGetPayment: { request: 'paGetPaymentReq', response: 'paGetPaymentRes' },
  paGetPaymentV2: { request: 'paGetPaymentV2Request', response: 'paGetPaymentV2Response' },
  paSendRT: { request: 'paSendRTReq', response: 'paSendRTRes' },
  paSendRTV2: { request: 'paSendRTV2Request', response: 'paSendRTV2Response' },
  paDemandPaymentNotice: { request: 'paDemandPaymentNoticeRequest', response: 'paDemandPaymentNoticeResponse' },
}
