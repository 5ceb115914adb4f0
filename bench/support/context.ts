/** What a section of the bench is given. */
export type Figure = {
  name: string
  unit: string
  value: number
  /** The least that could do the same, measured in the same run. */
  baseline?: number
  target?: { ratio: number } | { most: number } | { least: number }
}

export type BenchDatabase = { environment: Record<string, string>; superuserUrl: string }

export type BenchContext = {
  /** When the run began, in milliseconds: for names that no run has used before. */
  startedAt: number
  record(figure: Figure): void
  say(text: string): void
  freePort(): Promise<number>
  /** The demo enti and a million positions, in a database that is kept from run to run. */
  withPositions(): Promise<BenchDatabase>
  /** The demo ente and no position, each time anew; durable, as the other. */
  withEmptyDatabase(): Promise<BenchDatabase>
}
