/** Reading a station's answers as strictly as the Node does: the schema first, then the rules that no schema says. */
import type { Institution } from './config.ts'
import { type NodeFault, nodeFault } from './faults.ts'
import { type Notice, isIban, referenceOf } from './identifiers.ts'
import type { Destination, Fault, Metadata, Offer, Payment, Subject, Transfer } from './messages.ts'
import { readAmount, sum } from './money.ts'
import { describeProblem, text } from './answers.text.ts'
import { checkMessage } from './soap-check.ts'
import { type Operation, ROOTS } from './soap-schema.ts'
import { type XmlElement, child } from './xml.ts'

export type Read<T> = { outcome: 'read'; value: T } | { outcome: 'refused'; fault: NodeFault }

/** A receipt's answer: a KO is valid too, and nothing is sent again after it. */
export type ReceiptAnswer =
  | { outcome: 'OK' }
  | { outcome: 'KO'; fault: Fault }
  | { outcome: 'malformed'; problem: string }

export function readOffer(body: string, notice: Notice): Read<Offer> {
  const opened = openAnswer(body, 'paVerifyPaymentNotice')
  if (opened.outcome === 'refused') return opened
  const root = opened.value
  const option = child(child(root, 'paymentList'), 'paymentOptionDescription')
  const paymentDescription = textOf(root, 'paymentDescription')
  const fiscalCodePA = textOf(root, 'fiscalCodePA')
  const companyName = textOf(root, 'companyName')
  if (!option) return malformed(text.withoutPaymentList)
  if (!paymentDescription || !fiscalCodePA || !companyName) return malformed(text.withoutOfferDetails)
  if (fiscalCodePA !== notice.fiscalCode) return malformed(text.otherInstitution(fiscalCodePA))
  return read({
    amount: readAmount(required(option, 'amount')),
    ...optional('dueDate', textOf(option, 'dueDate')),
    ...optional('detailDescription', textOf(option, 'detailDescription')),
    allCCP: /^\s*(true|1)\s*$/.test(required(option, 'allCCP')),
    paymentDescription,
    fiscalCodePA,
    companyName,
    ...optional('officeName', textOf(root, 'officeName')),
  })
}

export function readPayment(
  body: string,
  operation: 'paGetPayment' | 'paGetPaymentV2',
  notice: Notice,
  institutions: readonly Institution[],
): Read<Payment> {
  const opened = openAnswer(body, operation)
  if (opened.outcome === 'refused') return opened
  const data = child(opened.value, 'data')
  if (!data) return malformed(text.withoutData)
  const payment = toPayment(data)
  const fault = checkPayment(payment, notice, institutions)
  return fault ? { outcome: 'refused', fault } : read(payment)
}

export function readReceiptAnswer(body: string, operation: 'paSendRT' | 'paSendRTV2'): ReceiptAnswer {
  const opened = openAnswer(body, operation)
  if (opened.outcome === 'read') return { outcome: 'OK' }
  const { fault } = opened
  return fault.original
    ? { outcome: 'KO', fault: fault.original }
    : { outcome: 'malformed', problem: fault.description }
}

/** Only whether the answer is one: what a catalogue service puts in it is its own business. */
export function readDemandAnswer(body: string): Read<{ noticeNumber: string | undefined }> {
  const opened = openAnswer(body, 'paDemandPaymentNotice')
  if (opened.outcome === 'refused') return opened
  return read({ noticeNumber: textOf(child(opened.value, 'qrCode'), 'noticeNumber') })
}

/** The schema, and OK without a fault or KO with one. */
function openAnswer(body: string, operation: Operation): Read<XmlElement> {
  const checked = checkMessage(body, ROOTS[operation].response)
  if (checked.outcome === 'invalid') return malformed(describeProblem(checked.problem))
  const { root } = checked
  const fault = child(root, 'fault')
  if (textOf(root, 'outcome') === 'OK') return fault ? malformed(text.okWithFault) : read(root)
  if (!fault) return malformed(text.koWithoutFault)
  const original: Fault = {
    faultCode: required(fault, 'faultCode'),
    faultString: required(fault, 'faultString'),
    id: required(fault, 'id'),
    ...optional('description', textOf(fault, 'description')),
  }
  return { outcome: 'refused', fault: { ...nodeFault('PPT_ERRORE_EMESSO_DA_PAA', original.faultString), original } }
}

