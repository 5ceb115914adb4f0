/** Sends receipts, and sends again those that got no valid answer (SANP 3.12, synchronous API). */
import { type ReceiptAnswer, readReceiptAnswer } from './answers.ts'
import type { Clock } from './clock.ts'
import type { SimulatorConfig, Station } from './config.ts'
import type { Receipt } from './messages.ts'
import { type StationRequest, fitsVersion1, receiptRequest } from './requests.ts'
import { Ring } from './ring.ts'
import { broadcastRecipients, routeNotice } from './routing.ts'
import type { Interpretation, Reply, StationClient } from './station-client.ts'
import type { Switches } from './switches.ts'
import { RECEIPT_ATTEMPTS, type Timing } from './timing.ts'

export type Attempt = { at: string; entryId: number; result: string }

/** One receipt on its way to one station. */
export type Delivery = {
  id: number
  receiptId: string
  noticeNumber: string
  /** The institution that this copy is for. */
  idPA: string
  operation: 'paSendRT' | 'paSendRTV2'
  /** `owner` of the notice, or another beneficiary. */
  recipient: 'owner' | 'broadcast'
  /**
   * `waiting`: not sent yet. `pending`: sent without a valid answer, will be sent again. `notified`: answered, OK or
   * KO. `exhausted`: nobody will try again.
   */
  state: 'waiting' | 'pending' | 'notified' | 'exhausted'
  attempts: Attempt[]
  nextAttemptAt?: string
}

type Order = { delivery: Delivery; request: StationRequest }

type Parts = { config: SimulatorConfig; clock: Clock; timing: Timing; switches: Switches; stations: StationClient }

const CAPACITY = 5_000

export class Receipts {
  readonly #config: SimulatorConfig
  readonly #clock: Clock
  readonly #timing: Timing
  readonly #switches: Switches
  readonly #stations: StationClient
  readonly #orders = new Ring<Order>(CAPACITY)
  /** What is due while receipts are paused. */
  readonly #held: Order[] = []
  #lastId = 0

  constructor({ config, clock, timing, switches, stations }: Parts) {
    this.#config = config
    this.#clock = clock
    this.#timing = timing
    this.#switches = switches
    this.#stations = stations
  }

  /** To the owner's station and to the other beneficiaries'; done when each has been tried once. */
  async send(receipt: Receipt, version?: 1 | 2): Promise<void> {
    const beneficiaries = receipt.transfers.map(({ fiscalCodePA }) => fiscalCodePA)
    const others = broadcastRecipients(this.#config, receipt.fiscalCode, beneficiaries)
    const owner = routeNotice(this.#config, receipt)
    const recipients =
      owner.outcome === 'routed' ? [{ idPA: receipt.fiscalCode, station: owner.station }, ...others] : others
    await Promise.all(recipients.map(({ idPA, station }) => this.sendTo(station, idPA, receipt, version)))
  }

  /** To one station, for one institution. */
  async sendTo(station: Station, idPA: string, receipt: Receipt, forced?: 1 | 2): Promise<void> {
    const version = this.#versionFor(station, receipt, forced)
    const delivery: Delivery = {
      id: ++this.#lastId,
      receiptId: receipt.receiptId,
      noticeNumber: receipt.noticeNumber,
      idPA,
      operation: version === 1 ? 'paSendRT' : 'paSendRTV2',
      recipient: idPA === receipt.fiscalCode ? 'owner' : 'broadcast',
      state: 'waiting',
      attempts: [],
    }
    await this.#start({ delivery, request: receiptRequest(version, station, idPA, receipt) })
  }

  /** Sends once more, byte for byte, what a line of the log shows; false if that was no receipt. */
  async replay(entryId: number): Promise<boolean> {
    const order = this.#orders.find(({ delivery }) => delivery.attempts.some((attempt) => attempt.entryId === entryId))
    if (!order) return false
    const { nextAttemptAt: _, ...original } = order.delivery
    const delivery: Delivery = { ...original, id: ++this.#lastId, state: 'waiting', attempts: [] }
    await this.#start({ delivery, request: order.request })
    return true
  }

  /** What was held back while receipts were paused goes out. */
  async resume(): Promise<void> {
    await Promise.all(this.#held.splice(0).map((order) => this.#attempt(order)))
  }

  /** Newest first. */
  deliveries(filter: { receiptId?: string; noticeNumber?: string } = {}): Delivery[] {
    return this.#orders
      .newestFirst()
      .map(({ delivery }) => delivery)
      .filter(({ receiptId }) => filter.receiptId === undefined || receiptId === filter.receiptId)
      .filter(({ noticeNumber }) => filter.noticeNumber === undefined || noticeNumber === filter.noticeNumber)
  }

  #versionFor(station: Station, receipt: Receipt, forced: 1 | 2 | undefined): 1 | 2 {
    const switched = this.#switches.receiptVersion === 'station' ? undefined : Number(this.#switches.receiptVersion)
    const wanted = forced ?? switched ?? station.primitiveVersion
    return wanted === 1 && fitsVersion1(receipt) ? 1 : 2
  }

  async #start(order: Order): Promise<void> {
    this.#orders.add(order)
    await this.#attempt(order)
  }

  async #attempt(order: Order): Promise<void> {
    const { delivery, request } = order
    delete delivery.nextAttemptAt
    if (this.#switches.receiptsPaused) {
      this.#held.push(order)
      return
    }
    const at = new Date(this.#clock.now()).toISOString()
    const { value: answer, entryId } = await this.#stations.call(request, (reply) =>
      interpret(reply, delivery.operation),
    )
    delivery.attempts.push({ at, entryId, result: describe(answer) })
    if (answer.outcome !== 'malformed') delivery.state = 'notified'
    else if (delivery.attempts.length >= RECEIPT_ATTEMPTS) delivery.state = 'exhausted'
    else this.#tryAgainLater(order)
  }

  #tryAgainLater(order: Order): void {
    order.delivery.state = 'pending'
    order.delivery.nextAttemptAt = new Date(this.#clock.now() + this.#timing.hourMs).toISOString()
    this.#clock.after(this.#timing.hourMs, () => void this.#attempt(order))
  }
}

/** No answer, an HTTP error and an answer that is none are all the same: only a valid answer counts. */
function interpret(reply: Reply, operation: 'paSendRT' | 'paSendRTV2'): Interpretation<ReceiptAnswer> {
  const value: ReceiptAnswer =
    reply.outcome === 'answered'
      ? readReceiptAnswer(reply.body, operation)
      : { outcome: 'malformed', problem: `${reply.fault.code}: ${reply.fault.description}` }
  return { value, result: describe(value) }
}

function describe(answer: ReceiptAnswer): string {
  if (answer.outcome === 'OK') return 'OK'
  return answer.outcome === 'KO' ? `KO ${answer.fault.faultCode}` : answer.problem
}
