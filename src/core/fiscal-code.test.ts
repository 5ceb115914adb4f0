import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type FiscalCode,
  isInstitutionFiscalCode,
  maskFiscalCode,
  maskName,
  numericCheckDigit,
  personalCheckCharacter,
  readFiscalCode,
} from './fiscal-code.ts'

const letters = (count: number) =>
  fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), minLength: count, maxLength: count })
const padded = (least: number, most: number, width: number) =>
  fc.integer({ min: least, max: most }).map((value) => String(value).padStart(width, '0'))
const days = fc.oneof(padded(1, 28, 2), padded(41, 68, 2))
const personal = fc
  .tuple(letters(6), padded(0, 99, 2), fc.constantFrom(...'ABCDEHLMPRST'), days, letters(1), padded(0, 999, 3))
  .map((parts) => parts.join(''))
  .map((code) => code + personalCheckCharacter(code))

test('a person’s code with its check character is read, in any case and with spaces', () => {
  fc.assert(
    fc.property(personal, (code) => {
      assert.deepEqual(readFiscalCode(code), { outcome: 'read', fiscalCode: code, entityType: 'F' })
      const typed = ` ${code.slice(0, 6).toLowerCase()} ${code.slice(6)} `
      assert.deepEqual(readFiscalCode(typed), { outcome: 'read', fiscalCode: code, entityType: 'F' })
    }),
  )
})

test('a wrong check character is told from a wrong form', () => {
  fc.assert(
    fc.property(personal, (code) => {
      const wrong = code.slice(0, 15) + (code[15] === 'A' ? 'B' : 'A')
      assert.equal(readFiscalCode(wrong).outcome, 'wrong-check-character')
    }),
  )
})

test('codes with digits replaced by letters (omocodia) are read', () => {
  // The last digit of the place, then the last of the day, become letters; the check character follows.
  for (const base of ['RSSMRA80A01H50M', 'RSSMRA80A0MH50M', 'RSSMRAULAL1H50M']) {
    const code = base + personalCheckCharacter(base)
    assert.equal(readFiscalCode(code).outcome, 'read', code)
  }
})

test('people born abroad have a place that begins with Z', () => {
  const base = 'RSSMRA80A01Z404'
  assert.equal(readFiscalCode(base + personalCheckCharacter(base)).outcome, 'read')
})

test('a day that no month has is a wrong form: neither for a man, nor for a woman, nor beyond both', () => {
  for (const day of ['00', '32', '40', '72', '81']) {
    const base = `RSSMRA80A${day}H501`
    assert.equal(readFiscalCode(base + personalCheckCharacter(base)).outcome, 'wrong-form', day)
  }
})

test('known codes: check characters computed by others', () => {
  assert.equal(readFiscalCode('RSSMRA80A01H501U').outcome, 'read')
  assert.equal(readFiscalCode('VRDLGU75C03F205X').outcome, 'wrong-check-character')
  assert.equal(readFiscalCode('01199250158').outcome, 'read')
})

test('eleven digits are read with their check digit', () => {
  fc.assert(
    fc.property(padded(0, 9_999_999_999, 10), (ten) => {
      const code = `${ten}${numericCheckDigit(ten)}`
      assert.deepEqual(readFiscalCode(code), { outcome: 'read', fiscalCode: code, entityType: 'G' })
      assert.equal(readFiscalCode(`${ten}${(numericCheckDigit(ten) + 1) % 10}`).outcome, 'wrong-check-character')
    }),
  )
})

test('every other text has a named problem, and none throws', () => {
  assert.equal(readFiscalCode('').outcome, 'empty')
  assert.equal(readFiscalCode('   ').outcome, 'empty')
  assert.equal(readFiscalCode('RSSMRA80A01H501').outcome, 'wrong-length')
  assert.equal(readFiscalCode('RSSMRA80Z01H501U').outcome, 'wrong-form') // no month Z
  assert.equal(readFiscalCode('RSSMRA80A32H501U').outcome, 'wrong-form') // no 32nd of January
  assert.equal(readFiscalCode('RSSMRA80D31H501U').outcome, 'wrong-form') // no 31st of April
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readFiscalCode(text)))
})

test('an institution of the test platform has a code without a valid check digit, and is one all the same', () => {
  assert.ok(isInstitutionFiscalCode('77777777777'))
  assert.ok(!isInstitutionFiscalCode('7777777777'))
})

test('masks give away one letter a word and four characters of a code', () => {
  assert.equal(maskName('Mario  Rossi'), 'M**** R****')
  assert.equal(maskName('Žižek'), 'Ž****')
  assert.equal(maskFiscalCode('RSSMRA80A01H501U' as FiscalCode), 'RSSM************')
})
