/**
 * A PDF that can be read aloud and kept: every mark on the page belongs to an element of the structure, in the order in
 * which it is painted, or is declared decoration. Painting outside of both is a mistake of the program and throws, so
 * that a document cannot be tagged by halves.
 *
 * Coordinates are points from the top left corner of an A4 page; `y` of a text is its baseline.
 */
import type { Readable } from 'node:stream'
import { type Temporal, legacyDate } from '../../core/time.ts'
import { FACES, type Face, fontOf } from './faces.ts'
import { ArchivableDocument, type StructureElement, type StructureOptions } from './pdfkit-document.ts'
import { type Picture, coordinate } from './picture.ts'
import { type Line, lineWidth, toLine } from './text-layout.ts'

export const PAGE_WIDTH = 595.28
export const PAGE_HEIGHT = 841.89

export type Style = { face: Face; size: number; color?: string }

export type Place = { x: number; y: number }

export type Box = { x: number; y: number; width: number; height: number }

/** What is painted in one go; in a language of its own where it is not the document's. */
export type Passage = { language?: string | undefined; paint: () => void }

export type PdfProperties = {
  title: string
  author: string
  language: string
  createdAt: Temporal.Instant
  /** Whether pages stay open until the end, for what needs their number; else each is written when the next begins. */
  keepsPagesOpen: boolean
}

type GroupTag = 'Document' | 'Part' | 'Sect' | 'Table' | 'THead' | 'TBody' | 'TR' | 'L' | 'LI'
type LeafTag = 'H1' | 'H2' | 'H3' | 'P' | 'TH' | 'TD' | 'Lbl' | 'LBody'

const BLACK = '#000000'

/** What a part of a paper paints on. */
export type Surface = Pick<
  TaggedPdf,
  | 'group'
  | 'element'
  | 'phrase'
  | 'figure'
  | 'decoration'
  | 'line'
  | 'lineEndingAt'
  | 'rectangle'
  | 'picture'
  | 'turned'
>

/** Leaves no trace: a part that is painted here first says how much room it will take. */
export const NOWHERE: Surface = {
  group: (_tag, build) => build(),
  element: () => undefined,
  phrase: () => undefined,
  figure: () => undefined,
  decoration: () => undefined,
  line: () => undefined,
  lineEndingAt: () => undefined,
  rectangle: () => undefined,
  picture: () => undefined,
  turned: () => undefined,
}

export class TaggedPdf {
  readonly #pdf: ArchivableDocument
  readonly #language: string
  readonly #ancestors: StructureElement[]
  #isMarked = false

