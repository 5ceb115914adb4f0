/**
 * Breaking text into lines: greedy, at spaces; a word longer than a line is broken where the line ends. A line that ends
 * between two words keeps the space: it is not seen, and without it the two would be read and copied as one.
 */
import { printable } from '../../core/printable-text.ts'
import { type Face, type Span, spansWithGlyphs, widthOf } from './faces.ts'

export type Line = readonly Span[]

export type BrokenText = { lines: Line[]; wasCut: boolean }

/** A word may change face inside (`codice QR,`), so it is a list of pieces. `gap` is the face of the space after it. */
type Word = { pieces: Span[]; gap: Face | undefined }

/** One line of text as it will be set. */
export function toLine(text: string, face: Face): Line {
  return spansWithGlyphs(printable(text), face)
}

export function lineWidth(line: Line, size: number): number {
  let width = 0
  for (const span of line) width += widthOf(span, size)
  return width
}

export function breakText(text: string, face: Face, size: number, width: number, maxLines?: number): BrokenText {
  return breakSpans([{ text, face }], size, width, maxLines)
}

/** What does not fit in `maxLines` is cut, and the last line ends with an ellipsis. */
export function breakSpans(spans: Line, size: number, width: number, maxLines = Infinity): BrokenText {
  const widest = breakGreedily(spans, size, width, maxLines)
  if (widest.wasCut || !endsInAStub(widest.lines, size, width)) return widest
  for (const share of NARROWER) {
    const narrower = breakGreedily(spans, size, width * share, maxLines)
    if (narrower.wasCut || narrower.lines.length > widest.lines.length) return widest
    if (!endsInAStub(narrower.lines, size, width)) return narrower
  }
  return widest
}

/** A last line of one short word looks like a mistake; slightly shorter lines above give it company. */
const NARROWER = [0.96, 0.92, 0.88, 0.84, 0.8]
const STUB = 0.25

function endsInAStub(lines: readonly Line[], size: number, width: number): boolean {
  return lines.length > 1 && lineWidth(lines.at(-1)!, size) < width * STUB
}

function breakGreedily(spans: Line, size: number, width: number, maxLines: number): BrokenText {
  const lines: Line[] = []
  let line: Span[] = []
  let used = 0
  for (const word of splitLongWords(toWords(spans), size, width)) {
    const needed = lineWidth(word.pieces, size)
    if (line.length > 0 && used + needed > width) {
      if (lines.length + 1 >= maxLines) return { lines: [...lines, withEllipsis(line, size, width)], wasCut: true }
      lines.push(line.reduce(append, []))
      line = []
      used = 0
    }
    const set = withGap(word)
    line.push(...set)
    used += lineWidth(set, size)
  }
  if (line.length > 0) lines.push(line.reduce(append, []))
  return { lines, wasCut: false }
}

function toWords(spans: Line): Word[] {
  const words: Word[] = []
  let word: Word = { pieces: [], gap: undefined }
  for (const { text, face } of spans.flatMap((span) => spansWithGlyphs(printable(span.text), span.face))) {
    for (const part of text.split(/( )/)) {
      if (part === ' ') {
        if (word.pieces.length > 0) words.push({ ...word, gap: face })
        word = { pieces: [], gap: undefined }
      } else if (part !== '') {
        word.pieces.push({ text: part, face })
      }
    }
  }
  if (word.pieces.length > 0) words.push(word)
  return words.map((each, index) => (index === words.length - 1 ? { ...each, gap: undefined } : each))
}

/** A word that is too long, like an address of the web, is broken after a stroke or a hyphen; else where it must be. */
function* splitLongWords(words: Word[], size: number, width: number): Generator<Word> {
  for (const word of words) {
    if (fits(word, size, width)) {
      yield word
      continue
    }
    const parts = word.pieces.flatMap(({ text, face }) =>
      text.split(/(?<=[-/_@])/).map((part): Word => ({ pieces: [{ text: part, face }], gap: undefined })),
    )
    for (const [index, part] of parts.entries()) {
      const { pieces } = part
      const gap = index === parts.length - 1 ? word.gap : undefined
      if (fits(part, size, width)) yield { pieces, gap }
      else yield* splitWord({ pieces, gap }, size, width)
    }
  }
}

/** What is measured whole is remembered, so a long word is first measured by its characters. */
function fits({ pieces }: Word, size: number, width: number): boolean {
  if (pieces.every(({ text }) => text.length < LONG_WORD)) return lineWidth(pieces, size) <= width
  let used = 0
  for (const { text, face } of pieces) {
    for (const character of text) {
      used += widthOf({ text: character, face }, size)
      if (used > width) return false
    }
  }
  return true
}

const LONG_WORD = 24

/** Character by character, so that a word of any length costs no more than its characters. */
function* splitWord({ pieces, gap }: Word, size: number, width: number): Generator<Word> {
  let part: Span[] = []
  let used = 0
  for (const { text, face } of pieces) {
    for (const character of text) {
      const needed = widthOf({ text: character, face }, size)
      if (part.length > 0 && used + needed > width) {
        yield { pieces: part, gap: undefined }
        part = []
        used = 0
      }
      part = append(part, { text: character, face })
      used += needed
    }
  }
  yield { pieces: part, gap }
}

function append(line: Span[], span: Span): Span[] {
  const last = line.at(-1)
  if (last?.face !== span.face) return [...line, span]
  return [...line.slice(0, -1), { text: last.text + span.text, face: span.face }]
}

function withGap({ pieces, gap }: Word): Span[] {
  return gap ? append(pieces, { text: ' ', face: gap }) : pieces
}

export function withEllipsis(spans: readonly Span[], size: number, width: number): Line {
  let line: Line = spans.reduce(append, [])
  const ellipsis = (): Line => [...line, { text: '…', face: line.at(-1)?.face ?? 'text' }].reduce(append, [])
  const shorten = (characters: number) => {
    const { text, face } = line.at(-1)!
    const shorter = Array.from(text.trimEnd())
      .slice(0, -characters || undefined)
      .join('')
      .trimEnd()
    line = shorter === '' ? line.slice(0, -1) : [...line.slice(0, -1), { text: shorter, face }]
  }
  shorten(0)
  while (line.length > 0 && lineWidth(ellipsis(), size) > width) shorten(1)
  return ellipsis()
}
