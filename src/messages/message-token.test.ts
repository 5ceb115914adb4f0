import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { makeToken, readToken } from './message-token.ts'

const key = fc.string({ minLength: 32, maxLength: 32 })
const use = fc.constantFrom('calendar', 'stop:reminder', 'stop:position-created', 'stop:payment-received')

test('a token is read by its key and its use alone, and has the form of every token', () => {
  fc.assert(
    fc.property(fc.uuid(), key, key, use, use, (id, one, other, mine, another) => {
      const token = makeToken(one, mine, id)
      assert.match(token, /^[A-Za-z0-9_-]{43}$/)
      assert.equal(readToken(one, mine, token), id)
      if (one !== other) assert.equal(readToken(other, mine, token), undefined)
      if (mine !== another) assert.equal(readToken(one, another, token), undefined)
    }),
  )
})

test('a character that is changed anywhere makes it nobody’s', () => {
  fc.assert(
    fc.property(fc.uuid(), key, fc.nat(42), fc.constantFrom(...'ABCabc019_-'), (id, one, place, character) => {
      const token = makeToken(one, 'calendar', id)
      const changed = token.slice(0, place) + character + token.slice(place + 1)
      assert.equal(readToken(one, 'calendar', changed), changed === token ? id : undefined)
    }),
  )
})
