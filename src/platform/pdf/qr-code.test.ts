import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { syndromes } from '../../../tests/support/read-symbol.ts'
import { qrVersion4 } from './qr-code.ts'
import { QR_FIELD } from './reed-solomon.ts'

const SIZE = 33
const texts = fc.string({ unit: 'grapheme-ascii', maxLength: 62 })

/** Mask and error correction as the symbol says them, in both of its places: the fifteen bits, highest first. */
function formatBits(modules: ArrayLike<number>): [string, string] {
  const at = (row: number, column: number) => String(modules[row * SIZE + column])
  const beside = [0, 1, 2, 3, 4, 5, 7].map((column) => at(8, column)).join('')
  const above = [8, 7, 5, 4, 3, 2, 1, 0].map((row) => at(row, 8)).join('')
  const left = [32, 31, 30, 29, 28, 27, 26].map((row) => at(row, 8)).join('')
  const right = [25, 26, 27, 28, 29, 30, 31, 32].map((column) => at(8, column)).join('')
  return [beside + above, left + right]
}

/** The standard's own table for error correction M (ISO/IEC 18004, table C.1). */
const FORMATS_OF_M = [
  '101010000010010',
  '101000100100101',
  '101111001111100',
  '101101101001011',
  '100010111111001',
  '100000011001110',
  '100111110010111',
  '100101010100000',
]

const MASKS: ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => ((row >> 1) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
]

function isReserved(row: number, column: number): boolean {
  const inCorner = (row < 9 && column < 9) || (row < 9 && column > 24) || (row > 24 && column < 9)
  const inAlignment = row >= 24 && row <= 28 && column >= 24 && column <= 28
  return inCorner || inAlignment || row === 6 || column === 6
}

/** Reads the symbol as a telephone does, without tolerating any damage. */
function readQr(modules: ArrayLike<number>): string {
  const [first, second] = formatBits(modules)
  assert.equal(first, second)
  const mask = FORMATS_OF_M.indexOf(first)
  assert.notEqual(mask, -1, 'the format is not one of error correction M')
  const bits: number[] = []
  const columns = [32, 30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 5, 3, 1]
  columns.forEach((right, index) => {
    for (let step = 0; step < SIZE; step++) {
      const row = index % 2 === 0 ? SIZE - 1 - step : step
      for (const column of [right, right - 1]) {
        if (isReserved(row, column)) continue
        bits.push(modules[row * SIZE + column]! ^ (MASKS[mask]!(row, column) ? 1 : 0))
      }
    }
  })
  const codewords = Array.from({ length: 100 }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8).join(''), 2))
  const blocks = [0, 1].map((block) => codewords.filter((_, index) => index % 2 === block))
  for (const block of blocks)
    assert.deepEqual(
      syndromes(block, 18, QR_FIELD),
      Array.from({ length: 18 }, () => 0),
    )
  const data = blocks.flatMap((block) => block.slice(0, 32)).map((byte) => byte.toString(2).padStart(8, '0'))
  const stream = data.join('')
  assert.equal(stream.slice(0, 4), '0100', 'byte mode')
  const length = parseInt(stream.slice(4, 12), 2)
  const bytes = Array.from({ length }, (_, at) => parseInt(stream.slice(12 + at * 8, 20 + at * 8), 2))
  return Buffer.from(bytes).toString('utf8')
}

test('whatever the text, the symbol is version 4 with error correction M, sound, and says it', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { width, height, modules } = qrVersion4(text)
      assert.deepEqual([width, height], [SIZE, SIZE])
      assert.equal(readQr(modules), text)
    }),
  )
})

test('a text that needs another version is refused', () => {
  assert.equal(readQr(qrVersion4('é'.repeat(31)).modules), 'é'.repeat(31))
  assert.throws(() => qrVersion4('x'.repeat(63)), RangeError)
})
