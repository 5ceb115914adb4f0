/** Time, and what has to happen later. Everything that waits, waits on this, so that a test can let an hour pass. */
export type Clock = {
  /** Milliseconds of the Unix epoch. */
  now(): number
  /** Runs `work` once, after `ms`; the answer cancels it. */
  after(ms: number, work: () => void): () => void
}

export type SystemClock = Clock & {
  /** Forgets everything that was to happen later; nothing more can be added. */
  stop(): void
}

export function systemClock(): SystemClock {
  const timers = new Set<NodeJS.Timeout>()
  let isStopped = false
  return {
    now: () => Date.now(),
    after(ms, work) {
      if (isStopped) return () => {}
      const timer = setTimeout(() => {
        timers.delete(timer)
        work()
      }, ms)
      timers.add(timer)
      return () => {
        clearTimeout(timer)
        timers.delete(timer)
      }
    },
    stop() {
      isStopped = true
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}

export function wait(clock: Clock, ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => clock.after(ms, resolve))
}

const ROME = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'medium' })

/** `2026-11-20T10:15:30`: an instant as a clock on a wall in Rome shows it. */
export function romeDateTime(at: number): string {
  return ROME.format(at).replace(' ', 'T')
}

/** `2026-11-20`. */
export function romeDate(at: number): string {
  return romeDateTime(at).slice(0, 10)
}

/** `+01:00` or `+02:00`. */
export function romeOffset(at: number): string {
  const wholeSecond = Math.floor(at / 1000) * 1000
  const minutes = (Date.parse(`${romeDateTime(at)}Z`) - wholeSecond) / 60_000
  return `+${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** `20/11/2026 10:15:30`, for a page. */
export function formatDateTime(at: number): string {
  const [date, time] = romeDateTime(at).split('T')
  return `${formatDate(date ?? '')} ${time ?? ''}`
}

/** `2026-12-31` as `31/12/2026`; a time zone, which a date may carry, is left out. */
export function formatDate(date: string): string {
  return date.slice(0, 10).split('-').reverse().join('/')
}
