import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { romeOffset } from './clock.ts'
import type { Receipt, Subject, Transfer } from './messages.ts'
import {
  type StationRequest,
  demandRequest,
  fitsVersion1,
  getPaymentRequest,
  receiptRequest,
  verifyRequest,
} from './requests.ts'
import { checkMessage } from './soap-check.ts'
import { ROOTS } from './soap-schema.ts'
import { validateMessages, withoutContracts } from './test-support/contracts.ts'
import { parseXml, prettyXml } from './xml.ts'

const stationOf = (primitiveVersion: 1 | 2) => ({
  stationId: '77777777777_01',
  brokerFiscalCode: '77777777777',
  url: 'http://localhost/',
  primitiveVersion,
})
const notice = { fiscalCode: '77777777777', noticeNumber: '301202600000012332' }

/** Any text that XML can carry, with what markup is made of. */
const words = (most: number) =>
  fc.string({
    unit: fc.oneof(fc.constantFrom(...'<>&"\']]>àè’€𝄞 '), fc.constantFrom(...'abcXYZ019')),
    minLength: 1,
    maxLength: Math.floor(most / 2),
  })
const amount = fc.integer({ min: 1, max: 99_999_999_999 })

const subject: fc.Arbitrary<Subject> = fc
  .record({ fullName: words(70), city: fc.option(words(35)), email: fc.option(fc.constant('a.b+c@d-e.it')) })
  .map(({ fullName, city, email }) => ({
    type: 'F',
    identifier: 'RSSMRA80A01H501U',
    fullName,
    ...(city === null ? {} : { city, country: 'IT' }),
    ...(email === null ? {} : { email }),
  }))

const transfer: fc.Arbitrary<Transfer> = fc
  .record({ amount, text: words(140), isStamp: fc.boolean(), hasMetadata: fc.boolean() })
  .map(({ amount: cents, text, isStamp, hasMetadata }) => ({
    idTransfer: 1,
    amount: cents,
    fiscalCodePA: '77777777777',
    companyName: text,
    destination: isStamp
      ? { stamp: { documentHash: 'QUJDRA==', type: '01', province: 'RM' } }
      : { iban: 'IT60X0542811101000000123456' },
    remittanceInformation: text,
    category: '9/0101101IM/',
    metadata: hasMetadata ? [{ key: 'IBANAPPOGGIO', value: text }] : [],
  }))

const receipt: fc.Arbitrary<Receipt> = fc
  .record({
    amount,
    description: words(140),
    debtor: subject,
    payer: fc.option(subject),
    transfers: fc.array(transfer, { minLength: 1, maxLength: 5 }),
    fee: fc.integer({ min: 0, max: 99_999 }),
    paidAt: fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) }),
    isStandIn: fc.boolean(),
  })
  .map(({ payer, ...drawn }) => ({
    ...drawn,
    ...notice,
    receiptId: 'c110729d258c4ab1b765fe902aae41d6',
    creditorReferenceId: '01202600000012332',
    companyName: 'Comune di Test',
    psp: { idPSP: 'P', fiscalCode: '1', companyName: 'Banca', idChannel: 'C', channelDescription: 'D' },
    paymentMethod: 'cash',
    paymentNote: 'tentativo',
    metadata: [],
    ...(payer === null ? {} : { payer }),
  }))

test('every request is valid for pagoPA’s schema, whatever the words in it', { skip: withoutContracts }, async () => {
  const receipts = fc.sample(receipt, { numRuns: 100, seed: 7 })
  const requests: StationRequest[] = [
    verifyRequest(stationOf(2), notice),
    getPaymentRequest(stationOf(1), notice),
    getPaymentRequest(stationOf(1), { ...notice, amount: 1, paymentNote: 'è & <', transferType: 'POSTAL' }),
    getPaymentRequest(stationOf(2), { ...notice, amount: 12_000, paymentNote: 'x', transferType: 'PAGOPA' }),
    demandRequest(stationOf(1), '77777777777', {
      idServizio: '00005',
      idSoggettoServizio: '00001',
      serviceXml: '<a/>',
    }),
    ...receipts.map((drawn) => receiptRequest(2, stationOf(2), '77777777777', drawn)),
    ...receipts.filter(fitsVersion1).map((drawn) => receiptRequest(1, stationOf(1), '77777777777', drawn)),
  ]
  assert.deepEqual(new Set(requests.map(({ operation }) => operation)), new Set(Object.keys(ROOTS)))
  const verdicts = await validateMessages(requests.map(({ body }) => body))
  assert.deepEqual(
    verdicts.filter((verdict) => verdict !== ''),
    [],
  )
})

test('what is written is what is read, whichever legal form the operation takes', () => {
  fc.assert(
    fc.property(receipt, (drawn) => {
      const version = fitsVersion1(drawn) ? 1 : 2
      const { operation, body } = receiptRequest(version, stationOf(version), '77777777777', drawn)
      const checked = checkMessage(body, ROOTS[operation].request)
      assert.equal(checked.outcome, 'valid')
      const written = checked.outcome === 'valid' ? checked.root.children.at(-1) : undefined
      assert.equal(written?.children.find(({ name }) => name === 'description')?.text, drawn.description)
    }),
  )
})

test('no two operations are written alike, and none has a prefix that another program might expect', () => {
  const bodies = [
    verifyRequest(stationOf(2), notice),
    getPaymentRequest(stationOf(1), notice),
    getPaymentRequest(stationOf(2), notice),
  ].map(({ body }) => body.slice(0, 120))
  assert.equal(new Set(bodies).size, 3)
  assert.match(getPaymentRequest(stationOf(1), notice).body, /<idPA xmlns="">/)
})

test('Rome is an hour ahead in winter and two in summer', () => {
  assert.equal(romeOffset(Date.UTC(2026, 0, 1)), '+01:00')
  assert.equal(romeOffset(Date.UTC(2026, 6, 1)), '+02:00')
})

test('showing a message neatly does not change what it says', () => {
  fc.assert(
    fc.property(receipt, (drawn) => {
      const { body } = receiptRequest(2, stationOf(2), '77777777777', drawn)
      const textsOf = (element: ReturnType<typeof parseXml>): string[] =>
        element.children.length > 0 ? element.children.flatMap(textsOf) : [element.text.trim()]
      assert.deepEqual(textsOf(parseXml(prettyXml(body))), textsOf(parseXml(body)))
    }),
  )
  assert.equal(prettyXml('<a><b>'), '<a><b>')
})
