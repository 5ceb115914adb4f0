/** The log of the bench: every message that came or went, word for word, until newer ones push it out. */
import type { Clock } from './clock.ts'
import { Ring } from './ring.ts'

/** What the message was about: a station's operation, a receipt, a cart, a citizen sent back. */
export const KINDS = ['station', 'receipt', 'cart', 'return'] as const
export type Kind = (typeof KINDS)[number]

export type Entry = {
  id: number
  /** ISO 8601, UTC. */
  at: string
  /** `out` left the bench, `in` arrived at it. */
  direction: 'in' | 'out'
  kind: Kind
  operation: string
  noticeNumber?: string
  /** The HTTP status; 0 where no answer came. */
  status: number
  durationMs: number
  /** What came of it, in a word: `OK`, a fault code, a title. */
  result: string
  /** Where the message went, or where it sent the browser. */
  url?: string
  request: string
  response: string
}

const CAPACITY = 2_000
const MAX_BODY = 200_000

export class Journal {
  readonly #clock: Clock
  readonly #entries = new Ring<Entry>(CAPACITY)
  #lastId = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  add(message: Omit<Entry, 'id' | 'at'>): Entry {
    const entry: Entry = {
      id: ++this.#lastId,
      at: new Date(this.#clock.now()).toISOString(),
      ...message,
      request: message.request.slice(0, MAX_BODY),
      response: message.response.slice(0, MAX_BODY),
    }
    this.#entries.add(entry)
    return entry
  }

  find(id: number): Entry | undefined {
    return this.#entries.find((entry) => entry.id === id)
  }

  /** Newest first. A cart is found by each of its notices. */
  list(filter: { kind?: string; noticeNumber?: string } = {}): Entry[] {
    const { kind = '', noticeNumber = '' } = filter
    return this.#entries
      .newestFirst()
      .filter((entry) => kind === '' || entry.kind === kind)
      .filter((entry) => entry.noticeNumber === noticeNumber || entry.request.includes(noticeNumber))
  }

  clear(): void {
    this.#entries.clear()
  }

  get size(): number {
    return this.#entries.size
  }
}
