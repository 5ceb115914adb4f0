import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { pagopaFile } from '../../tests/support/pagopa-files.ts'
import type { FiscalCode } from '../core/fiscal-code.ts'
import { type Cents, cents, formatAmount } from '../core/money.ts'
import { type NoticeNumber, groupDigits } from '../core/notice-number.ts'
import { dataMatrixText, foldForPost, qrText } from './notice-codes.ts'

const asked = (noticeNumber: string, fiscalCode: string, amount: number) => ({
  noticeNumber: noticeNumber as NoticeNumber,
  institutionFiscalCode: fiscalCode as FiscalCode,
  amount: cents(amount),
})

const amounts = fc.oneof(fc.integer({ min: 1, max: 9_999_999_999 }), fc.integer({ min: 1, max: 9999 })).map(cents)
const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 150 }), fc.string({ unit: 'grapheme', maxLength: 150 }))

test('the QR asks for cents without padding, two digits at least', () => {
  assert.equal(
    qrText(asked('300022028000000154', '82001760675', 1000)),
    'PAGOPA|002|300022028000000154|82001760675|1000',
  )
  assert.equal(qrText(asked('300715700000000032', '00085240950', 1)), 'PAGOPA|002|300715700000000032|00085240950|01')
  assert.equal(
    qrText(asked('302001234567890136', '01199250158', 99_999_999_999)),
    'PAGOPA|002|302001234567890136|01199250158|99999999999',
  )
})

test('the Data Matrix of a known slip', () => {
  const text = dataMatrixText({
    ...asked('302001234567890136', '01199250158', 1999),
    accountNumber: '123456',
    debtor: { fullName: 'Nicolò D’Angelò', fiscalCode: undefined },
    subject: 'Mensa scolastica – n° 12/A',
  })
  const expected = [
    'codfase=NBPA;18302001234567890136120000001234561000000019993896',
    `1P101199250158${' '.repeat(16)}`,
    "NICOLO D'ANGELO".padEnd(40),
    'MENSA SCOLASTICA   N  12 A'.padEnd(110),
    `${' '.repeat(12)}A`,
  ]
  assert.equal(text, expected.join(''))
})

test('whatever the words, a slip has 256 characters that its readers know, and every number in its place', () => {
  fc.assert(
    fc.property(texts, texts, amounts, (fullName, subject, amount) => {
      const text = dataMatrixText({
        ...asked('302001234567890136', '01199250158', amount),
        accountNumber: '16302093',
        debtor: { fullName, fiscalCode: 'RSSMRA80A01H501U' as FiscalCode },
        subject,
      })
      assert.equal(text.length, 256)
      assert.match(text.slice(8), /^[0-9A-Z &',\-.:_;]+$/)
      assert.equal(text.slice(15, 33), '302001234567890136')
      assert.equal(text.slice(35, 47), '000016302093')
      assert.equal(Number(text.slice(49, 59)), amount)
      assert.equal(text.slice(66, 93), '01199250158RSSMRA80A01H501U')
    }),
  )
})

test('letters are folded for the post office, never lost without a trace', () => {
  assert.equal(foldForPost('Łódź Žižek Müller Đà Æøß', 30), 'LODZ ZIZEK MULLER DA AEOSS'.padEnd(30))
  assert.equal(foldForPost('50% “sconto” 🎉', 16), '50   SCONTO'.padEnd(16))
  assert.equal(foldForPost('troppo lungo', 6), 'TROPPO')
})

test('a number that is not one never becomes a code', () => {
  assert.throws(() => qrText(asked('30002202800000015', '82001760675', 1000)))
  assert.throws(() => qrText(asked('300022028000000154', '8200176067', 1000)))
  assert.throws(() => qrText({ ...asked('300022028000000154', '82001760675', 1), amount: 0 as Cents }))
  const slip = { accountNumber: '1234567890123', debtor: { fullName: '', fiscalCode: undefined }, subject: '' }
  assert.throws(() => dataMatrixText({ ...asked('300022028000000154', '82001760675', 1000), ...slip }))
  const tooMuch = asked('300022028000000154', '82001760675', 10_000_000_000)
  assert.throws(() => dataMatrixText({ ...tooMuch, ...slip, accountNumber: '1' }))
})

type Vector = {
  id: string
  input: { nav: string; cents: number; cf: string; debCf?: string; deb?: string; subj?: string; cc?: string }
  expected: { codiceAvvisoFormatted: string; qr: string; amountPrinted: string; dataMatrixNormalised?: string }
}

const vectors = pagopaFile('notice-vectors.json')

test(
  'codes that others have decoded come out the same',
  { skip: vectors === undefined && 'set PAGOPA_CONTRACTS to the folder beside notice-vectors.json' },
  () => {
    const { cases } = JSON.parse(vectors!) as { cases: Vector[] }
    for (const { id, input, expected } of cases) {
      const code = asked(input.nav, input.cf, input.cents)
      // One published example pads the cents; readers take both.
      assert.equal(qrText(code), expected.qr.replace(/\|0+(\d{2,})$/, '|$1'), id)
      assert.equal(groupDigits(input.nav), expected.codiceAvvisoFormatted, id)
      assert.equal(formatAmount(code.amount), expected.amountPrinted, id)
      if (expected.dataMatrixNormalised === undefined) continue
      const text = dataMatrixText({
        ...code,
        accountNumber: input.cc!,
        debtor: { fullName: input.deb!, fiscalCode: input.debCf as FiscalCode },
        subject: input.subj!,
      })
      assert.equal(text, expected.dataMatrixNormalised, id)
    }
  },
)
