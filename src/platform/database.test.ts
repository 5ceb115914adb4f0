/** Visits: a query that forgets its institution finds nothing, however its transaction came by one. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import pg from 'pg'
import type { InstitutionId } from '../core/institution-id.ts'
import { type Database, type InstitutionTx, type Tx, openDatabase } from './database.ts'
import { integer, sql } from './sql.ts'
import { type World, createPosition, createWorld } from '../../tests/support/world.ts'

let world: World

before(async () => {
  world = await createWorld()
  await createPosition(world, world.roccaverde)
  await createPosition(world, world.comuneDiTest)
  await createPosition(world, world.comuneDiTest)
})

/** Says nothing of an institution: what it counts is what the policies let it see. */
async function visible(tx: Tx): Promise<number> {
  return (await tx.one(sql`select count(*) as found from installments`, { found: integer })).found
}

test('a transaction sees the rows of the institution that it visits, and nobody’s before, between and after', async () => {
  const seen = await world.database.app.transaction(async (tx) => [
    await visible(tx),
    await tx.visit(world.comuneDiTest.institutionId, visible),
    await visible(tx),
    await tx.visit(world.roccaverde.institutionId, visible),
    await visible(tx),
  ])
  assert.deepEqual(seen, [0, 2, 0, 1, 0])
})

test('nothing can be asked in the name of an institution that is not being visited', async () => {
  const { app } = world.database
  const { comuneDiTest, roccaverde } = world
  const refused = /outside of its visit/
  await assert.rejects(
    app.transaction((tx) => tx.visit(roccaverde.institutionId, () => visible(tx))),
    refused,
    'the transaction itself, during a visit',
  )
  await assert.rejects(
    app.transaction((tx) =>
      Promise.all([tx.visit(roccaverde.institutionId, visible), tx.visit(comuneDiTest.institutionId, visible)]),
    ),
    refused,
    'two visits at once',
  )
  await assert.rejects(
    app.transaction(async (tx) => {
      const kept = await tx.visit(roccaverde.institutionId, async (visit): Promise<InstitutionTx> => visit)
      return tx.visit(comuneDiTest.institutionId, () => visible(kept))
    }),
    refused,
    'a visit that is over',
  )
})

test('a visit that fails leaves no scope behind: not in its transaction, nor on its connection', async () => {
  const { app } = world.database
  const seen = await app.transaction(async (tx) => {
    await assert.rejects(
      tx.visit(world.roccaverde.institutionId, async () => {
        throw new Error('on purpose')
      }),
      /on purpose/,
    )
    return visible(tx)
  })
  assert.equal(seen, 0)
  await assert.rejects(
    app.transaction((tx) => tx.visit(world.roccaverde.institutionId, (visit) => visit.run(sql`select 1 / 0`))),
    /division by zero/,
  )
  const everyConnection = await Promise.all(Array.from({ length: 20 }, () => app.transaction(visible)))
  assert.deepEqual(new Set(everyConnection), new Set([0]))
})

test('what several visits have written is written together or not at all', async () => {
  const { app } = world.database
  const { comuneDiTest, roccaverde } = world
  const rename = (tx: InstitutionTx) => tx.run(sql`update installments set description = 'insieme'`)
  const renamed = (tx: InstitutionTx) =>
    tx.one(sql`select count(*) as found from installments where description = 'insieme'`, { found: integer })
  await assert.rejects(
    app.transaction(async (tx) => {
      await tx.visit(comuneDiTest.institutionId, rename)
      await tx.visit(roccaverde.institutionId, rename)
      throw new Error('on purpose')
    }),
    /on purpose/,
  )
  assert.equal((await app.institution(comuneDiTest.institutionId, renamed)).found, 0)
  await app.transaction(async (tx) => {
    await tx.visit(comuneDiTest.institutionId, rename)
    await tx.visit(roccaverde.institutionId, rename)
  })
  assert.equal((await app.institution(comuneDiTest.institutionId, renamed)).found, 2)
  assert.equal((await app.institution(roccaverde.institutionId, renamed)).found, 1)
})

/** As few as make everybody wait for a turn. */
async function withTwoConnections<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase({
    url: world.database.url,
    role: 'quietanza_app',
    poolSize: 2,
    applicationName: 'two connections',
    onError: () => {},
  })
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

async function visibleTo(db: Database, { institutionId }: { institutionId: InstitutionId }): Promise<number> {
  const rows = await db.read(
    institutionId,
    sql`select count(*) as found from installments where scope.institution_id is not null`,
    { found: integer },
  )
  return rows[0]!.found
}

test('reads in turns on a connection see only the rows of their own institution, whoever asks before and behind', async () => {
  const { comuneDiTest, roccaverde } = world
  await withTwoConnections(async (db) => {
    const asked = Array.from({ length: 200 }, (_, index) => (index % 3 === 0 ? roccaverde : comuneDiTest))
    const expected = asked.map((institution) => (institution === roccaverde ? 1 : 2))
    assert.deepEqual(await Promise.all(asked.map((institution) => visibleTo(db, institution))), expected)
    assert.equal(await db.transaction(visible), 0)
  })
})

test('a read that fails takes no other with it, and a lost connection is replaced', async () => {
  const { roccaverde, database } = world
  await withTwoConnections(async (db) => {
    const bad = () =>
      db.read(roccaverde.institutionId, sql`select 1 / 0 as found from (select scope.institution_id) as none`, {
        found: integer,
      })
    const results = await Promise.allSettled([1, 2, 3, 4].flatMap(() => [bad(), visibleTo(db, roccaverde)]))
    assert.deepEqual(
      results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed')),
      [1, 2, 3, 4].flatMap(() => ['failed', 1]),
    )
    await terminate(database.superuserUrl)
    // No more of them fail than there were connections.
    for (const _ of [1, 2]) await visibleTo(db, roccaverde).catch(() => {})
    assert.deepEqual(await Promise.all([1, 2, 3, 4].map(() => visibleTo(db, roccaverde))), [1, 1, 1, 1])
  })
})

/** Ends both connections, as a restart of the database does. */
async function terminate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'two connections'",
  )
  await client.end()
}
