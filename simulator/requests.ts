/** The six requests of the Node to a station. */
import { romeDate, romeDateTime, romeOffset } from './clock.ts'
import type { Station } from './config.ts'
import type { Notice } from './identifiers.ts'
import type { Metadata, Receipt, Subject, Transfer } from './messages.ts'
import { writeAmount } from './money.ts'
import { type Operation } from './soap-schema.ts'
import { type XmlNode, element, writeRequest } from './soap-write.ts'

export type StationRequest = {
  operation: Operation
  station: Station
  /** The notice that the message is about, for the log. */
  noticeNumber?: string
  body: string
}

/** The accounts that somebody would like to pay to. */
export type TransferType = 'POSTAL' | 'PAGOPA'

export function verifyRequest(station: Station, notice: Notice): StationRequest {
  return request('paVerifyPaymentNotice', station, notice.fiscalCode, notice.noticeNumber, [qrCode(notice)])
}

export type PaymentRequest = Notice & {
  amount?: number
  paymentNote?: string
  transferType?: TransferType
}

export function getPaymentRequest(station: Station, payment: PaymentRequest): StationRequest {
  const operation = station.primitiveVersion === 1 ? 'paGetPayment' : 'paGetPaymentV2'
  return request(operation, station, payment.fiscalCode, payment.noticeNumber, [
    qrCode(payment),
    element('amount', payment.amount === undefined ? undefined : writeAmount(payment.amount)),
    element('paymentNote', payment.paymentNote),
    element('transferType', payment.transferType),
  ])
}

/** `idPA` is the institution that this copy is for. */
export function receiptRequest(version: 1 | 2, station: Station, idPA: string, receipt: Receipt): StationRequest {
  const children = version === 1 ? receiptV1(receipt) : receiptV2(receipt)
  const operation = version === 1 ? 'paSendRT' : 'paSendRTV2'
  return request(operation, station, idPA, receipt.noticeNumber, [element('receipt', children)])
}

export type Demand = { idServizio: string; idSoggettoServizio: string; serviceXml: string }

export function demandRequest(station: Station, idPA: string, demand: Demand): StationRequest {
  return request('paDemandPaymentNotice', station, idPA, undefined, [
    element('idServizio', demand.idServizio),
    element('idSoggettoServizio', demand.idSoggettoServizio),
    element('datiSpecificiServizioRequest', Buffer.from(demand.serviceXml).toString('base64')),
  ])
}

/** A receipt of version 1 has no place for a digital stamp. */
export function fitsVersion1(receipt: Receipt): boolean {
  return receipt.transfers.every(({ destination }) => 'iban' in destination)
}

function request(
  operation: Operation,
  station: Station,
  idPA: string,
  noticeNumber: string | undefined,
  children: (XmlNode | undefined)[],
): StationRequest {
  const head = [
    element('idPA', idPA),
    element('idBrokerPA', station.brokerFiscalCode),
    element('idStation', station.stationId),
  ]
  const body = writeRequest(operation, [...head, ...children])
  return { operation, station, body, ...(noticeNumber === undefined ? {} : { noticeNumber }) }
}

function qrCode({ fiscalCode, noticeNumber }: Notice): XmlNode | undefined {
  return element('qrCode', [element('fiscalCode', fiscalCode), element('noticeNumber', noticeNumber)])
}

/** Version 1 writes its times with a zone and fractions, version 2 as a clock in Rome: both are legal. */
function receiptV1(receipt: Receipt): (XmlNode | undefined)[] {
  const milliseconds = String(receipt.paidAt % 1000).padStart(3, '0')
  const paidAt = `${romeDateTime(receipt.paidAt)}.${milliseconds}${romeOffset(receipt.paidAt)}`
  return [
    ...receiptStart(receipt, (transfer) => [
      ...transferStart(transfer),
      element('IBAN', 'iban' in transfer.destination ? transfer.destination.iban : undefined),
      ...transferEnd(transfer),
    ]),
    element('fee', writeAmount(receipt.fee)),
    ...receiptEnd(receipt, paidAt),
  ]
}

function receiptV2(receipt: Receipt): (XmlNode | undefined)[] {
  return [
    ...receiptStart(receipt, (transfer) => [
      ...transferStart(transfer),
      element('companyName', transfer.companyName),
      'iban' in transfer.destination
        ? element('IBAN', transfer.destination.iban)
        : element('MBDAttachment', stampXml(transfer, receipt)),
      ...transferEnd(transfer),
    ]),
    element('paymentNote', receipt.paymentNote),
    element('fee', writeAmount(receipt.fee)),
    ...receiptEnd(receipt, romeDateTime(receipt.paidAt)),
  ]
}

