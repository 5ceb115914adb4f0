import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FACES, glyphsOf, spansWithGlyphs, widthOf } from './faces.ts'

const faces = fc.constantFrom(...FACES)

test('a glyph stands for the characters that it is drawn for, whatever was drawn before', () => {
  // The glyph of è is made of two others, and those were read first as parts of it.
  for (const face of FACES) {
    for (const word of ['èÀΠЖ', 'e', 'A', 'Π']) widthOf({ text: word, face }, 10)
    const read = Array.from(glyphsOf({ text: 'eAd', face }), ({ codePoints }) => String.fromCodePoint(...codePoints))
    assert.deepEqual(read, ['e', 'A', 'd'])
  }
})

test('every character comes out in a face that has it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), faces, (text, face) => {
      for (const span of spansWithGlyphs(text, face)) {
        for (const { id } of glyphsOf(span)) assert.notEqual(id, 0, span.text)
      }
    }),
  )
})

test('what a face lacks is taken from another, then from its plainest form, then marked as missing', () => {
  const shown = (text: string) => spansWithGlyphs(text, 'textBold')
  assert.deepEqual(shown('Nicolò Žižek'), [{ text: 'Nicolò Žižek', face: 'textBold' }])
  assert.deepEqual(shown('a Ж'), [
    { text: 'a ', face: 'textBold' },
    { text: 'Ж', face: 'codeBold' },
  ])
  assert.deepEqual(shown('dž ﬃ 3\u202f5'), [{ text: 'dž ffi 3\u00a05', face: 'textBold' }])
  assert.deepEqual(shown('漢🎉'), [{ text: '??', face: 'textBold' }])
})

test('a text is as wide as its words', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('Via', 'Roma', 'AV', '12'), { minLength: 1 }), faces, (words, face) => {
      const apart = words.map((word, index) => (index < words.length - 1 ? `${word} ` : word))
      const sum = apart.reduce((total, text) => total + widthOf({ text, face }, 10), 0)
      assert.ok(Math.abs(widthOf({ text: words.join(' '), face }, 10) - sum) < 1e-6)
    }),
  )
})
