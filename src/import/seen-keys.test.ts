import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createSeenKeys } from './seen-keys.ts'

test('it says what a map would say', () => {
  const keys = fc.oneof(fc.string({ unit: 'binary', maxLength: 4 }), fc.constantFrom('A-1', 'A-2', 'A-1 '))
  fc.assert(
    fc.property(fc.array(keys), (sequence) => {
      const seen = createSeenKeys()
      const map = new Map<string, number>()
      sequence.forEach((key, index) => {
        const line = index + 2
        assert.equal(seen.see(key, line), map.get(key))
        if (!map.has(key)) map.set(key, line)
      })
    }),
  )
})

test('a hundred thousand keys that look alike stay apart while it grows', () => {
  const seen = createSeenKeys()
  for (let index = 1; index <= 100_000; index++) assert.equal(seen.see(`TARI-2026-${index}`, index), undefined)
  for (let index = 1; index <= 100_000; index += 997) assert.equal(seen.see(`TARI-2026-${index}`, 1), index)
})
