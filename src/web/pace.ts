import { setTimeout as sleep } from 'node:timers/promises'

const LEAST_MS = 150

/**
 * Not before a moment that is the same for everybody: how long an answer took must not tell whether an address has an
 * account. The pause begins with the work and holds nothing but this one answer.
 */
export async function atLeast<T>(work: Promise<T>): Promise<T> {
  const [result] = await Promise.all([work, sleep(LEAST_MS)])
  return result
}
