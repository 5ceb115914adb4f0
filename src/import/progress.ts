/** What an import shows of itself while it runs: on a terminal a bar that stays in place, elsewhere a line at times. */
export type Progress = {
  /** What to write now that so much is done; empty while the last is fresh. */
  draw(done: { rows: number; bytes: number }, now: number): string
  /** A line of its own, with the bar below it again. */
  around(line: string): string
  /** Takes the bar away. */
  clear(): string
}

export type ProgressOptions = {
  isTerminal: boolean
  columns: number
  fileBytes: number
  /** Milliseconds that only grow, as `now` of every drawing. */
  startedAt: number
  words: (done: { rows: number; rowsPerSecond: number; share: number }) => string
}

const BAR_WIDTH = 30
const TERMINAL_EVERY_MS = 100
const LINES_EVERY_MS = 5_000
const CLEAR_LINE = '\r\u001b[K'

export function createProgress({ isTerminal, columns, fileBytes, startedAt, words }: ProgressOptions): Progress {
  const every = isTerminal ? TERMINAL_EVERY_MS : LINES_EVERY_MS
  let drawnAt = startedAt
  let bar = ''

  return {
    draw({ rows, bytes }, now) {
      if (now - drawnAt < every) return ''
      drawnAt = now
      const share = Math.min(1, bytes / Math.max(1, fileBytes))
      const line = words({ rows, rowsPerSecond: (rows * 1_000) / Math.max(1, now - startedAt), share })
      if (!isTerminal) return `${line}\n`
      const filled = Math.round(share * BAR_WIDTH)
      bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}  ${line}`.slice(0, columns - 1)
      return CLEAR_LINE + bar
    },
    around: (line) => (isTerminal ? `${CLEAR_LINE}${line}\n${bar}` : `${line}\n`),
    clear() {
      bar = ''
      return isTerminal ? CLEAR_LINE : ''
    },
  }
}
