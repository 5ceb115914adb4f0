/** The laws of carts on a real PostgreSQL: for any sequence of changes, and for changes that come at the same moment. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import { headOfRoccaverde, headOfTest, receiptMessage, valueOf } from '../../tests/support/node.ts'
import { type TestPortal, Visitor, createTestPortal } from '../../tests/support/portal.ts'
import { type World, createPosition, createWorld, silent } from '../../tests/support/world.ts'
import type { AccountId } from '../accounts/account.ts'
import type { SessionId } from '../accounts/session.ts'
import { parseFiscalCode } from '../core/fiscal-code.ts'
import { findPositions } from '../debt-positions/citizen.queries.ts'
import type { SeenPosition } from '../debt-positions/position-record.ts'
import type { Institution } from '../institutions/institution.ts'
import { createStation } from '../pa-for-node/station.route.ts'
import { newId } from '../platform/random.ts'
import { integer, sql } from '../platform/sql.ts'
import { addToCart } from './add-to-cart.operation.ts'
import { carryCart } from './carry-cart.operation.ts'
import { type CartEntry, type CartId, type CartNotice, type CartOwner, judgeAddition, judgeMerging } from './cart.ts'
import { listEntries, openCart } from './cart.queries.ts'
import { clearCart, removeFromCart } from './change-cart.operation.ts'

let world: World
let portal: TestPortal
let station: ReturnType<typeof createStation>
let goods: Good[]

/** Something to put into a cart: nine notices of two enti, three of which pay one debt in two ways. */
type Good = { institution: Institution; position: SeenPosition; notice: CartNotice }

const MARIO = parseFiscalCode('RSSMRA80A01H501U')!

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
  station = createStation({
    config: portal.services.config.station,
    context: { db: world.database.app, directory: world.directory, clock: world.clock },
    log: silent,
  })
  const { roccaverde, comuneDiTest } = world
  const plan = [
    { amountCents: 2_700, dueOn: '2026-12-01' },
    { amountCents: 2_700, dueOn: '2027-01-01' },
  ]
  await createPosition(world, roccaverde, { plan })
  for (let i = 0; i < 3; i++) await createPosition(world, roccaverde)
  for (let i = 0; i < 3; i++) await createPosition(world, comuneDiTest)
  goods = [...(await goodsOf(roccaverde)), ...(await goodsOf(comuneDiTest))]
  assert.equal(goods.length, 9)
})

after(async () => {
  await portal.close()
  await station.close()
})

async function goodsOf(institution: Institution): Promise<Good[]> {
  const { app } = world.database
  const { institutionId } = institution
  const rows = await app.institution(institutionId, (tx) =>
    tx.many(sql`select installment_id::text, position_id::text, option_no from installments order by 1`, {
      installment_id: String,
      position_id: String,
      option_no: Number,
    }),
  )
  const ids = rows.map((row) => row.installment_id)
  const sight = { sessionId: null, accountId: null, fiscalCode: MARIO, cartId: null }
  const positions = await findPositions(app, institutionId, sight, ids, world.clock.now())
  return rows.map((row) => {
    const position = positions.find(({ record }) => record.installmentId === row.installment_id)!
    const { installmentId } = position.record
    const positionId = row.position_id as CartNotice['positionId']
    return { institution, position, notice: { institutionId, installmentId, positionId, optionNo: row.option_no } }
  })
}

/** Two people, each with a browser; rows as signing up and signing in would leave them. */
async function people(count: number): Promise<{ accountId: AccountId; sessionId: SessionId }[]> {
  const made = Array.from({ length: count }, () => ({
    accountId: newId() as AccountId,
    sessionId: newId() as SessionId,
  }))
  const now = world.clock.now()
  for (const { accountId, sessionId } of made) {
    const email = `${accountId}@example.it`
    await world.database.app.run(sql`
      insert into accounts (account_id, email, email_key, entity_type, fiscal_code, password_hash, status, registered_at,
        activated_at)
      values (${accountId}, ${email}, ${email}, 'F', ${MARIO}, 'x', 'active', ${now}, ${now})`)
    await world.database.app.run(sql`
      insert into sessions (session_id, token_sha256, token_changed_at, created_at, last_seen_at)
      values (${sessionId}, sha256(${sessionId}::bytea), ${now}, ${now}, ${now})`)
  }
  return made
}

async function contents(owner: CartOwner): Promise<CartEntry[]> {
  return world.database.app.transaction(async (tx) =>
    listEntries(tx, await openCart(tx, owner, newId() as CartId, world.clock.now())),
  )
}

/** A cart lists its notices in the order in which they were put in, also after they have moved. */
type Dated = CartEntry & { at: number }

type Step =
  | { do: 'add' | 'remove'; who: 'guest' | 'account'; good: number }
  | { do: 'clear'; who: 'guest' | 'account' }
  | { do: 'sign-in' }

