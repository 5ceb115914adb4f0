import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { InstitutionId } from '../core/institution-id.ts'
import type { InstallmentId, PositionId } from '../debt-positions/installment.ts'
import { type CartEntry, type CartNotice, MAX_NOTICES, judgeAddition, judgeMerging } from './cart.ts'

/** A small world, so that the same debt is met again and again: two enti, three debts each, two ways of paying them. */
const notices: fc.Arbitrary<CartNotice> = fc
  .record({
    institution: fc.integer({ min: 1, max: 2 }),
    debt: fc.integer({ min: 1, max: 3 }),
    option: fc.integer({ min: 1, max: 2 }),
    part: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ institution, debt, option, part }) => ({
    institutionId: institution as InstitutionId,
    // Two enti may give the same id to different debts: nothing but the database forbids it.
    positionId: `debt-${debt}` as PositionId,
    installmentId: `debt-${debt}-option-${option}-part-${option === 1 ? 1 : part}` as InstallmentId,
    optionNo: option,
  }))

function fill(wanted: readonly CartNotice[]): CartEntry[] {
  const cart: CartEntry[] = []
  for (const notice of wanted) {
    const addition = judgeAddition(cart, notice)
    if (addition.outcome === 'added') cart.push({ ...notice, place: addition.place })
  }
  return cart
}

const carts = fc.array(notices, { maxLength: 12 }).map(fill)

function keyOf({ institutionId, installmentId }: CartNotice): string {
  return `${institutionId}/${installmentId}`
}

function assertIsCart(cart: readonly CartEntry[]): void {
  assert.ok(cart.length <= MAX_NOTICES, 'never more than five')
  const places = cart.map(({ place }) => place)
  assert.equal(new Set(places).size, places.length, 'one notice in a place')
  assert.ok(places.every((place) => place >= 1 && place <= MAX_NOTICES))
  assert.equal(new Set(cart.map(keyOf)).size, cart.length, 'never twice')
  for (const one of cart) {
    for (const other of cart) {
      const isSameDebt = one.institutionId === other.institutionId && one.positionId === other.positionId
      if (isSameDebt) assert.equal(one.optionNo, other.optionNo, 'never two ways of paying one debt')
    }
  }
}

test('whatever is put in, in whichever order, a cart stays a cart', () => {
  fc.assert(fc.property(carts, (cart) => assertIsCart(cart)))
})

test('what is there is not put in twice, full or not', () => {
  fc.assert(
    fc.property(carts, fc.nat(), (cart, index) => {
      fc.pre(cart.length > 0)
      assert.deepEqual(judgeAddition(cart, cart[index % cart.length]!), { outcome: 'already-there' })
    }),
  )
})

test('a notice is refused for a reason that can be read in the cart', () => {
  fc.assert(
    fc.property(carts, notices, (cart, notice) => {
      const addition = judgeAddition(cart, notice)
      switch (addition.outcome) {
        case 'added':
          return assertIsCart([...cart, { ...notice, place: addition.place }])
        case 'already-there':
          return assert.ok(cart.some((entry) => keyOf(entry) === keyOf(notice)))
        case 'alternative': {
          const other = cart.find(
            ({ institutionId, installmentId }) =>
              institutionId === notice.institutionId && installmentId === addition.installmentId,
          )
          assert.equal(other?.positionId, notice.positionId)
          return assert.notEqual(other?.optionNo, notice.optionNo)
        }
        case 'full':
          return assert.equal(cart.length, MAX_NOTICES)
      }
    }),
  )
})

test('the place of what was taken out is free again', () => {
  fc.assert(
    fc.property(carts, fc.nat(), (cart, index) => {
      fc.pre(cart.length > 0)
      const taken = cart[index % cart.length]!
      const rest = cart.filter((entry) => entry !== taken)
      assert.equal(judgeAddition(rest, taken).outcome, 'added')
    }),
  )
})

test('two carts become one that is a cart: nothing of the first moves, nothing of the second is lost unsaid', () => {
  fc.assert(
    fc.property(carts, carts, (cart, other) => {
      const { moved, leftOut } = judgeMerging(cart, other)
      const arrived = moved.map(({ from, to }) => ({ ...other.find(({ place }) => place === from)!, place: to }))
      const merged = [...cart, ...arrived]
      assertIsCart(merged)
      for (const entry of other) {
        const isIn = merged.some((one) => keyOf(one) === keyOf(entry))
        assert.notEqual(isIn, leftOut.includes(entry), keyOf(entry))
      }
    }),
  )
})

test('where there is room for all and no debt is met twice, nothing is left out', () => {
  fc.assert(
    fc.property(carts, carts, (cart, other) => {
      const debtOf = ({ institutionId, positionId }: CartNotice) => `${institutionId}/${positionId}`
      const debts = new Set(cart.map(debtOf))
      fc.pre(cart.length + other.length <= MAX_NOTICES && !other.some((entry) => debts.has(debtOf(entry))))
      assert.deepEqual(judgeMerging(cart, other).leftOut, [])
    }),
  )
})
