import { printable } from '../core/printable-text.ts'
import { type Clock, todayInRome } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import { sha256 } from '../platform/random.ts'
import type { RateLimiter } from '../platform/rate-limit.ts'
import { limits } from './limits.ts'
import { type Journey, type Stars, MOST_DETAILS, aspectsFor } from './rating.ts'
import { findRating, storeAnswer, storeStars } from './rating.queries.ts'

export type RatingServices = { db: Database; clock: Clock; limiter: RateLimiter }

/** The stars count from this moment on, also if nothing else is ever said. */
export async function rate(
  { db, clock, limiter }: RatingServices,
  { institutionId }: Institution,
  rating: { token: string; journey: Journey; stars: Stars; clientKey: string },
): Promise<'rated' | 'too-many'> {
  const count = { policy: limits.ratingsPerHour, key: rating.clientKey, weight: 1 }
  if (await limiter.exceeded([count], clock.now())) return 'too-many'
  await db.institution(institutionId, (tx) => storeStars(tx, sha256(rating.token), rating, todayInRome(clock)))
  return 'rated'
}

/** Whoever answers a second time changes nothing: what was said stands. */
export async function answerRating(
  { db }: Pick<RatingServices, 'db'>,
  { institutionId }: Institution,
  answer: { token: string; aspect: string; details: string },
): Promise<'answered' | 'too-long' | 'not-found'> {
  const key = sha256(answer.token)
  const rating = await findRating(db, institutionId, key)
  if (!rating) return 'not-found'
  const details = printable(answer.details).trim()
  if (details.length > MOST_DETAILS) return 'too-long'
  const aspect = aspectsFor(rating.stars).find((one) => one === answer.aspect) ?? null
  await db.institution(institutionId, (tx) =>
    storeAnswer(tx, key, { aspect, details: details === '' ? null : details }),
  )
  return 'answered'
}
