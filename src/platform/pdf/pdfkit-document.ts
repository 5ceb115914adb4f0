/**
 * The part of pdfkit that we use, with its types: the published ones lack the structure options and the combination of
 * PDF/A with an open font. This is the only file that knows pdfkit.
 */
import pdfkit from 'pdfkit'
import type { Readable } from 'node:stream'
import { deflateSync } from 'node:zlib'
import type { legacyDate } from '../../core/time.ts'
import { type Face, type Span, type fontOf, glyphsOf } from './faces.ts'
import { coordinate } from './picture.ts'

export type StructureElement = {
  /** Painting done by a function becomes content of the element; once the element is attached, it is done at once. */
  add(child: StructureElement | (() => void)): StructureElement
  end(): void
}

export type StructureOptions = {
  lang?: string
  alt?: string
  /** Left, top, right, bottom. */
  bbox?: [number, number, number, number]
  scope?: 'Column' | 'Row'
}

export type DocumentProperties = {
  Title: string
  Author: string
  Creator: string
  CreationDate: ReturnType<typeof legacyDate>
}

type DocumentOptions = {
  size: [number, number]
  margin: 0
  pdfVersion: '1.7'
  lang: string
  tagged: true
  displayTitle: true
  subset: 'PDF/A-2a'
  /** Empty, so that no standard font is loaded. */
  font: ''
  autoFirstPage: false
  /** Pages stay open until the end, for what is painted last on all of them. */
  bufferPages: boolean
  info: DocumentProperties
}

/** A font inside one document: the glyphs that it needs, with their widths and what they mean. */
type EmbeddedFont = {
  id: string
  subset: { includeGlyph(id: number): number }
  widths: (number | undefined)[]
  unicode: (readonly number[] | undefined)[]
  ref(): object
}

type Reference = { readonly id: number }

/** An object of the file while it is written: its stream, if it has one, in pieces. */
type OpenReference = Reference & { buffer: Uint8Array[]; compress: boolean; finalize(): void }
type NumberTree = { add(key: number, value: unknown): void; get(key: number): readonly Reference[] | undefined }

type Page = { fonts: Record<string, object>; dictionary: { data: { StructParents?: number } } }

type PdfkitDocument = Readable & {
  options: DocumentOptions
  info: DocumentProperties
  page: Page | null
  outline: { addItem(title: string, options: { pageNumber?: number }): void }
  addPage(): void
  switchToPage(index: number): void
  bufferedPageRange(): { start: number; count: number }
  registerFont(name: string, font: ReturnType<typeof fontOf>): void
  font(name: string, size: number): void
  readonly _font: EmbeddedFont
  addContent(operators: string | Buffer): void
  /** A JPEG is put into the file as it is. */
  image(jpeg: Buffer, x: number, y: number, size: { width: number; height: number }): void
  ref(data?: object): OpenReference
  /** Everything in the file goes through here. */
  _write(text: string | Uint8Array): void
  struct(tag: string, options: StructureOptions): StructureElement
  addStructure(element: StructureElement): void
  getStructParentTree(): NumberTree
  markContent(tag: 'Artifact', options: { type: 'Layout' | 'Pagination' }): void
  endMarkedContent(): void
  appendXML(xml: string): void
  endMetadata(): void
  end(): void
}

const Pdfkit = pdfkit as unknown as new (options: DocumentOptions) => PdfkitDocument

/**
 * The extension schema that PDF/A asks for before a property that it does not know (ISO 19005-2, 6.6.2.3), and the
 * property itself: this file is PDF/UA-1 (ISO 14289-1, 5).
 */
const UNIVERSAL_ACCESS = `
  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
      xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>part</pdfaProperty:name>
        <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
        <pdfaProperty:category>internal</pdfaProperty:category>
        <pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
      </rdf:li></rdf:Seq></pdfaSchema:property>
    </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
    <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>`

const CHUNK_BYTES = 64 * 1024

/** Of a notice with its slip: level 6 takes twice the time and saves 1,1 kB of 38. */
const COMPRESSION_LEVEL = 4
/** The least that zlib takes for its output. */
const LEAST_OUTPUT_BYTES = 64

/** What comes out is hardly ever longer than what goes in: zlib's own 16 kB for each small stream cost more than they hold. */
function compressed(content: Buffer): Buffer {
  return deflateSync(content, { level: COMPRESSION_LEVEL, chunkSize: Math.max(content.length, LEAST_OUTPUT_BYTES) })
}

/** A pdfkit document that is PDF/A-2a and PDF/UA-1. */
export class ArchivableDocument extends Pdfkit {
  /** Not a private name, and without a value: pdfkit's constructor writes before any field of ours is there. */
  declare private unsent: { chunks: Buffer[]; bytes: number } | undefined

  override addPage(): void {
    const finished = this.page
    this.#closeParents()
    super.addPage()
    // It is in the file; whatever still points at it needs its number alone.
    if (finished && !this.options.bufferPages) finished.dictionary.data = {}
  }

