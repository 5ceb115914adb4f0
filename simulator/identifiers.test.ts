import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseConfig } from './config.ts'
import { fileBeside } from './files.ts'
import {
  checkDigits,
  inventNoticeNumber,
  isIban,
  isNoticeNumber,
  parseQrCode,
  referenceOf,
  withoutSeparators,
} from './identifiers.ts'

test('check digits are those of the numbers that pagoPA has published', () => {
  for (const number of ['301202600000012332', '300000000000000104', '312202611230001776', '348171871554242374']) {
    assert.equal(checkDigits(number.slice(0, 16)), number.slice(16), number)
  }
  assert.equal(checkDigits('0012026000000123'), '29')
})

test('the reference of a notice leaves out the aux digit, and with aux digit 0 the application code too', () => {
  assert.equal(referenceOf('301202600000012332'), '01202600000012332')
  assert.equal(referenceOf('001202600000012329'), '202600000012329')
})

test('an invented number is eighteen digits with its check digits and its segregation code', () => {
  const number = inventNoticeNumber('07')
  assert.ok(isNoticeNumber(number))
  assert.match(number, /^307/)
  assert.equal(checkDigits(number.slice(0, 16)), number.slice(16))
})

test('an IBAN with one character changed is no IBAN', () => {
  const iban = 'IT60X0542811101000000123456'
  assert.ok(isIban(iban))
  fc.assert(
    fc.property(fc.integer({ min: 15, max: 26 }), fc.integer({ min: 1, max: 9 }), (position, step) => {
      const digit = (Number(iban[position]) + step) % 10
      assert.ok(!isIban(iban.slice(0, position) + digit + iban.slice(position + 1)))
    }),
  )
})

test('a QR code gives its notice, its institution and its cents', () => {
  const expected = { noticeNumber: '301202600000012332', fiscalCode: '77777777777', amount: 12_000 }
  assert.deepEqual(parseQrCode(' PAGOPA|002|301202600000012332|77777777777|12000\n'), expected)
  for (const text of [
    '',
    'PAGOPA|001|301202600000012332|77777777777|12000',
    'PAGOPA|002|30120260000001233|77777777777|1',
  ]) {
    assert.equal(parseQrCode(text), undefined)
  }
})

test('a number is read as people type it', () => {
  assert.equal(withoutSeparators(' 3012 0260-0000 0123.32 '), '301202600000012332')
})

test('the institutions that come with the bench are right in every check', () => {
  const { institutions } = parseConfig(readFileSync(fileBeside('config.json'), 'utf8'))
  assert.deepEqual(
    institutions.map(({ name }) => name),
    ['Comune di Test', 'Comune di Roccaverde', 'Provincia di Roccaverde'],
  )
  for (const { fiscalCode, ibans } of institutions) {
    assert.equal(ibans.filter((iban) => iban.slice(5, 10) === '07601').length, 1, 'one postal account each')
    // The code of the first is the one of pagoPA's test platform, and has no valid check digit.
    if (fiscalCode !== '77777777777') assert.equal(luhn(fiscalCode) % 10, 0, fiscalCode)
  }
})

test('everything wrong in a configuration is told at once', () => {
  const wrong = { institutions: [{ fiscalCode: '1', name: '', stations: [{ url: 'ftp://x' }], ibans: ['IT00'] }] }
  assert.throws(
    () => parseConfig(JSON.stringify(wrong)),
    ({ message }: Error) =>
      ['fiscalCode', 'name', 'stationId', 'url', 'primitiveVersion', 'ibans[0]'].every((name) =>
        message.includes(name),
      ),
  )
  assert.throws(() => parseConfig('{'), /non è JSON/)
})

function luhn(digits: string): number {
  return [...digits].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
}
