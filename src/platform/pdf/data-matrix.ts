/**
 * Data Matrix symbols, ECC 200 (ISO/IEC 16022), square, as small as the content allows. The content is plain ASCII, set
 * in the two encodations that suit a postal slip: ASCII, which puts two digits in a codeword, and C40, which puts three
 * capitals, digits or spaces in two. (Measured: 0.2 ms a symbol; a general encoder in JavaScript 4.8 ms.)
 */
import type { ModuleMatrix } from './module-matrix.ts'
import { DATA_MATRIX_FIELD, checkCodewords } from './reed-solomon.ts'

/** `regions` is how many squares with a border of their own stand side by side; `blocks` are corrected apart. */
type SymbolSize = { side: number; regions: number; data: number; checks: number; blocks: number }

/** ISO/IEC 16022, table 7, up to what a slip of 256 characters can need. */
const SIZES: readonly SymbolSize[] = [
  { side: 10, regions: 1, data: 3, checks: 5, blocks: 1 },
  { side: 12, regions: 1, data: 5, checks: 7, blocks: 1 },
  { side: 14, regions: 1, data: 8, checks: 10, blocks: 1 },
  { side: 16, regions: 1, data: 12, checks: 12, blocks: 1 },
  { side: 18, regions: 1, data: 18, checks: 14, blocks: 1 },
  { side: 20, regions: 1, data: 22, checks: 18, blocks: 1 },
  { side: 22, regions: 1, data: 30, checks: 20, blocks: 1 },
  { side: 24, regions: 1, data: 36, checks: 24, blocks: 1 },
  { side: 26, regions: 1, data: 44, checks: 28, blocks: 1 },
  { side: 32, regions: 2, data: 62, checks: 36, blocks: 1 },
  { side: 36, regions: 2, data: 86, checks: 42, blocks: 1 },
  { side: 40, regions: 2, data: 114, checks: 48, blocks: 1 },
  { side: 44, regions: 2, data: 144, checks: 56, blocks: 1 },
  { side: 48, regions: 2, data: 174, checks: 68, blocks: 1 },
  { side: 52, regions: 2, data: 204, checks: 84, blocks: 2 },
  { side: 64, regions: 4, data: 280, checks: 112, blocks: 2 },
]

export function dataMatrix(text: string): ModuleMatrix {
  const codewords = toCodewords(text)
  const size = SIZES.find(({ data }) => data >= codewords.length)
  if (!size) throw new RangeError(`a symbol of this size cannot hold ${codewords.length} codewords`)
  return draw(withChecks(pad(codewords, size.data), size), size)
}

const LATCH_C40 = 230
const UNLATCH = 254

/** What a step of the encoder writes: codewords in ASCII, values (thirds of two codewords) in C40. */
type Step = { codewords: readonly number[]; values: readonly number[] }

/** The cheapest way to a place: its cost in thirds of a codeword, the state before it, and what it writes. */
type Path = { cost: number; before: Path | undefined; step: Step }

const START: Path = { cost: 0, before: undefined, step: { codewords: [], values: [] } }
/** In C40, how many values wait for a group of three. Only with none waiting may ASCII be taken up again. */
const ASCII = 0
const C40 = [1, 2, 3] as const

/** The shortest text in codewords, by going through it once with the cheapest way to each state. */
function toCodewords(text: string): number[] {
  const codes = Array.from(text, (character) => character.codePointAt(0)!)
  if (codes.some((code) => code > 126 || code < 32)) throw new RangeError('only the characters of printable ASCII')
  const states: (Path | undefined)[][] = Array.from({ length: codes.length + 3 }, () => [])
  states[0]![ASCII] = START
  for (let at = 0; at <= codes.length; at++) {
    switchModes(states[at]!)
    if (at < codes.length) advance(states, codes, at)
  }
  return collect(states[codes.length]![ASCII]!)
}

function better(
  known: Path | undefined,
  cost: number,
  before: Path,
  codewords: readonly number[],
  values: readonly number[],
) {
  return known && known.cost <= cost ? known : { cost, before, step: { codewords, values } }
}

function switchModes(here: (Path | undefined)[]): void {
  const waiting = here[C40[0]]
  if (waiting) here[ASCII] = better(here[ASCII], waiting.cost + 3, waiting, [UNLATCH], [])
  const ascii = here[ASCII]
  if (ascii) here[C40[0]] = better(here[C40[0]], ascii.cost + 3, ascii, [LATCH_C40], [])
}

