/** How much one import may bring, by the way it comes. */
export type ImportLimits = {
  bytes: number
  rows: number
  /** Of one line of a CSV, quoted line breaks included. */
  lineCharacters: number
  /** Of one position of a JSON file. */
  positionBytes: number
}

/**
 * Whoever can run a command on the server loads a whole register at once. A file that comes over HTTP has the narrower
 * limits of an upload (50 MiB, 200,000 rows) and passes its own.
 */
export const COMMAND_LIMITS: ImportLimits = {
  bytes: 2 * 1024 ** 3,
  rows: 2_000_000,
  lineCharacters: 64 * 1024,
  positionBytes: 1024 * 1024,
}
