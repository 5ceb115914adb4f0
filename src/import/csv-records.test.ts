import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type CsvRecord, createCsvSplitter } from './csv-records.ts'

const LIMIT = { lineCharacters: 10_000 }

function split(pieces: readonly string[], most = LIMIT): { records: CsvRecord[]; broken: unknown } {
  const splitter = createCsvSplitter(most)
  const records: CsvRecord[] = []
  for (const piece of pieces) {
    const found = splitter.push(piece)
    records.push(...found.records)
    if (found.broken) return { records, broken: found.broken }
  }
  const last = splitter.end()
  return { records: [...records, ...last.records], broken: last.broken }
}

const cells = fc.string({
  unit: fc.constantFrom('a', 'è', ' ', '"', ';', ',', '\n', '\r', '\t', '€', '𝄞'),
  maxLength: 8,
})
const tables = fc
  .tuple(fc.constantFrom(';', ','), fc.constantFrom('\n', '\r\n'), fc.integer({ min: 2, max: 5 }))
  .chain(([separator, end, width]) =>
    fc.record({
      separator: fc.constant(separator),
      end: fc.constant(end),
      rows: fc.array(fc.array(cells, { minLength: width, maxLength: width }), { maxLength: 8 }),
      width: fc.constant(width),
      isEnded: fc.boolean(),
    }),
  )

function write({ separator, end, rows, width, isEnded }: typeof tables extends fc.Arbitrary<infer T> ? T : never) {
  const header = Array.from({ length: width }, (_, index) => `c${index}`)
  const quote = (cell: string) => (/[";,\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const lines = [header, ...rows].map((row) => row.map(quote).join(separator))
  return { header, text: lines.join(end) + (isEnded ? end : '') }
}

test('what was written is read, however it is cut into pieces; rows of nothing are no rows', () => {
  fc.assert(
    fc.property(tables, fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 30 }), (table, cuts) => {
      const { header, text } = write(table)
      const pieces: string[] = []
      let at = 0
      for (const cut of cuts) pieces.push(text.slice(at, (at += cut)))
      pieces.push(text.slice(at))
      const { records, broken } = split(pieces)
      assert.equal(broken, undefined)
      const filled = [header, ...table.rows].filter((row) => row.some((cell) => cell !== ''))
      assert.deepEqual(
        records.map((record) => record.cells),
        filled,
      )
    }),
    { numRuns: 500 },
  )
})

test('each record knows its line, after quoted line breaks and empty lines as well', () => {
  const { records } = split(['a;b\n1;"x\ny\nz"\n\n2;w\r\n;\n3;v'])
  assert.deepEqual(
    records.map(({ line, cells: [first] }) => [line, first]),
    [
      [1, 'a'],
      [2, '1'],
      [6, '2'],
      [8, '3'],
    ],
  )
})

test('a quote inside a cell is a character', () => {
  assert.deepEqual(split(['a;b\nMario "Ro" Rossi;5"']).records[1]?.cells, ['Mario "Ro" Rossi', '5"'])
})

test('quotes that nobody closes and lines without end stop the reading where they begin', () => {
  assert.deepEqual(split(['a;b\n1;2\n3;"4\n5;6\n']).broken, { reason: 'open-quotes', line: 3 })
  assert.deepEqual(split(['a;b\n1;2\n', 'x'.repeat(2_000_000)]).broken, { reason: 'line-too-long', line: 3 })
  assert.deepEqual(split([`a;b\n${'x'.repeat(20_000)};2\n3;4\n`]).broken, { reason: 'line-too-long', line: 2 })
  assert.deepEqual(split(['a;b\n"', '1;2\n'.repeat(10_000)]).broken, { reason: 'open-quotes', line: 2 })
})

test('no text makes it throw, and it keeps no more than a line', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (pieces) => void split(pieces, { lineCharacters: 50 })),
  )
})
