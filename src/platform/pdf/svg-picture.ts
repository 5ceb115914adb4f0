/**
 * A simple SVG drawing (a crest, an icon) as PDF operators: plain shapes with solid fills and strokes, groups and
 * transforms, which is what a drawing program exports for a coat of arms. A drawing that needs more (gradients, images,
 * text, clipping, filters) is refused whole and named: a crest drawn by halves would be worse than none.
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { type Picture, coordinate } from './picture.ts'
import { pathOperators } from './svg-path.ts'

export type SvgReading = { outcome: 'read'; picture: Picture } | { outcome: 'cannot-be-drawn'; reason: string }

/** The longest crest that an institution may have. */
const MAX_LENGTH = 65_536
/** Each level saves the graphics state, which PDF/A allows 28 times (ISO 19005-2, 6.1.13). */
const MAX_DEPTH = 20

/** Reading the crest of an institution costs as much as a page; the last ones are kept. */
const MAX_REMEMBERED = 32
const remembered = new Map<string, SvgReading>()

export function readSvg(svg: string): SvgReading {
  const known = remembered.get(svg)
  if (known) return known
  const reading = read(svg)
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(svg, reading)
  return reading
}

function read(svg: string): SvgReading {
  if (svg.length > MAX_LENGTH) return { outcome: 'cannot-be-drawn', reason: 'it is too long' }
  const drawing = new Drawing()
  const parser = new SaxesParser()
  parser.on('doctype', () => drawing.refuse('it has a DOCTYPE'))
  parser.on('error', (error) => drawing.refuse(error.message))
  parser.on('opentag', (tag) => drawing.open(tag))
  parser.on('closetag', () => drawing.close())
  parser.on('text', (text) => drawing.addText(text))
  parser.on('cdata', (text) => drawing.addText(text))
  parser.write(svg).close()
  return drawing.finish()
}

const SHAPES = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polygon', 'polyline'])
const CONTAINERS = new Set(['svg', 'g', 'a'])
/** Elements that paint nothing; what is inside them is not read. */
const SILENT = new Set(['title', 'desc', 'metadata', 'defs', 'style'])
/** Properties that change a drawing in ways that we do not follow. */
const BEYOND_US = ['clip-path', 'mask', 'filter', 'marker', 'marker-start', 'marker-mid', 'marker-end']

type Properties = Readonly<Record<string, string>>

const INITIAL: Properties = {
  fill: 'black',
  'fill-rule': 'nonzero',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-width': '1',
  'stroke-opacity': '1',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'stroke-miterlimit': '4',
  visibility: 'visible',
  opacity: '1',
}
const CAPS = ['butt', 'round', 'square']
const JOINS = ['miter', 'round', 'bevel']

class Drawing {
  readonly #operators: string[] = []
  readonly #properties: Properties[] = [INITIAL]
  readonly #names: string[] = []
  #classes = new Map<string, Properties>()
  #silentDepth = 0
  #box: readonly number[] | undefined
  #reason: string | undefined

  refuse(reason: string): void {
    this.#reason ??= reason
  }

