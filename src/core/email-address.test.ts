import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emailKey, parseEmailAddress } from './email-address.ts'

test('ordinary addresses are read, spaces around them dropped', () => {
  for (const address of ['maria.rossi@example.it', 'a+b@pec.comune.example', "o'neill@example.com", 'X@Y.ZZ']) {
    assert.equal(parseEmailAddress(` ${address} `), address)
  }
  assert.equal(emailKey('Maria.Rossi@Example.IT'), 'maria.rossi@example.it')
})

test('what could become a header, a list or nothing is refused', () => {
  for (const text of [
    '',
    'maria',
    'maria@',
    '@example.it',
    'a@b',
    'a b@example.it',
    'a@example.it, b@example.it',
    'a@example.it\r\nBcc: b@example.it',
    'Maria <a@example.it>',
    'a@-example.it',
    `${'a'.repeat(65)}@example.it`,
    `a@${'b'.repeat(64)}.it`,
  ]) {
    assert.equal(parseEmailAddress(text), undefined, text)
  }
})
