/**
 * The four typefaces of our papers, read from their files once in a process and shared by every document.
 *
 * A face remembers how it has laid out a word. Notices repeat the same words thousands of times, and laying a word out
 * (ligatures, kerning) is most of the work of setting text.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Font, create } from 'fontkit'
import { TrueTypeFile } from './font-subset.ts'

export type Face = 'text' | 'textBold' | 'code' | 'codeBold'

export const FACES: readonly Face[] = ['text', 'textBold', 'code', 'codeBold']

const FILES: Record<Face, string> = {
  text: '@expo-google-fonts/titillium-web/400Regular/TitilliumWeb_400Regular.ttf',
  textBold: '@expo-google-fonts/titillium-web/700Bold/TitilliumWeb_700Bold.ttf',
  code: '@expo-google-fonts/roboto-mono/400Regular/RobotoMono_400Regular.ttf',
  codeBold: '@expo-google-fonts/roboto-mono/700Bold/RobotoMono_700Bold.ttf',
}

/** Where a letter is looked for when its own face has none: Roboto Mono has Greek and Cyrillic. */
const FALLBACKS: Record<Face, Face> = { text: 'code', textBold: 'codeBold', code: 'text', codeBold: 'textBold' }

/** Stands for a character that no face has; every face has this one. */
const REPLACEMENT = '?'

/** Of each face. A campaign brings new names for ever; the words of the forms are some hundreds. */
const MAX_REMEMBERED_WORDS = 2_000

/** A piece of text in one face. */
export type Span = { text: string; face: Face }

/** A glyph as it is set: lengths in thousandths of the size of the text. */
export type SetGlyph = {
  id: number
  /** What is read and copied in its place. */
  codePoints: readonly number[]
  /** The width that the font gives it. */
  width: number
  /** How far the next glyph begins from here: less than the width where the two are kerned. */
  advance: number
  /** A mark may stand above or beside its letter. */
  shift: { x: number; y: number }
}

type LoadedFace = {
  font: Font
  codePoints: ReadonlySet<number>
  words: Map<string, { glyphs: readonly SetGlyph[]; width: number }>
}

const loaded = new Map<Face, LoadedFace>()

/** The open font, to be given to pdfkit. */
export function fontOf(face: Face): Font {
  return load(face).font
}

/** Words are laid out one by one, with the space after them. */
export function* glyphsOf({ text, face }: Span): Generator<SetGlyph> {
  for (const word of words(text)) yield* layOut(face, word).glyphs
}

/** The width of a text in points. */
export function widthOf({ text, face }: Span, size: number): number {
  let width = 0
  for (const word of words(text)) width += layOut(face, word).width
  return (width * size) / 1000
}

/** A word ends with its space; a line that ends with one has no empty word after it. */
function words(text: string): string[] {
  const found: string[] = []
  let start = 0
  for (let space = text.indexOf(' '); space !== -1; space = text.indexOf(' ', start)) {
    found.push(text.slice(start, space + 1))
    start = space + 1
  }
  if (start < text.length) found.push(text.slice(start))
  return found
}

/** The same text with every character in a face that has it; what no face has becomes visible, never an error. */
export function spansWithGlyphs(text: string, face: Face): Span[] {
  const { codePoints } = load(face)
  if (Array.from(text).every((character) => codePoints.has(character.codePointAt(0)!))) return [{ text, face }]
  const spans: { text: string; face: Face }[] = []
  for (const character of text) {
    const found = findGlyphs(character, face)
    const last = spans.at(-1)
    if (last?.face === found.face) last.text += found.text
    else spans.push(found)
  }
  return spans
}

/** Tries the face, its fallback, the plain form of the character (`ﬃ`, `①`), then its letter without accents. */
function findGlyphs(character: string, face: Face): { text: string; face: Face } {
  const plain = PLAIN[character] ?? character.normalize('NFKC')
  const bare = plain.normalize('NFD').replace(/\p{M}/gu, '')
  for (const text of [character, plain, bare]) {
    for (const candidate of [face, FALLBACKS[face]]) {
      if (hasAll(candidate, text)) return { text, face: candidate }
    }
  }
  return { text: REPLACEMENT, face }
}

/** Hyphens and spaces that differ from the usual ones only in how a line may break. */
const PLAIN: Readonly<Record<string, string>> = { '\u2010': '-', '\u2011': '-', '\u202f': '\u00a0' }

function hasAll(face: Face, text: string): boolean {
  const { codePoints } = load(face)
  return Array.from(text).every((character) => codePoints.has(character.codePointAt(0)!))
}

function load(face: Face): LoadedFace {
  const known = loaded.get(face)
  if (known) return known
  const file = readFileSync(createRequire(import.meta.url).resolve(FILES[face]))
  const font = create(file)
  const tables = new TrueTypeFile(file)
  font.createSubset = () => tables.subset()
  const fresh: LoadedFace = { font, codePoints: new Set(font.characterSet), words: new Map() }
  loaded.set(face, fresh)
  return fresh
}

/**
 * A word as glyphs. What fontkit returns is copied: it keeps one object a glyph, which says the characters for which it
 * was drawn last.
 */
function layOut(face: Face, word: string): { glyphs: readonly SetGlyph[]; width: number } {
  const { font, words: known } = load(face)
  const before = known.get(word)
  if (before) return before
  const scale = 1000 / font.unitsPerEm
  const { glyphs, positions, advanceWidth } = font.layout(word)
  const setGlyphs = glyphs.map(({ id, codePoints, advanceWidth: width }, index): SetGlyph => {
    const { xAdvance, xOffset, yOffset } = positions[index]!
    const shift = { x: xOffset * scale, y: yOffset * scale }
    return { id, codePoints: [...codePoints], width: width * scale, advance: xAdvance * scale, shift }
  })
  const laidOut = { glyphs: setGlyphs, width: advanceWidth * scale }
  if (known.size >= MAX_REMEMBERED_WORDS) known.clear()
  known.set(word, laidOut)
  return laidOut
}
