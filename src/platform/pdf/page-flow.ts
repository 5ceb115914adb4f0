/**
 * Content that runs down a page and on to the next: headings, facts in columns, paragraphs, tables. A row is never
 * split; a very long text in it is cut with an ellipsis, so that every row fits on a page.
 */
import { PAGE_WIDTH, type Style, type TaggedPdf } from './tagged-pdf.ts'
import { breakBlock, setLines, stackTexts, textAt } from './text-blocks.ts'
import { type Line, lineWidth } from './text-layout.ts'

export type FlowLook = {
  /** Left and right margin. */
  margin: number
  top: number
  /** Nothing is set below. */
  bottom: number
  heading: Style
  subheading: Style
  label: Style
  value: Style
  leading: number
  rule: string
}

/**
 * A label above its value; each text of the value begins on a line of its own. `language` is the value's, where it is
 * not the document's.
 */
export type Fact = { label: string; value: readonly string[]; style?: Style; language?: string | undefined }

export type Column = { title: string; width: number; isAmount?: boolean; language?: string | undefined }

/** Each text of a cell begins on a line of its own. */
export type Cell = readonly string[]

/** Of one text. Three such texts, one above the other, still fit on a page. */
const MAX_LINES = 14
const PADDING = 4
const GAP = 14
const LIST_INDENT = 18
const LIST_GAP = 3
const PHOTO_GAP = 8
const LABEL_LEADING = 13
const HEADING_SPACE = { above: 12, below: 7 }

/** Where the baseline stands in a line of a given height. */
const BASELINE = 0.78

export class PageFlow {
  readonly pdf: TaggedPdf
  readonly #look: FlowLook
  readonly #onPage: (isFirst: boolean) => void
  /** What stays with what follows it: a heading, and perhaps one below it. */
  #waiting: { tag: 'H2' | 'H3'; text: string; style: Style }[] = []
  readonly #headings: { title: string; page: number }[] = []
  #page = 0
  /** The top of what comes next. */
  y: number

  constructor(pdf: TaggedPdf, look: FlowLook, onPage: (isFirst: boolean) => void) {
    this.pdf = pdf
    this.#look = look
    this.#onPage = onPage
    this.y = look.top
    pdf.addPage()
    onPage(true)
  }

  get width(): number {
    return PAGE_WIDTH - 2 * this.#look.margin
  }

