/** What we use of fontkit, which pdfkit reads its fonts with and which has no types of its own. */
declare module 'fontkit' {
  export type GlyphPosition = { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }
  export type Glyph = {
    id: number
    codePoints: readonly number[]
    advanceWidth: number
    path: { toSVG(): string }
  }
  export type GlyphRun = { glyphs: readonly Glyph[]; positions: readonly GlyphPosition[]; advanceWidth: number }
  export type Font = {
    unitsPerEm: number
    characterSet: readonly number[]
    getGlyph(id: number): Glyph
    layout(text: string): GlyphRun
    createSubset(): { includeGlyph(id: number): number; encode(): Uint8Array }
  }
  export function create(file: Buffer): Font
}