  open({ name, attributes }: SaxesTagPlain): void {
    this.#names.push(name)
    if (this.#reason !== undefined) return
    if (this.#names.length > MAX_DEPTH) return this.refuse('its elements are nested too deeply')
    if (this.#silentDepth > 0 || SILENT.has(name) || name.includes(':')) {
      this.#silentDepth++
      return
    }
    if (!CONTAINERS.has(name) && !SHAPES.has(name)) return this.refuse(`it has a <${name}>`)
    const properties = this.#inherit(attributes)
    this.#properties.push(properties)
    this.#operators.push('q', ...this.#transform(attributes['transform']))
    if (this.#names.length === 1) this.#box = readBox(name, attributes)
    if (SHAPES.has(name)) this.#paint(shapePath(name, attributes), properties)
  }

  close(): void {
    this.#names.pop()
    if (this.#reason !== undefined) return
    if (this.#silentDepth > 0) {
      this.#silentDepth--
      return
    }
    this.#properties.pop()
    this.#operators.push('Q')
  }

  addText(text: string): void {
    if (this.#names.at(-1) !== 'style') return
    const classes = readClasses(text)
    if (!classes) return this.refuse('its style sheet has more than plain classes')
    this.#classes = new Map([...this.#classes, ...classes])
  }

  finish(): SvgReading {
    if (this.#reason !== undefined) return { outcome: 'cannot-be-drawn', reason: this.#reason }
    const [left = 0, top = 0, width = 0, height = 0] = this.#box ?? []
    if (!(width > 0 && height > 0)) return { outcome: 'cannot-be-drawn', reason: 'it has no size' }
    const origin = `1 0 0 1 ${coordinate(-left)} ${coordinate(-top)} cm`
    const frame = `${[left, top, width, height].map(coordinate).join(' ')} re W n`
    return { outcome: 'read', picture: { width, height, operators: [origin, frame, ...this.#operators].join('\n') } }
  }

  #inherit(attributes: Record<string, string>): Properties {
    const classes = (attributes['class'] ?? '').split(/\s+/).map((name) => this.#classes.get(name))
    const own: Properties = Object.assign({}, pick(attributes), ...classes, readDeclarations(attributes['style'] ?? ''))
    for (const property of BEYOND_US) {
      if ((own[property] ?? 'none') !== 'none') this.refuse(`it uses ${property}`)
    }
    const inherited = this.#properties.at(-1)!
    const opacity = String(Number(inherited['opacity']) * Number(own['opacity'] ?? 1))
    return { ...inherited, ...own, opacity }
  }

  #transform(text: string | undefined): string[] {
    const matrices = readTransform(text ?? '')
    if (!matrices) this.refuse('it has a transform that cannot be read')
    return (matrices ?? []).map((matrix) => `${matrix.map(fine).join(' ')} cm`)
  }

  #paint(data: string | undefined, properties: Properties): void {
    const path = data === undefined ? undefined : pathOperators(data)
    if (path === undefined) return this.refuse('it has a shape that cannot be read')
    if (path === '' || properties['visibility'] !== 'visible' || properties['display'] === 'none') return
    const fill = this.#color(properties, 'fill')
    const stroke = this.#color(properties, 'stroke')
    if (fill) this.#operators.push(`${fill} rg`)
    if (stroke) this.#operators.push(`${stroke} RG`, ...strokeStyle(properties))
    const evenOdd = properties['fill-rule'] === 'evenodd' ? '*' : ''
    if (fill || stroke) this.#operators.push(path, fill ? (stroke ? 'B' : 'f') + evenOdd : 'S')
  }

  /** Undefined when nothing is painted. Half-transparent colours are mixed with the white of the paper. */
  #color(properties: Properties, which: 'fill' | 'stroke'): string | undefined {
    const name = properties[which]!.trim().toLowerCase()
    const opacity = Number(properties[`${which}-opacity`]) * Number(properties['opacity'])
    if (name === 'none' || name === 'transparent' || opacity === 0) return undefined
    const color = readColor(name)
    if (!color || !(opacity > 0 && opacity <= 1)) {
      this.refuse(`it is painted with ${name.slice(0, 40)}`)
      return undefined
    }
    return color.map((part) => coordinate((part * opacity) / 255 + 1 - opacity)).join(' ')
  }
}

function strokeStyle(properties: Properties): string[] {
  const width = readLength(properties['stroke-width']) ?? 1
  const limit = readLength(properties['stroke-miterlimit']) ?? 4
  const cap = Math.max(0, CAPS.indexOf(properties['stroke-linecap']!))
  const join = Math.max(0, JOINS.indexOf(properties['stroke-linejoin']!))
  return [`${coordinate(width)} w ${cap} J ${join} j ${coordinate(Math.max(1, limit))} M`]
}

function pick(attributes: Record<string, string>): Properties {
  const wanted = [...Object.keys(INITIAL), ...BEYOND_US, 'display']
  return Object.fromEntries(
    wanted.flatMap((name) => (attributes[name] === undefined ? [] : [[name, attributes[name]]])),
  )
}

function readDeclarations(text: string): Properties {
  return Object.fromEntries(
    text.split(';').flatMap((declaration) => {
      const [name = '', value] = declaration.split(':').map((part) => part.trim())
      return value ? [[name, value]] : []
    }),
  )
}

/** `.a,.b{fill:#fff}`; undefined for any other selector. */
function readClasses(sheet: string): Map<string, Properties> | undefined {
  const classes = new Map<string, Properties>()
  for (const [, selectors = '', body = ''] of sheet.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    for (const selector of selectors.split(',')) {
      const [, name] = /^\.([\w-]+)$/.exec(selector.trim()) ?? []
      if (name === undefined) return undefined
      classes.set(name, { ...classes.get(name), ...readDeclarations(body) })
    }
  }
  return classes
}

function readBox(root: string, attributes: Record<string, string>): readonly number[] | undefined {
  if (root !== 'svg') return undefined
  const box = readNumbers(attributes['viewBox'] ?? '')
  if (box?.length === 4) return box
  const [width, height] = [readLength(attributes['width']), readLength(attributes['height'])]
  return width !== undefined && height !== undefined ? [0, 0, width, height] : undefined
}

/** Every shape is a path; undefined when one of its lengths cannot be read. */
function shapePath(name: string, attributes: Record<string, string>): string | undefined {
  const length = (attribute: string) => readLength(attributes[attribute] ?? '0')
  if (name === 'path') return attributes['d'] ?? ''
  if (name === 'polygon' || name === 'polyline') {
    const points = attributes['points']?.trim() ?? ''
    return points === '' ? '' : `M${points}${name === 'polygon' ? 'Z' : ''}`
  }
  if (name === 'line') {
    const ends = ['x1', 'y1', 'x2', 'y2'].map(length)
    return ends.includes(undefined) ? undefined : `M${ends.join(' ')}`
  }
  if (name === 'rect') return rectanglePath(attributes)
  const [x, y] = [length('cx'), length('cy')]
  const [rx, ry] = name === 'circle' ? [length('r'), length('r')] : [length('rx'), length('ry')]
  if (x === undefined || y === undefined || rx === undefined || ry === undefined) return undefined
  if (rx <= 0 || ry <= 0) return ''
  return `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`
}

function rectanglePath(attributes: Record<string, string>): string | undefined {
  const length = (attribute: string, otherwise = '0') => readLength(attributes[attribute] ?? otherwise)
  const [x, y, width, height] = [length('x'), length('y'), length('width'), length('height')]
  const [rx, ry] = [length('rx', attributes['ry']), length('ry', attributes['rx'])]
  if (x === undefined || y === undefined || rx === undefined || ry === undefined) return undefined
  if (width === undefined || height === undefined) return undefined
  if (width <= 0 || height <= 0) return ''
  const [cornerX, cornerY] = [Math.min(Math.abs(rx), width / 2), Math.min(Math.abs(ry), height / 2)]
  const corner = (dx: number, dy: number) => `a${cornerX} ${cornerY} 0 0 1 ${dx} ${dy}`
  return [
    `M${x + cornerX} ${y}h${width - 2 * cornerX}${corner(cornerX, cornerY)}`,
    `v${height - 2 * cornerY}${corner(-cornerX, cornerY)}`,
    `h${2 * cornerX - width}${corner(-cornerX, -cornerY)}`,
    `v${2 * cornerY - height}${corner(cornerX, -cornerY)}Z`,
  ].join('')
}

type Matrix = readonly [number, number, number, number, number, number]

function readTransform(text: string): Matrix[] | undefined {
  const matrices: Matrix[] = []
  const rest = text.replace(/\s*(\w+)\s*\(([^()]*)\)\s*,?/g, (_whole, name: string, list: string) => {
    const matrix = toMatrix(name, readNumbers(list) ?? [])
    if (!matrix) return '?'
    matrices.push(...matrix)
    return ''
  })
  return rest.trim() === '' ? matrices : undefined
}

function toMatrix(name: string, numbers: readonly number[]): Matrix[] | undefined {
  const [a, b = 0, c = 0] = numbers
  if (a === undefined) return undefined
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  switch (name) {
    case 'matrix':
      return numbers.length === 6 ? [numbers as unknown as Matrix] : undefined
    case 'translate':
      return [[1, 0, 0, 1, a, b]]
    case 'scale':
      return [[a, 0, 0, numbers.length > 1 ? b : a, 0, 0]]
    case 'rotate': {
      const [cos, sin] = [Math.cos(radians(a)), Math.sin(radians(a))]
      return [[cos, sin, -sin, cos, b - cos * b + sin * c, c - sin * b - cos * c]]
    }
    case 'skewX':
      return [[1, 0, Math.tan(radians(a)), 1, 0, 0]]
    case 'skewY':
      return [[1, Math.tan(radians(a)), 0, 1, 0, 0]]
    default:
      return undefined
  }
}

/** The numbers of a transform multiply: a thousandth is too coarse for them. */
function fine(value: number): string {
  return value.toFixed(6)
}

function readNumbers(text: string): number[] | undefined {
  if (/[^\s,]/.test(text.replace(NUMBER, ''))) return undefined
  const numbers = (text.match(NUMBER) ?? []).map(Number)
  return numbers.every((number) => Math.abs(number) <= MAX_NUMBER) ? numbers : undefined
}

const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/gi
const MAX_NUMBER = 1e6

/** User units and pixels; a percentage or a centimetre is not read. */
function readLength(text: string | undefined): number | undefined {
  const numbers = readNumbers((text ?? '').replace(/(?:px|pt)\s*$/, ''))
  return numbers?.length === 1 ? numbers[0] : undefined
}

const NAMED_COLORS: Readonly<Record<string, readonly number[]>> = {
  black: [0, 0, 0],
  white: [255, 255, 255],
  red: [255, 0, 0],
  green: [0, 128, 0],
  blue: [0, 0, 255],
  yellow: [255, 255, 0],
  gold: [255, 215, 0],
  silver: [192, 192, 192],
  gray: [128, 128, 128],
  grey: [128, 128, 128],
  maroon: [128, 0, 0],
  navy: [0, 0, 128],
  orange: [255, 165, 0],
  currentcolor: [0, 0, 0],
}

function readColor(text: string): readonly number[] | undefined {
  const [, hex] = /^#([\da-f]{3}|[\da-f]{6})$/.exec(text) ?? []
  if (hex !== undefined) {
    const full = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex
    return [0, 2, 4].map((at) => parseInt(full.slice(at, at + 2), 16))
  }
  const [, ...parts] = /^rgb\(\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*\)$/.exec(text) ?? []
  if (parts.length === 3) return parts.map((part) => Math.min(255, Number(part)))
  return NAMED_COLORS[text]
}