  /** What follows, of about this height, is better seen at once: it begins a page unless it fits on this one. */
  keepTogether(height: number): void {
    if (this.y + height > this.#look.bottom) this.y = this.#look.bottom
  }

  /** For a paper of several pages: where each heading stands. */
  addBookmarks(): void {
    if (this.#page === 0) return
    for (const { title, page } of this.#headings) this.pdf.bookmark(title, page)
  }

  /** Stays with what follows it: it is set when that is. */
  heading(text: string): void {
    this.#waiting = [{ tag: 'H2', text, style: this.#look.heading }]
  }

  /** Below a heading; it stays with what follows it, too. */
  subheading(text: string): void {
    this.#waiting.push({ tag: 'H3', text, style: this.#look.subheading })
  }

  /** Facts side by side, in rows of equal columns. */
  facts(columns: number, facts: readonly Fact[]): void {
    const { margin, label, value, leading } = this.#look
    const width = (this.width - (columns - 1) * GAP) / columns
    for (let first = 0; first < facts.length; first += columns) {
      const row = facts.slice(first, first + columns).map((fact) => {
        const style = fact.style ?? value
        return { fact, style, lines: cellLines(fact.value, width, style) }
      })
      const height = LABEL_LEADING + Math.max(...row.map(({ lines }) => lines.length)) * leading + 2 * PADDING
      this.#makeRoom(height)
      this.#rule()
      const y = this.y + PADDING
      row.forEach(({ fact, style, lines }, index) => {
        const x = margin + index * (width + GAP)
        const block = { x, y: y + LABEL_LEADING + leading * BASELINE, leading, style }
        this.pdf.phrase('P', [
          { paint: () => this.pdf.line(`${fact.label} `, x, y + LABEL_LEADING * BASELINE, label) },
          { language: fact.language, paint: () => setLines(this.pdf, lines, block) },
        ])
      })
      this.y += height
    }
  }

  paragraph(text: string | Line, style: Style, leading: number): void {
    const { margin } = this.#look
    const { lines } = breakBlock(text, { width: this.width, maxLines: MAX_LINES, style })
    this.#makeRoom(lines.length * leading)
    const block = { x: margin, y: this.y + leading * BASELINE, leading, style }
    this.pdf.element('P', () => setLines(this.pdf, lines, block))
    this.y += lines.length * leading
  }

  /** Each text behind its mark: a number, a dash. One that runs over a line goes on below its own beginning. */
  list(items: readonly { mark: string; text: string }[], style: Style, leading: number): void {
    const { margin } = this.#look
    const lines = items.map(({ text }) => {
      return breakBlock(text, { width: this.width - LIST_INDENT, maxLines: MAX_LINES, style }).lines
    })
    // The first item with what leads to it; the others may go on to the next page one by one.
    this.#makeRoom((lines[0]?.length ?? 0) * leading)
    this.pdf.group('L', () => {
      items.forEach(({ mark }, index) => {
        const own = lines[index]!
        if (index > 0) this.#makeRoom(own.length * leading)
        const y = this.y + leading * BASELINE
        this.pdf.group('LI', () => {
          this.pdf.element('Lbl', () => this.pdf.line(`${mark} `, margin, y, style))
          this.pdf.element('LBody', () => {
            setLines(this.pdf, own, { x: margin + LIST_INDENT, y, leading, style })
          })
        })
        this.y += own.length * leading + LIST_GAP
      })
    })
  }

  /** A picture as wide as the text allows, or narrower, in a thin frame. */
  photo(jpeg: Buffer, size: { width: number; height: number }, description: string): void {
    const { margin, rule } = this.#look
    this.#makeRoom(size.height + 2 * PHOTO_GAP)
    const box = { x: margin, y: this.y + PHOTO_GAP, ...size }
    this.pdf.decoration(() => {
      this.pdf.rectangle({ x: box.x - 1, y: box.y - 1, width: box.width + 2, height: box.height + 2 }, rule)
    })
    this.pdf.photo(jpeg, box, description)
    this.y += size.height + 2 * PHOTO_GAP
  }

  /** The titles are repeated on each page, for the eye: they are read once. */
  table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
    const titles = columns.map(({ title }): Cell => [title])
    this.#makeRoom(this.#rowHeight(columns, titles) + this.#rowHeight(columns, rows[0] ?? []))
    this.pdf.group('Table', () => {
      this.pdf.group('THead', () => this.#row(columns, titles, 'TH'))
      this.pdf.group('TBody', () => {
        for (const row of rows) {
          if (this.#makeRoom(this.#rowHeight(columns, row))) this.#repeatTitles(columns, titles)
          this.#row(columns, row, 'TD')
        }
      })
    })
    this.#rule()
  }

  /** Goes to a new page unless there is room for this height, then sets the heading that waits; true on a new page. */
  #makeRoom(height: number): boolean {
    const { margin, top, bottom } = this.#look
    const { above: space, below } = HEADING_SPACE
    const above = this.#waiting.reduce((sum, { style }) => sum + space + style.size + below, 0)
    const isNewPage = this.y + above + height > bottom
    if (isNewPage) {
      this.#page++
      this.pdf.addPage()
      this.y = top
      this.#onPage(false)
    }
    for (const { tag, text, style } of this.#waiting) {
      this.y += space + style.size + below
      textAt(this.pdf, tag, text, { x: margin, y: this.y - below }, style)
      if (tag === 'H2') this.#headings.push({ title: text, page: this.#page })
    }
    this.#waiting = []
    return isNewPage
  }

  #row(columns: readonly Column[], row: readonly Cell[], tag: 'TH' | 'TD'): void {
    this.#rule()
    this.pdf.group('TR', () => {
      for (const [index, paint] of this.#cells(columns, row, tag).entries()) {
        const { language } = columns[index]!
        const hasOwn = language !== undefined && tag === 'TD'
        this.pdf.element(tag, paint, tag === 'TH' ? { scope: 'Column' } : hasOwn ? { language } : {})
      }
    })
    this.y += this.#rowHeight(columns, row)
  }

  #repeatTitles(columns: readonly Column[], titles: readonly Cell[]): void {
    for (const paint of this.#cells(columns, titles, 'TH')) this.pdf.decoration(paint, 'Pagination')
    this.y += this.#rowHeight(columns, titles)
  }

  #cells(columns: readonly Column[], row: readonly Cell[], tag: 'TH' | 'TD'): (() => void)[] {
    const { margin, leading, label, value } = this.#look
    const style = tag === 'TH' ? label : value
    const y = this.y + PADDING + leading * BASELINE
    let left = margin
    return columns.map((column, index) => {
      const lines = cellLines(row[index] ?? [], column.width, style)
      const x = column.isAmount ? left + column.width - widestLine(lines, style) : left
      left += column.width + GAP
      return () => setLines(this.pdf, lines, { x, y, leading, style })
    })
  }

  #rowHeight(columns: readonly Column[], row: readonly Cell[]): number {
    const { value, leading } = this.#look
    const counts = columns.map(({ width }, index) => cellLines(row[index] ?? [], width, value).length)
    return Math.max(...counts) * leading + 2 * PADDING
  }

  #rule(): void {
    const { margin, rule } = this.#look
    const line = { x: margin, y: this.y - 0.25, width: this.width, height: 0.5 }
    this.pdf.decoration(() => this.pdf.rectangle(line, rule))
  }
}

function cellLines(cell: Cell, width: number, style: Style): Line[] {
  const texts = cell.filter((text) => text !== '')
  return stackTexts(texts, { width, style, maxLines: MAX_LINES })
}

function widestLine(lines: readonly Line[], { size }: Style): number {
  return Math.max(0, ...lines.map((line) => lineWidth(line, size)))
}

/** The width that is left for one column when the others have theirs. */
export function remainingWidth(width: number, others: readonly Pick<Column, 'width'>[]): number {
  return others.reduce((rest, column) => rest - column.width - GAP, width)
}
