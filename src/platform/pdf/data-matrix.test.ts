import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { syndromes } from '../../../tests/support/read-symbol.ts'
import { dataMatrix } from './data-matrix.ts'
import type { ModuleMatrix } from './module-matrix.ts'
import { DATA_MATRIX_FIELD } from './reed-solomon.ts'

const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 200 })
const slips = fc.string({ unit: fc.constantFrom(..."ABCXYZ0123456789    &',-.:_"), minLength: 1, maxLength: 256 })

/** Side, regions a side, codewords of data and of checks, blocks: table 7 of ISO/IEC 16022, as far as it is used. */
const TABLE: Record<number, [regions: number, data: number, checks: number, blocks: number]> = {
  10: [1, 3, 5, 1],
  12: [1, 5, 7, 1],
  14: [1, 8, 10, 1],
  16: [1, 12, 12, 1],
  18: [1, 18, 14, 1],
  20: [1, 22, 18, 1],
  22: [1, 30, 20, 1],
  24: [1, 36, 24, 1],
  26: [1, 44, 28, 1],
  32: [2, 62, 36, 1],
  36: [2, 86, 42, 1],
  40: [2, 114, 48, 1],
  44: [2, 144, 56, 1],
  48: [2, 174, 68, 1],
  52: [2, 204, 84, 2],
  64: [4, 280, 112, 2],
}

/** The borders are whole, and what is inside them is returned row by row. */
function withoutBorders({ width, modules }: ModuleMatrix): number[][] {
  const [regions] = TABLE[width]!
  const region = width / regions
  const rows: number[][] = []
  for (let row = 0; row < width; row++) {
    const kept: number[] = []
    for (let column = 0; column < width; column++) {
      const [y, x] = [row % region, column % region]
      const value = modules[row * width + column]!
      if (x === 0 || y === region - 1) assert.equal(value, 1, 'a solid border')
      else if (y === 0) assert.equal(value, x % 2 === 0 ? 1 : 0, 'a broken border')
      else if (x === region - 1) assert.equal(value, y % 2 === 1 ? 1 : 0, 'a broken border')
      else kept.push(value)
    }
    if (kept.length > 0) rows.push(kept)
  }
  return rows
}

/**
 * The modules of each codeword, by walking the square on a torus (annex F): a second telling of the same rule, kept as
 * unlike the first as can be.
 */
function readCodewords(rows: number[][], count: number): number[] {
  const side = rows.length
  const used = rows.map((row) => row.map(() => false))
  const codewords: number[] = []
  const read = (places: [number, number][]) => {
    const bits = places.map(([y, x]) => {
      used[y]![x] = true
      return rows[y]![x]
    })
    codewords.push(parseInt(bits.join(''), 2))
  }
  const corner = (places: [number, number][]) =>
    read(places.map(([y, x]) => [y < 0 ? y + side : y, x < 0 ? x + side : x]))
  const wrap = ([row, column]: [number, number]): [number, number] => {
    const shift = 4 - ((side + 4) % 8)
    let [y, x] = [row, column]
    if (y < 0) [y, x] = [y + side, x + shift]
    if (x < 0) [y, x] = [y + shift, x + side]
    return [y, x]
  }
  const shape = (y: number, x: number): [number, number][] =>
    ([[y - 2, x - 2], [y - 2, x - 1], [y - 1, x - 2], [y - 1, x - 1], [y - 1, x], [y, x - 2], [y, x - 1], [y, x]] as [number, number][]).map(wrap) // prettier-ignore
  let [y, x] = [4, 0]
  while (y < side || x < side) {
    if (y === side && x === 0) corner([[-1, 0], [-1, 1], [-1, 2], [0, -2], [0, -1], [1, -1], [2, -1], [3, -1]]) // prettier-ignore
    if (y === side - 2 && x === 0 && side % 8 === 4) corner([[-3, 0], [-2, 0], [-1, 0], [0, -2], [0, -1], [1, -1], [2, -1], [3, -1]]) // prettier-ignore
    if (y === side - 2 && x === 0 && side % 4 === 2) corner([[-3, 0], [-2, 0], [-1, 0], [0, -4], [0, -3], [0, -2], [0, -1], [1, -1]]) // prettier-ignore
    for (; y >= 0 && x < side; y -= 2, x += 2) if (y < side && x >= 0 && !used[y]![x]) read(shape(y, x))
    y += 1
    x += 3
    for (; y < side && x >= 0; y += 2, x -= 2) if (y >= 0 && x < side && !used[y]![x]) read(shape(y, x))
    y += 3
    x += 1
  }
  assert.equal(codewords.length, count)
  return codewords
}