const who = fc.constantFrom('guest' as const, 'account' as const)
const good = fc.nat({ max: 8 })
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('add' as const), who, good }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('remove' as const), who, good }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const), who }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'sign-in' }) },
)

test('for any sequence of changes the database holds what the rules say, place by place', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 5, maxLength: 30 }), async (sequence) => {
      const { app: db } = world.database
      const services = { db, clock: world.clock }
      const [person] = await people(1)
      const { accountId, sessionId } = person!
      const owners = { guest: { kind: 'browser', sessionId }, account: { kind: 'account', accountId } } as const
      const model: Record<'guest' | 'account', Dated[]> = { guest: [], account: [] }
      for (const [at, step] of sequence.entries()) {
        world.clock.advance({ milliseconds: 1 })
        switch (step.do) {
          case 'add': {
            const { institution, position, notice } = goods[step.good]!
            const expected = judgeAddition(model[step.who], notice)
            assert.deepEqual(await addToCart(services, owners[step.who], institution, position), expected)
            if (expected.outcome === 'added') model[step.who].push({ ...notice, place: expected.place, at })
            break
          }
          case 'remove': {
            const { institution, notice } = goods[step.good]!
            const isThere = model[step.who].some(({ installmentId }) => installmentId === notice.installmentId)
            const removed = await removeFromCart(services, owners[step.who], institution, notice.installmentId)
            assert.equal(removed, isThere ? 'removed' : 'not-there')
            model[step.who] = model[step.who].filter(({ installmentId }) => installmentId !== notice.installmentId)
            break
          }
          case 'clear':
            await clearCart(services, owners[step.who])
            model[step.who] = []
            break
          case 'sign-in': {
            const { moved, leftOut } = judgeMerging(model.account, model.guest)
            const told = await db.transaction((tx) => carryCart(tx, sessionId, accountId, world.clock.now()))
            assert.deepEqual(told.map(keyOf), leftOut.map(keyOf))
            const arrived = moved.map(({ from, to }) => ({
              ...model.guest.find(({ place }) => place === from)!,
              place: to,
            }))
            model.account = [...model.account, ...arrived].toSorted((one, other) => one.at - other.at)
            model.guest = []
          }
        }
      }
      for (const name of ['guest', 'account'] as const) {
        const found = (await contents(owners[name])).map((entry) => `${entry.place} ${keyOf(entry)}`)
        assert.deepEqual(found.toSorted(), model[name].map((entry) => `${entry.place} ${keyOf(entry)}`).toSorted())
      }
    }),
    { numRuns: 40 },
  )
  await assertLedgerIsSound(world)
})

function keyOf({ institutionId, installmentId }: CartNotice): string {
  return `${institutionId}/${installmentId}`
}

test('two browsers of one account at once: never above five, nothing lost, nothing twice', async () => {
  const { app: db } = world.database
  const services = { db, clock: world.clock }
  const [person] = await people(1)
  const owner: CartOwner = { kind: 'account', accountId: person!.accountId }
  for (let round = 0; round < 15; round++) {
    const earlier: number = (await contents(owner)).length
    const results: string[] = await Promise.all(
      Array.from({ length: 24 }, (_, index): Promise<string> => {
        const { institution, position } = goods[(index * 5 + round) % goods.length]!
        return index % 4 === 3
          ? removeFromCart(services, owner, institution, position.record.installmentId)
          : addToCart(services, owner, institution, position).then(({ outcome }) => outcome)
      }),
    )
    const added = results.filter((result) => result === 'added').length
    const removed = results.filter((result) => result === 'removed').length
    const entries = await contents(owner)
    assert.equal(entries.length, earlier + added - removed)
    assert.ok(entries.length <= 5)
    assert.equal(new Set(entries.map(keyOf)).size, entries.length)
  }
  await assertLedgerIsSound(world)
})

test('adding while somebody signs in with the same browser: the notice ends in the account’s cart', async () => {
  const { app: db } = world.database
  const services = { db, clock: world.clock }
  for (let round = 0; round < 20; round++) {
    const [person] = await people(1)
    const { accountId, sessionId } = person!
    const { institution, position } = goods[round % goods.length]!
    await Promise.all([
      addToCart(services, { kind: 'browser', sessionId }, institution, position),
      db.transaction(async (tx) => {
        await tx.run(sql`
          update sessions set account_id = ${accountId}, signed_in_at = ${world.clock.now()}
          where session_id = ${sessionId}`)
        await carryCart(tx, sessionId, accountId, world.clock.now())
      }),
    ])
    assert.deepEqual(
      (await contents({ kind: 'account', accountId })).map(({ installmentId }) => installmentId),
      [position.record.installmentId],
    )
  }
})

