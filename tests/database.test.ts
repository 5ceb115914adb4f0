/** What the database itself guarantees, asked of its catalogue and tried from inside: nothing rests on a query's good will. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { boolean, integer, sql, text } from '../src/platform/sql.ts'
import { createPosition, createWorld, type World } from './support/world.ts'

let world: World

before(async () => {
  world = await createWorld()
  for (const institution of [world.comuneDiTest, world.roccaverde]) await createPosition(world, institution)
})

type Table = { name: string; institution: boolean; enabled: boolean; forced: boolean }

async function tables(): Promise<Table[]> {
  return world.database.owner.query(
    sql`
      select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'institution_id' and a.attnum > 0)
          as institution
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
    { name: text, enabled: boolean, forced: boolean, institution: boolean },
  )
}

/** Known to everybody by their nature: who the enti are, and through which stations they are called. */
const DIRECTORY = new Set(['institutions', 'institution_stations'])

async function ownTables(): Promise<string[]> {
  return (await tables()).filter(({ institution, name }) => institution && !DIRECTORY.has(name)).map(({ name }) => name)
}

test('every table of an ente is closed by row-level security, also to its owner', async () => {
  const open = (await tables()).filter(
    ({ name, institution, enabled, forced }) => institution && !DIRECTORY.has(name) && !(enabled && forced),
  )
  assert.deepEqual(open, [])
  assert.ok((await ownTables()).length >= 12)
})

test('the ente comes first in the key of each of its tables', async () => {
  const keys = await world.database.owner.query(
    sql`
      select c.conrelid::regclass::text as name, a.attname as first from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'p' and c.connamespace = 'public'::regnamespace`,
    { name: text, first: text },
  )
  const first = new Map(keys.map((key) => [key.name, key.first]))
  for (const name of await ownTables()) assert.equal(first.get(name), 'institution_id', name)
})

test('a reference between two tables of an ente carries the ente: row-level security does not look at references', async () => {
  const references = await world.database.owner.query(
    sql`
      select c.conname as name,
        exists (select from pg_attribute a where a.attrelid = c.conrelid and a.attname = 'institution_id') and
        exists (select from pg_attribute a where a.attrelid = c.confrelid and a.attname = 'institution_id') and
        c.confrelid <> 'institutions'::regclass as both,
        exists (
          select from unnest(c.conkey, c.confkey) as pair (own, other)
          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = pair.own and a.attname = 'institution_id'
          join pg_attribute b on b.attrelid = c.confrelid and b.attnum = pair.other and b.attname = 'institution_id'
        ) as carries
      from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace`,
    { name: text, both: boolean, carries: boolean },
  )
  assert.deepEqual(
    references.filter(({ both, carries }) => both && !carries),
    [],
  )
})

test('without an ente nothing is there; with one, only its own rows; and none can be written for another', async () => {
  const { app, worker } = world.database
  for (const name of await ownTables()) {
    const count = { text: `select count(*)::integer as found from ${name}`, values: [] }
    for (const db of [app, worker]) {
      assert.deepEqual(await db.query(count, { found: integer }), [{ found: 0 }], `${name} without an ente`)
    }
    for (const institution of [world.comuneDiTest, world.roccaverde]) {
      const others = {
        text: `select count(*)::integer as found from ${name} where institution_id <> ${institution.institutionId}`,
        values: [],
      }
      const found = await app.institution(institution.institutionId, (tx) => tx.one(others, { found: integer }))
      assert.equal(found.found, 0, `${name} as ${institution.code}`)
    }
  }
  const written = app.institution(world.roccaverde.institutionId, (tx) =>
    tx.run(sql`
      insert into position_events (institution_id, position_id, name, actor, occurred_at)
      values (${world.comuneDiTest.institutionId}, gen_random_uuid(), 'planted', 'test', ${world.clock.now()})`),
  )
  await assert.rejects(written, /row-level security/)
})

test('what says that something happened can be added and never altered', async () => {
  const altering = await world.database.owner.query(
    sql`
      select table_name || ' ' || grantee || ' ' || privilege_type as found
      from information_schema.role_table_grants
      where table_schema = 'public' and table_name in ('receipts', 'receipt_transfers', 'position_events')
        and grantee in ('quietanza_app', 'quietanza_worker') and privilege_type not in ('SELECT', 'INSERT')`,
    { found: text },
  )
  assert.deepEqual(altering, [])
})

test('the roles of the program are nobody special, own nothing, and no function lends them rights', async () => {
  const special = await world.database.owner.query(
    sql`
      select rolname as found from pg_roles
      where rolname in ('quietanza_app', 'quietanza_worker', 'quietanza_verifier', 'quietanza')
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
      union all
      select relname from pg_class where relowner in (
        select oid from pg_roles where rolname in ('quietanza_app', 'quietanza_worker', 'quietanza_verifier', 'quietanza'))
      union all
      select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace
      union all
      select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace
        and not coalesce(reloptions::text like '%security_invoker=true%', false)`,
    { found: text },
  )
  assert.deepEqual(special, [])
})

test('nobody but the verifier reads across enti, and the verifier writes nothing', async () => {
  const rights = await world.database.owner.query(
    sql`
      select table_name || ' ' || privilege_type as found from information_schema.role_table_grants
      where table_schema = 'public' and grantee = 'quietanza_verifier' and privilege_type <> 'SELECT'`,
    { found: text },
  )
  assert.deepEqual(rights, [])
  const across = await world.database.verifier.query(
    sql`select count(distinct institution_id)::integer as found from installments`,
    { found: integer },
  )
  assert.deepEqual(across, [{ found: 2 }])
})
