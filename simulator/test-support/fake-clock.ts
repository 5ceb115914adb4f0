/** A clock that stands still until a test moves it. */
import type { Clock } from '../clock.ts'

export type FakeClock = Clock & {
  /** Lets time pass: what was to happen meanwhile happens in order, each thing finished before the next begins. */
  advance(ms: number): Promise<void>
}

export function fakeClock(start = Date.parse('2026-11-24T10:00:00Z')): FakeClock {
  let now = start
  const waiting = new Set<{ at: number; work: () => void }>()
  return {
    now: () => now,
    after(ms, work) {
      const appointment = { at: now + ms, work }
      waiting.add(appointment)
      return () => waiting.delete(appointment)
    },
    async advance(ms) {
      const until = now + ms
      await settle()
      for (;;) {
        const next = [...waiting].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0]
        if (!next) break
        waiting.delete(next)
        now = Math.max(now, next.at)
        next.work()
        await settle()
      }
      now = until
    },
  }
}

/** Lets every promise that can go on do so. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}
