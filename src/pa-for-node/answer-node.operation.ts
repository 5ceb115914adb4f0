/**
 * What each call of the Node gets for an answer (SANP, "API SOAP" of the creditor institution).
 *
 * Checks go from the outside in: broker, station, institution, notice, state. Verify and get payment change nothing;
 * a receipt is the only thing that does, and a valid KO to it ends the Node's attempts to deliver it: whatever might be
 * passing (the database is away) is left to be thrown, and becomes an HTTP 5xx that makes the Node try again.
 */
import { type NoticeNumber, PROBE_NOTICE_NUMBER, creditorReferenceIdOf, isNoticeNumber } from '../core/notice-number.ts'
import type { Clock } from '../core/time.ts'
import { unreachable } from '../core/unreachable.ts'
import { type Installment, type ReceiptId, payabilityAt } from '../debt-positions/installment.ts'
import { recordActivation } from '../checkout/record-activation.operation.ts'
import type { Directory } from '../institutions/directory.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import type { Receipt } from '../receipts/receipt.ts'
import type { TakeReceipt } from '../receipts/take-receipts.operation.ts'
import { type PaymentAnswer, acceptedAnswer, faultAnswer, paymentAnswer, verifyAnswer } from './answers.wire.ts'
import type { Fault } from './faults.wire.ts'
import type { GetPaymentRequest, Message, ReceiptMessage, SendReceiptRequest, VerifyRequest } from './messages.wire.ts'
import type { NoticeReader } from './notice.queries.ts'

export type NodeContext = {
  db: Database
  directory: Directory
  clock: Clock
  notices: NoticeReader
  takeReceipt: TakeReceipt
}

/** The text to send, and what became of the call, for the log. */
export type Answer = { xml: string; result: string }

export function answerNode(message: Message, document: Buffer, context: NodeContext): Promise<Answer> {
  switch (message.operation) {
    case 'paVerifyPaymentNotice':
      return verify(message.request, context)
    case 'paGetPayment':
    case 'paGetPaymentV2':
      return getPayment(message.operation, message.request, context)
    case 'paSendRT':
    case 'paSendRTV2':
      return takeReceipt(message.operation, message.request, document, context)
    case 'paDemandPaymentNotice':
      return Promise.resolve(
        refuse('paDemandPaymentNotice', message.request.idPA, {
          code: 'PAA_SEMANTICA',
          description: 'Servizio non erogato',
        }),
      )
  }
}

type Head = { idPA: string; idBrokerPA: string; idStation: string }

function refuse(operation: Message['operation'], institution: string, fault: Fault): Answer {
  return { xml: faultAnswer(operation, institution, fault), result: fault.code }
}

/** The institution that the call is for, if this station serves it. */
function recipientOf({ idPA, idBrokerPA, idStation }: Head, directory: Directory): Institution | Fault {
  const station = directory.station(idStation)
  if (station?.brokerFiscalCode !== idBrokerPA) {
    const isOurBroker = directory.hasBroker(idBrokerPA)
    return isOurBroker
      ? { code: 'PAA_STAZIONE_INT_ERRATA', description: 'Stazione non servita' }
      : { code: 'PAA_ID_INTERMEDIARIO_ERRATO', description: 'Intermediario non servito' }
  }
  const institution = directory.byFiscalCode(idPA)
  return institution && station.institutionIds.has(institution.institutionId)
    ? institution
    : { code: 'PAA_ID_DOMINIO_ERRATO', description: 'Ente non servito da questa stazione' }
}

function isFault(found: Institution | Fault): found is Fault {
  return 'code' in found && 'description' in found
}

const UNKNOWN_NOTICE: Fault = {
  code: 'PAA_PAGAMENTO_SCONOSCIUTO',
  description: 'Numero avviso non presente in archivio',
}

type Addressee = { institution: Institution; noticeNumber: NoticeNumber }

/** Common to verify and get payment: whose notice, and which. */
function addresseeOf(request: Head & { qrCode: VerifyRequest['qrCode'] }, directory: Directory): Addressee | Fault {
  // The Node's probe wants to hear "unknown" whatever the institution: a station that answers is alive.
  if (request.qrCode.noticeNumber === PROBE_NOTICE_NUMBER) return UNKNOWN_NOTICE
  const institution = recipientOf(request, directory)
  if (isFault(institution)) return institution
  if (request.qrCode.fiscalCode !== institution.fiscalCode) {
    return { code: 'PAA_ID_DOMINIO_ERRATO', description: 'Il codice fiscale del QR non è quello dell’ente' }
  }
  const { noticeNumber } = request.qrCode
  return isNoticeNumber(noticeNumber) ? { institution, noticeNumber } : UNKNOWN_NOTICE
}

/** Why a notice cannot be paid, in the Node's words; undefined when it can. */
function faultOf(installment: Installment, clock: Clock): Fault | undefined {
  const payability = payabilityAt(installment, clock.now())
  switch (payability) {
    case 'payable':
      return undefined
    case 'not-published':
      return UNKNOWN_NOTICE
    case 'expired':
      return { code: 'PAA_PAGAMENTO_SCADUTO', description: `Avviso non più pagabile dopo il ${installment.dueOn}` }
    case 'cancelled':
      return { code: 'PAA_PAGAMENTO_ANNULLATO', description: 'Avviso annullato' }
    case 'paid':
      return { code: 'PAA_PAGAMENTO_DUPLICATO', description: 'Avviso già pagato' }
    default:
      return unreachable(payability)
  }
}

