import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cutTo, lengthInCharacters, printable } from './printable-text.ts'

const texts = fc.string({ unit: 'binary', maxLength: 200 })

test('controls, direction marks and invisible characters are not printed; line breaks become spaces', () => {
  assert.equal(printable('Rossi\u202egnp.exe\u202c\u0000\u200b Mario\ufeff'), 'Rossignp.exe Mario')
  assert.equal(printable('Via Roma\r\n\t1\u2028Trento'), 'Via Roma 1 Trento')
  assert.equal(printable('1.234,56\u00a0€'), '1.234,56\u00a0€')
})

test('an accent written apart is composed with its letter', () => {
  assert.equal(printable('Nicolo\u0300'), 'Nicolò')
})

test('what is printable stays as it is, and a lone surrogate never survives', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const once = printable(text)
      assert.equal(printable(once), once)
      assert.ok(once.isWellFormed())
      assert.doesNotMatch(once, /[\p{Cc}\p{Cf}]/u)
    }),
  )
})

test('a cut text is never longer than its limit and says that it is cut', () => {
  assert.equal(cutTo('abcdef', 6), 'abcdef')
  assert.equal(cutTo('abcdef', 5), 'abcd…')
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 50 }), (text, limit) => {
      const cut = cutTo(text, limit)
      assert.ok(lengthInCharacters(cut) <= limit)
      assert.ok(cut === text || cut.endsWith('…'))
    }),
  )
})
