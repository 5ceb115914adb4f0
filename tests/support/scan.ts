/**
 * Reads the codes of a page as a telephone or a counter would: the pages are rendered, and the picture around each code
 * is decoded. One rendering serves all the codes of all the pages.
 */
import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import type { Box } from '../../src/platform/pdf/tagged-pdf.ts'

const PROGRAMS = ['pdftoppm', 'zbarimg', 'dmtxread']

/** Says what to install when something is missing; false when nothing is. */
export const scanIsMissing: string | false = PROGRAMS.every(isOnPath)
  ? false
  : 'to read the codes back, install poppler-utils, zbar-tools and dmtx-utils'

/** A code somewhere on the paper: its page, from 0, and its box in points from the top left corner of the page. */
export type PlacedCode = { kind: 'qr' | 'data-matrix'; page: number; box: Box }

/** The texts of the codes, in their order; empty for one that cannot be read. */
export function readCodes(pdf: Buffer, codes: readonly PlacedCode[], dpi: number): string[] {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'quietanza-scan-'))
  try {
    const file = path.join(directory, 'paper.pdf')
    fs.writeFileSync(file, pdf)
    const texts = new Map([
      ...readQrs(cutOut({ file, directory, codes, dpi }, 'qr')),
      ...readMatrices(cutOut({ file, directory, codes, dpi }, 'data-matrix')),
    ])
    return codes.map((_, index) => texts.get(pictureOf(directory, index)) ?? '')
  } finally {
    fs.rmSync(directory, { recursive: true, force: true })
  }
}

function pictureOf(directory: string, index: number): string {
  return path.join(directory, `code-${index}.pgm`)
}

type Scan = { file: string; directory: string; codes: readonly PlacedCode[]; dpi: number }

/**
 * The pictures of the codes of one kind. Of each page only the part is rendered in which any of them stands: they stand
 * below one another, and the rest of the sheet would take most of the time.
 */
function cutOut({ file, directory, codes, dpi }: Scan, kind: PlacedCode['kind']): string[] {
  const placed = codes.flatMap((code, index) =>
    code.kind === kind ? [{ ...code, index, frame: frameOf(code, dpi) }] : [],
  )
  if (placed.length === 0) return []
  const part: Frame = {
    left: Math.min(...placed.map(({ frame }) => frame.left)),
    top: Math.min(...placed.map(({ frame }) => frame.top)),
    right: Math.max(...placed.map(({ frame }) => frame.right)),
    bottom: Math.max(...placed.map(({ frame }) => frame.bottom)),
  }
  if (part.left < 0 || part.top < 0) throw new Error('a code without its quiet zone')
  const first = Math.min(...placed.map(({ page }) => page)) + 1
  const last = Math.max(...placed.map(({ page }) => page)) + 1
  const corner = ['-x', String(part.left), '-y', String(part.top)]
  const size = ['-W', String(part.right - part.left), '-H', String(part.bottom - part.top)]
  const range = ['-f', String(first), '-l', String(last)]
  execFileSync('pdftoppm', ['-gray', '-r', String(dpi), ...range, ...corner, ...size, file, path.join(directory, kind)])
  const pages = fs
    .globSync(`${kind}-*.pgm`, { cwd: directory })
    .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))
  return placed.map(({ page, frame, index }) => {
    const picture = pictureOf(directory, index)
    fs.writeFileSync(picture, crop(readPicture(path.join(directory, pages[page + 1 - first]!)), frame, part))
    return picture
  })
}

type GrayPicture = { width: number; height: number; pixels: Buffer }

const pictures = new Map<string, GrayPicture>()

/** A PGM file: three numbers in letters, then a byte a pixel. */
function readPicture(file: string): GrayPicture {
  const known = pictures.get(file)
  if (known) return known
  const content = fs.readFileSync(file)
  const header = /^P5\s(\d+)\s(\d+)\s255\s/.exec(content.toString('latin1', 0, 40))
  if (!header) throw new Error('not a picture that we can read')
  const [start, width, height] = header
  const picture = { width: Number(width), height: Number(height), pixels: content.subarray(start.length) }
  pictures.clear()
  pictures.set(file, picture)
  return picture
}

/** The quiet zone that each code must have around it, in points: four modules of a QR, one and more of the other. */
const QUIET = { qr: 8.6, 'data-matrix': 5 }

/** In pixels of the page. */
type Frame = { left: number; top: number; right: number; bottom: number }

/** A code with its quiet zone. */
function frameOf({ kind, box }: PlacedCode, dpi: number): Frame {
  const toPixels = (points: number) => Math.round((points * dpi) / 72)
  const quiet = QUIET[kind]
  return {
    left: toPixels(box.x - quiet),
    top: toPixels(box.y - quiet),
    right: toPixels(box.x + box.width + quiet),
    bottom: toPixels(box.y + box.height + quiet),
  }
}

function crop({ width, height, pixels }: GrayPicture, frame: Frame, part: Frame): Buffer {
  const columns = frame.right - frame.left
  const [left, top] = [frame.left - part.left, frame.top - part.top]
  const rows = Array.from({ length: frame.bottom - frame.top }, (_, row) => {
    const start = (top + row) * width + left
    return pixels.subarray(start, start + columns)
  })
  if (left + columns > width || top + rows.length > height) throw new Error('a code without its quiet zone')
  return Buffer.concat([Buffer.from(`P5 ${columns} ${rows.length} 255\n`), ...rows])
}

/** One process for all: it says of each text which file it is from. */
function readQrs(files: readonly string[]): [string, string][] {
  return inBatches(files, (batch) => {
    const output = run('zbarimg', ['--quiet', '--xml', '-Sdisable', '-Sqrcode.enable', ...batch])
    const sources = output.matchAll(/<source href='([^']*)'>([^]*?)<\/source>/g)
    return [...sources].map(([, file = '', body = '']) => [file, /<!\[CDATA\[([^]*?)\]\]>/.exec(body)?.[1] ?? ''])
  })
}

/** The texts come a line each, without their files: when one is missing, the files are asked one by one. */
function readMatrices(files: readonly string[]): [string, string][] {
  const options = ['--newline', '--stop-after=1', '--milliseconds=10000']
  return inBatches(files, (batch) => {
    const lines = run('dmtxread', [...options, ...batch])
      .split('\n')
      .slice(0, -1)
    if (lines.length === batch.length) return batch.map((file, index) => [file, lines[index]!])
    return batch.map((file) => [file, run('dmtxread', [...options, file]).replace(/\n$/, '')])
  })
}

function inBatches(
  files: readonly string[],
  read: (batch: readonly string[]) => [string, string][],
): [string, string][] {
  const batches = Array.from({ length: Math.ceil(files.length / 200) }, (_, at) =>
    files.slice(at * 200, at * 200 + 200),
  )
  return batches.flatMap(read)
}

/** What it prints, whether or not it says that something was not found. */
function run(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 * 1024 * 1024 }).toString(
      'utf8',
    )
  } catch (error) {
    return String((error as { stdout?: Buffer }).stdout ?? '')
  }
}

function isOnPath(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  return folders.some((folder) => fs.existsSync(path.join(folder, program)))
}
