import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { pathOperators } from './svg-path.ts'

const lengths = fc.integer({ min: 1, max: 100 })
const places = fc.integer({ min: -100, max: 100 })
const flags = fc.constantFrom('0', '1')

/** Where the pen is after the last operator. */
function end(operators: string): [number, number] {
  const [x, y] = /(\S+) (\S+) [mlc]$/.exec(operators)!.slice(1).map(Number)
  return [x!, y!]
}

test('straight lines, absolute and relative, with numbers written as tightly as the standard allows', () => {
  assert.equal(pathOperators('M1 2L3,4h5v-6H0V0z'), '1 2 m 3 4 l 8 4 l 8 -2 l 0 -2 l 0 0 l h')
  assert.equal(pathOperators('m1-2 3 4.5.5-1'), '1 -2 m 4 2.5 l 4.5 1.5 l')
  assert.equal(pathOperators('M0 0a1 1 0 01.5.5'), pathOperators('M0 0 a 1 1 0 0 1 0.5 0.5'))
  assert.equal(pathOperators('M1e1 2E-1'), '10 0.2 m')
})

test('after closing, the pen is where the figure began', () => {
  assert.equal(pathOperators('M5 5h2v2zl1 1'), '5 5 m 7 5 l 7 7 l h 6 6 l')
})

test('curves are continued by reflection, and a quadratic one becomes cubic', () => {
  assert.equal(pathOperators('M0 0C0 1 1 2 2 2S4 1 4 0'), '0 0 m 0 1 1 2 2 2 c 3 2 4 1 4 0 c')
  assert.equal(pathOperators('M0 0Q3 3 6 0T12 0'), '0 0 m 2 2 4 2 6 0 c 8 -2 10 -2 12 0 c')
  assert.equal(pathOperators('M0 0S1 1 2 0'), '0 0 m 0 0 1 1 2 0 c')
})

test('an arc ends where it says, and its curves stay at its radius', () => {
  fc.assert(
    fc.property(
      lengths,
      fc.integer({ min: 0, max: 359 }),
      flags,
      flags,
      places,
      places,
      (r, turn, large, sweep, x, y) => {
        const operators = pathOperators(`M0 0A${r} ${r} ${turn} ${large} ${sweep} ${x} ${y}`)!
        if (x === 0 && y === 0) return
        assert.deepEqual(end(operators), [x, y])
      },
    ),
  )
  const half = pathOperators('M-10 0A10 10 0 0 1 10 0')!
  const points = [...half.matchAll(/(\S+) (\S+) [mc]/g)].map(([, x, y]) => Math.hypot(Number(x), Number(y)))
  for (const distance of points) assert.ok(Math.abs(distance - 10) < 0.01)
})

test('malformed data is refused whole', () => {
  for (const data of ['L1 1', 'M1', 'M1 1 2', 'M1 1X', 'M1 1L', 'M1 1z5', 'M1e9 0', 'M1 1A1 1 0 2 0 5 5', 'M١ 1']) {
    assert.equal(pathOperators(data), undefined, data)
  }
})

test('no data makes an operator that is not a number', () => {
  const data = fc
    .array(fc.constantFrom(...'MLHVCSQTAZmlhvcsqtaz0123456789.-, e'.split(''), '1e-9', '0 0', '1 1'), { maxLength: 60 })
    .map((parts) => `M0 0${parts.join('')}`)
  fc.assert(
    fc.property(data, (text) => {
      assert.match(pathOperators(text) ?? '', /^(?:(?:-?\d+(?:\.\d+)? ){2}[ml] ?|(?:-?\d+(?:\.\d+)? ){6}c ?|h ?)*$/)
    }),
    { numRuns: 1000 },
  )
})
