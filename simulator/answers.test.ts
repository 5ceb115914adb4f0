import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOffer, readPayment, readReceiptAnswer } from './answers.ts'
import type { Institution } from './config.ts'
import { readContract, withoutSamples } from './test-support/contracts.ts'
import { defaultAnswer, envelope, ko } from './test-support/stub-station.ts'
import { testConfig } from './test-support/test-bench.ts'

const notice = { fiscalCode: '77777777777', noticeNumber: '301202600000012332' }
const { institutions } = testConfig('http://localhost/')

const request = `<idPA>${notice.fiscalCode}</idPA><noticeNumber>${notice.noticeNumber}</noticeNumber>`
const call = (operation: string) => ({ operation, body: request, contentType: '', soapAction: '' })
const good = defaultAnswer(call('paGetPaymentV2'))

function faultOf(body: string, enti: readonly Institution[] = institutions): string {
  const answer = readPayment(body, 'paGetPaymentV2', notice, enti)
  return answer.outcome === 'read' ? 'none' : answer.fault.code
}

test('a right answer becomes a payment', () => {
  const answer = readPayment(good, 'paGetPaymentV2', notice, institutions)
  assert.equal(answer.outcome, 'read')
  const { value } = answer as Extract<typeof answer, { outcome: 'read' }>
  assert.equal(value.amount, 12_000)
  assert.equal(value.description, 'TARI & TEFA 2026, è l’ora <rata 1>')
  assert.deepEqual(
    value.transfers.map(({ amount, fiscalCodePA }) => [amount, fiscalCodePA]),
    [
      [10_000, '77777777777'],
      [2_000, '99000200016'],
    ],
  )
})

test('the samples of an answer are taken in either version', { skip: withoutSamples }, () => {
  const enti: Institution[] = [
    {
      fiscalCode: '77777777777',
      name: 'A',
      stations: [],
      ibans: ['IT60X0542811101000000123456', 'IT45R0760103200000000001016'],
    },
    { fiscalCode: '88888888888', name: 'B', stations: [], ibans: ['IT60X0542811101000000123456'] },
  ]
  const read = (operation: 'paGetPayment' | 'paGetPaymentV2') =>
    readPayment(readContract(`samples/${operation}.res-ok.xml`), operation, notice, enti)
  assert.equal(read('paGetPayment').outcome, 'read')
  assert.equal(read('paGetPaymentV2').outcome, 'read')
  assert.equal(readOffer(readContract('samples/paVerifyPaymentNotice.res-ok.xml'), notice).outcome, 'read')
})

test('what the schema lets through and the Node does not', () => {
  const WRONG = 'PPT_STAZIONE_INT_PA_ERRORE_RESPONSE'
  const changes: [string, string, string][] = [
    ['transfers that do not make the sum', good.replace('>20.00<', '>20.01<'), WRONG],
    ['a beneficiary nobody knows', good.replaceAll('99000200016', '12345678901'), WRONG],
    [
      'an account of somebody else',
      good.replace('IT77C0542899002000000990002', 'IT60X0542811101000000123456'),
      'PPT_IBAN_NON_CENSITO',
    ],
    ['an account that is none', good.replace('IT60X', 'IT61X'), 'PPT_IBAN_NON_CENSITO'],
    ['the same idTransfer twice', good.replace('<idTransfer>2', '<idTransfer>1'), WRONG],
    ['another reference', good.replace('>01202600000012332<', '>01202600000012333<'), WRONG],
    [
      'OK with a fault',
      good.replace('<data>', '<fault><faultCode>a</faultCode><faultString>b</faultString><id>c</id></fault><data>'),
      WRONG,
    ],
    ['OK without data', envelope('paGetPaymentV2', '<outcome>OK</outcome>'), WRONG],
    ['KO without a fault', envelope('paGetPaymentV2', '<outcome>KO</outcome>'), WRONG],
    ['the answer of the other version', good.replaceAll('paGetPaymentV2Response', 'paGetPaymentRes'), WRONG],
    ['a fault of the institution', ko('paGetPaymentV2', 'PAA_PAGAMENTO_SCADUTO'), 'PPT_ERRORE_EMESSO_DA_PAA'],
  ]
  assert.equal(faultOf(good), 'none')
  for (const [what, body, expected] of changes) {
    assert.notEqual(body, good, what)
    assert.equal(faultOf(body), expected, what)
  }
})

test('the account in support must be registered like the other', () => {
  const withSupport = (iban: string) =>
    good.replace(
      '</transferCategory></transfer>',
      `</transferCategory><metadata><mapEntry><key>IBANAPPOGGIO</key><value>${iban}</value></mapEntry></metadata></transfer>`,
    )
  assert.equal(faultOf(withSupport('IT60X0542811101000000123456')), 'none')
  assert.equal(faultOf(withSupport('IT45R0760103200000000001016')), 'PPT_IBAN_NON_CENSITO')
})

test('an offer must say what the documents require, for the institution that was asked', () => {
  const offer = defaultAnswer(call('paVerifyPaymentNotice'))
  const codeOf = (body: string) => {
    const answer = readOffer(body, notice)
    return answer.outcome === 'read' ? answer.value.amount : answer.fault.code
  }
  assert.equal(codeOf(offer), 12_000)
  assert.equal(
    codeOf(offer.replace(/<paymentDescription>.*?<\/paymentDescription>/, '')),
    'PPT_STAZIONE_INT_PA_ERRORE_RESPONSE',
  )
  assert.equal(codeOf(offer.replace(/<paymentList>.*?<\/paymentList>/, '')), 'PPT_STAZIONE_INT_PA_ERRORE_RESPONSE')
  assert.equal(codeOf(offer.replace('>77777777777<', '>99000200016<')), 'PPT_STAZIONE_INT_PA_ERRORE_RESPONSE')
})

test('to a receipt OK and KO are answers, everything else is none', () => {
  assert.equal(readReceiptAnswer(envelope('paSendRT', '<outcome>OK</outcome>'), 'paSendRT').outcome, 'OK')
  assert.equal(readReceiptAnswer(ko('paSendRT', 'PAA_RECEIPT_DUPLICATA'), 'paSendRT').outcome, 'KO')
  assert.equal(readReceiptAnswer(ko('paSendRT', 'PAA_RECEIPT_DUPLICATA'), 'paSendRTV2').outcome, 'malformed')
  assert.equal(readReceiptAnswer(envelope('paSendRT', '<outcome>KO</outcome>'), 'paSendRT').outcome, 'malformed')
  assert.equal(readReceiptAnswer('<html>', 'paSendRT').outcome, 'malformed')
})
