/** What a citizen says of the service: stars, then the question that goes with them (modello Comuni, C.SE.1.7). */
import type { Temporal } from '../core/time.ts'

/** What was being done; `portal` where somebody came for nothing but to rate. */
export const JOURNEYS = ['payment', 'registration', 'portal'] as const
export type Journey = (typeof JOURNEYS)[number]

export const STARS = [1, 2, 3, 4, 5] as const
export type Stars = (typeof STARS)[number]

const LIKED = ['clear', 'complete', 'sure', 'no-trouble', 'other'] as const
const DISLIKED = ['unclear', 'incomplete', 'unsure', 'trouble', 'other'] as const
export const ASPECTS = [...new Set([...LIKED, ...DISLIKED])]
export type Aspect = (typeof ASPECTS)[number]

export const MOST_DETAILS = 200

export type Rating = { journey: Journey; stars: Stars; isAnswered: boolean }

/** From four stars on what was good is asked, below what was difficult. */
export function isGood(stars: Stars): boolean {
  return stars >= 4
}

export function aspectsFor(stars: Stars): readonly Aspect[] {
  return isGood(stars) ? LIKED : DISLIKED
}

export function parseStars(text: string): Stars | undefined {
  return STARS.find((stars) => String(stars) === text)
}

export function parseJourney(text: string): Journey {
  return JOURNEYS.find((journey) => journey === text) ?? 'portal'
}

/** How many ratings have the same journey, stars and answer. */
export type RatingCount = { journey: Journey; stars: Stars; aspect: Aspect | null; count: number }

export type RatingDetails = { ratedOn: Temporal.PlainDate; journey: Journey; stars: Stars; details: string }

export type RatingTotal = { count: number; byStars: ReadonlyMap<Stars, number>; mean: number | undefined }

export function totalOf(counts: readonly Pick<RatingCount, 'stars' | 'count'>[]): RatingTotal {
  const byStars = new Map<Stars, number>(STARS.map((stars) => [stars, 0]))
  let count = 0
  let points = 0
  for (const group of counts) {
    byStars.set(group.stars, byStars.get(group.stars)! + group.count)
    count += group.count
    points += group.stars * group.count
  }
  return { count, byStars, mean: count === 0 ? undefined : points / count }
}
