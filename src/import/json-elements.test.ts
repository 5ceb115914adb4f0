import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createJsonSplitter } from './json-elements.ts'

const LIMIT = { positionBytes: 4_000 }

function split(content: string | Buffer, cuts: readonly number[] = []) {
  const splitter = createJsonSplitter(LIMIT)
  const bytes = Buffer.from(content)
  const texts: string[] = []
  const lines: number[] = []
  let at = 0
  const take = ({ elements, broken }: ReturnType<typeof splitter.push>) => {
    for (const { text, line } of elements) {
      texts.push(text)
      lines.push(line)
    }
    return broken
  }
  for (const cut of [...cuts, bytes.length]) {
    const broken = take(splitter.push(bytes.subarray(at, at + cut)))
    if (broken) return { texts, lines, broken }
    at += cut
  }
  return { texts, lines, broken: take(splitter.end()) }
}

const objects = fc.dictionary(fc.string({ unit: 'binary', maxLength: 6 }), fc.jsonValue({ maxDepth: 3 }), {
  maxKeys: 4,
})
const cutting = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 40 })

test('every element comes out as it was written, however the file is indented and cut', () => {
  fc.assert(
    fc.property(
      fc.array(objects, { maxLength: 5 }),
      fc.constantFrom(0, 2, '\t'),
      fc.constantFrom('', '\ufeff', ' \n'),
      cutting,
      (positions, indent, before, cuts) => {
        const content = before + JSON.stringify({ paymentPositions: positions }, null, indent) + '\n'
        const { texts, broken } = split(content, cuts)
        assert.equal(broken, undefined)
        assert.deepEqual(
          texts.map((text) => JSON.parse(text)),
          JSON.parse(JSON.stringify(positions)),
        )
      },
    ),
    { numRuns: 500 },
  )
})

test('an element knows its line', () => {
  const { lines } = split('{\n "paymentPositions": [\n  {"a": "x\\"}{"},\n\n  {\n "b": 1}]}')
  assert.deepEqual(lines, [3, 5])
})

test('one position alone is an element', () => {
  assert.deepEqual(split('{"iupd": "A"}').texts, ['{"iupd": "A"}'])
})

test('what is no list of positions is told by name', () => {
  const list = (inside: string, after = ']}') => `{"paymentPositions": [${inside}${after}`
  const expected: [string, string][] = [
    ['', 'empty'],
    [' \n', 'empty'],
    ['[{"iupd": "A"}]', 'not-a-position-list'],
    [`{"other": "${'x'.repeat(5_000)}"}`, 'not-a-position-list'],
    ['{"paymentPositionIUPDs": ["A"]}', 'deletion-list'],
    [list('{"a": 1}', ''), 'cut-short'],
    [list('{"a": 1}, {"b": ', ''), 'cut-short'],
    [list('{"a": 1}', ']'), 'cut-short'],
    [list('{"a": 1} {"b": 2}'), 'not-an-object'],
    [list('"text"'), 'not-an-object'],
    [list('{"a": 1}', '], "more": 1}'), 'after-the-end'],
    [list('{"a": 1}', ']} {}'), 'after-the-end'],
    [list(`{"a": "${'x'.repeat(5_000)}"}`), 'position-too-long'],
    [list(`{"a": "${'x'.repeat(5_000)}`, ''), 'position-too-long'],
  ]
  for (const [content, reason] of expected) assert.equal(split(content).broken?.reason, reason, content.slice(0, 60))
})

test('no bytes make it throw', () => {
  const beginnings = fc.constantFrom('', '{"paymentPositions":[', '{"paymentPositions":[{"a":"')
  fc.assert(
    fc.property(beginnings, fc.uint8Array({ maxLength: 300 }), cutting, (beginning, bytes, cuts) => {
      split(Buffer.concat([Buffer.from(beginning), bytes]), cuts)
    }),
  )
})
