import type { Temporal } from '../core/time.ts'
import type { Database, InstitutionId, InstitutionTx } from '../platform/database.ts'
import { type Column, boolean, day, integer, nullable, oneOf, sql, text } from '../platform/sql.ts'
import {
  ASPECTS,
  type Aspect,
  JOURNEYS,
  type Journey,
  type Rating,
  type RatingCount,
  type RatingDetails,
  type Stars,
} from './rating.ts'

const stars: Column<Stars> = (value) => {
  const found = integer(value)
  if (found < 1 || found > 5) throw new Error('expected one to five stars')
  return found as Stars
}

/** The same form sent again, perhaps with other stars, is the same rating as long as nothing else was said. */
export async function storeStars(
  tx: InstitutionTx,
  ratingSha256: Buffer,
  rating: { journey: Journey; stars: Stars },
  today: Temporal.PlainDate,
): Promise<void> {
  await tx.run(sql`
    insert into ratings as r (institution_id, rating_sha256, journey, stars, rated_on)
    values (${tx.institutionId}, ${ratingSha256}, ${rating.journey}, ${rating.stars}, ${today})
    on conflict (institution_id, rating_sha256) do update set stars = excluded.stars where not r.is_answered`)
}

/** False where this rating has been answered before, or is none. */
export async function storeAnswer(
  tx: InstitutionTx,
  ratingSha256: Buffer,
  answer: { aspect: Aspect | null; details: string | null },
): Promise<boolean> {
  const changed = await tx.run(sql`
    update ratings set aspect = ${answer.aspect}, details = ${answer.details}, is_answered = true
    where institution_id = ${tx.institutionId} and rating_sha256 = ${ratingSha256} and not is_answered`)
  return changed === 1
}

export async function findRating(
  db: Database,
  institution: InstitutionId,
  ratingSha256: Buffer,
): Promise<Rating | undefined> {
  const [row] = await db.read(
    institution,
    sql`
      select journey, stars, is_answered from ratings
      where institution_id = scope.institution_id and rating_sha256 = ${ratingSha256}`,
    { journey: oneOf(...JOURNEYS), stars, is_answered: boolean },
  )
  return row && { journey: row.journey, stars: row.stars, isAnswered: row.is_answered }
}

export type Period = { from: Temporal.PlainDate; to: Temporal.PlainDate }

export async function countRatings(db: Database, institution: InstitutionId, period: Period): Promise<RatingCount[]> {
  return db.read(
    institution,
    sql`
      select journey, stars, aspect, count(*)::integer as count from ratings
      where institution_id = scope.institution_id and rated_on between ${period.from} and ${period.to}
      group by journey, stars, aspect
      order by journey, stars, aspect`,
    { journey: oneOf(...JOURNEYS), stars, aspect: nullable(oneOf(...ASPECTS)), count: integer },
  )
}

export async function listDetails(
  db: Database,
  institution: InstitutionId,
  period: Period,
  most: number,
): Promise<RatingDetails[]> {
  const rows = await db.read(
    institution,
    sql`
      select rated_on, journey, stars, details from ratings
      where institution_id = scope.institution_id and rated_on between ${period.from} and ${period.to}
        and details is not null
      order by rated_on desc, rating_sha256
      limit ${most}`,
    { rated_on: day, journey: oneOf(...JOURNEYS), stars, details: text },
  )
  return rows.map(({ rated_on, ...row }) => ({ ratedOn: rated_on, ...row }))
}

export async function forgetDetails(tx: InstitutionTx, before: Temporal.PlainDate): Promise<number> {
  return tx.run(sql`
    update ratings set details = null
    where institution_id = ${tx.institutionId} and details is not null and rated_on < ${before}`)
}
