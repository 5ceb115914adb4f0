/** SVG path data (SVG 1.1, section 8.3) as PDF path operators. */
import { coordinate } from './picture.ts'

/** How many numbers each command takes. */
const ARITY: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 }
const MAX_COORDINATE = 1e6
/** A flatter arc is a line. */
const SMALLEST_RADIUS = 1e-6

const SYNTAX = /([MLHVCSQTAZ])|([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)|[\s,]+|(.)/giy

type Segment = { command: string; isRelative: boolean; numbers: number[] }

/** Undefined when the data is malformed: half a crest is worse than none. */
export function pathOperators(data: string): string | undefined {
  const segments = readSegments(data)
  if (!segments) return undefined
  const pen = new Pen()
  for (const segment of segments) pen.follow(segment)
  return pen.operators.join(' ')
}

function readSegments(data: string): Segment[] | undefined {
  const segments: Segment[] = []
  let current: { letter: string; numbers: number[] } | undefined
  const tokens = tokenize(data)
  if (!tokens) return undefined
  for (const token of [...tokens, 'end']) {
    if (typeof token === 'number') {
      if (!current) return undefined
      current.numbers.push(token)
      continue
    }
    if (current) {
      const split = splitSegments(current.letter, current.numbers)
      if (!split) return undefined
      segments.push(...split)
    }
    current = { letter: token, numbers: [] }
  }
  return segments[0] && segments[0].command !== 'M' ? undefined : segments
}

/** In an arc two flags may stand without a space: `a1 1 0 01.5.5`. */
function tokenize(data: string): (string | number)[] | undefined {
  const tokens: (string | number)[] = []
  let letter = ''
  let count = 0
  for (let at = 0; at < data.length;) {
    const isFlag = letter.toUpperCase() === 'A' && (count % 7 === 3 || count % 7 === 4)
    if (isFlag && /[^\s,]/.test(data[at]!)) {
      if (!/[01]/.test(data[at]!)) return undefined
      tokens.push(Number(data[at]))
      count++
      at++
      continue
    }
    SYNTAX.lastIndex = at
    const [whole = '', command, number, stray] = SYNTAX.exec(data) ?? []
    if (whole === '' || stray !== undefined) return undefined
    at += whole.length
    if (command !== undefined) {
      tokens.push(command)
      letter = command
      count = 0
    } else if (number !== undefined) {
      const value = Number(number)
      if (Math.abs(value) > MAX_COORDINATE) return undefined
      tokens.push(value)
      count++
    }
  }
  return tokens
}

/** `M 1 1 2 2` is a move followed by a line. */
function splitSegments(letter: string, numbers: number[]): Segment[] | undefined {
  const command = letter.toUpperCase()
  const isRelative = letter !== command
  const arity = ARITY[command]!
  if (arity === 0) return numbers.length === 0 ? [{ command, isRelative, numbers }] : undefined
  if (numbers.length === 0 || numbers.length % arity !== 0) return undefined
  return Array.from({ length: numbers.length / arity }, (_, index) => ({
    command: command === 'M' && index > 0 ? 'L' : command,
    isRelative,
    numbers: numbers.slice(index * arity, (index + 1) * arity),
  }))
}

type Point = readonly [x: number, y: number]

class Pen {
  readonly operators: string[] = []
  #at: Point = [0, 0]
  #start: Point = [0, 0]
  /** The last control point, which S and T continue; and the kind of curve that left it. */
  #control: { kind: 'cubic' | 'quadratic'; point: Point } | undefined

  follow({ command, isRelative, numbers }: Segment): void {
    const [originX, originY] = isRelative ? this.#at : [0, 0]
    const point = (index: number): Point => [originX + numbers[index]!, originY + numbers[index + 1]!]
    const previous = this.#control
    this.#control = undefined
    switch (command) {
      case 'M':
        this.#start = point(0)
        this.#straight('m', this.#start)
        break
      case 'L':
        this.#straight('l', point(0))
        break
      case 'H':
        this.#straight('l', [originX + numbers[0]!, this.#at[1]])
        break
      case 'V':
        this.#straight('l', [this.#at[0], originY + numbers[0]!])
        break
      case 'C':
        this.#cubic(point(0), point(2), point(4))
        break
      case 'S':
        this.#cubic(this.#reflected(previous, 'cubic'), point(0), point(2))
        break
      case 'Q':
        this.#quadratic(point(0), point(2))
        break
      case 'T':
        this.#quadratic(this.#reflected(previous, 'quadratic'), point(0))
        break
      case 'A':
        this.#arc(numbers, point(5))
        break
      default:
        this.operators.push('h')
        this.#at = this.#start
    }
  }

  #straight(operator: 'm' | 'l', to: Point): void {
    this.operators.push(`${coordinate(to[0])} ${coordinate(to[1])} ${operator}`)
    this.#at = to
  }

  #cubic(first: Point, second: Point, to: Point): void {
    this.operators.push(`${[...first, ...second, ...to].map(coordinate).join(' ')} c`)
    this.#at = to
    this.#control = { kind: 'cubic', point: second }
  }

  #quadratic(control: Point, to: Point): void {
    const third = (from: Point): Point => [
      from[0] + (2 / 3) * (control[0] - from[0]),
      from[1] + (2 / 3) * (control[1] - from[1]),
    ]
    this.#cubic(third(this.#at), third(to), to)
    this.#control = { kind: 'quadratic', point: control }
  }

  #reflected(previous: { kind: string; point: Point } | undefined, kind: string): Point {
    const [x, y] = this.#at
    return previous?.kind === kind ? [2 * x - previous.point[0], 2 * y - previous.point[1]] : [x, y]
  }

  /** Conversion from endpoints to centre: SVG 1.1, appendix F.6.5; each quarter turn is one cubic curve. */
  #arc(numbers: number[], to: Point): void {
    const [rx = 0, ry = 0, rotation = 0, isLarge, isSweep] = numbers
    const [fromX, fromY] = this.#at
    if (Math.min(Math.abs(rx), Math.abs(ry)) < SMALLEST_RADIUS) return this.#straight('l', to)
    if (fromX === to[0] && fromY === to[1]) return undefined
    const [cos, sin] = [Math.cos((rotation * Math.PI) / 180), Math.sin((rotation * Math.PI) / 180)]
    const [halfX, halfY] = [(fromX - to[0]) / 2, (fromY - to[1]) / 2]
    const [x, y] = [cos * halfX + sin * halfY, cos * halfY - sin * halfX]
    const stretch = Math.max(1, Math.hypot(x / rx, y / ry))
    const [radiusX, radiusY] = [Math.abs(rx) * stretch, Math.abs(ry) * stretch]
    const distance = (x / radiusX) ** 2 + (y / radiusY) ** 2
    const side = (isLarge === isSweep ? -1 : 1) * Math.sqrt(Math.max(0, 1 / distance - 1))
    const [centerX, centerY] = [(side * radiusX * y) / radiusY, (-side * radiusY * x) / radiusX]
    const first = Math.atan2((y - centerY) / radiusY, (x - centerX) / radiusX)
    const last = Math.atan2((-y - centerY) / radiusY, (-x - centerX) / radiusX)
    const turn = wholeTurn(last - first, isSweep === 1)
    const [middleX, middleY] = [(fromX + to[0]) / 2, (fromY + to[1]) / 2]
    const onPage = (px: number, py: number): Point => [
      middleX + cos * (centerX + radiusX * px) - sin * (centerY + radiusY * py),
      middleY + sin * (centerX + radiusX * px) + cos * (centerY + radiusY * py),
    ]
    const pieces = Math.max(1, Math.ceil(Math.abs(turn) / (Math.PI / 2 + 1e-6)))
    const reach = (4 / 3) * Math.tan(turn / pieces / 4)
    for (let piece = 0; piece < pieces; piece++) {
      const a = first + (turn * piece) / pieces
      const b = first + (turn * (piece + 1)) / pieces
      this.#cubic(
        onPage(Math.cos(a) - reach * Math.sin(a), Math.sin(a) + reach * Math.cos(a)),
        onPage(Math.cos(b) + reach * Math.sin(b), Math.sin(b) - reach * Math.cos(b)),
        piece === pieces - 1 ? to : onPage(Math.cos(b), Math.sin(b)),
      )
    }
    this.#control = undefined
  }
}

function wholeTurn(turn: number, isSweep: boolean): number {
  if (isSweep && turn < 0) return turn + 2 * Math.PI
  if (!isSweep && turn > 0) return turn - 2 * Math.PI
  return turn
}
