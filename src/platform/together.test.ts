import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { test } from 'node:test'
import fc from 'fast-check'
import { together } from './together.ts'

type Round = { items: number[]; finish: () => void; fail: (error: Error) => void }

/** Work whose rounds the test ends itself; an odd item is refused, an even one doubled. */
function atWill({ most = 3, rounds = 2 } = {}) {
  const open: Round[] = []
  const splits: unknown[] = []
  const ask = together<number, number>({
    keyOf: (item) => Math.floor(item / 100),
    most,
    rounds,
    onSplit: (error) => splits.push(error),
    work: (items) =>
      new Promise((resolve, reject) => {
        open.push({ items: [...items], finish: () => resolve(items.map(answerTo)), fail: reject })
      }),
  })
  return { open, ask, splits }
}

async function answerTo(item: number): Promise<number> {
  if (item % 2 !== 0) throw new Error(`no ${item}`)
  return item * 2
}

test('what comes alone goes at once; what comes meanwhile waits, and goes together', async () => {
  const { open, ask } = atWill()
  const answers = Promise.all([2, 4, 6, 8, 10, 12].map(ask))
  assert.deepEqual(
    open.map(({ items }) => items),
    [[2], [4]],
  )
  open[0]!.finish()
  await new Promise(setImmediate)
  assert.deepEqual(open[2]?.items, [6, 8, 10])
  for (const round of open) round.finish()
  await new Promise(setImmediate)
  assert.deepEqual(open[3]?.items, [12])
  open[3].finish()
  assert.deepEqual(await answers, [4, 8, 12, 16, 20, 24])
})

test('a round knows nothing of what surrounds its callers', async () => {
  const caller = new AsyncLocalStorage<number>()
  const ask = together<number, number | undefined>({
    keyOf: () => '',
    most: 2,
    rounds: 1,
    onSplit: (error) => assert.fail(String(error)),
    work: async (items) => items.map(() => caller.getStore()),
  })
  const heard = [1, 2, 3, 4].map((who) => caller.run(who, () => ask(who)))
  assert.deepEqual(await Promise.all(heard), [undefined, undefined, undefined, undefined])
})

test('another key has rounds of its own', () => {
  const { open, ask } = atWill({ rounds: 1 })
  for (const item of [2, 4, 102, 104]) void ask(item)
  assert.deepEqual(
    open.map(({ items }) => items),
    [[2], [102]],
  )
})

test('a round of several that fails is done again one by one; one alone has failed', async () => {
  const { open, ask, splits } = atWill({ rounds: 1 })
  const answers = Promise.allSettled([2, 4, 6].map(ask))
  open[0]!.fail(new Error('away'))
  await new Promise(setImmediate)
  assert.deepEqual(open[1]?.items, [4, 6])
  open[1].fail(new Error('because of 6'))
  await new Promise(setImmediate)
  assert.deepEqual(
    open.slice(2).map(({ items }) => items),
    [[4], [6]],
  )
  open[2]!.finish()
  open[3]!.fail(new Error('six itself'))
  assert.deepEqual(
    (await answers).map((answer) => (answer.status === 'fulfilled' ? answer.value : String(answer.reason))),
    ['Error: away', 8, 'Error: six itself'],
  )
  assert.equal(splits.length, 1)
})

test('each has its own answer, once, however the rounds fall', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 3 }),
      async (items, most, rounds) => {
        let underWay = 0
        const ask = together<number, number>({
          keyOf: () => 0,
          most,
          rounds,
          onSplit: (error) => assert.fail(String(error)),
          async work(taken) {
            underWay++
            assert.ok(underWay <= rounds && taken.length <= most && taken.length > 0)
            await new Promise(setImmediate)
            underWay--
            return taken.map(answerTo)
          },
        })
        const answers = await Promise.allSettled(items.map(ask))
        assert.deepEqual(answers, await Promise.allSettled(items.map(answerTo)))
      },
    ),
    { numRuns: 50 },
  )
})
