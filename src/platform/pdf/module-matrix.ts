/** A code as a picture, one unit a module. */
import type { Picture } from './picture.ts'

export type ModuleMatrix = { width: number; height: number; modules: ArrayLike<number> }

/**
 * The outlines of the dark modules as one path, to be filled by the even-odd rule. Modules painted one by one show
 * hairlines where they touch, and some readers stumble over them.
 */
export function matrixPicture(matrix: ModuleMatrix): Picture {
  const { width, height } = matrix
  return { width, height, operators: `0 0 0 rg\n${outlines(matrix)}f*` }
}

/** No edge, or no further one, begins at a corner. */
const NONE = -1

/**
 * Each boundary between dark and light is walked once, with the dark side on the right; straight steps are merged. At a
 * corner begin two edges at most: `first` and `second` say where they lead.
 */
function outlines({ width, height, modules }: ModuleMatrix): string {
  const stride = width + 1
  const first = new Int32Array(stride * (height + 1)).fill(NONE)
  const second = new Int32Array(stride * (height + 1)).fill(NONE)
  const addEdge = (from: number, to: number) => {
    if (first[from] === NONE) first[from] = to
    else second[from] = to
  }
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (!modules[at]) continue
      const corner = y * stride + x
      if (y === 0 || !modules[at - width]) addEdge(corner, corner + 1)
      if (x === width - 1 || !modules[at + 1]) addEdge(corner + 1, corner + 1 + stride)
      if (y === height - 1 || !modules[at + width]) addEdge(corner + 1 + stride, corner + stride)
      if (x === 0 || !modules[at - 1]) addEdge(corner + stride, corner)
    }
  }
  let path = ''
  for (let start = 0; start < first.length; start++) {
    while (first[start] !== NONE) path += walk(start, first, second, stride)
  }
  return path
}

/** Takes the edges that it follows away. */
function walk(start: number, first: Int32Array, second: Int32Array, stride: number): string {
  let path = ''
  let at = start
  let direction = 0
  do {
    const next = first[at]!
    first[at] = second[at]!
    second[at] = NONE
    if (next - at !== direction) path += `${at % stride} ${Math.floor(at / stride)} ${path === '' ? 'm' : 'l'}\n`
    direction = next - at
    at = next
  } while (at !== start)
  return `${path}h\n`
}
