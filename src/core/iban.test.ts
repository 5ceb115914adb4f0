import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPostal, parseIban, postalAccountNumber } from './iban.ts'

test('valid codes are read, with or without spaces', () => {
  const bank = parseIban('IT60 X054 2811 1010 0000 0123 456')
  assert.equal(bank, 'IT60X0542811101000000123456')
  assert.equal(isPostal(bank!), false)
})

test('a postal account is known by its bank code', () => {
  const postal = parseIban('IT45R0760103200000000001016')
  assert.ok(postal)
  assert.equal(isPostal(postal), true)
  assert.equal(postalAccountNumber(postal), '000000001016')
})

test('what fails the check, the length or the alphabet is refused', () => {
  for (const text of ['IT0000000000000000000000000', 'IT61X0542811101000000123456', 'IT60', '', 'XX', 'IT60X05428é']) {
    assert.equal(parseIban(text), undefined, text)
  }
})
