/** What was typed, read by its declaration: whatever it is, an answer within its bounds or a problem with its words. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cents, sum } from '../core/money.ts'
import { Temporal } from '../core/time.ts'
import { compose, toPositionDraft } from './compose-position.ts'
import { daysFrom, italianDay, readDay } from './day-text.ts'
import type { AskedField } from './field.ts'
import { NO_DEBTOR, NOTHING_TYPED, type FormId, type TypedForm, fromStored, toStored } from './filled-form.ts'
import { amountProblemText, fieldProblemText } from './form-problem.text.ts'
import type { OpenService } from './open-service.ts'
import { readAmount, readField, readForm } from './read-form.ts'
import { readServiceForm } from './service-form-shape.ts'
import { assertSound } from '../debt-positions/position-draft.ts'

const TODAY = '2026-11-26'
const asked = { name: 'x', label: 'Campo', hint: null, isOptional: false }

function typed(...texts: string[]): TypedForm {
  return { ...NOTHING_TYPED, texts: new Map([['x', texts]]) }
}

const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }))

const anyField: fc.Arbitrary<AskedField> = fc.oneof(
  fc
    .record({ characters: fc.constantFrom('any', 'letters', 'digits', 'letters-and-digits'), maxLength: fc.nat(60) })
    .map(({ characters, maxLength }) => ({
      ...asked,
      kind: 'text' as const,
      minLength: 1,
      maxLength: maxLength + 1,
      characters,
    })),
  fc.nat(100).map((maxLength) => ({ ...asked, kind: 'long-text' as const, maxLength: maxLength + 1 })),
  fc
    .record({ min: fc.nat(50), span: fc.nat(50), decimals: fc.nat(2) })
    .map(({ min, span, decimals }) => ({ ...asked, kind: 'number' as const, min, max: min + span, decimals })),
  fc.record({ from: fc.nat(30), span: fc.nat(60) }).map(({ from, span }) => ({
    ...asked,
    kind: 'date' as const,
    from: { kind: 'from-today' as const, days: -from },
    to: { kind: 'from-today' as const, days: span - from },
  })),
  fc.constant({ ...asked, kind: 'choice' as const, options }),
  fc.record({ least: fc.nat(2), more: fc.nat(1) }).map(({ least, more }) => ({
    ...asked,
    kind: 'choices' as const,
    options,
    least,
    most: Math.max(1, least + more),
  })),
  fc.constant({ ...asked, kind: 'yes-no' as const }),
  fc.constantFrom('anybody', 'person', 'company').map((of) => ({ ...asked, kind: 'fiscal-code' as const, of })),
  fc.boolean().map((allowsForeign) => ({ ...asked, kind: 'licence-plate' as const, allowsForeign })),
)

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ maxLength: 20 }),
  fc.constantFrom(
    'a',
    'b',
    'yes',
    'no',
    '12',
    '12,5',
    '1.234,56',
    '26/11/2026',
    '2026-12-24',
    'AB123CD',
    'RSSMRA80A01H501U',
  ),
)

test('whatever is typed into whatever field is an answer within its bounds, or a problem that is said in words', () => {
  fc.assert(
    fc.property(anyField, fc.array(anyText, { maxLength: 4 }), (field, texts) => {
      const reading = readField(field, typed(...texts), TODAY)
      if ('problem' in reading) {
        const words = fieldProblemText(field, reading.problem, TODAY)
        assert.ok(words.includes('«Campo»') && !/undefined|NaN|null/.test(words), words)
        return
      }
      const { answer } = reading
      if (answer.kind === 'text' && 'maxLength' in field) assert.ok(Array.from(answer.text).length <= field.maxLength)
      if (answer.kind === 'number' && field.kind === 'number') {
        assert.ok(answer.hundredths >= field.min * 100 && answer.hundredths <= field.max * 100)
        assert.equal(answer.hundredths % 10 ** (2 - field.decimals), 0)
      }
      if (answer.kind === 'day' && field.kind === 'date') assert.equal(readDay(answer.day), answer.day)
      if (answer.kind === 'chosen') {
        assert.equal(new Set(answer.values).size, answer.values.length)
        if (field.kind === 'choices')
          assert.ok(answer.values.length >= field.least && answer.values.length <= field.most)
      }
    }),
  )
})

test('days are read as Temporal reads them, in either way of writing', () => {
  fc.assert(
    fc.property(fc.integer({ min: -40_000, max: 60_000 }), (days) => {
      const day = Temporal.PlainDate.from(TODAY).add({ days })
      assert.equal(daysFrom(TODAY, days), day.toString())
      assert.equal(readDay(day.toString()), day.toString())
      assert.equal(readDay(italianDay(day.toString())), day.toString())
    }),
  )
  for (const none of ['', '2026-02-30', '31/11/2026', '29/2/2025', '2026-13-01', 'domani', '26/11/26', '0/1/2026']) {
    assert.equal(readDay(none), undefined, none)
  }
})

test('plates of every kind, and none of what is no plate', () => {
  const reads = (text: string, allowsForeign = false) =>
    'answer' in readField({ ...asked, kind: 'licence-plate', allowsForeign }, typed(text), TODAY)
  for (const plate of ['AB123CD', 'ab 123 cd', 'AB 12345', 'X12AB3', 'MI123456', 'MI 1A2345', 'RM-123456']) {
    assert.ok(reads(plate), plate)
  }
  for (const none of ['AB12CD', 'IO123OI', '12345678', 'AB123CD9', '<script>', 'ÀB123CD']) assert.ok(!reads(none), none)
  assert.ok(reads('W-12345 X', true))
})

test('an amount that is typed is within its bounds and a multiple, or the words say what it must be', () => {
  const tariff = { kind: 'typed' as const, min: cents(2_500), max: cents(50_000), multiple: cents(2_500) }
  fc.assert(
    fc.property(
      fc.oneof(
        anyText,
        fc.nat(70_000).map((value) => (value / 100).toFixed(2)),
      ),
      (text) => {
        const reading = readAmount(tariff, text)
        if ('amount' in reading)
          assert.ok(reading.amount >= 2_500 && reading.amount <= 50_000 && reading.amount % 2_500 === 0)
        else assert.match(amountProblemText(tariff, reading.problem), /importo/i)
      },
    ),
  )
})

const declared = readServiceForm({
  category: 'Prove',
  summary: 'Prova',
  fields: [{ kind: 'number', name: 'x', label: 'Quanti', min: 1, max: 1_000 }],
  tariff: { kind: 'quantity', field: 'x', price: { kind: 'fixed', amount: '1,01' } },
  description: 'Prova {x}',
  shares: [
    { part: { kind: 'remainder' } },
    {
      beneficiary: { fiscalCode: '99000200016', name: 'Provincia', iban: 'IT77C0542899002000000990002' },
      part: { kind: 'percentage', percent: '33,33' },
    },
  ],
})

test('whatever is asked for, the draft is sound and the shares come to it, to the cent', () => {
  assert.ok(declared.outcome === 'read')
  const service = { serviceId: 1, code: 'prova', name: 'Prova', hint: null, form: declared.value } as OpenService
  const creditor = { fiscalCode: '99000100018', name: 'Comune' }
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), (count) => {
      const reading = readForm(declared.value, typed(String(count)), TODAY)
      assert.ok(reading.outcome === 'read')
      assert.equal(reading.amount, 101 * count)
      const composed = compose(declared.value, reading, creditor, Temporal.PlainDate.from(TODAY))
      assert.equal(sum(composed.shares.map(({ amount }) => amount)), reading.amount)
      const debtor = { entityType: 'F', fiscalCode: 'RSSMRA80A01H501U', fullName: 'Mario Rossi' } as never
      assertSound(toPositionDraft(service, composed, creditor, { formId: 'f' as FormId, debtor }))
    }),
  )
})

test('a draft comes back from the database as it was typed', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.array(fc.string())), fc.string(), (texts, amount) => {
      const draft = { ...NOTHING_TYPED, texts: new Map(Object.entries(texts)), amount, debtor: NO_DEBTOR }
      assert.deepEqual(fromStored(JSON.parse(JSON.stringify(toStored(draft))), new Map()), draft)
    }),
  )
})
