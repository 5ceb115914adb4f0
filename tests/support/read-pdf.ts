/**
 * Reads back the PDFs that we write, as far as a test needs: the tree of the structure with its text, and whether any
 * mark on a page belongs neither to the tree nor to decoration. It knows the plain form in which pdfkit writes a file
 * (no object streams, one cross-reference table) and no other.
 */
import assert from 'node:assert/strict'
import { inflateSync } from 'node:zlib'

export type PdfElement = {
  tag: string
  /** Alternative text, of a figure. */
  alt: string | undefined
  /** Where a figure stands: its page, from 0, in points from the top left corner. */
  place: { page: number; box: { x: number; y: number; width: number; height: number } } | undefined
  /** Only where it is not the document's. */
  language: string | undefined
  /** What stands in the element itself, without its children. */
  text: string
  /** What is read aloud: its text and that of its passages in other languages, in their order. */
  spoken: string
  children: PdfElement[]
}

/** Text that is read, where its baseline begins: its page, from 0, and points from the top left corner of it. */
export type PlacedRun = { page: number; text: string; x: number; y: number }

export type ReadPdf = {
  language: string | undefined
  title: string | undefined
  showsTitle: boolean
  metadata: string
  pages: number
  runs: PlacedRun[]
  /** The name of each font, as embedded. */
  fonts: string[]
  bookmarks: string[]
  root: PdfElement
  /** Painting operators outside of marked content. */
  strayOperators: string[]
  /** Marked content that no element of the structure owns. */
  orphans: number
}

type Objects = ReadonlyMap<number, string>
/** The pages by the number of their object, in their order. */
type Pages = ReadonlyMap<number, { index: number; height: number; parents: number[] }>
/** The text of each piece of marked content, by page object and number. */
type Contents = Map<number, Map<number, string>>

export function readPdf(pdf: Buffer): ReadPdf {
  const source = pdf.toString('latin1')
  const objects: Objects = new Map(
    [...source.matchAll(/^(\d+) 0 obj\n([^]*?)\nendobj$/gm)].map(([, id, body]) => [Number(id), body!]),
  )
  const catalog = [...objects.values()].find((body) => body.includes('/Type /Catalog'))!
  const pages = readPages(objects, catalog)
  const contents: Contents = new Map()
  const strayOperators: string[] = []
  const runs: PlacedRun[] = []
  for (const [id, { index }] of pages) {
    const read = readPage(objects, objects.get(id)!)
    contents.set(id, read.marked)
    strayOperators.push(...read.stray)
    runs.push(...read.runs.map((run) => ({ page: index, ...run })))
  }
  const tree = reference(objects, catalog, 'StructTreeRoot')
  const [rootId] = references(field(tree, 'K'))
  const root = readElement(objects, pages, contents, rootId!)
  return {
    language: string(catalog, 'Lang'),
    title: readTitle(objects, source),
    showsTitle: /DisplayDocTitle true/.test(reference(objects, catalog, 'ViewerPreferences')),
    metadata: Buffer.from(streamOf(reference(objects, catalog, 'Metadata')), 'latin1').toString('utf8'),
    pages: pages.size,
    runs,
    fonts: [...objects.values()].flatMap((body) => /\/FontName \/(\S+)/.exec(body)?.[1] ?? []),
    bookmarks: [...objects.values()].flatMap((body) => (body.includes('/Dest [') ? (string(body, 'Title') ?? []) : [])),
    root,
    strayOperators,
    orphans: [...contents.values()].reduce((sum, { size }) => sum + size, 0),
  }
}

/** The elements in the order in which they are read. */
export function* elementsOf(element: PdfElement): Generator<PdfElement> {
  yield element
  for (const child of element.children) yield* elementsOf(child)
}

function readPages(objects: Objects, catalog: string): Pages {
  const kids = references(/\/Kids \[([^\]]*)\]/.exec(reference(objects, catalog, 'Pages'))?.[1] ?? '')
  const heightOf = (id: number) => Number(/\/MediaBox \[0 0 \S+ (\S+)\]/.exec(objects.get(id)!)?.[1])
  const parentTree = reference(objects, catalog, 'StructTreeRoot')
  const parentsOf = (id: number) => {
    const key = /\/StructParents (\d+)/.exec(objects.get(id)!)?.[1]
    return references(new RegExp(`^\\s+${key} \\[([^\\]]*)\\]`, 'm').exec(parentTree)?.[1] ?? '')
  }
  return new Map(kids.map((id, index) => [id, { index, height: heightOf(id), parents: parentsOf(id) }]))
}

/** What an element is takes its content out of `contents`: what is left belongs to nobody. */
function readElement(objects: Objects, pages: Pages, contents: Contents, id: number): PdfElement {
  const body = objects.get(id)!
  const [page] = references(field(body, 'Pg'))
  const kids = /\/K \[([^]*?)\]/.exec(body)?.[1] ?? ''
  const element: PdfElement = {
    tag: name(body, 'S'),
    alt: string(body, 'Alt'),
    place: undefined,
    language: string(body, 'Lang'),
    text: '',
    spoken: '',
    children: [],
  }
  for (const kid of kids.matchAll(/(\d+) 0 R|<<[^>]*?\/Pg (\d+) 0 R[^>]*?\/MCID (\d+)[^>]*>>|(\d+)/g)) {
    const [, child, otherPage, otherContent, content] = kid
    if (child !== undefined) {
      assert.match(objects.get(Number(child))!, new RegExp(`/P ${id} 0 R`), 'a child knows its parent')
      const part = readElement(objects, pages, contents, Number(child))
      element.children.push(part)
      if (part.tag === 'Span') element.spoken += part.spoken
    } else {
      const pageId = otherPage === undefined ? page! : Number(otherPage)
      const marked = contents.get(pageId)!
      element.place = readPlace(body, pages.get(pageId)!)
      const number = Number(otherContent ?? content)
      assert.ok(marked.has(number), 'an element owns content that exists, once')
      assert.equal(pages.get(pageId)!.parents[number], id, 'the page knows the element of each content')
      element.text += marked.get(number)
      element.spoken += marked.get(number)
      marked.delete(number)
    }
  }
  return element
}

