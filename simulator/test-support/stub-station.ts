/** A station of a few lines, which knows nothing and says what a test tells it to. */
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readAll } from 'node:stream/consumers'

export type Call = { operation: string; body: string; contentType: string; soapAction: string }

/** A body to answer with; a status without one; or no answer at all. */
export type StubAnswer = string | { status: number; body?: string | Buffer; contentType?: string } | 'hang' | 'reset'

export type StubStation = {
  url: string
  calls: Call[]
  /** Decides every answer; `defaultAnswer` is what a healthy station says. */
  answer: (call: Call) => StubAnswer | Promise<StubAnswer>
  stop(): Promise<void>
}

export async function startStubStation(): Promise<StubStation> {
  const server = createServer((request, response) => void handle(station, request, response))
  const station: StubStation = {
    url: '',
    calls: [],
    answer: defaultAnswer,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  station.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pa-for-node`
  return station
}

async function handle(station: StubStation, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readAll(request)
  const root = /Body>\s*<(?:\w+:)?(\w+?)(?:Req|Request)?[\s>]/.exec(body)?.[1] ?? ''
  const call: Call = {
    operation: root,
    body,
    contentType: request.headers['content-type'] ?? '',
    soapAction: String(request.headers['soapaction'] ?? ''),
  }
  station.calls.push(call)
  const answer = await station.answer(call)
  if (answer === 'hang') return
  if (answer === 'reset') {
    request.socket.resetAndDestroy()
    return
  }
  const {
    status,
    body: text = '',
    contentType = 'text/xml; charset=utf-8',
  } = typeof answer === 'string' ? { status: 200, body: answer } : answer
  response.writeHead(status, { 'content-type': contentType }).end(text)
}

const ROOTS: Readonly<Record<string, string>> = {
  paVerifyPaymentNotice: 'paVerifyPaymentNoticeRes',
  paGetPayment: 'paGetPaymentRes',
  paGetPaymentV2: 'paGetPaymentV2Response',
  paSendRT: 'paSendRTRes',
  paSendRTV2: 'paSendRTV2Response',
  paDemandPaymentNotice: 'paDemandPaymentNoticeResponse',
}

export function envelope(operation: string, inside: string): string {
  const root = ROOTS[operation] ?? operation
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
    'xmlns:pafn="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd"><soapenv:Body>' +
    `<pafn:${root}>${inside}</pafn:${root}></soapenv:Body></soapenv:Envelope>`
  )
}

export function ko(operation: string, faultCode: string): string {
  return envelope(
    operation,
    `<outcome>KO</outcome><fault><faultCode>${faultCode}</faultCode><faultString>no</faultString><id>1</id></fault>`,
  )
}

export const IBANS = { bank: 'IT60X0542811101000000123456', other: 'IT77C0542899002000000990002' }

/** 120 euro for everybody: 100 to the owner and 20 to the province. */
export function defaultAnswer({ operation, body }: Call): string {
  const noticeNumber = /<noticeNumber[^>]*>(\d+)</.exec(body)?.[1] ?? ''
  const idPA = /<idPA[^>]*>(\d+)</.exec(body)?.[1] ?? ''
  if (operation === 'paVerifyPaymentNotice') {
    if (noticeNumber === '0'.repeat(18)) return ko(operation, 'PAA_PAGAMENTO_SCONOSCIUTO')
    return envelope(operation, offer(idPA))
  }
  if (operation === 'paGetPayment' || operation === 'paGetPaymentV2')
    return envelope(operation, payment(idPA, noticeNumber))
  if (operation === 'paDemandPaymentNotice') return ko(operation, 'PAA_SEMANTICA')
  return envelope(operation, '<outcome>OK</outcome>')
}

function offer(idPA: string): string {
  return (
    '<outcome>OK</outcome><paymentList><paymentOptionDescription><amount>120.00</amount><options>EQ</options>' +
    '<dueDate>2026-12-31</dueDate><allCCP>false</allCCP></paymentOptionDescription></paymentList>' +
    `<paymentDescription>TARI 2026 è l’ora</paymentDescription><fiscalCodePA>${idPA}</fiscalCodePA>` +
    '<companyName>Comune di Test</companyName>'
  )
}

function payment(idPA: string, noticeNumber: string): string {
  const reference = noticeNumber.slice(noticeNumber.startsWith('0') ? 3 : 1)
  return (
    `<outcome>OK</outcome><data><creditorReferenceId>${reference}</creditorReferenceId>` +
    '<paymentAmount>120.00</paymentAmount><dueDate>2026-12-31</dueDate>' +
    '<description>TARI &amp; TEFA 2026, è l’ora &lt;rata 1></description><companyName>Comune di Test</companyName>' +
    '<debtor><uniqueIdentifier><entityUniqueIdentifierType>F</entityUniqueIdentifierType>' +
    '<entityUniqueIdentifierValue>RSSMRA80A01H501U</entityUniqueIdentifierValue></uniqueIdentifier>' +
    '<fullName>Zoë Rossi Łukasz</fullName><e-mail>zoe@example.org</e-mail></debtor><transferList>' +
    transfer(1, '100.00', idPA, IBANS.bank, reference) +
    transfer(2, '20.00', '99000200016', IBANS.other, reference) +
    '</transferList><metadata><mapEntry><key>pratica</key><value>2026/1</value></mapEntry></metadata></data>'
  )
}

function transfer(id: number, amount: string, fiscalCode: string, iban: string, reference: string): string {
  return (
    `<transfer><idTransfer>${id}</idTransfer><transferAmount>${amount}</transferAmount>` +
    `<fiscalCodePA>${fiscalCode}</fiscalCodePA><IBAN>${iban}</IBAN>` +
    `<remittanceInformation>/RFB/${reference}/${amount}</remittanceInformation>` +
    '<transferCategory>9/0101101IM/</transferCategory></transfer>'
  )
}
