import type { EmailAddress } from '../core/email-address.ts'
import type { Temporal } from '../core/time.ts'
import type { Database, Tx } from '../platform/database.ts'
import { branded, bytes, instant, integer, sql } from '../platform/sql.ts'
import type { SessionId } from './session.ts'

export type ChallengeCode = { email: EmailAddress; codeHmac: Buffer; expiresAt: Temporal.Instant }

/** A new code takes the place of the one before. */
export async function saveChallengeCode(tx: Tx, sessionId: SessionId, code: ChallengeCode): Promise<void> {
  await tx.run(sql`
    insert into challenge_codes (session_id, email, code_hmac, expires_at)
    values (${sessionId}, ${code.email}, ${code.codeHmac}, ${code.expiresAt})
    on conflict (session_id) do update set email = excluded.email, code_hmac = excluded.code_hmac,
      expires_at = excluded.expires_at, tries = 0`)
}

/** How often the code has been tried, this time included. */
export async function countCodeTry(db: Database, sessionId: SessionId): Promise<number> {
  const [row] = await db.query(
    sql`update challenge_codes set tries = tries + 1 where session_id = ${sessionId} and tries < 100 returning tries`,
    { tries: integer },
  )
  return row?.tries ?? 0
}

export async function findChallengeCode(db: Database, sessionId: SessionId): Promise<ChallengeCode | undefined> {
  const [row] = await db.query(
    sql`select email, code_hmac, expires_at from challenge_codes where session_id = ${sessionId}`,
    { email: branded<EmailAddress>(), code_hmac: bytes, expires_at: instant },
  )
  return row && { email: row.email, codeHmac: row.code_hmac, expiresAt: row.expires_at }
}

export async function addChallengePasses(
  db: Database,
  sessionId: SessionId,
  passes: number,
  { discardCode = false }: { discardCode?: boolean } = {},
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.run(sql`update sessions set challenge_passes = ${passes} where session_id = ${sessionId}`)
    if (discardCode) await tx.run(sql`delete from challenge_codes where session_id = ${sessionId}`)
  })
}

/** One pass, if there is any: never two requests on the same one. */
export async function takeChallengePass(db: Database, sessionId: SessionId): Promise<boolean> {
  const taken = await db.run(sql`
    update sessions set challenge_passes = challenge_passes - 1
    where session_id = ${sessionId} and challenge_passes > 0`)
  return taken === 1
}