/** What the Node checks beyond the schema (pagopa-nodo-dei-pagamenti-test, paGetPaymentRes_semantic_ko). */
function checkPayment(payment: Payment, notice: Notice, institutions: readonly Institution[]): NodeFault | undefined {
  const { transfers, amount } = payment
  const total = sum(transfers.map((transfer) => transfer.amount))
  if (total !== amount) return wrong(text.wrongSum(total, amount))
  if (new Set(transfers.map(({ idTransfer }) => idTransfer)).size < transfers.length) return wrong(text.sameIdTransfer)
  if (payment.creditorReferenceId !== referenceOf(notice.noticeNumber)) {
    return wrong(text.otherReference(payment.creditorReferenceId))
  }
  for (const transfer of transfers) {
    const fault = checkTransfer(transfer, institutions)
    if (fault) return fault
  }
  return undefined
}

function checkTransfer(transfer: Transfer, institutions: readonly Institution[]): NodeFault | undefined {
  const institution = institutions.find(({ fiscalCode }) => fiscalCode === transfer.fiscalCodePA)
  if (!institution) return wrong(text.unknownBeneficiary(transfer.idTransfer, transfer.fiscalCodePA))
  const supporting = transfer.metadata.find(({ key }) => key === 'IBANAPPOGGIO')?.value
  const ibans = 'iban' in transfer.destination ? [transfer.destination.iban] : []
  for (const iban of supporting === undefined ? ibans : [...ibans, supporting]) {
    if (!isIban(iban)) return nodeFault('PPT_IBAN_NON_CENSITO', text.notAnIban(transfer.idTransfer, iban))
    if (!institution.ibans.includes(iban)) {
      return nodeFault('PPT_IBAN_NON_CENSITO', text.unknownIban(transfer.idTransfer, iban, institution.fiscalCode))
    }
  }
  return undefined
}

function toPayment(data: XmlElement): Payment {
  return {
    creditorReferenceId: required(data, 'creditorReferenceId'),
    amount: readAmount(required(data, 'paymentAmount')),
    dueDate: required(data, 'dueDate').trim(),
    description: required(data, 'description'),
    ...optional('companyName', textOf(data, 'companyName')),
    ...optional('officeName', textOf(data, 'officeName')),
    debtor: toSubject(child(data, 'debtor')!),
    transfers: child(data, 'transferList')!.children.map(toTransfer),
    metadata: toMetadata(child(data, 'metadata')),
  }
}

function toTransfer(transfer: XmlElement): Transfer {
  return {
    idTransfer: Number(required(transfer, 'idTransfer')),
    amount: readAmount(required(transfer, 'transferAmount')),
    fiscalCodePA: required(transfer, 'fiscalCodePA'),
    ...optional('companyName', textOf(transfer, 'companyName')),
    destination: toDestination(transfer),
    remittanceInformation: required(transfer, 'remittanceInformation'),
    category: required(transfer, 'transferCategory'),
    metadata: toMetadata(child(transfer, 'metadata')),
  }
}

function toDestination(transfer: XmlElement): Destination {
  const stamp = child(transfer, 'richiestaMarcaDaBollo')
  if (!stamp) return { iban: required(transfer, 'IBAN') }
  return {
    stamp: {
      documentHash: required(stamp, 'hashDocumento').trim(),
      type: required(stamp, 'tipoBollo'),
      province: required(stamp, 'provinciaResidenza'),
    },
  }
}

function toSubject(subject: XmlElement): Subject {
  const identifier = child(subject, 'uniqueIdentifier')!
  return {
    type: required(identifier, 'entityUniqueIdentifierType') === 'F' ? 'F' : 'G',
    identifier: required(identifier, 'entityUniqueIdentifierValue'),
    fullName: required(subject, 'fullName'),
    ...optional('streetName', textOf(subject, 'streetName')),
    ...optional('civicNumber', textOf(subject, 'civicNumber')),
    ...optional('postalCode', textOf(subject, 'postalCode')),
    ...optional('city', textOf(subject, 'city')),
    ...optional('province', textOf(subject, 'stateProvinceRegion')),
    ...optional('country', textOf(subject, 'country')),
    ...optional('email', textOf(subject, 'e-mail')),
  }
}

function toMetadata(metadata: XmlElement | undefined): Metadata {
  return (metadata?.children ?? []).map((entry) => ({ key: required(entry, 'key'), value: required(entry, 'value') }))
}

function textOf(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.text
}

/** The schema has been checked: what it requires is there. */
function required(element: XmlElement, name: string): string {
  const value = textOf(element, name)
  if (value === undefined) throw new Error(`${element.name} without ${name} passed the schema`)
  return value
}

function optional<Name extends string>(name: Name, value: string | undefined): { [key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]?: string })
}

function read<T>(value: T): Read<T> {
  return { outcome: 'read', value }
}

function malformed(description: string): { outcome: 'refused'; fault: NodeFault } {
  return { outcome: 'refused', fault: wrong(description) }
}

function wrong(description: string): NodeFault {
  return nodeFault('PPT_STAZIONE_INT_PA_ERRORE_RESPONSE', description)
}