async function verify(request: VerifyRequest, { notices, directory, clock }: NodeContext): Promise<Answer> {
  const operation = 'paVerifyPaymentNotice'
  const addressee = addresseeOf(request, directory)
  if ('code' in addressee) return refuse(operation, request.idPA, addressee)
  const { institution, noticeNumber } = addressee
  const notice = await notices.toVerify({ institution: institution.institutionId, noticeNumber })
  if (!notice) return refuse(operation, request.idPA, UNKNOWN_NOTICE)
  const fault = faultOf(notice.installment, clock)
  if (fault) return refuse(operation, request.idPA, fault)
  const xml = verifyAnswer({
    creditor: institution,
    amount: notice.installment.amount,
    dueOn: notice.installment.dueOn.toString(),
    description: notice.description,
    allPostal: notice.allPostal,
  })
  return { xml, result: 'OK' }
}

async function getPayment(
  operation: 'paGetPayment' | 'paGetPaymentV2',
  request: GetPaymentRequest,
  { db, notices, directory, clock }: NodeContext,
): Promise<Answer> {
  const addressee = addresseeOf(request, directory)
  if ('code' in addressee) return refuse(operation, request.idPA, addressee)
  const { institution, noticeNumber } = addressee
  const notice = await notices.toPay({ institution: institution.institutionId, noticeNumber })
  if (!notice) return refuse(operation, request.idPA, UNKNOWN_NOTICE)
  const fault = faultOf(notice.installment, clock)
  if (fault) return refuse(operation, request.idPA, fault)
  if (operation === 'paGetPayment' && notice.transfers.some(({ destination }) => destination.kind === 'stamp')) {
    return refuse(operation, request.idPA, {
      code: 'PAA_SEMANTICA',
      description: 'Marca da bollo: richiede paGetPaymentV2',
    })
  }
  await recordActivation(db, institution.institutionId, noticeNumber, request.paymentNote, clock.now())
  const payment: PaymentAnswer = {
    creditor: institution,
    creditorReferenceId: creditorReferenceIdOf(noticeNumber),
    amount: notice.installment.amount,
    dueOn: notice.installment.dueOn.toString(),
    description: notice.description,
    debtor: notice.debtor,
    transfers: notice.transfers,
  }
  return { xml: paymentAnswer(operation, payment, request.transferType), result: 'OK' }
}

async function takeReceipt(
  operation: 'paSendRT' | 'paSendRTV2',
  request: SendReceiptRequest,
  document: Buffer,
  { takeReceipt: take, directory, clock }: NodeContext,
): Promise<Answer> {
  const institution = recipientOf(request, directory)
  if (isFault(institution)) return refuse(operation, request.idPA, institution)
  const receivedAt = clock.now()
  const receipt = toReceipt(request.receipt, operation === 'paSendRT' ? 1 : 2, document, receivedAt)
  const { outcome } = await take(institution, { receipt, receivedAt })
  switch (outcome) {
    case 'settled':
    case 'paid-while-not-payable':
    case 'paid-twice':
    case 'unknown-notice':
    case 'broadcast':
    case 'not-paid':
      return { xml: acceptedAnswer(operation), result: outcome }
    case 'same-receipt-again':
      return {
        xml: faultAnswer(operation, request.idPA, {
          code: 'PAA_RECEIPT_DUPLICATA',
          description: 'Ricevuta già registrata',
        }),
        result: outcome,
      }
    case 'differing-receipt':
      return {
        xml: faultAnswer(operation, request.idPA, {
          code: 'PAA_SEMANTICA',
          description: 'Con lo stesso identificativo è già registrata una ricevuta di contenuto diverso',
        }),
        result: outcome,
      }
    default:
      return unreachable(outcome)
  }
}

function toReceipt(
  message: ReceiptMessage,
  primitiveVersion: 1 | 2,
  document: Buffer,
  now: Receipt['paidAt'],
): Receipt {
  return {
    receiptId: message.receiptId as ReceiptId,
    noticeNumber: message.noticeNumber,
    creditorReferenceId: message.creditorReferenceId,
    ownerFiscalCode: message.fiscalCode,
    outcome: message.outcome,
    amount: message.paymentAmount,
    fee: message.fee ?? null,
    // Optional in the schema; a receipt without it was paid, at the latest, when it arrived.
    paidAt: message.paymentDateTime ?? now,
    applicationOn: message.applicationDate ?? null,
    transferOn: message.transferDate ?? null,
    psp: { id: message.idPSP, name: message.PSPCompanyName, fiscalCode: message.pspFiscalCode ?? null },
    channelDescription: message.channelDescription,
    paymentMethod: message.paymentMethod ?? null,
    paymentNote: message.paymentNote ?? null,
    isStandIn: message.standIn ?? false,
    transfers: message.transferList.transfer.map((transfer) => ({
      transferNo: transfer.idTransfer,
      amount: transfer.transferAmount,
      beneficiaryFiscalCode: transfer.fiscalCodePA,
      iban: transfer.IBAN ?? null,
      stampDocument: transfer.MBDAttachment ?? null,
      remittanceInformation: transfer.remittanceInformation,
      transferCategory: transfer.transferCategory,
    })),
    primitiveVersion,
    document,
  }
}
