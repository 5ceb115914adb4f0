import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type Cents,
  MAX_AMOUNT,
  cents,
  formatAmount,
  fromDecimal,
  isPayableAmount,
  parseAmount,
  sum,
  toDecimal,
} from './money.ts'

const amounts = fc.integer({ min: 0, max: MAX_AMOUNT }).map(cents)

test('what is written for the Node reads back to the same cents', () => {
  fc.assert(fc.property(amounts, (amount) => assert.equal(fromDecimal(toDecimal(amount)), amount)))
})

test('what is written for a person reads back to the same cents', () => {
  fc.assert(fc.property(amounts, (amount) => assert.equal(parseAmount(formatAmount(amount)), amount)))
})

test('amounts are written as Italians and as the schema write them', () => {
  assert.equal(formatAmount(cents(123_456)), '1.234,56')
  assert.equal(formatAmount(cents(5)), '0,05')
  assert.equal(formatAmount(cents(-5)), '-0,05')
  assert.equal(formatAmount(MAX_AMOUNT), '999.999.999,99')
  assert.equal(toDecimal(cents(12_000)), '120.00')
  assert.equal(toDecimal(cents(7)), '0.07')
})

test('a person may write an amount in any usual way', () => {
  for (const [written, expected] of [
    ['12', 1200],
    ['12,5', 1250],
    ['12,50', 1250],
    ['12.50', 1250],
    ['1.234', 123_400],
    ['1.234,56', 123_456],
    ['1234.56', 123_456],
    [' 6,00 € ', 600],
  ] as const) {
    assert.equal(parseAmount(written), expected, written)
  }
})

test('what is not an amount is refused, never guessed', () => {
  for (const written of [
    '',
    '-1',
    '1,234',
    '1.23.45',
    '1e3',
    'abc',
    '٣',
    '0x10',
    '1,2,3',
    '9999999999,00',
    'Infinity',
  ]) {
    assert.equal(parseAmount(written), undefined, written)
  }
  for (const written of ['120', '120.0', '120.000', '-1.00', '1234567890.00', ' 1.00']) {
    assert.equal(fromDecimal(written), undefined, written)
  }
})

test('a fraction of a cent is not money', () => {
  assert.throws(() => cents(0.1), RangeError)
  assert.throws(() => cents(Number.NaN), RangeError)
  assert.equal(isPayableAmount(0), false)
  assert.equal(isPayableAmount(1), true)
  assert.equal(isPayableAmount(MAX_AMOUNT + 1), false)
})

test('a sum is the sum, whatever the order', () => {
  const some = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }).map(cents))
  fc.assert(fc.property(some, (list: Cents[]) => assert.equal(sum(list), sum(list.toReversed()))))
})