  constructor(properties: PdfProperties) {
    this.#language = properties.language
    this.#pdf = new ArchivableDocument({
      size: [PAGE_WIDTH, PAGE_HEIGHT],
      margin: 0,
      pdfVersion: '1.7',
      lang: properties.language,
      tagged: true,
      displayTitle: true,
      subset: 'PDF/A-2a',
      font: '',
      autoFirstPage: false,
      bufferPages: properties.keepsPagesOpen,
      info: {
        Title: properties.title,
        Author: properties.author,
        Creator: 'Quietanza',
        CreationDate: legacyDate(properties.createdAt),
      },
    })
    for (const face of FACES) this.#pdf.registerFont(face, fontOf(face))
    const root = this.#pdf.struct('Document', {})
    this.#pdf.addStructure(root)
    this.#ancestors = [root]
  }

  addPage(): void {
    if (this.#isMarked) throw new Error('a page was added inside an element')
    this.#pdf.addPage()
  }

  /** The elements painted by `build` become its children. */
  group(tag: GroupTag, build: () => void): void {
    const element = this.#addElement(tag, {})
    this.#ancestors.push(element)
    build()
    this.#ancestors.pop()
    element.end()
  }

  /** What is painted is the content of one element. `language` is for a passage in another one. */
  element(tag: LeafTag, paint: () => void, options: { language?: string; scope?: 'Column' | 'Row' } = {}): void {
    const { language, scope } = options
    const element = this.#addElement(tag, {
      ...(language !== undefined && language !== this.#language && { lang: language }),
      ...(scope && { scope }),
    })
    this.#mark(() => element.add(paint))
    element.end()
  }

  /** One element of several passages, like a label in two languages. */
  phrase(tag: LeafTag, passages: readonly Passage[]): void {
    const element = this.#addElement(tag, {})
    // What follows in the same language is one content: a reader may pause between two.
    let own: (() => void)[] = []
    const addOwn = () => {
      const paints = own
      if (paints.length > 0) this.#mark(() => element.add(() => paints.forEach((paint) => paint())))
      own = []
    }
    for (const { language, paint } of passages) {
      if (language === undefined || language === this.#language) {
        own.push(paint)
        continue
      }
      addOwn()
      const span = this.#pdf.struct('Span', { lang: language })
      element.add(span)
      this.#mark(() => span.add(paint))
      span.end()
    }
    addOwn()
    element.end()
  }

  /**
   * A picture that means something: `description` is what is read in its place. It is made when it is painted: a code is
   * not drawn to learn how tall its module is.
   */
  figure(picture: Picture | (() => Picture), box: Box, description: string): void {
    const { x, y, width, height } = box
    const element = this.#addElement('Figure', { alt: description, bbox: [x, y, x + width, y + height] })
    const made = typeof picture === 'function' ? picture() : picture
    this.#mark(() => element.add(() => this.picture(made, box)))
    element.end()
  }

  /** The same, for a picture made of dots. */
  photo(jpeg: Buffer, box: Box, description: string): void {
    const { x, y, width, height } = box
    const element = this.#addElement('Figure', { alt: description, bbox: [x, y, x + width, y + height] })
    this.#mark(() => element.add(() => this.#pdf.image(jpeg, x, y, { width, height })))
    element.end()
  }

  /** Bands, lines, icons, page numbers: seen, not read. */
  decoration(paint: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.#mark(() => {
      this.#pdf.markContent('Artifact', { type })
      paint()
      this.#pdf.endMarkedContent()
    })
  }

  /** Sets one line; a text that does not fit is the caller's mistake to avoid (see `breakText`). */
  line(text: string | Line, x: number, y: number, style: Style): void {
    this.#requireMark()
    const line = typeof text === 'string' ? toLine(text, style.face) : text
    let at = x
    this.#fill(style.color ?? BLACK)
    for (const span of line) {
      if (span.text !== '') at += this.#pdf.showText(span, style.size, at, y)
    }
  }

  /** The line ends at `right`. */
  lineEndingAt(text: string, right: number, y: number, style: Style): void {
    const line = toLine(text, style.face)
    this.line(line, right - lineWidth(line, style.size), y, style)
  }

  rectangle({ x, y, width, height }: Box, color: string): void {
    this.#requireMark()
    this.#fill(color)
    this.#pdf.addContent(`${[x, y, width, height].map(coordinate).join(' ')} re f`)
  }

  /** Fills the box, keeping the picture's proportions only if the box has them. */
  picture(picture: Picture, { x, y, width, height }: Box): void {
    this.#requireMark()
    const scale = [width / picture.width, 0, 0, height / picture.height]
    const placed = `${scale.map((value) => value.toFixed(6)).join(' ')} ${coordinate(x)} ${coordinate(y)} cm`
    this.#pdf.addContent(`q\n${placed}\n${picture.operators}\nQ`)
  }

  /** Paints turned by an angle, clockwise in degrees, about a point. */
  turned(angle: number, x: number, y: number, paint: () => void): void {
    this.#requireMark()
    const radians = (angle * Math.PI) / 180
    const [cos, sin] = [Math.cos(radians).toFixed(6), Math.sin(radians)]
    const placed = [cos, sin.toFixed(6), (-sin).toFixed(6), cos, coordinate(x), coordinate(y)]
    this.#pdf.addContent(`q\n${placed.join(' ')} cm`)
    paint()
    this.#pdf.addContent('Q')
  }

  /** Goes back over the finished pages, for what needs their number. */
  onEachPage(paint: (page: number, pages: number) => void): void {
    const { count } = this.#pdf.bufferedPageRange()
    for (let index = 0; index < count; index++) {
      this.#pdf.switchToPage(index)
      paint(index + 1, count)
    }
  }

  /** A page, from 0, that a reader can go to from the list of contents; the one at work where none is named. */
  bookmark(title: string, page?: number): void {
    this.#pdf.outline.addItem(title, page === undefined ? {} : { pageNumber: page })
  }

  /** The file as it grows, for a document that is too large to be held. */
  get output(): Readable {
    return this.#pdf
  }

  end(): void {
    for (const element of this.#ancestors.toReversed()) element.end()
    this.#pdf.end()
  }

  async finish(): Promise<Buffer> {
    this.end()
    return Buffer.concat((await this.#pdf.toArray()) as Buffer[])
  }

  #fill(color: string): void {
    const parts = [1, 3, 5].map((at) => coordinate(parseInt(color.slice(at, at + 2), 16) / 255))
    this.#pdf.addContent(`${parts.join(' ')} rg`)
  }

  #addElement(tag: GroupTag | LeafTag | 'Figure', options: StructureOptions): StructureElement {
    if (this.#isMarked) throw new Error(`a ${tag} was opened inside another element's content`)
    const element = this.#pdf.struct(tag, options)
    this.#ancestors.at(-1)!.add(element)
    return element
  }

  #mark(paint: () => void): void {
    if (this.#isMarked) throw new Error('an element was painted inside another')
    this.#isMarked = true
    paint()
    this.#isMarked = false
  }

  #requireMark(): void {
    if (!this.#isMarked) throw new Error('something was painted outside of the structure')
  }
}
