import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { printable } from '../../core/printable-text.ts'
import { type Line, breakSpans, breakText, lineWidth } from './text-layout.ts'

const textOf = (line: Line) => line.map(({ text }) => text).join('')
const words = fc.array(fc.string({ unit: fc.constantFrom(...'abcWi-/é'), minLength: 1, maxLength: 40 }), {
  maxLength: 30,
})
const widths = fc.integer({ min: 20, max: 300 })

test('no line is wider than the paragraph, and together the lines are the text', () => {
  fc.assert(
    fc.property(words, widths, (list, width) => {
      const { lines, wasCut } = breakText(list.join(' '), 'text', 10, width)
      for (const line of lines) {
        const [visible] = breakText(textOf(line).trimEnd(), 'text', 10, Infinity).lines
        assert.ok(lineWidth(visible ?? [], 10) <= width + 0.5, textOf(line))
      }
      assert.equal(lines.map(textOf).join(''), list.join(' '))
      assert.equal(wasCut, false)
    }),
  )
})

test('a text with too many lines is cut, and its last line ends with an ellipsis that fits', () => {
  fc.assert(
    fc.property(words, widths, fc.integer({ min: 1, max: 4 }), (list, width, maxLines) => {
      const { lines, wasCut } = breakText(list.join(' '), 'text', 10, width, maxLines)
      assert.ok(lines.length <= maxLines)
      if (wasCut) {
        assert.match(textOf(lines.at(-1)!), /…$/)
        assert.ok(lineWidth(lines.at(-1)!, 10) <= width)
      } else {
        assert.equal(lines.map(textOf).join(''), list.join(' '))
      }
    }),
  )
})

test('a last line of one short word gets company, without more lines than before', () => {
  const sentence = 'oppure dal tuo Home Banking, con la tua app di pagamento o con gli altri canali abilitati.'
  const { lines } = breakText(sentence, 'text', 8, 280)
  assert.equal(lines.length, 2)
  assert.ok(lineWidth(lines[1]!, 8) > 70, textOf(lines[1]!))
})

test('a long address of the web is broken where it has a stroke', () => {
  const { lines } = breakText('www.comune.roccaverde.example/tributi/tari', 'text', 10, 150)
  assert.deepEqual(lines.map(textOf), ['www.comune.roccaverde.example/', 'tributi/tari'])
})

test('a word may change face in the middle', () => {
  const { lines } = breakSpans(
    [
      { text: 'il codice ', face: 'text' },
      { text: 'QR', face: 'textBold' },
      { text: ', poi', face: 'text' },
    ],
    10,
    60,
  )
  assert.deepEqual(lines.map(textOf), ['il codice ', 'QR, poi'])
  assert.deepEqual(
    lines[1]!.map(({ face }) => face),
    ['textBold', 'text'],
  )
})

test('ten thousand characters cost no more than a moment', () => {
  const startedAt = performance.now()
  for (const text of ['W'.repeat(10_000), 'parola '.repeat(1500), '🎉'.repeat(5000)]) {
    assert.ok(breakText(text, 'text', 10, 200).lines.length > 10)
    assert.equal(breakText(text, 'text', 10, 200, 3).lines.length, 3)
  }
  assert.ok(performance.now() - startedAt < 2000)
})

test('controls never reach a line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = breakText(text, 'text', 10, 100).lines.map(textOf).join('')
      assert.equal(printable(shown), shown)
    }),
  )
})
