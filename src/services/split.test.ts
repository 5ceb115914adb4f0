import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cents, sum } from '../core/money.ts'
import { type Part, WHOLE, splitAmount } from './split.ts'

const anAmount = fc.integer({ min: 1, max: 99_999_999 }).map(cents)
const otherPart: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant('fixed' as const), amount: fc.integer({ min: 1, max: 50_000 }).map(cents) }),
  fc.record({
    kind: fc.constant('percentage' as const),
    percent: fc.integer({ min: 1, max: WHOLE - 1 }),
    of: fc.constantFrom('total' as const, 'remainder' as const),
  }),
)
/** As a declaration has them: up to five, exactly one of which takes what is left. */
const someParts = fc
  .tuple(fc.array(otherPart, { minLength: 1, maxLength: 4 }), fc.nat(4))
  .map(([others, place]): Part[] => others.toSpliced(Math.min(place, others.length), 0, { kind: 'remainder' }))

test('shares add up to the amount, to the cent, and nobody gets nothing', () => {
  fc.assert(
    fc.property(anAmount, someParts, (amount, parts) => {
      const shares = splitAmount(amount, parts)
      if (!shares) return
      assert.equal(shares.length, parts.length)
      assert.equal(sum(shares), amount)
      assert.ok(shares.every((share) => share >= 1))
    }),
  )
})

test('a fixed share is what it says, and a percentage never a cent more than it says', () => {
  fc.assert(
    fc.property(anAmount, someParts, (amount, parts) => {
      splitAmount(amount, parts)?.forEach((share, index) => {
        const part = parts[index]!
        if (part.kind === 'fixed') assert.equal(share, part.amount)
        if (part.kind === 'percentage' && part.of === 'total') {
          assert.equal(share, Math.floor((amount * part.percent) / WHOLE))
        }
      })
    }),
  )
})

test('of a third each, the odd cent is the remainder’s', () => {
  const third: Part = { kind: 'percentage', percent: 3_333, of: 'total' }
  assert.deepEqual(splitAmount(cents(100), [third, third, { kind: 'remainder' }]), [33, 33, 34])
})

test('TEFA is 5 % of the TARI that it stands on top of', () => {
  const parts: Part[] = [{ kind: 'remainder' }, { kind: 'percentage', percent: 500, of: 'remainder' }]
  assert.deepEqual(splitAmount(cents(10_500), parts), [10_000, 500])
  assert.deepEqual(splitAmount(cents(10_501), parts), [10_001, 500])
})

test('an amount that does not reach everybody is not split', () => {
  assert.equal(splitAmount(cents(100), [{ kind: 'fixed', amount: cents(100) }, { kind: 'remainder' }]), undefined)
  assert.equal(
    splitAmount(cents(1), [{ kind: 'percentage', percent: 5_000, of: 'total' }, { kind: 'remainder' }]),
    undefined,
  )
})
