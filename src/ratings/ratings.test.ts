import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as fc from 'fast-check'
import { todayInRome } from '../core/time.ts'
import { boolean, integer, nullable, sql, text } from '../platform/sql.ts'
import { type TestPortal, Visitor, createTestPortal, readable } from '../../tests/support/portal.ts'
import { type World, createWorld } from '../../tests/support/world.ts'
import { drawReport } from './rating-report.text.ts'
import { forgetDetails } from './rating.queries.ts'
import { ASPECTS, JOURNEYS, STARS, aspectsFor, totalOf } from './rating.ts'
import { countRatings, listDetails } from './rating.queries.ts'

let world: World
let portal: TestPortal

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
})

after(() => portal.close())

const tokenIn = (body: string) => /name="token" value="([\w-]{43})"/.exec(body)![1]!

async function ratings() {
  const { institutionId } = world.roccaverde
  return world.database.app.read(
    institutionId,
    sql`select stars, journey, aspect, details, is_answered from ratings where institution_id = scope.institution_id
      order by stars, is_answered`,
    { stars: integer, journey: text, aspect: nullable(text), details: nullable(text), is_answered: boolean },
  )
}

test('stars count at once, the answer once, and whoever comes back is thanked', async () => {
  const earlier = (await ratings()).length
  const visitor = new Visitor(portal)
  const token = tokenIn((await visitor.open('/roccaverde/valutazione')).body)
  const sent = { token, journey: 'payment', stars: '4' }
  const rated = await visitor.post('/roccaverde/valutazione', sent)
  assert.equal(rated.status, 303)
  await visitor.post('/roccaverde/valutazione', sent)
  assert.equal((await ratings()).length, earlier + 1)

  const question = await visitor.open(rated.location)
  assert.match(readable(question), /Hai dato 4 stelle su 5\. .*Quali sono stati gli aspetti che hai preferito\?/)
  const answer = { aspect: 'clear', details: '  Tutto\u202e bene ' }
  assert.equal((await visitor.post(rated.location, answer)).status, 303)
  assert.match(readable(await visitor.open(rated.location)), /Grazie, il tuo parere ci aiuterà a migliorare/)

  await visitor.open('/roccaverde/valutazione')
  assert.equal((await visitor.post(rated.location, { aspect: 'other', details: 'altro' })).status, 303)
  await visitor.open('/roccaverde/valutazione')
  await visitor.post('/roccaverde/valutazione', { ...sent, stars: '1' })
  const stored = (await ratings()).find(({ stars }) => stars === 4)
  assert.deepEqual(stored, {
    stars: 4,
    journey: 'payment',
    aspect: 'clear',
    details: 'Tutto bene',
    is_answered: true,
  })
})

test('who goes back and chooses other stars has changed their one rating, and is asked the other question', async () => {
  const earlier = (await ratings()).length
  const visitor = new Visitor(portal)
  const token = tokenIn((await visitor.open('/roccaverde/valutazione')).body)
  await visitor.post('/roccaverde/valutazione', { token, journey: 'registration', stars: '5' })
  const { location } = await visitor.post('/roccaverde/valutazione', { token, journey: 'registration', stars: '2' })
  const page = await visitor.open(location)
  assert.match(readable(page), /Hai dato 2 stelle su 5\. .*Dove hai incontrato le maggiori difficoltà\?/)
  assert.equal((await ratings()).length, earlier + 1)
  // An answer to the question that was not asked is none.
  await visitor.post(location, { aspect: 'clear', details: '' })
  const stored = (await ratings()).find(({ stars }) => stars === 2)
  assert.deepEqual([stored?.aspect, stored?.is_answered], [null, true])
})

test('without stars, or with too many words, the page says so and keeps what was written', async () => {
  const visitor = new Visitor(portal)
  const token = tokenIn((await visitor.open('/roccaverde/valutazione')).body)
  for (const stars of ['', '0', '6']) {
    const refused = await visitor.post('/roccaverde/valutazione', { token, journey: 'portal', stars })
    assert.equal(refused.status, 422)
    assert.match(readable(refused), /C’è un dato da correggere Scegli da 1 a 5 stelle/)
    assert.equal(tokenIn(refused.body), token)
  }
  const { location } = await visitor.post('/roccaverde/valutazione', { token, journey: 'portal', stars: '3' })
  await visitor.open(location)
  const long = await visitor.post(location, { aspect: 'trouble', details: 'x'.repeat(201) })
  assert.equal(long.status, 422)
  assert.match(long.body, /value="x{201}"/)
  assert.match(long.body, /value="trouble" checked/)
})

