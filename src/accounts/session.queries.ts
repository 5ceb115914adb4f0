import type { EmailAddress } from '../core/email-address.ts'
import type { FiscalCode } from '../core/fiscal-code.ts'
import type { Temporal } from '../core/time.ts'
import type { Database, Tx } from '../platform/database.ts'
import { type Row, type Sql, branded, instant, json, nullable, oneOf, sql, text } from '../platform/sql.ts'
import type { Origin } from './account-event.ts'
import { accountName } from './account.rows.ts'
import type { Account, AccountId } from './account.ts'
import { MAX_SESSIONS, type Session, type SessionId, TOKEN_GRACE_SECONDS, isAlive } from './session.ts'

export type FoundSession = {
  session: Session
  account: Account | undefined
  registeringFiscalCode: FiscalCode | null
  /** The cookie holds the token before the last change: good for this request, not to be changed again. */
  isPreviousToken: boolean
}

export const sessionColumns = {
  session_id: branded<SessionId>(),
  account_id: nullable(branded<AccountId>()),
  created_at: instant,
  last_seen_at: instant,
  signed_in_at: nullable(instant),
  token_changed_at: instant,
  registering_fiscal_code: nullable(branded<FiscalCode>()),
  token: oneOf('current', 'previous'),
  email: nullable(branded<EmailAddress>()),
  entity_type: nullable(oneOf('F', 'G')),
  fiscal_code: nullable(branded<FiscalCode>()),
  first_name: nullable(text),
  last_name: nullable(text),
  company_name: nullable(text),
}

export function sessionSelect(tokenSha256: Sql, now: Temporal.Instant): Sql {
  return sql`
    select s.session_id, s.account_id, s.created_at, s.last_seen_at, s.signed_in_at, s.token_changed_at,
      s.registering_fiscal_code, case when s.token_sha256 = ${tokenSha256} then 'current' else 'previous' end as token,
      a.email, a.entity_type, a.fiscal_code, p.first_name, p.last_name, p.company_name
    from sessions s
    left join accounts a on a.account_id = s.account_id and a.status = 'active'
    left join account_profiles p on p.account_id = a.account_id
    where s.token_sha256 = ${tokenSha256}
      or (s.previous_token_sha256 = ${tokenSha256}
        and s.token_changed_at > ${now.subtract({ seconds: TOKEN_GRACE_SECONDS })})`
}

export function toFoundSession(row: Row<typeof sessionColumns>): FoundSession {
  const { account_id: accountId, email, entity_type: entityType, fiscal_code: fiscalCode } = row
  return {
    session: {
      sessionId: row.session_id,
      accountId,
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      signedInAt: row.signed_in_at,
      tokenChangedAt: row.token_changed_at,
    },
    account:
      accountId && email && entityType && fiscalCode
        ? { accountId, email, entityType, fiscalCode, name: accountName(row) }
        : undefined,
    registeringFiscalCode: row.registering_fiscal_code,
    isPreviousToken: row.token === 'previous',
  }
}

export async function insertSession(
  db: Database,
  sessionId: SessionId,
  tokenSha256: Buffer,
  now: Temporal.Instant,
): Promise<void> {
  // Two first requests of one browser at once: the second finds the row of the first.
  await db.run(sql`
    insert into sessions (session_id, token_sha256, token_changed_at, created_at, last_seen_at)
    values (${sessionId}, ${tokenSha256}, ${now}, ${now}, ${now})
    on conflict (token_sha256) do nothing`)
}

export async function touchSession(db: Database, sessionId: SessionId, now: Temporal.Instant): Promise<void> {
  await db.run(sql`update sessions set last_seen_at = ${now} where session_id = ${sessionId}`)
}

/** False when another request changed it a moment ago. */
export async function changeToken(
  db: Database,
  session: Session,
  tokenSha256: Buffer,
  now: Temporal.Instant,
): Promise<boolean> {
  const changed = await db.run(sql`
    update sessions
    set previous_token_sha256 = token_sha256, token_sha256 = ${tokenSha256}, token_changed_at = ${now}
    where session_id = ${session.sessionId} and token_changed_at = ${session.tokenChangedAt}`)
  return changed === 1
}

