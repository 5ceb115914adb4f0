/** The Node: who answers for a notice, which payment is under way, what has been paid. */
import type { Clock } from './clock.ts'
import type { Institution, SimulatorConfig, Station } from './config.ts'
import { type NodeFault, nodeFault, tellingCode } from './faults.ts'
import { type Notice, PROBE_NOTICE_NUMBER, isNoticeNumber, newPaymentToken } from './identifiers.ts'
import { type Read, readDemandAnswer, readOffer, readPayment } from './answers.ts'
import type { Offer, Payment, Psp, Receipt, Subject } from './messages.ts'
import { text } from './node.text.ts'
import { type Demand, type TransferType, demandRequest, getPaymentRequest, verifyRequest } from './requests.ts'
import { Ring } from './ring.ts'
import { routeNotice } from './routing.ts'
import type { Interpretation, Reply, StationClient } from './station-client.ts'
import type { Timing } from './timing.ts'

export type Verified = { outcome: 'payable'; offer: Offer } | Refused
export type Activated = { outcome: 'activated'; activation: Activation } | Refused
export type Paid = { outcome: 'paid'; receipts: Receipt[] } | Refused
type Refused = { outcome: 'refused'; fault: NodeFault }

/** A payment under way: it has a token, and the token has an end. */
export type Activation = Notice & {
  token: string
  expiresAt: number
  institution: Institution
  payment: Payment
  paymentNote?: string
}

export type ActivationRequest = Notice & {
  amount?: number
  paymentNote?: string
  transferType?: TransferType
  expirationMs: number
}

export type PaymentDetails = { psp: Psp; paymentMethod: string; fee: number; payer?: Subject }

/** What the Node remembers of a notice. */
type Position = Notice & {
  /** A station is being asked, so nobody else may ask. */
  isActivating: boolean
  activation?: Activation
  lastReceipt?: Receipt
}

export type PositionSummary = Notice & {
  state: 'free' | 'in-progress' | 'paid'
  receiptId?: string
  expiresAt?: string
}

type Parts = { config: SimulatorConfig; clock: Clock; timing: Timing; stations: StationClient }

const MAX_POSITIONS = 20_000
const MAX_RECEIPTS = 5_000
/** 999999999.99 euro (stAmount). */
const MAX_AMOUNT = 99_999_999_999

export class Node {
  readonly #config: SimulatorConfig
  readonly #clock: Clock
  readonly #timing: Timing
  readonly #stations: StationClient
  readonly #positions = new Map<string, Position>()
  readonly #receipts = new Ring<Receipt>(MAX_RECEIPTS)

  constructor({ config, clock, timing, stations }: Parts) {
    this.#config = config
    this.#clock = clock
    this.#timing = timing
    this.#stations = stations
  }

