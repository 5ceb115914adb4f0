/** The messages of the Node, written by hand, and a check of every answer against pagoPA's own schema. */
import { existsSync, readFileSync } from 'node:fs'
import * as path from 'node:path'
import { validateXML } from 'xmllint-wasm'
import { projectRoot } from '../../src/platform/paths.ts'

export type NodeHead = { idPA: string; idBrokerPA: string; idStation: string }

export const headOfTest: NodeHead = {
  idPA: '77777777777',
  idBrokerPA: '77777777777',
  idStation: '77777777777_01',
}

export const headOfRoccaverde: NodeHead = {
  idPA: '99000100018',
  idBrokerPA: '77777777777',
  idStation: '77777777777_02',
}

function envelope(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:pafn="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd">
  <soapenv:Header/>
  <soapenv:Body><pafn:${root}>${content}</pafn:${root}></soapenv:Body>
</soapenv:Envelope>`
}

function headXml({ idPA, idBrokerPA, idStation }: NodeHead): string {
  return `<idPA>${idPA}</idPA><idBrokerPA>${idBrokerPA}</idBrokerPA><idStation>${idStation}</idStation>`
}

function qrCode(fiscalCode: string, noticeNumber: string): string {
  return `<qrCode><fiscalCode>${fiscalCode}</fiscalCode><noticeNumber>${noticeNumber}</noticeNumber></qrCode>`
}

export function verifyMessage(noticeNumber: string, head = headOfTest, fiscalCode = head.idPA): string {
  return envelope('paVerifyPaymentNoticeReq', headXml(head) + qrCode(fiscalCode, noticeNumber))
}

export function getPaymentMessage(
  version: 1 | 2,
  noticeNumber: string,
  { head = headOfTest, extra = '' }: { head?: NodeHead; extra?: string } = {},
): string {
  const root = version === 1 ? 'paGetPaymentReq' : 'paGetPaymentV2Request'
  return envelope(root, headXml(head) + qrCode(head.idPA, noticeNumber) + extra)
}

export type WireReceipt = {
  receiptId: string
  noticeNumber: string
  amount?: string
  fiscalCode?: string
  outcome?: 'OK' | 'KO'
  transfers?: { amount: string; fiscalCode: string; stamp?: string }[]
  /** Further elements after channelDescription, in the order of the schema. */
  tail?: string
}

export function receiptMessage(version: 1 | 2, receipt: WireReceipt, head = headOfTest): string {
  const root = version === 1 ? 'paSendRTReq' : 'paSendRTV2Request'
  const amount = receipt.amount ?? '54.00'
  const owner = receipt.fiscalCode ?? head.idPA
  const transfers = receipt.transfers ?? [{ amount, fiscalCode: owner }]
  return envelope(
    root,
    `${headXml(head)}<receipt><receiptId>${receipt.receiptId}</receiptId>` +
      `<noticeNumber>${receipt.noticeNumber}</noticeNumber><fiscalCode>${owner}</fiscalCode>` +
      `<outcome>${receipt.outcome ?? 'OK'}</outcome>` +
      `<creditorReferenceId>${receipt.noticeNumber.slice(1)}</creditorReferenceId>` +
      `<paymentAmount>${amount}</paymentAmount><description>TARI 2026</description>` +
      '<companyName>Comune di Prova</companyName><debtor><uniqueIdentifier>' +
      '<entityUniqueIdentifierType>F</entityUniqueIdentifierType>' +
      '<entityUniqueIdentifierValue>RSSMRA80A01H501U</entityUniqueIdentifierValue>' +
      '</uniqueIdentifier><fullName>Mario Rossi</fullName></debtor><transferList>' +
      transfers
        .map(
          (transfer, index) =>
            `<transfer><idTransfer>${index + 1}</idTransfer><transferAmount>${transfer.amount}</transferAmount>` +
            `<fiscalCodePA>${transfer.fiscalCode}</fiscalCodePA>` +
            (transfer.stamp
              ? `<MBDAttachment>${transfer.stamp}</MBDAttachment>`
              : '<IBAN>IT60X0542811101000000123456</IBAN>') +
            '<remittanceInformation>/RFB/1</remittanceInformation>' +
            '<transferCategory>9/0101101IM/</transferCategory></transfer>',
        )
        .join('') +
      '</transferList><idPSP>ABCDITMM</idPSP><PSPCompanyName>Banca di Esempio</PSPCompanyName>' +
      '<idChannel>99999999999_01</idChannel><channelDescription>app</channelDescription>' +
      `${receipt.tail ?? '<paymentDateTime>2026-11-24T10:15:30</paymentDateTime>'}</receipt>`,
  )
}

export function demandMessage(head = headOfTest): string {
  return envelope(
    'paDemandPaymentNoticeRequest',
    `${headXml(head)}<idServizio>00001</idServizio><idSoggettoServizio>00001</idSoggettoServizio>` +
      '<datiSpecificiServizioRequest>PGEvPg==</datiSpecificiServizioRequest>',
  )
}

/** The value of the first element of this name. */
export function valueOf(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]
}

export const contracts =
  process.env['PAGOPA_CONTRACTS'] ?? path.join(projectRoot, '..', 'shared', 'pagopa', 'contracts')

/** Why the contract tests cannot run, or undefined when they can. */
export const contractsMissing = existsSync(path.join(contracts, 'wsdl', 'xsd', 'paForNode.xsd'))
  ? undefined
  : 'pagoPA’s schemas are not here: clone pagopa/pagopa-api and set PAGOPA_CONTRACTS to its folder'

/** What the schema says against these messages; nothing, when all are valid. */
export async function schemaErrors(messages: string[]): Promise<string[]> {
  const read = (...names: string[]) => readFileSync(path.join(contracts, ...names), 'utf8')
  const flat = (schema: string) => schema.replace(/schemaLocation="[^"]*\//g, 'schemaLocation="')
  const result = await validateXML({
    xml: messages.map((contents, index) => ({ fileName: `message-${index}.xml`, contents })),
    schema: [{ fileName: 'soap.xsd', contents: SOAP_BODY }],
    preload: [
      { fileName: 'paForNode.xsd', contents: flat(read('wsdl', 'xsd', 'paForNode.xsd')) },
      { fileName: 'sac-common-types-1.0.xsd', contents: read('xsd-common', 'sac-common-types-1.0.xsd') },
    ],
  })
  return result.errors.map((error) => error.rawMessage)
}

/** A SOAP 1.1 envelope whose body holds exactly one element of paForNode.xsd. */
const SOAP_BODY = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" elementFormDefault="qualified"
  targetNamespace="http://schemas.xmlsoap.org/soap/envelope/">
  <xs:import namespace="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd" schemaLocation="paForNode.xsd"/>
  <xs:element name="Envelope"><xs:complexType><xs:sequence>
    <xs:element name="Header" minOccurs="0"/>
    <xs:element name="Body"><xs:complexType><xs:sequence>
      <xs:any namespace="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd" processContents="strict"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>`