/** ASCII and C40, with all their shifts (5.2.3 and 5.2.5). */
function decode(codewords: number[]): string {
  let text = ''
  let at = 0
  while (at < codewords.length) {
    const codeword = codewords[at++]!
    if (codeword === 129) break
    if (codeword === 230) {
      const values: number[] = []
      while (codewords[at] !== 254) {
        const group = codewords[at]! * 256 + codewords[at + 1]! - 1
        values.push(Math.floor(group / 1600), Math.floor(group / 40) % 40, group % 40)
        at += 2
      }
      at++
      text += decodeC40(values)
    } else if (codeword >= 130) {
      text += String(codeword - 130).padStart(2, '0')
    } else {
      text += String.fromCharCode(codeword - 1)
    }
  }
  return text
}

function decodeC40(values: number[]): string {
  const basic = ' 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  const second = '!"#$%&\'()*+,-./:;<=>?@[\\]^_'
  let text = ''
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!
    if (value === 1) text += second[values[++at]!]
    else if (value === 2) text += String.fromCharCode(96 + values[++at]!)
    else text += basic[value - 3]
  }
  return text
}

function readMatrix(matrix: ModuleMatrix): string {
  assert.equal(matrix.width, matrix.height)
  const [, data, checks, blocks] = TABLE[matrix.width]!
  const codewords = readCodewords(withoutBorders(matrix), data + checks)
  for (let block = 0; block < blocks; block++) {
    const own = codewords.filter((_, index) => index % blocks === block)
    assert.deepEqual(
      syndromes(own, checks / blocks, DATA_MATRIX_FIELD),
      Array.from({ length: checks / blocks }, () => 0),
    )
  }
  return decode(codewords.slice(0, data))
}

test('whatever the text, the symbol is sound and says it', () => {
  fc.assert(
    fc.property(fc.oneof(ascii, slips), (text) => {
      assert.equal(readMatrix(dataMatrix(text)), text)
    }),
    { numRuns: 300 },
  )
})

test('every size is reached, and each holds what the table says', () => {
  for (const [side, [, data]] of Object.entries(TABLE)) {
    // A lower-case letter is one codeword of ASCII, and never worth another encodation.
    const text = 'a'.repeat(data)
    assert.equal(dataMatrix(text).width, Number(side))
    assert.equal(readMatrix(dataMatrix(text)), text)
  }
})

test('an ordinary slip takes 48 modules a side, and the hardest one still fits', () => {
  const start = 'codfase=NBPA;183020012345678901361200000012345610000001505538961P101199250158RSSMRA60D20F205R'
  const slip = `${start}${'MARIO ROSSI'.padEnd(40)}${'TARI 2026'.padEnd(110)}${' '.repeat(12)}A`
  assert.equal(dataMatrix(slip).width, 48)
  const hardest = `${start}${"&'".repeat(75)}${' '.repeat(12)}A`
  assert.ok(dataMatrix(hardest).width <= 64)
})

test('what is not printable ASCII is refused', () => {
  for (const text of ['à', '\u0000', '€', 'a\n']) assert.throws(() => dataMatrix(text), RangeError)
  assert.throws(() => dataMatrix('a'.repeat(281)), RangeError)
})