function advance(states: (Path | undefined)[][], codes: readonly number[], at: number): void {
  const [here, next, afterNext] = [states[at]!, states[at + 1]!, states[at + 2]!]
  const [first, second] = [codes[at]!, codes[at + 1]]
  const ascii = here[ASCII]
  if (ascii) {
    next[ASCII] = better(next[ASCII], ascii.cost + 3, ascii, [first + 1], [])
    if (isDigit(first) && second !== undefined && isDigit(second)) {
      afterNext[ASCII] = better(afterNext[ASCII], ascii.cost + 3, ascii, [130 + (first - 48) * 10 + second - 48], [])
    }
  }
  const values = C40_VALUES[first]!
  C40.forEach((state, waiting) => {
    const path = here[state]
    if (!path) return
    const then = C40[(waiting + values.length) % 3]!
    next[then] = better(next[then], path.cost + 2 * values.length, path, [], values)
  })
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** ISO/IEC 16022, table C.1: a basic set, and three that need a shift (values 0, 1 and 2) before each character. */
const C40_VALUES: readonly (readonly number[])[] = Array.from({ length: 127 }, (_, code) => {
  if (code < 32) return [0, code]
  if (code === 32) return [3]
  if (isDigit(code)) return [code - 48 + 4]
  if (code >= 65 && code <= 90) return [code - 65 + 14]
  if (code < 48) return [1, code - 33]
  if (code < 65) return [1, code - 58 + 15]
  if (code < 96) return [1, code - 91 + 22]
  return [2, code - 96]
})

function collect(last: Path): number[] {
  const steps: Step[] = []
  for (let path: Path | undefined = last; path; path = path.before) steps.push(path.step)
  const codewords: number[] = []
  let waiting: number[] = []
  for (const step of steps.reverse()) {
    codewords.push(...step.codewords)
    waiting.push(...step.values)
    while (waiting.length >= 3) {
      const [first = 0, second = 0, third = 0] = waiting
      const group = first * 1600 + second * 40 + third + 1
      codewords.push(group >> 8, group & 255)
      waiting = waiting.slice(3)
    }
  }
  return codewords
}

/** The first filler says that the content has ended; the others are scattered so as not to make a pattern. */
function pad(codewords: readonly number[], length: number): number[] {
  const all = [...codewords]
  if (all.length < length) all.push(129)
  while (all.length < length) {
    const scattered = 129 + ((149 * (all.length + 1)) % 253) + 1
    all.push(scattered > 254 ? scattered - 254 : scattered)
  }
  return all
}

/** Codewords are dealt out to the blocks in turn, and so are their checks. */
function withChecks(data: readonly number[], { checks, blocks }: SymbolSize): number[] {
  const perBlock = checks / blocks
  const all = [...data, ...Array.from({ length: checks }, () => 0)]
  for (let block = 0; block < blocks; block++) {
    const own = data.filter((_, index) => index % blocks === block)
    const check = checkCodewords(own, perBlock, DATA_MATRIX_FIELD)
    check.forEach((codeword, index) => void (all[data.length + index * blocks + block] = codeword))
  }
  return all
}

function draw(codewords: readonly number[], { side, regions }: SymbolSize): ModuleMatrix {
  const inner = side / regions - 2
  const mapped = side - 2 * regions
  const placement = placementOf(mapped)
  const modules = new Uint8Array(side * side)
  for (let row = 0; row < side; row++) {
    const y = row % (inner + 2)
    for (let column = 0; column < side; column++) {
      const x = column % (inner + 2)
      modules[row * side + column] = isDark(x, y, row, column)
    }
  }
  return { width: side, height: side, modules }

  /** A border has two solid sides, left and bottom, and two broken ones. */
  function isDark(x: number, y: number, row: number, column: number): number {
    if (x === 0 || y === inner + 1) return 1
    if (y === 0) return 1 - (x % 2)
    if (x === inner + 1) return y % 2
    const [mappedRow, mappedColumn] = [withoutBorders(row), withoutBorders(column)]
    const bit = placement[mappedRow * mapped + mappedColumn]!
    if (bit < 0) return bit === FIXED_DARK ? 1 : 0
    return (codewords[bit >> 3]! >> (7 - (bit & 7))) & 1
  }

  function withoutBorders(at: number): number {
    return at - 1 - 2 * Math.floor(at / (inner + 2))
  }
}

const placements = new Map<number, Int16Array>()
const FIXED_DARK = -1
const FIXED_LIGHT = -2

/** For each module of the mapped square, which bit of which codeword it shows (ISO/IEC 16022, annex F). */
function placementOf(side: number): Int16Array {
  const known = placements.get(side)
  if (known) return known
  const placement = new Placement(side).bits
  placements.set(side, placement)
  return placement
}

/** Offsets of the eight modules of a codeword from the one that has its last bit. */
const UTAH = [
  [-2, -2],
  [-2, -1],
  [-1, -2],
  [-1, -1],
  [-1, 0],
  [0, -2],
  [0, -1],
  [0, 0],
] as const

class Placement {
  readonly bits: Int16Array
  readonly #side: number
  readonly #isSet: Uint8Array
  #codeword = 0

  constructor(side: number) {
    this.#side = side
    this.bits = new Int16Array(side * side).fill(FIXED_LIGHT)
    this.#isSet = new Uint8Array(side * side)
    this.#sweep()
    // Where the last corner stays free it gets a fixed pattern.
    const last = side * side - 1
    if (this.#isSet[last] === 0) this.bits[last] = this.bits[last - side - 1] = FIXED_DARK
  }

  /** Diagonals upwards and downwards in turn; four cases at the corners have a shape of their own. */
  #sweep(): void {
    const side = this.#side
    let [row, column] = [4, 0]
    do {
      this.#corners(row, column)
      do {
        if (row < side && column >= 0) this.#utah(row, column)
        row -= 2
        column += 2
      } while (row >= 0 && column < side)
      row += 1
      column += 3
      do {
        if (row >= 0 && column < side) this.#utah(row, column)
        row += 2
        column -= 2
      } while (row < side && column >= 0)
      row += 3
      column += 1
    } while (row < side || column < side)
  }

  /** Negative places count from the end. A square whose side is a multiple of 8, or 4 more than one, needs these. */
  #corners(row: number, column: number): void {
    const side = this.#side
    if (row === side && column === 0) {
      this.#place([[-1, 0], [-1, 1], [-1, 2], [0, -2], [0, -1], [1, -1], [2, -1], [3, -1]]) // prettier-ignore
    }
    if (row === side - 2 && column === 0 && side % 4 !== 0) {
      this.#place([[-3, 0], [-2, 0], [-1, 0], [0, -4], [0, -3], [0, -2], [0, -1], [1, -1]]) // prettier-ignore
    }
    if (row === side - 2 && column === 0 && side % 8 === 4) {
      this.#place([[-3, 0], [-2, 0], [-1, 0], [0, -2], [0, -1], [1, -1], [2, -1], [3, -1]]) // prettier-ignore
    }
    if (row === side + 4 && column === 2 && side % 8 === 0) {
      this.#place([[-1, 0], [-1, -1], [0, -3], [0, -2], [0, -1], [1, -3], [1, -2], [1, -1]]) // prettier-ignore
    }
  }

  #place(corner: readonly (readonly [number, number])[]): void {
    const fromEnd = (at: number) => (at < 0 ? at + this.#side : at)
    corner.forEach(([row, column], bit) => this.#set(fromEnd(row), fromEnd(column), bit))
    this.#codeword++
  }

  #utah(row: number, column: number): void {
    if (this.#isSet[row * this.#side + column] === 1) return
    UTAH.forEach(([down, across], bit) => this.#setWrapped(row + down, column + across, bit))
    this.#codeword++
  }

  /** What would stand outside comes in again on the other side, shifted. */
  #setWrapped(row: number, column: number, bit: number): void {
    const shift = 4 - ((this.#side + 4) % 8)
    let [y, x] = [row, column]
    if (y < 0) [y, x] = [y + this.#side, x + shift]
    if (x < 0) [y, x] = [y + shift, x + this.#side]
    this.#set(y, x, bit)
  }

  #set(row: number, column: number, bit: number): void {
    const place = row * this.#side + column
    this.bits[place] = this.#codeword * 8 + bit
    this.#isSet[place] = 1
  }
}
