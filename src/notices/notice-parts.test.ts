import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cents } from '../core/money.ts'
import { composeNoticeNumber } from '../core/notice-number.ts'
import { type InstallmentId, OPTION_KINDS } from '../debt-positions/installment.ts'
import { payablesOf } from './notice-document.ts'
import { type NoticePart, chooseNotice, chooseWhole } from './notice-parts.ts'

/** Any debt that the database allows, with notices paid, expired or open in any pattern. */
const debts = fc
  .array(
    fc.record({ kind: fc.constantFrom(...OPTION_KINDS), open: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((options) =>
    options.flatMap(({ kind, open }, option) =>
      (kind === 'plan' ? open : open.slice(0, 1)).map((isPayable, index): NoticePart => {
        const id = option * 10 + index
        return {
          installmentId: `${id}` as InstallmentId,
          optionNo: option + 1,
          kind,
          number: index + 1,
          payable: { noticeNumber: composeNoticeNumber('02', id), amount: cents(100 + id), dueOn: undefined },
          isPayable,
          description: `causale ${id}`,
        }
      }),
    ),
  )

test('what is printed can be paid, is printed once, and is of one plan at most', () => {
  fc.assert(
    fc.property(debts, fc.nat(30), (parts, wanted) => {
      const numbers = new Map(parts.map((part) => [part.payable.noticeNumber, part]))
      const id = parts[wanted % parts.length]!.installmentId
      for (const chosen of [chooseNotice(parts, id), chooseWhole(parts, id), chooseWhole(parts)]) {
        if (!chosen) continue
        const printed = payablesOf(chosen.asked).map(({ noticeNumber }) => numbers.get(noticeNumber)!)
        assert.ok(printed.length > 0)
        assert.equal(new Set(printed).size, printed.length)
        for (const part of printed) assert.ok(part.isPayable)
        const plans = printed.filter(({ kind }) => kind === 'plan').map(({ optionNo }) => optionNo)
        assert.ok(new Set(plans).size <= 1)
      }
    }),
  )
})

test('a notice that can be paid is on its own paper, and one that cannot has none', () => {
  fc.assert(
    fc.property(debts, (parts) => {
      for (const { installmentId, isPayable, payable } of parts) {
        const chosen = chooseNotice(parts, installmentId)
        assert.equal(chosen !== undefined, isPayable)
        if (chosen)
          assert.ok(payablesOf(chosen.asked).some(({ noticeNumber }) => noticeNumber === payable.noticeNumber))
      }
      assert.equal(
        chooseWhole(parts) !== undefined,
        parts.some(({ isPayable }) => isPayable),
      )
    }),
  )
})

const part = (kind: NoticePart['kind'], optionNo: number, number: number, isPayable = true): NoticePart => ({
  installmentId: `${optionNo}-${number}` as InstallmentId,
  optionNo,
  kind,
  number,
  payable: { noticeNumber: composeNoticeNumber('02', optionNo * 10 + number), amount: cents(100), dueOn: undefined },
  isPayable,
  description: `${kind} ${number}`,
})

test('the whole of a begun plan is what is left of it, under its own numbers', () => {
  const parts = [part('single', 1, 1, false), part('plan', 2, 1, false), part('plan', 2, 2), part('plan', 2, 3)]
  const chosen = chooseWhole(parts)
  assert.ok(chosen?.asked.kind === 'plan')
  assert.equal(chosen.asked.single, undefined)
  assert.equal(chosen.asked.count, 2)
  assert.deepEqual(
    chosen.asked.installments.map(({ number }) => number),
    [2, 3],
  )
})

test('a fine has both amounts on it, and one of them alone when the other is over', () => {
  const both = [part('discounted', 1, 1), part('reduced', 2, 1)]
  assert.equal(chooseNotice(both, '2-1' as InstallmentId)?.asked.kind, 'fine')
  assert.equal(chooseWhole(both)?.asked.kind, 'fine')
  const one = [part('discounted', 1, 1, false), part('reduced', 2, 1)]
  assert.equal(chooseNotice(one, '2-1' as InstallmentId)?.asked.kind, 'single')
})
