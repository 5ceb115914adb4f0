import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { create } from 'fontkit'
import { FACES, fontOf, glyphsOf, spansWithGlyphs } from './faces.ts'

const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })

test('a glyph of the subset is drawn and spaced as in the whole font', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom(...FACES), (text, face) => {
      for (const span of spansWithGlyphs(text, face)) {
        const whole = fontOf(span.face)
        const subset = whole.createSubset()
        const ids = Array.from(glyphsOf(span), ({ id }) => id)
        const numbers = ids.map((id) => subset.includeGlyph(id))
        const read = create(Buffer.from(subset.encode()))
        ids.forEach((id, index) => {
          const [original, copy] = [whole.getGlyph(id), read.getGlyph(numbers[index]!)]
          assert.equal(copy.path.toSVG(), original.path.toSVG())
          assert.equal(copy.advanceWidth, original.advanceWidth)
        })
      }
    }),
  )
})

test('a glyph has one number, and the first is the one for what is missing', () => {
  const subset = fontOf('text').createSubset()
  assert.equal(subset.includeGlyph(5), 1)
  assert.equal(subset.includeGlyph(5), 1)
  assert.equal(subset.includeGlyph(0), 0)
})
