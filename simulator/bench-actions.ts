/** What somebody at the bench can make the Node do, outside every payment. */
import type { Bench } from './bench.ts'
import { CHECKOUT_PSP } from './checkout.ts'
import type { Institution, NoticeStation } from './config.ts'
import type { NodeFault } from './faults.ts'
import { type Notice, inventNoticeNumber, newPaymentToken, referenceOf } from './identifiers.ts'
import type { Receipt, Transfer } from './messages.ts'
import { listStations } from './routing.ts'
import { text } from './bench.text.ts'

type Started = { outcome: 'started'; noticeNumber: string } | { outcome: 'unknown' }

/** Who owns the notices that no known institution owns. */
const ELSEWHERE = { fiscalCode: '99000300014', name: 'Comune di Altrove', iban: 'IT66E0542899003000000990003' }

/**
 * A notice paid at the Node and, as far as the Node can tell, once more in Stand-in: two receipts with two ids. A notice
 * that is not paid yet is paid first.
 */
export async function payTwice(
  bench: Bench,
  notice: Notice,
): Promise<Started | { outcome: 'refused'; fault: NodeFault }> {
  const first = bench.node.lastReceiptOf(notice) ?? (await payNow(bench, notice))
  if ('fault' in first) return { outcome: 'refused', fault: first.fault }
  const second = { ...first, receiptId: newPaymentToken(), paidAt: bench.clock.now(), isStandIn: true }
  await bench.receipts.send(second)
  return { outcome: 'started', noticeNumber: notice.noticeNumber }
}

async function payNow(bench: Bench, notice: Notice): Promise<Receipt | { fault: NodeFault }> {
  const activated = await bench.node.activate({ ...notice, expirationMs: bench.timing.counterTokenMs })
  if (activated.outcome === 'refused') return activated
  const paid = bench.node.pay([activated.activation], { psp: CHECKOUT_PSP, paymentMethod: 'other', fee: 0 })
  if (paid.outcome === 'refused') return paid
  const receipt = paid.receipts[0]!
  await bench.receipts.send(receipt)
  return receipt
}

/** A receipt for a number of the station that no institution has given out. */
export async function sendUnknownReceipt(bench: Bench, stationId: string): Promise<Started> {
  const found = findStation(bench, stationId)
  if (!found) return { outcome: 'unknown' }
  const { station, institution } = found
  const noticeNumber = inventNoticeNumber(station.segregationCodes[0] ?? '00')
  const receipt = sampleReceipt(bench, { fiscalCode: institution.fiscalCode, noticeNumber }, institution.name, [
    sampleTransfer(1, institution.fiscalCode, institution.ibans[0] ?? ELSEWHERE.iban, noticeNumber),
  ])
  await bench.receipts.sendTo(station, institution.fiscalCode, receipt)
  return { outcome: 'started', noticeNumber }
}

/** A receipt of somebody else's notice, in which one transfer is for this institution. */
export async function sendBroadcastReceipt(bench: Bench, fiscalCode: string): Promise<Started> {
  const recipient = bench.config.institutions.find((institution) => institution.fiscalCode === fiscalCode)
  const station = recipient?.broadcastTo ?? recipient?.stations[0]
  if (!recipient || !station) return { outcome: 'unknown' }
  const noticeNumber = inventNoticeNumber('00')
  const receipt = sampleReceipt(bench, { fiscalCode: ELSEWHERE.fiscalCode, noticeNumber }, ELSEWHERE.name, [
    sampleTransfer(1, ELSEWHERE.fiscalCode, ELSEWHERE.iban, noticeNumber),
    sampleTransfer(2, recipient.fiscalCode, recipient.ibans[0] ?? ELSEWHERE.iban, noticeNumber),
  ])
  await bench.receipts.sendTo(station, recipient.fiscalCode, receipt)
  return { outcome: 'started', noticeNumber }
}

export function findStation(
  bench: Bench,
  stationId: string,
): { station: NoticeStation; institution: Institution } | undefined {
  return listStations(bench.config).find(({ station }) => station.stationId === stationId)
}

function sampleReceipt(bench: Bench, notice: Notice, companyName: string, transfers: Transfer[]): Receipt {
  return {
    ...notice,
    receiptId: newPaymentToken(),
    creditorReferenceId: referenceOf(notice.noticeNumber),
    amount: transfers.reduce((total, { amount }) => total + amount, 0),
    description: text.sampleDescription,
    companyName,
    debtor: { type: 'F', identifier: 'ANONIMO', fullName: text.samplePerson },
    transfers,
    psp: CHECKOUT_PSP,
    paymentMethod: 'other',
    fee: 0,
    paidAt: bench.clock.now(),
    metadata: [],
    isStandIn: false,
  }
}

function sampleTransfer(idTransfer: number, fiscalCodePA: string, iban: string, noticeNumber: string): Transfer {
  return {
    idTransfer,
    amount: 1_000,
    fiscalCodePA,
    destination: { iban },
    remittanceInformation: `/RFB/${referenceOf(noticeNumber)}/10.00/TXT/${text.sampleDescription}`,
    category: '9/0101107TS/',
    metadata: [],
  }
}