  /**
   * Sets a text whose baseline begins at a place, and returns its width. pdfkit's own way would lay it out again, and put
   * each run into a graphics state of its own.
   */
  showText(span: Span, size: number, x: number, y: number): number {
    const font = this.#use(span.face, size)
    const shown = new ShownGlyphs(size)
    let total = 0
    for (const { id, codePoints, width, advance, shift } of glyphsOf(span)) {
      const number = font.subset.includeGlyph(id)
      font.widths[number] ??= width
      font.unicode[number] ??= codePoints
      shown.add(number, width - advance, shift)
      total += advance
    }
    const place = `/${font.id} ${coordinate(size)} Tf 1 0 0 -1 ${coordinate(x)} ${coordinate(y)} Tm`
    this.addContent(`BT ${place} ${shown.finish()} ET`)
    return (total * size) / 1000
  }

  #use(face: Face, size: number): EmbeddedFont {
    this.font(face, size)
    const font = this._font
    this.page!.fonts[font.id] ??= font.ref()
    return font
  }

  /** Compressed here, where the level can be chosen. */
  override ref(data?: object): OpenReference {
    const reference = super.ref(data)
    const { finalize } = reference
    reference.finalize = () => {
      if (reference.compress && reference.buffer.length > 0) {
        reference.buffer = [compressed(Buffer.concat(reference.buffer))]
        reference.compress = false
      }
      finalize.call(reference)
    }
    return reference
  }

  /** pdfkit makes bytes of a text character by character; all that we write is Latin-1. */
  override addContent(operators: string | Buffer): void {
    super.addContent(typeof operators === 'string' ? Buffer.from(`${operators}\n`, 'latin1') : operators)
  }

  override _write(text: string | Uint8Array): void {
    super._write(typeof text === 'string' ? Buffer.from(`${text}\n`, 'latin1') : text)
  }

  /** A file is made of thousands of short texts: they leave together. */
  override push(chunk: Buffer | null): boolean {
    const unsent = (this.unsent ??= { chunks: [], bytes: 0 })
    if (chunk) {
      unsent.chunks.push(chunk)
      unsent.bytes += chunk.length
      if (unsent.bytes < CHUNK_BYTES) return true
    }
    if (unsent.bytes > 0) super.push(Buffer.concat(unsent.chunks))
    this.unsent = undefined
    return chunk ? true : super.push(null)
  }

  /** pdfkit copies the properties into XML as they are, after it has written them elsewhere in the file. */
  override endMetadata(): void {
    const { Title, Author, Creator } = this.info
    this.info = { ...this.info, Title: escapeXml(Title), Author: escapeXml(Author), Creator: escapeXml(Creator) }
    this.appendXML(UNIVERSAL_ACCESS)
    super.endMetadata()
  }

  /** A finished page keeps of its elements their numbers alone: a document of thousands of pages must fit in memory. */
  #closeParents(): void {
    const key = this.page?.dictionary.data.StructParents
    const parents = key === undefined ? undefined : this.getStructParentTree().get(key)
    if (key === undefined || !parents) return
    this.getStructParentTree().add(key, new AsWritten(`[${parents.map(({ id }) => `${id} 0 R`).join(' ')}]`))
  }
}

/** The operand of one text operator: glyph numbers, with what is taken back between them where they are kerned. */
class ShownGlyphs {
  readonly #size: number
  readonly #operators: string[] = []
  #operands: string[] = []
  #glyphs = ''

  constructor(size: number) {
    this.#size = size
  }

  add(number: number, takenBack: number, shift: { x: number; y: number }): void {
    if (shift.y !== 0) this.#rise(shift.y)
    if (shift.x !== 0) this.#move(-shift.x)
    this.#glyphs += number.toString(16).padStart(4, '0')
    if (shift.y !== 0) this.#rise(0)
    if (takenBack + shift.x !== 0) this.#move(takenBack + shift.x)
  }

  finish(): string {
    this.#show()
    return this.#operators.join(' ')
  }

  #rise(height: number): void {
    this.#show()
    this.#operators.push(`${coordinate((height * this.#size) / 1000)} Ts`)
  }

  #move(back: number): void {
    this.#endGlyphs()
    this.#operands.push(coordinate(back))
  }

  #endGlyphs(): void {
    if (this.#glyphs !== '') this.#operands.push(`<${this.#glyphs}>`)
    this.#glyphs = ''
  }

  #show(): void {
    this.#endGlyphs()
    if (this.#operands.length > 0) this.#operators.push(`[${this.#operands.join(' ')}] TJ`)
    this.#operands = []
  }
}

/** What pdfkit does not know it writes as its text: this is nothing but text. */
class AsWritten {
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  get [Symbol.toStringTag](): string {
    return 'AsWritten'
  }
  toString(): string {
    return this.#text
  }
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
