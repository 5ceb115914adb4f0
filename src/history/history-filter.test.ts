import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { safeHref } from '../ui/link.tsx'
import { HISTORY_FIELDS, type HistoryForm, addressOf, emptyHistoryForm, historyQuery } from './history-filter.ts'
import { isFiltered, readHistoryForm } from './history-filter.ts'

const forms = fc.record(
  Object.fromEntries(Object.keys(HISTORY_FIELDS).map((name) => [name, fc.string({ maxLength: 12 })])) as Record<
    keyof HistoryForm,
    fc.Arbitrary<string>
  >,
)

test('whatever stands in the address is understood, or asks for nothing', () => {
  fc.assert(
    fc.property(forms, (form) => {
      const { filter, errors } = readHistoryForm(form)
      assert.ok(filter.states.length > 0)
      assert.ok(!filter.words.some((word) => /\s/.test(word) || word === ''))
      if (filter.least !== undefined && filter.most !== undefined) assert.ok(filter.least <= filter.most)
      if (errors.da) assert.equal(filter.least, undefined)
      if (errors.a) assert.equal(filter.most, undefined)
    }),
  )
})

test('what was asked goes on to the next page unchanged, in an address that a page may link to', () => {
  fc.assert(
    fc.property(forms, (form) => {
      const address = addressOf('/roccaverde/storico', historyQuery(form))
      assert.equal(safeHref(address), address)
      const asked = new URL(address, 'http://localhost').searchParams
      for (const name of Object.keys(form) as (keyof HistoryForm)[]) {
        assert.equal(asked.get(name) ?? '', form[name].trim(), name)
      }
    }),
  )
  assert.ok(!isFiltered(emptyHistoryForm))
})

test('an amount that is none, and a range that ends before it begins, are said', () => {
  const read = (da: string, a: string) => readHistoryForm({ ...emptyHistoryForm, da, a }).errors
  assert.deepEqual(read('54', '60,50'), {})
  assert.deepEqual(read('cinquanta', ''), { da: 'no-amount' })
  assert.deepEqual(read('60', '54,00'), { a: 'below-least' })
})
