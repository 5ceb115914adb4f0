import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { randomReadable } from '../platform/random.ts'
import { TRACKING_CODE_LENGTH, formatTrackingCode, parseTrackingCode } from './tracking-code.ts'

test('a code is read back however it was copied', () => {
  fc.assert(
    fc.property(fc.integer(), () => {
      const code = parseTrackingCode(randomReadable(TRACKING_CODE_LENGTH))
      assert.ok(code)
      const written = formatTrackingCode(code)
      assert.match(written, /^.{4}-.{4}-.{4}$/)
      for (const copy of [written, written.toLowerCase(), written.replaceAll('-', ' '), written.replaceAll('0', 'o')]) {
        assert.equal(parseTrackingCode(copy), code)
      }
    }),
  )
})

test('what is no code is none', () => {
  for (const text of ['', 'Q7KM-4M2P', 'Q7KM-4M2P-XW9U', 'Q7KM-4M2P-XW9T-1', '<script>']) {
    assert.equal(parseTrackingCode(text), undefined, text)
  }
})
