import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvLine } from './csv-field.ts'

test('what a spreadsheet would run is written as text', () => {
  for (const text of ['=1+1', '+39', '-5', '@SUM(A1)', '\tx', '\rx', '\0', '＝1', '＋1', '－1', '＠x']) {
    const [field] = csvLine([text]).split(';')
    assert.match(field!, /^"?'/, JSON.stringify(text))
  }
  assert.equal(csvLine([-5, 'a-b', 'Rossi; Mario "Ro"']), `-5;a-b;"Rossi; Mario ""Ro"""\r\n`)
})

test('no text gives more than one field or begins like a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const field = csvLine([text]).slice(0, -2)
      const bare = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field
      assert.equal(bare.replace(/^'(?=[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20])/, ''), text)
      assert.doesNotMatch(bare, /^[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20]/)
      if (field === bare) assert.doesNotMatch(field, /[";\r\n]/)
    }),
  )
})