/** A new token at sign-in, with no grace: whoever knew the one before knows nothing now. */
export async function signIn(
  tx: Tx,
  sessionId: SessionId,
  accountId: AccountId,
  tokenSha256: Buffer,
  origin: Origin,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    update sessions
    set account_id = ${accountId}, token_sha256 = ${tokenSha256}, previous_token_sha256 = null,
      token_changed_at = ${now}, last_seen_at = ${now}, signed_in_at = ${now}, registering_fiscal_code = null,
      browser = ${origin.browser}, network = ${origin.network}
    where session_id = ${sessionId}`)
  await tx.run(sql`
    delete from sessions where session_id in (
      select session_id from sessions where account_id = ${accountId} and session_id <> ${sessionId}
      order by last_seen_at desc offset ${MAX_SESSIONS - 1})`)
}

export async function deleteSession(db: Database, sessionId: SessionId): Promise<void> {
  await db.run(sql`delete from sessions where session_id = ${sessionId}`)
}

export async function deleteSessionsOf(tx: Tx, accountId: AccountId): Promise<void> {
  await tx.run(sql`delete from sessions where account_id = ${accountId}`)
}

/** Whoever else is signed in to this account is so no longer. */
export async function deleteOtherSessions(tx: Tx, accountId: AccountId, sessionId: SessionId): Promise<number> {
  return tx.run(sql`delete from sessions where account_id = ${accountId} and session_id <> ${sessionId}`)
}

/** Another token for the same session, with no grace for the one before. */
export async function renewToken(
  tx: Tx,
  sessionId: SessionId,
  tokenSha256: Buffer,
  now: Temporal.Instant,
): Promise<void> {
  await tx.run(sql`
    update sessions set token_sha256 = ${tokenSha256}, previous_token_sha256 = null, token_changed_at = ${now}
    where session_id = ${sessionId}`)
}

export type OpenSession = {
  sessionId: SessionId
  signedInAt: Temporal.Instant
  lastSeenAt: Temporal.Instant
  browser: string | null
  network: string | null
}

/** Those that somebody could still use, the last used first. */
export async function listSessions(db: Database, accountId: AccountId, now: Temporal.Instant): Promise<OpenSession[]> {
  const rows = await db.query(
    sql`
      select session_id, account_id, created_at, signed_in_at, last_seen_at, token_changed_at, browser, network
      from sessions
      where account_id = ${accountId} order by last_seen_at desc`,
    {
      session_id: branded<SessionId>(),
      account_id: branded<AccountId>(),
      created_at: instant,
      signed_in_at: instant,
      last_seen_at: instant,
      token_changed_at: instant,
      browser: nullable(text),
      network: nullable(text),
    },
  )
  return rows
    .map((row) => ({
      sessionId: row.session_id,
      accountId: row.account_id,
      createdAt: row.created_at,
      signedInAt: row.signed_in_at,
      lastSeenAt: row.last_seen_at,
      tokenChangedAt: row.token_changed_at,
      browser: row.browser,
      network: row.network,
    }))
    .filter((session) => isAlive(session, now))
}

export async function saveRegisteringFiscalCode(
  db: Database,
  sessionId: SessionId,
  fiscalCode: FiscalCode,
): Promise<void> {
  await db.run(sql`
    update sessions set registering_fiscal_code = ${fiscalCode} where session_id = ${sessionId}`)
}

/** Keeps what was typed while something comes between. */
export async function saveDraft(
  db: Database,
  sessionId: SessionId,
  draft: Readonly<Record<string, unknown>>,
): Promise<void> {
  await db.run(sql`update sessions set draft = ${JSON.stringify(draft)} where session_id = ${sessionId}`)
}

export async function findDraft(db: Database, sessionId: SessionId): Promise<unknown> {
  const [row] = await db.query(sql`select draft from sessions where session_id = ${sessionId}`, { draft: json })
  return row?.draft
}

export async function dropDraft(db: Database, sessionId: SessionId): Promise<void> {
  await db.run(sql`update sessions set draft = null where session_id = ${sessionId} and draft is not null`)
}