function receiptStart(
  receipt: Receipt,
  writeTransfer: (transfer: Transfer) => (XmlNode | undefined)[],
): (XmlNode | undefined)[] {
  const { psp } = receipt
  return [
    element('receiptId', receipt.receiptId),
    element('noticeNumber', receipt.noticeNumber),
    element('fiscalCode', receipt.fiscalCode),
    element('outcome', 'OK'),
    element('creditorReferenceId', receipt.creditorReferenceId),
    element('paymentAmount', writeAmount(receipt.amount)),
    element('description', receipt.description),
    element('companyName', receipt.companyName),
    element('officeName', receipt.officeName),
    subject('debtor', receipt.debtor),
    element(
      'transferList',
      receipt.transfers.map((transfer) => element('transfer', writeTransfer(transfer))),
    ),
    element('idPSP', psp.idPSP),
    element('pspFiscalCode', psp.fiscalCode),
    element('PSPCompanyName', psp.companyName),
    element('idChannel', psp.idChannel),
    element('channelDescription', psp.channelDescription),
    receipt.payer && subject('payer', receipt.payer),
    element('paymentMethod', receipt.paymentMethod),
  ]
}

function receiptEnd(receipt: Receipt, paidAt: string): (XmlNode | undefined)[] {
  const day = 24 * 3_600_000
  return [
    element('paymentDateTime', paidAt),
    element('applicationDate', romeDate(receipt.paidAt)),
    element('transferDate', romeDate(receipt.paidAt + day)),
    metadata(receipt.metadata),
    element('standIn', receipt.isStandIn ? 'true' : undefined),
  ]
}

function transferStart({ idTransfer, amount, fiscalCodePA }: Transfer): (XmlNode | undefined)[] {
  return [
    element('idTransfer', String(idTransfer)),
    element('transferAmount', writeAmount(amount)),
    element('fiscalCodePA', fiscalCodePA),
  ]
}

function transferEnd(transfer: Transfer): (XmlNode | undefined)[] {
  return [
    element('remittanceInformation', transfer.remittanceInformation),
    element('transferCategory', transfer.category),
    metadata(transfer.metadata),
  ]
}

function metadata(entries: Metadata): XmlNode | undefined {
  return element(
    'metadata',
    entries.map(({ key, value }) => element('mapEntry', [element('key', key), element('value', value)])),
  )
}

function subject(name: string, who: Subject): XmlNode | undefined {
  return element(name, [
    element('uniqueIdentifier', [
      element('entityUniqueIdentifierType', who.type),
      element('entityUniqueIdentifierValue', who.identifier),
    ]),
    element('fullName', who.fullName),
    element('streetName', who.streetName),
    element('civicNumber', who.civicNumber),
    element('postalCode', who.postalCode),
    element('city', who.city),
    element('stateProvinceRegion', who.province),
    element('country', who.country),
    element('e-mail', who.email),
  ])
}

/** The fields of xsd-common/MarcaDaBollo.xsd without the signature of a real stamp. */
function stampXml(transfer: Transfer, receipt: Receipt): string {
  const hash = 'stamp' in transfer.destination ? transfer.destination.stamp.documentHash : ''
  const xml = [
    '<marcaDaBollo xmlns="http://www.agenziaentrate.gov.it/2014/MarcaDaBollo">',
    `<PSP><CodiceFiscale>${receipt.psp.fiscalCode}</CodiceFiscale><Denominazione>Banca di Prova</Denominazione></PSP>`,
    `<IUBD>00000000000000</IUBD>`,
    `<OraAcquisto>${romeDateTime(receipt.paidAt)}${romeOffset(receipt.paidAt)}</OraAcquisto>`,
    `<Importo>${writeAmount(transfer.amount)}</Importo><TipoBollo>01</TipoBollo><ImprontaDocumento>`,
    '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>',
    `<DigestValue xmlns="http://www.w3.org/2000/09/xmldsig#">${hash}</DigestValue>`,
    '</ImprontaDocumento></marcaDaBollo>',
  ].join('')
  return Buffer.from(xml).toString('base64')
}
