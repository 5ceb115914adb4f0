/** 150 calls in 10 seconds for each caller (pagopa-infra, policy of checkout_ec). */
import type { Clock } from './clock.ts'

const CALLS = 150
const WINDOW_MS = 10_000

export class RateLimit {
  readonly #clock: Clock
  readonly #calls = new Map<string, number[]>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Seconds to wait, or 0 when the call may go on. */
  take(caller: string): number {
    const now = this.#clock.now()
    const recent = (this.#calls.get(caller) ?? []).filter((at) => at > now - WINDOW_MS)
    this.#calls.set(caller, recent)
    if (recent.length >= CALLS) return Math.ceil((recent[0]! + WINDOW_MS - now) / 1000)
    recent.push(now)
    if (this.#calls.size > CALLS) this.#forgetTheQuiet(now)
    return 0
  }

  #forgetTheQuiet(now: number): void {
    for (const [caller, calls] of this.#calls) {
      if ((calls.at(-1) ?? 0) <= now - WINDOW_MS) this.#calls.delete(caller)
    }
  }
}
