/** The ways in which our papers set text: one line, a paragraph, a label with its value. */
import type { Place, Style, Surface } from './tagged-pdf.ts'
import { type BrokenText, type Line, breakSpans, lineWidth, toLine, withEllipsis } from './text-layout.ts'

type TextTag = 'H1' | 'H2' | 'H3' | 'P'

export function textAt(pdf: Surface, tag: TextTag, text: string, { x, y }: Place, style: Style): void {
  pdf.element(tag, () => pdf.line(text, x, y, style))
}

/** The text ends at the place. */
export function textEndingAt(pdf: Surface, tag: TextTag, text: string, { x, y }: Place, style: Style): void {
  pdf.element(tag, () => pdf.lineEndingAt(text, x, y, style))
}

/** `language` is for a text in another one than the document. */
export type Block = {
  x: number
  y: number
  width: number
  leading: number
  maxLines?: number
  style: Style
  language?: string | undefined
}

/** `end` is the baseline of the last line. */
export type SetText = { end: number; wasCut: boolean }

export function paragraph(pdf: Surface, tag: TextTag, text: string | Line, block: Block): SetText {
  const { lines, wasCut } = breakBlock(text, block)
  const { language } = block
  pdf.element(tag, () => setLines(pdf, lines, block), language === undefined ? {} : { language })
  return { end: lastBaseline(lines, block), wasCut }
}

/** Text already given in lines, like an address; each may still need more than one. */
export function linesOfText(pdf: Surface, tag: TextTag, texts: readonly string[], block: Block): SetText {
  const { style, width, maxLines = Infinity } = block
  const lines = stackTexts(texts, { style, width })
  const wasCut = lines.length > maxLines
  const last = lines[maxLines - 1]
  const shown = wasCut && last ? [...lines.slice(0, maxLines - 1), withEllipsis(last, style.size, width)] : lines
  pdf.element(tag, () => setLines(pdf, shown, block))
  return { end: lastBaseline(shown, block), wasCut }
}

/** Each text begins on a line of its own, and ends with a space for whoever hears or copies it. */
export function stackTexts(texts: readonly string[], block: Omit<Block, 'x' | 'y' | 'leading' | 'language'>): Line[] {
  const gap = { text: ' ', face: block.style.face }
  return texts.flatMap((text, index) => {
    const { lines } = breakBlock(text, block)
    const last = lines.at(-1)
    return last && index < texts.length - 1 ? [...lines.slice(0, -1), [...last, gap]] : lines
  })
}

export type PlacedText = Place & { text: string; style: Style }

/**
 * A label and its value are one element, with a space between them: without it they would be read, copied and searched
 * as one word.
 */
export function labelled(pdf: Surface, label: PlacedText, value: PlacedText): void {
  pdf.element('P', () => {
    pdf.line(`${label.text} `, label.x, label.y, label.style)
    pdf.line(value.text, value.x, value.y, value.style)
  })
}

/** The same, for a value of several lines. */
export function labelledParagraph(pdf: Surface, label: PlacedText, text: string, block: Block): SetText {
  const { lines, wasCut } = breakBlock(text, block)
  pdf.element('P', () => {
    pdf.line(`${label.text} `, label.x, label.y, label.style)
    setLines(pdf, lines, block)
  })
  return { end: lastBaseline(lines, block), wasCut }
}

export function textWidth(text: string, { face, size }: Style): number {
  return lineWidth(toLine(text, face), size)
}

/** Forms say the same sentences on every sheet: how one was broken is remembered. */
const broken = new Map<string, BrokenText>()
const MAX_REMEMBERED = 1_000
/** What is longer is nobody's form. */
const MAX_LENGTH = 400

export function breakBlock(
  text: string | Line,
  { width, maxLines, style }: Omit<Block, 'x' | 'y' | 'leading' | 'language'>,
): BrokenText {
  const { face, size } = style
  if (typeof text !== 'string') return breakSpans(text, size, width, maxLines)
  if (text.length > MAX_LENGTH) return breakSpans([{ text, face }], size, width, maxLines)
  const key = `${face} ${size} ${width} ${maxLines} ${text}`
  const known = broken.get(key)
  if (known) return known
  const lines = breakSpans([{ text, face }], size, width, maxLines)
  if (broken.size >= MAX_REMEMBERED) broken.clear()
  broken.set(key, lines)
  return lines
}

export function setLines(pdf: Surface, lines: readonly Line[], { x, y, leading, style }: Omit<Block, 'width'>): void {
  lines.forEach((line, index) => pdf.line(line, x, y + index * leading, style))
}

export function lastBaseline(lines: readonly Line[], { y, leading }: Block): number {
  return y + Math.max(0, lines.length - 1) * leading
}
