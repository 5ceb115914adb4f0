import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  BASE_COUNT,
  type NoticeNumber,
  checkDigitsOf,
  composeNoticeNumber,
  creditorReferenceIdOf,
  groupDigits,
  hasValidCheckDigits,
  isNoticeNumber,
  noticeNumbersOf,
  parseNoticeNumber,
} from './notice-number.ts'

const segregationCodes = fc.integer({ min: 0, max: 99 }).map((code) => String(code).padStart(2, '0'))
const bases = fc.integer({ min: 0, max: BASE_COUNT - 1 })

test('a composed number is a notice number with valid check digits, found again by its IUV', () => {
  fc.assert(
    fc.property(segregationCodes, bases, (segregationCode, base) => {
      const noticeNumber = composeNoticeNumber(segregationCode, base)
      assert.ok(isNoticeNumber(noticeNumber))
      assert.ok(hasValidCheckDigits(noticeNumber))
      assert.ok(noticeNumbersOf(creditorReferenceIdOf(noticeNumber), []).includes(noticeNumber))
    }),
  )
})

test('the worked examples come out as published', () => {
  assert.equal(composeNoticeNumber('01', 2_026_000_000_123), '301202600000012332')
  assert.equal(composeNoticeNumber('00', 1), '300000000000000104')
  assert.equal(composeNoticeNumber('12', 2_026_112_300_017), '312202611230001776')
})

test('numbers published by others satisfy the check', () => {
  for (const number of [
    '348171871554242374',
    '348172725623804858',
    '347164993070184562',
    '301012400000152316',
    '302025180271322709',
    '301011100007347557',
    '001340105455507221',
    '001340809425510244',
    '001202600000012329',
    '201202600000012331',
  ]) {
    assert.ok(hasValidCheckDigits(number as NoticeNumber), number)
  }
  assert.equal(checkDigitsOf('302012387654312384'), '86')
  assert.equal(checkDigitsOf('112345678901234567'), undefined)
})

test('the IUV is the last 17 digits, or 15 with aux digit 0', () => {
  assert.equal(creditorReferenceIdOf('301202600000012332' as NoticeNumber), '01202600000012332')
  assert.equal(creditorReferenceIdOf('001202600000012329' as NoticeNumber), '202600000012329')
  assert.deepEqual(noticeNumbersOf('202600000012329', ['01']), ['001202600000012329'])
  assert.deepEqual(noticeNumbersOf('RF18539007547034', ['01']), [])
})

test('a number is read with or without its groups, and nothing else is', () => {
  assert.equal(parseNoticeNumber('3012 0260 0000 0123 32'), '301202600000012332')
  assert.equal(parseNoticeNumber('301202600000012332'), '301202600000012332')
  assert.equal(groupDigits('301202600000012332'), '3012 0260 0000 0123 32')
  for (const text of ['', '30120260000001233', '3012026000000123322', '401202600000012332', '30120260000001233a']) {
    assert.equal(parseNoticeNumber(text), undefined, text)
  }
})

test('a base outside its thirteen digits is a fault', () => {
  assert.throws(() => composeNoticeNumber('1', 1), RangeError)
  assert.throws(() => composeNoticeNumber('01', BASE_COUNT), RangeError)
  assert.throws(() => composeNoticeNumber('01', -1), RangeError)
})
