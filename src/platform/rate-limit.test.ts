import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { createTestDatabase } from '../../tests/support/database.ts'
import { Temporal } from '../core/time.ts'
import { type RateLimiter, createRateLimiter } from './rate-limit.ts'

const HOUR = { name: 'test-hour', limit: 5, windowSeconds: 3600 }
const DAY = { name: 'test-day', limit: 100, windowSeconds: 86_400 }
const now = Temporal.Instant.from('2026-11-24T10:00:00Z')

let limiter: RateLimiter
let serial = 0
const newKey = () => `key-${++serial}`

before(async () => {
  limiter = createRateLimiter((await createTestDatabase()).app, 'secret', (error) => {
    throw error
  })
})

test('of many who count one thing at once each hears another number, and none is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ who: fc.integer({ min: 0, max: 3 }), weight: fc.integer({ min: 1, max: 3 }) }), {
        minLength: 1,
        maxLength: 80,
      }),
      async (tries) => {
        const keys = [newKey(), newKey(), newKey(), newKey()]
        const heard = await Promise.all(
          tries.map(({ who, weight }) =>
            limiter.count(
              [
                { policy: HOUR, key: keys[who]!, weight },
                { policy: DAY, key: keys[who]!, weight },
              ],
              now,
            ),
          ),
        )
        for (const who of keys.keys()) {
          // In whatever order: each number is the one before plus the asker's weight.
          const own = tries.flatMap((each, index) =>
            each.who === who ? [{ weight: each.weight, hits: heard[index]!.get(HOUR.name)! }] : [],
          )
          let total = 0
          for (const { weight, hits } of own.toSorted((one, other) => one.hits - other.hits)) {
            total += weight
            assert.equal(hits, total)
          }
        }
        for (const hits of heard) assert.equal(hits.get(HOUR.name), hits.get(DAY.name))
      },
    ),
    { numRuns: 30 },
  )
})

test('a look counts nothing, and sees what others have counted', async () => {
  const key = newKey()
  const look = { policy: HOUR, key, weight: 0 }
  const looks = await Promise.all(Array.from({ length: 40 }, () => limiter.count([look], now)))
  assert.ok(looks.every((hits) => hits.get(HOUR.name) === 0))
  await limiter.count([{ policy: HOUR, key, weight: 2 }], now)
  assert.equal((await limiter.count([look], now)).get(HOUR.name), 2)
  const later = now.add({ hours: 1 })
  assert.equal((await limiter.count([look], later)).get(HOUR.name), 0)
})

test('of twenty tries at once as many pass as the limit says; the others hear when to come again', async () => {
  const counts = [{ policy: HOUR, key: newKey(), weight: 1 }]
  const answers = await Promise.all(Array.from({ length: 20 }, () => limiter.exceeded(counts, now)))
  assert.equal(answers.filter((answer) => answer === undefined).length, HOUR.limit)
  for (const answer of answers) if (answer) assert.equal(answer.retryAfterSeconds, 3600)
})