test('a payment that has to wait holds no notice of the enti that come after: nobody waits in a circle', async () => {
  const { roccaverde, comuneDiTest } = world
  const [first, last] = [roccaverde, comuneDiTest].toSorted((one, other) => one.institutionId - other.institutionId)
  const [early, late] = await Promise.all([first!, last!].map((institution) => openNotice(institution)))
  await world.database.owner.run(sql`update institutions set allows_guest_payment = true`)
  await world.directory.refresh()
  // In the cart they stand the other way round.
  const visitor = await visitorWith([late!, early!])
  const press = payOf(visitor)
  const holder = await lockFrom(early!)
  const pressed = press()
  try {
    for (let tries = 0; (await waitingForLocks()) === 0; tries++) {
      assert.ok(tries < 500, 'the payment waits for the notice')
      await sleep(10)
    }
    await (await lockFrom(late!, 'nowait')).release()
  } finally {
    await holder.release()
  }
  assert.match((await pressed).location, /^https:\/\/checkout\.example\/c\//)
})

/** On a connection of its own: the program itself refuses a transaction beside another. */
async function lockFrom({ institution, installmentId }: Wanted, words = ''): Promise<{ release(): Promise<void> }> {
  const client = await world.database.app.pool.connect()
  const release = async () => {
    await client.query('rollback')
    client.release()
  }
  try {
    await client.query('begin')
    await client.query("select set_config('app.institution_id', $1, true)", [String(institution.institutionId)])
    const { rowCount } = await client.query(
      `select from installments where institution_id = $1 and installment_id = $2 for update ${words}`,
      [institution.institutionId, installmentId],
    )
    assert.equal(rowCount, 1)
  } catch (error) {
    await release()
    throw error
  }
  return { release }
}

async function openNotice(institution: Institution): Promise<Wanted> {
  const service = institution.code === 'roccaverde' ? 'mensa' : 'test'
  return { ...(await createPosition(world, institution, { service })), institution }
}

async function waitingForLocks(): Promise<number> {
  const [row] = await world.database.owner.query(
    sql`
      select count(*) as found from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where not l.granted and a.datname = current_database()`,
    { found: integer },
  )
  return row?.found ?? 0
}

test('carts that share notices are paid, changed and receipted at once: no answer is lost, no lock is for ever', async () => {
  const { roccaverde, comuneDiTest } = world
  for (let round = 0; round < 4; round++) {
    const enti = [roccaverde, comuneDiTest, roccaverde, comuneDiTest]
    const notices = await Promise.all(enti.map((institution) => openNotice(institution)))
    // Guests of an ente that asks who pays would not get that far.
    await world.database.owner.run(sql`update institutions set allows_guest_payment = true`)
    await world.directory.refresh()
    const visitors = await Promise.all([
      visitorWith(notices),
      visitorWith(notices.toReversed()),
      visitorWith([notices[1]!, notices[2]!]),
    ])
    const presses = visitors.map((visitor) => payOf(visitor))
    const answers = await Promise.all([
      ...presses.flatMap((press) => [press(), press()]),
      ...visitors.map((visitor) =>
        visitor.post('/roccaverde/carrello/rimuovi', {
          institutionCode: 'roccaverde',
          installmentId: notices[2]!.installmentId,
        }),
      ),
      ...notices.map(async ({ institution, noticeNumber }, index) => {
        const head = institution === roccaverde ? headOfRoccaverde : headOfTest
        const payload = receiptMessage(2, { receiptId: `contested-${round}-${index}`, noticeNumber }, head)
        const { body, statusCode } = await station.inject({ method: 'POST', url: '/pa-for-node', payload })
        assert.equal(valueOf(body, 'outcome'), 'OK', body)
        return { status: statusCode }
      }),
    ])
    for (const { status } of answers) assert.ok(status < 500, `${status}`)
  }
  await assertLedgerIsSound(world)
})

type Wanted = { institution: Institution; installmentId: string; noticeNumber: string }

async function visitorWith(notices: readonly Wanted[]): Promise<Visitor> {
  const visitor = new Visitor(portal)
  for (const { institution, installmentId, noticeNumber } of notices) {
    await visitor.open(`/${institution.code}/`)
    const found = await visitor.post(`/${institution.code}/ricerca`, { fiscalCode: MARIO, noticeNumber })
    await visitor.open(found.location)
    const added = await visitor.post(`/${institution.code}/pratiche/${installmentId}/carrello`)
    assert.match(added.location, /carrello=aggiunta/)
  }
  await visitor.open('/roccaverde/carrello')
  return visitor
}

/** The button of the page that the visitor has open. */
function payOf(visitor: Visitor): () => ReturnType<Visitor['post']> {
  const form = /<form[^>]*\/carrello\/paga".*?<\/form>/.exec(visitor.last?.body ?? '')?.[0] ?? ''
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? ''
  const fields = { operationId: value('operationId'), amount: value('amount'), notices: value('notices') }
  return () => visitor.post('/roccaverde/carrello/paga', fields)
}