test('a rating is nobody’s: no session is made for it, and it opens below no other ente', async () => {
  const visitor = new Visitor(portal)
  const token = tokenIn((await visitor.open('/roccaverde/valutazione')).body)
  const count = sql`select count(*)::integer as count from sessions`
  const sessions = await world.database.app.query(count, { count: integer })
  await visitor.post('/roccaverde/valutazione', { token, journey: 'portal', stars: '5' })
  assert.deepEqual(await world.database.app.query(count, { count: integer }), sessions)
  assert.equal((await visitor.open(`/roccaverde/valutazione/${token}`)).status, 200)
  assert.equal((await visitor.open(`/comune-di-test/valutazione/${token}`)).status, 404)
})

test('twenty ratings an hour from one address, and no more', async () => {
  const visitor = new Visitor(portal)
  await visitor.open('/comune-di-test/valutazione')
  const statuses: number[] = []
  for (let press = 0; press < 21; press++) {
    const token = String(press).padStart(43, 'A')
    statuses.push((await visitor.post('/comune-di-test/valutazione', { token, journey: 'portal', stars: '5' })).status)
    await visitor.open('/comune-di-test/valutazione')
  }
  assert.deepEqual(statuses, [...Array(20).fill(303), 429])
})

test('the report counts what was stored, and a year later the free words are gone and the figures are not', async () => {
  const { institutionId, name } = world.roccaverde
  const today = todayInRome(world.clock)
  const period = { from: today.subtract({ days: 1 }), to: today }
  const read = async () => ({
    institutionName: name,
    ...period,
    counts: await countRatings(world.database.app, institutionId, period),
    details: await listDetails(world.database.app, institutionId, period, 10),
  })
  const report = drawReport(await read())
  assert.match(report, /^Comune di Roccaverde: valutazioni dal \d\d\/\d\d\/\d{4} al /)
  assert.match(report, /4 stelle +1 /)
  assert.match(report, / 1 {2}Le indicazioni erano chiare/)
  assert.match(report, /4 stelle {2}Pagamento: Tutto bene/)
  await world.database.worker.institution(institutionId, (tx) => forgetDetails(tx, today.add({ days: 1 })))
  const later = drawReport(await read())
  assert.match(later, /Nessun dettaglio scritto dai cittadini/)
  assert.equal(later.split('\n')[3], report.split('\n')[3])
  const none = { ...(await read()), counts: [], details: undefined }
  assert.match(drawReport(none), /Nessuna valutazione in questo periodo/)
})

test('the mean lies between the least and the most stars, whatever was given, and every rating is counted once', () => {
  const count = fc.record({
    journey: fc.constantFrom(...JOURNEYS),
    stars: fc.constantFrom(...STARS),
    aspect: fc.option(fc.constantFrom(...ASPECTS)),
    count: fc.integer({ min: 1, max: 1_000 }),
  })
  fc.assert(
    fc.property(fc.array(count, { minLength: 1 }), (counts) => {
      const { count: all, byStars, mean } = totalOf(counts)
      const stars = counts.map((each) => each.stars)
      assert.equal(
        [...byStars.values()].reduce((sum, each) => sum + each, 0),
        all,
      )
      assert.ok(mean !== undefined && mean >= Math.min(...stars) - 1e-9 && mean <= Math.max(...stars) + 1e-9)
    }),
  )
})

test('the two questions have five answers each, and only “Altro” in common', () => {
  assert.equal(aspectsFor(5).length, 5)
  assert.equal(aspectsFor(3).length, 5)
  assert.deepEqual(
    aspectsFor(4).filter((aspect) => aspectsFor(1).includes(aspect)),
    ['other'],
  )
})