  /** Whether a cart may hold this notice; the institution is not asked (checkPosition of the Node). */
  mayBePaid(notice: Notice): boolean {
    if (!isNoticeNumber(notice.noticeNumber)) return false
    return routeNotice(this.#config, notice).outcome === 'routed' && this.#faultOf(notice) === undefined
  }

  async verify(notice: Notice): Promise<Verified> {
    const fault = this.#faultOf(notice)
    if (fault) return { outcome: 'refused', fault }
    const route = routeNotice(this.#config, notice)
    if (route.outcome === 'refused') return route
    const { value } = await this.#stations.call(verifyRequest(route.station, notice), (reply) =>
      interpret(reply, (body) => readOffer(body, notice)),
    )
    return value.outcome === 'read' ? { outcome: 'payable', offer: value.value } : value
  }

  /** Takes the notice for one payer: until the token ends nobody else gets one. */
  async activate(request: ActivationRequest): Promise<Activated> {
    const fault = this.#faultOf(request) ?? checkSyntax(request)
    if (fault) return { outcome: 'refused', fault }
    const route = routeNotice(this.#config, request)
    if (route.outcome === 'refused') return route
    const position = this.#positionOf(request)
    position.isActivating = true
    try {
      const answer = await this.#getPayment(route.station, request)
      if (answer.outcome === 'refused') return answer
      const activation: Activation = {
        fiscalCode: request.fiscalCode,
        noticeNumber: request.noticeNumber,
        token: newPaymentToken(),
        expiresAt: this.#clock.now() + Math.min(request.expirationMs, this.#timing.counterTokenMs),
        institution: route.institution,
        payment: answer.value,
        ...(request.paymentNote === undefined ? {} : { paymentNote: request.paymentNote }),
      }
      position.activation = activation
      return { outcome: 'activated', activation }
    } finally {
      position.isActivating = false
    }
  }

  isAlive({ token, expiresAt, ...notice }: Activation): boolean {
    const current = this.#positions.get(keyOf(notice))?.activation
    return current?.token === token && expiresAt > this.#clock.now()
  }

  /** The PSP says that the payment did not happen: the notice is free again, and the institution hears nothing. */
  release(activation: Activation): void {
    const position = this.#positions.get(keyOf(activation))
    if (position?.activation?.token === activation.token) delete position.activation
  }

  /** The PSP says that these were paid, all with one act; what comes back is to be sent as receipts. */
  pay(activations: readonly Activation[], details: PaymentDetails): Paid {
    if (!activations.every((activation) => this.isAlive(activation))) {
      return { outcome: 'refused', fault: nodeFault('PPT_TOKEN_SCADUTO', text.tokenEnded) }
    }
    const receipts = activations.map((activation, index) => {
      const receipt = this.#receiptOf(activation, { ...details, fee: index === 0 ? details.fee : 0 })
      this.release(activation)
      this.#positionOf(activation).lastReceipt = receipt
      this.#receipts.add(receipt)
      return receipt
    })
    return { outcome: 'paid', receipts }
  }

  lastReceiptOf(notice: Notice): Receipt | undefined {
    return this.#positions.get(keyOf(notice))?.lastReceipt
  }

  findReceipt(receiptId: string): Receipt | undefined {
    return this.#receipts.find((receipt) => receipt.receiptId === receiptId)
  }

  payments(): Receipt[] {
    return this.#receipts.newestFirst()
  }

  /** As if the Node had never heard of the notice. */
  forget(notice: Notice): void {
    this.#positions.delete(keyOf(notice))
  }

  /** Ends every payment under way, as their time would. */
  endTokens(): void {
    for (const position of this.#positions.values()) delete position.activation
  }

  /** Asks whether a station is alive: an unknown notice must be told unknown (SANP, Stand-in). */
  async probe(station: Station, idPA: string): Promise<{ isAlive: boolean; entryId: number }> {
    const notice = { fiscalCode: idPA, noticeNumber: PROBE_NOTICE_NUMBER }
    const { value, entryId } = await this.#stations.call(verifyRequest(station, notice), (reply) => {
      if (reply.outcome === 'failed') return { value: false, result: reply.fault.code }
      const isAlive = reply.body.includes('SCONOSCIUTO')
      return { value: isAlive, result: isAlive ? text.alive : text.notAlive }
    })
    return { isAlive: value, entryId }
  }

  /** A service of the catalogue, asked for at a PSP. */
  async demand(station: Station, idPA: string, demand: Demand): Promise<{ entryId: number }> {
    return this.#stations.call(demandRequest(station, idPA, demand), (reply) => interpret(reply, readDemandAnswer))
  }

  positions(): PositionSummary[] {
    return [...this.#positions.values()].toReversed().map((position) => this.#summaryOf(position))
  }

  #summaryOf({ fiscalCode, noticeNumber, activation, lastReceipt, isActivating }: Position): PositionSummary {
    const notice = { fiscalCode, noticeNumber }
    if (lastReceipt) return { ...notice, state: 'paid', receiptId: lastReceipt.receiptId }
    if (activation && this.isAlive(activation)) {
      return { ...notice, state: 'in-progress', expiresAt: new Date(activation.expiresAt).toISOString() }
    }
    return { ...notice, state: isActivating ? 'in-progress' : 'free' }
  }

  async #getPayment(station: Station, request: ActivationRequest): Promise<Read<Payment>> {
    const message = getPaymentRequest(station, request)
    const operation = station.primitiveVersion === 1 ? 'paGetPayment' : 'paGetPaymentV2'
    const { value } = await this.#stations.call(message, (reply) =>
      interpret(reply, (body) => readPayment(body, operation, request, this.#config.institutions)),
    )
    return value
  }

  /** What the Node knows by itself, before it asks anybody. */
  #faultOf(notice: Notice): NodeFault | undefined {
    const position = this.#positions.get(keyOf(notice))
    if (!position) return undefined
    if (position.lastReceipt) return nodeFault('PPT_PAGAMENTO_DUPLICATO', text.alreadyPaid)
    const isTaken = position.isActivating || (position.activation && this.isAlive(position.activation))
    return isTaken ? nodeFault('PPT_PAGAMENTO_IN_CORSO', text.inProgress) : undefined
  }

  #positionOf({ fiscalCode, noticeNumber }: Notice): Position {
    const key = keyOf({ fiscalCode, noticeNumber })
    const known = this.#positions.get(key)
    if (known) return known
    const position: Position = { fiscalCode, noticeNumber, isActivating: false }
    this.#positions.set(key, position)
    if (this.#positions.size > MAX_POSITIONS) this.#positions.delete(this.#positions.keys().next().value ?? '')
    return position
  }

  #receiptOf(activation: Activation, { psp, paymentMethod, fee, payer }: PaymentDetails): Receipt {
    const { payment, institution, fiscalCode, noticeNumber, token, paymentNote } = activation
    return {
      receiptId: token,
      noticeNumber,
      fiscalCode,
      creditorReferenceId: payment.creditorReferenceId,
      amount: payment.amount,
      description: payment.description,
      companyName: payment.companyName ?? institution.name,
      ...(payment.officeName === undefined ? {} : { officeName: payment.officeName }),
      debtor: payment.debtor,
      transfers: payment.transfers,
      psp,
      ...(payer ? { payer } : {}),
      paymentMethod,
      ...(paymentNote === undefined ? {} : { paymentNote }),
      fee,
      paidAt: this.#clock.now(),
      metadata: payment.metadata,
      isStandIn: false,
    }
  }
}

function interpret<T>(reply: Reply, read: (body: string) => Read<T>): Interpretation<Read<T>> {
  const value: Read<T> = reply.outcome === 'answered' ? read(reply.body) : { outcome: 'refused', fault: reply.fault }
  if (value.outcome === 'read') return { value, result: 'OK' }
  const { fault } = value
  return { value, result: fault.original ? `KO ${tellingCode(fault)}` : `${fault.code}: ${fault.description}` }
}

/** What a PSP's request must be like, of what the bench lets somebody choose (nodeForPsp.xsd). */
function checkSyntax({ paymentNote = '-', amount = 1 }: ActivationRequest): NodeFault | undefined {
  const length = [...paymentNote].length
  if (length < 1 || length > 210) return nodeFault('PPT_SINTASSI_XSD', text.wrongPaymentNote)
  return amount > MAX_AMOUNT ? nodeFault('PPT_SINTASSI_XSD', text.wrongAmount) : undefined
}

function keyOf({ fiscalCode, noticeNumber }: Notice): string {
  return `${fiscalCode}/${noticeNumber}`
}
