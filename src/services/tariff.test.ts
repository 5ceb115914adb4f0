import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Cents, cents, sum } from '../core/money.ts'
import type { Answer } from './field.ts'
import { ONE, decimalsOf, hundredthsText, multiplied, readHundredths } from './number-text.ts'
import { type Tariff, priceOf, pricingFields, typedProblem } from './tariff.ts'

const typed = { kind: 'typed', min: cents(2_500), max: cents(50_000), multiple: cents(2_500) } as const
const amounts = { mese: cents(3_000), anno: cents(19_000) }
const answers = (given: Record<string, Answer>) => new Map(Object.entries(given))
const chosen = (...values: string[]): Answer => ({ kind: 'chosen', values })
const number = (hundredths: number): Answer => ({ kind: 'number', hundredths })

function priced(tariff: Tariff, given: Record<string, Answer>, written?: Cents): number | 'nothing-to-pay' {
  const price = priceOf(tariff, answers(given), written)
  return price.outcome === 'priced' ? price.amount : price.outcome
}

test('of blocchetti of 25 euro one can buy from one to twenty, and no half of one', () => {
  const problems = [2_499, 2_500, 2_501, 50_000, 52_500].map((amount) => typedProblem(typed, cents(amount)))
  assert.deepEqual(problems, ['too-small', undefined, 'not-a-multiple', undefined, 'too-large'])
  assert.equal(priced(typed, {}, cents(5_000)), 5_000)
  assert.equal(priced(typed, {}), 'nothing-to-pay')
})

test('a table gives the price of what was chosen, and nothing for what it does not have', () => {
  const table: Tariff = { kind: 'table', field: 'periodo', amounts }
  assert.equal(priced(table, { periodo: chosen('anno') }), 19_000)
  assert.equal(priced(table, { periodo: chosen('giorno') }), 'nothing-to-pay')
  assert.equal(priced(table, {}), 'nothing-to-pay')
})

test('several that are chosen cost their sum', () => {
  const tariff: Tariff = { kind: 'chosen', field: 'periodo', amounts }
  assert.equal(priced(tariff, { periodo: chosen('mese', 'anno') }), 22_000)
})

test('a quantity is multiplied in whole cents, halves away from zero', () => {
  const tariff: Tariff = { kind: 'quantity', field: 'metri', price: { kind: 'fixed', amount: cents(333) } }
  assert.equal(priced(tariff, { metri: number(250) }), 833)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 1_000 }), (price, quantity) => {
      const line: Tariff = { kind: 'quantity', field: 'q', price: { kind: 'fixed', amount: cents(price) } }
      const expected = price * quantity
      assert.equal(priced(line, { q: number(quantity * ONE) }), expected < 1 ? 'nothing-to-pay' : expected)
      assert.equal(multiplied(cents(price), quantity), expected)
    }),
  )
})

test('a sum says what it is made of, leaves out what does not apply, and is the sum of its lines', () => {
  const tariff: Tariff = {
    kind: 'sum',
    lines: [
      { label: 'Diritti', when: null, price: { kind: 'fixed', amount: cents(1_600) } },
      { label: 'Urgenza', when: { field: 'urgente', is: 'yes' }, price: { kind: 'fixed', amount: cents(800) } },
      {
        label: 'Copie',
        when: null,
        price: { kind: 'quantity', field: 'copie', price: { kind: 'fixed', amount: cents(26) } },
      },
    ],
  }
  const linesOf = (given: Record<string, Answer>) => {
    const price = priceOf(tariff, answers(given), undefined)
    assert.ok(price.outcome === 'priced')
    assert.equal(sum(price.lines.map(({ amount }) => amount)), price.amount)
    return price.lines.map(({ label, amount }) => `${label} ${amount}`)
  }
  assert.deepEqual(linesOf({ urgente: chosen('no'), copie: number(0) }), ['Diritti 1600'])
  assert.deepEqual(linesOf({ urgente: chosen('yes'), copie: number(300) }), ['Diritti 1600', 'Urgenza 800', 'Copie 78'])
  assert.deepEqual(pricingFields(tariff), ['urgente', 'copie'])
})

test('numbers are read as people write them, and written back the same', () => {
  const read = ['12', '12,5', '12.50', '1.234,5', '-3', '1,234,5', 'dodici', '1,234'].map(readHundredths)
  assert.deepEqual(read, [1_200, 1_250, 1_250, 123_450, -300, undefined, undefined, undefined])
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (hundredths) => {
      const text = hundredthsText(hundredths)
      assert.equal(readHundredths(text), hundredths)
      assert.equal(decimalsOf(hundredths), (text.split(',')[1] ?? '').length)
    }),
  )
})
