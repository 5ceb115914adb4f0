import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readSvg } from './svg-picture.ts'

const svg = (inside: string, attributes = 'viewBox="0 0 10 20"') =>
  readSvg(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`)

function operators(inside: string): string {
  const reading = svg(inside)
  assert.equal(reading.outcome, 'read', JSON.stringify(reading))
  return reading.picture.operators
}

function refusal(inside: string): string {
  const reading = svg(inside)
  assert.equal(reading.outcome, 'cannot-be-drawn', inside)
  return reading.reason
}

test('shapes become paths, with their colours', () => {
  assert.match(operators('<path d="M0 0h1v1z" fill="#f00"/>'), /^1 0 0 rg\n0 0 m 1 0 l 1 1 l h\nf$/m)
  assert.match(operators('<rect x="1" y="2" width="3" height="4"/>'), /1 2 m 4 2 l .* h\nf$/m)
  assert.match(operators('<circle cx="5" cy="5" r="2"/>'), /3 5 m .* 7 5 c .* 3 5 c h\nf$/m)
  assert.match(operators('<polygon points="0,0 1,0 1,1"/>'), /0 0 m 1 0 l 1 1 l h\nf$/m)
  assert.match(operators('<line x1="0" y1="0" x2="1" y2="1" stroke="blue"/>'), /0 0 1 RG\n1 w .*\n0 0 m 1 1 l\nB$/m)
})

test('style, class and the group above decide in that order', () => {
  const sheet = '<style>.a,.b{fill:#00ff00}</style>'
  assert.match(operators('<g fill="#0000ff"><path d="M0 0h1"/></g>'), /^0 0 1 rg$/m)
  assert.match(operators(`${sheet}<path class="b" fill="red" d="M0 0h1"/>`), /^0 1 0 rg$/m)
  assert.match(operators(`${sheet}<path class="a" style="fill:red" d="M0 0h1"/>`), /^1 0 0 rg$/m)
  assert.doesNotMatch(operators('<path fill="none" d="M0 0h1"/>'), /rg/)
})

test('what shines through is mixed with the paper: transparency does not survive in an archive', () => {
  assert.match(
    operators('<g opacity=".5"><path fill="black" fill-opacity=".5" d="M0 0h1"/></g>'),
    /0\.75 0\.75 0\.75 rg/,
  )
})

test('the drawing has the size of its view box, or of its width and height', () => {
  const size = (attributes: string) => {
    const reading = svg('', attributes)
    return reading.outcome === 'read' ? [reading.picture.width, reading.picture.height] : reading.reason
  }
  assert.deepEqual(size('viewBox="5 5 10 20" width="99"'), [10, 20])
  assert.deepEqual(size('width="30px" height="40"'), [30, 40])
  assert.equal(size('width="100%" height="100%"'), 'it has no size')
})

test('what we cannot draw as it is meant is refused, and named', () => {
  assert.match(refusal('<text>Comune</text>'), /<text>/)
  assert.match(refusal('<image href="x.png"/>'), /<image>/)
  assert.match(refusal('<path fill="url(#gradient)" d="M0 0h1"/>'), /url/)
  assert.match(refusal('<g clip-path="url(#a)"/>'), /clip-path/)
  assert.match(refusal('<path style="mask:url(#a)" d="M0 0h1"/>'), /mask/)
  assert.match(refusal('<path d="M0 0 L"/>'), /shape/)
  assert.match(refusal('<g transform="perspective(1)"/>'), /transform/)
  assert.match(refusal('<style>path{fill:red}</style>'), /style/)
  assert.match(refusal('<g>'.repeat(40) + '</g>'.repeat(40)), /nested/)
  assert.match(refusal('<path>'), /./)
  assert.equal(readSvg('<!DOCTYPE svg><svg viewBox="0 0 1 1"/>').outcome, 'cannot-be-drawn')
  assert.equal(readSvg('').outcome, 'cannot-be-drawn')
  assert.equal(readSvg('x'.repeat(70_000)).outcome, 'cannot-be-drawn')
})

test('no text that claims to be a drawing throws or leaves the graphics state open', () => {
  const parts = [
    '<g>',
    '</g>',
    '<path d="M0 0h1z" ',
    'fill="#12345"/>',
    'transform="scale(2)"',
    '<defs>',
    '</defs>',
    '<',
  ]
  const drawings = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.array(fc.constantFrom(...parts, '/>', '<circle r="1"/>', 'a'), { maxLength: 12 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(drawings, (inside) => {
      const reading = svg(inside)
      if (reading.outcome !== 'read') return
      const count = (operator: string) =>
        reading.picture.operators.split('\n').filter((line) => line === operator).length
      assert.equal(count('q'), count('Q'))
      assert.doesNotMatch(reading.picture.operators, /NaN|Infinity|undefined/)
    }),
    { numRuns: 500 },
  )
})