function readPlace(body: string, { index, height }: { index: number; height: number }): PdfElement['place'] {
  const numbers = /\/BBox \[([^\]]*)\]/.exec(body)?.[1]?.split(' ').map(Number)
  if (!numbers) return undefined
  const [left = 0, low = 0, right = 0, high = 0] = numbers
  return { page: index, box: { x: left, y: height - high, width: right - left, height: high - low } }
}

const PAINTING = new Set(['f', 'f*', 'F', 'B', 'B*', 'b', 'b*', 'S', 's', 'Tj', 'TJ', 'Do', 'sh', 'EI'])

type ReadPage = { marked: Map<number, string>; stray: string[]; runs: Omit<PlacedRun, 'page'>[] }

function readPage(objects: Objects, page: string): ReadPage {
  const content = streamOf(reference(objects, page, 'Contents'))
  const fonts = readFonts(objects, reference(objects, page, 'Resources'))
  const marked = new Map<number, string>()
  const stray: string[] = []
  const runs: Omit<PlacedRun, 'page'>[] = []
  let numbers: number[] = []
  let [x, y] = [0, 0]
  const open: (number | 'decoration')[] = []
  let font: ReadonlyMap<string, string> = new Map()
  let glyphs = ''
  for (const [token, operand] of content.matchAll(/<<[^>]*>>|<([0-9a-f]*)>|\/[\w-]+|[^\s<>[\]/]+/gi)) {
    const isMark = token === 'BDC' || token === 'BMC'
    if (token.startsWith('/F')) font = fonts.get(token.slice(1)) ?? font
    else if (token.startsWith('<<')) open.push(Number(/\/MCID (\d+)/.exec(token)?.[1] ?? -1))
    else if (operand !== undefined) glyphs += operand
    else if (isMark && open.at(-1) === -1) open.splice(-1, 1, 'decoration')
    else if (isMark) marked.set(open.at(-1) as number, '')
    else if (token === 'EMC') open.pop()
    else if (token === 'Tm') [x = 0, y = 0] = numbers.slice(-2)
    else if (PAINTING.has(token)) {
      const owner = open.at(-1)
      if (owner === undefined) stray.push(token)
      const text = (glyphs.match(/.{4}/g) ?? []).map((glyph) => font.get(glyph.toLowerCase()) ?? '\ufffd').join('')
      if (typeof owner === 'number') marked.set(owner, marked.get(owner) + text)
      if (typeof owner === 'number' && text !== '') runs.push({ text, x, y })
      glyphs = ''
    }
    numbers = /^-?[\d.]+$/.test(token) ? [...numbers, Number(token)] : []
  }
  assert.deepEqual(open, [], 'marked content is closed')
  return { marked, stray, runs }
}

/** For each font of the page, the text of each glyph. */
function readFonts(objects: Objects, resources: string): Map<string, ReadonlyMap<string, string>> {
  const fonts = new Map<string, ReadonlyMap<string, string>>()
  for (const [, fontName, id] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const map = streamOf(reference(objects, objects.get(Number(id))!, 'ToUnicode'))
    const glyphs = new Map<string, string>()
    for (const [, start, list] of map.matchAll(/<(\w{4})> <\w{4}> \[(.*)\]/g)) {
      ;[...list!.matchAll(/<([\w ]*)>/g)].forEach(([, codes], index) => {
        const text = codes!.split(' ').map((code) => String.fromCharCode(parseInt(code, 16)))
        glyphs.set((parseInt(start!, 16) + index).toString(16).padStart(4, '0'), text.join(''))
      })
    }
    fonts.set(fontName!, glyphs)
  }
  return fonts
}

function streamOf(body: string): string {
  const start = body.indexOf('stream\n') + 'stream\n'.length
  const bytes = body.slice(start, body.lastIndexOf('\nendstream'))
  return body.includes('/FlateDecode') ? inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1') : bytes
}

function readTitle(objects: Objects, source: string): string | undefined {
  const info = /\/Info (\d+) 0 R/.exec(source)?.[1]
  const title = reference(objects, objects.get(Number(info)) ?? '', 'Title')
  return title === '' ? undefined : unescape(title.slice(1, -1))
}

function field(body: string, key: string): string {
  return new RegExp(`/${key} ([^\n]*)`).exec(body)?.[1] ?? ''
}

function name(body: string, key: string): string {
  return field(body, key).slice(1)
}

function string(body: string, key: string): string | undefined {
  const found = new RegExp(`/${key} \\(((?:\\\\[^]|[^\\\\)])*)\\)`).exec(body)?.[1]
  return found === undefined ? undefined : unescape(found)
}

/** PDF strings are Latin letters, or UTF-16 behind a byte order mark. */
function unescape(text: string): string {
  const controls: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
  const bytes = text.replace(/\\([^])/g, (_whole, character: string) => controls[character] ?? character)
  if (!bytes.startsWith('\u00fe\u00ff')) return bytes
  return Buffer.from(bytes.slice(2), 'latin1').swap16().toString('utf16le')
}

function references(text: string): number[] {
  return [...text.matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id))
}

function reference(objects: Objects, body: string, key: string): string {
  const [id] = references(field(body, key))
  return id === undefined ? '' : (objects.get(id) ?? '')
}
