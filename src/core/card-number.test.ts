import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdsCardNumber } from './card-number.ts'

test('a card’s number is seen however it is written, inside any text', () => {
  // The numbers that the networks publish for tests.
  for (const number of [
    '4111111111111111',
    '5555555555554444',
    '378282246310005',
    '36227206271667',
    '2223003122003222',
  ]) {
    const spaced = number.replace(/(.{4})/g, '$1 ').trim()
    for (const text of [number, spaced, spaced.replaceAll(' ', '-'), `ho pagato con ${spaced}, scade 12/29`]) {
      assert.ok(holdsCardNumber(text), text)
    }
  }
})

test('the codes of a payment are no card', () => {
  for (const text of [
    '302012345678901236',
    '02012345678901236',
    '3020 1234 5678 9012 36',
    'c110729d258c4ab1b765fe902aae41d6',
    '4111111111111112',
    'Tel. 333 1234567',
    '',
  ]) {
    assert.ok(!holdsCardNumber(text), text)
  }
})
