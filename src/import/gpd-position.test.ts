import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Iban } from '../core/iban.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import { Temporal } from '../core/time.ts'
import { assertSound } from '../debt-positions/position-draft.ts'
import type { ServiceId } from '../debt-positions/position-draft.ts'
import { projectRoot } from '../platform/paths.ts'
import type { Catalogue } from './catalogue.ts'
import { readGpdPosition } from './gpd-position.ts'

const ACCOUNT = 'IT88A0542899001000000990001' as Iban
const POSTAL = 'IT34N0760199001000099000100' as Iban
const OTHERS = 'IT77C0542899002000000990002'

const service = (serviceId: number, code: string, transferCategory: string, iban = ACCOUNT) => ({
  serviceId: serviceId as ServiceId,
  code,
  name: code,
  transferCategory,
  iban,
  postalIban: null,
})

const catalogue: Catalogue = {
  institutionId: 1 as InstitutionId,
  fiscalCode: '99000100018',
  name: 'Comune di Roccaverde',
  services: [
    service(1, 'tari', '9/0101101IM/'),
    service(2, 'canone', '9/0101107TS/'),
    service(3, 'mensa', '9/0107101TS/'),
    service(4, 'merenda', '9/0107101TS/', POSTAL),
    service(5, 'gita', '9/0107105TS/'),
    service(6, 'museo', '9/0107105TS/'),
  ],
  accounts: new Set([ACCOUNT, POSTAL]),
  numberSpace: { segregationCodes: ['02'], applicationCodes: ['07', '08'] },
}

type Json = Record<string, unknown>

const transfer = (changes: Json = {}): Json => ({
  idTransfer: '1',
  amount: 8_000,
  remittanceInformation: 'TARI 2027',
  category: '9/0101101IM/',
  iban: ACCOUNT,
  ...changes,
})

const notice = (changes: Json = {}): Json => ({
  iuv: '02202700000000159',
  amount: 8_000,
  description: 'TARI 2027',
  isPartialPayment: false,
  dueDate: '2027-06-30T21:59:59Z',
  transfer: [transfer()],
  ...changes,
})

const position = (changes: Json = {}): Json => ({
  iupd: 'A-1',
  type: 'F',
  fiscalCode: 'RSSMRA80A01H501U',
  fullName: 'Mario Rossi',
  companyName: 'Comune di Roccaverde',
  switchToExpired: false,
  paymentOption: [notice()],
  ...changes,
})

function read(value: unknown, forced?: string) {
  const chosen = catalogue.services.find(({ code }) => code === forced)
  return readGpdPosition(value, { catalogue, service: chosen, firstDueDay: Temporal.PlainDate.from('2026-11-24') })
}

function draft(value: unknown, forced?: string) {
  const reading = read(value, forced)
  assert.ok(reading.outcome === 'read', JSON.stringify(reading))
  assertSound(reading.draft)
  return reading.draft
}

function problems(value: unknown): string[] {
  const reading = read(value)
  assert.equal(reading.outcome, 'wrong', JSON.stringify(value))
  return reading.outcome === 'wrong' ? reading.problems.map(({ path: at, reason }) => `${at}: ${reason}`) : []
}

test('a first-version position: alternatives stand alone, partial payments are one plan', () => {
  const part = (iuv: string, amount: number) =>
    notice({ iuv, amount, isPartialPayment: true, transfer: [transfer({ amount })] })
  const plan = draft(
    position({
      validityDate: '2027-01-01T00:00:00Z',
      switchToExpired: true,
      paymentOption: [part('02202700000000260', 5_000), notice(), part('02202700000000361', 4_000)],
    }),
  )
  assert.deepEqual(
    plan.options.map(({ kind, installments }) => [kind, installments.map(({ amount }) => amount)]),
    [
      ['single', [8_000]],
      ['plan', [5_000, 4_000]],
    ],
  )
  const [first] = plan.options[0]!.installments
  assert.equal(first!.noticeNumber, '302202700000000159')
  assert.equal(first!.dueOn.toString(), '2027-06-30', 'the instant is a day in Rome')
  assert.equal(first!.validFrom?.toString(), '2027-01-01T00:00:00Z')
  assert.equal(first!.expiresAfterDue, true)
  assert.equal(plan.serviceId, 1)
  assert.equal(plan.debtor.emailIsVerified, false)
})

test('a third-version position: each option with its installments, by either name of the list', () => {
  const option = (...installments: Json[]) => ({
    switchToExpired: false,
    debtor: { type: 'F', fiscalCode: 'RSSMRA80A01H501U', fullName: 'Mario Rossi' },
    installments,
  })
  const plain = (changes: Json = {}) => {
    const { isPartialPayment, ...rest } = notice(changes)
    assert.equal(isPartialPayment, false)
    return rest
  }
  const options = [option(plain()), option(plain({ iuv: '02202700000000260' }), plain({ iuv: '02202700000000361' }))]
  const third = { iupd: 'A-3', companyName: 'Comune', payStandIn: true }
  const one = draft({ ...third, paymentOption: options })
  assert.deepEqual(draft({ ...third, paymentOptions: options }), one)
  assert.deepEqual(
    one.options.map(({ kind, installments }) => [kind, installments.length]),
    [
      ['single', 1],
      ['plan', 2],
    ],
  )
  const stranger = { ...options[1]!, debtor: { ...options[1]!.debtor, fullName: 'Maria Bianchi' } }
  assert.deepEqual(problems({ ...third, paymentOption: [options[0], stranger] }), [
    'paymentOption[1].debtor: deve essere lo stesso in tutte le opzioni',
  ])
})

test('several beneficiaries, a revenue stamp and a postal account come out as they are', () => {
  const [installment] = draft(
    position({
      paymentOption: [
        notice({
          amount: 9_700,
          transfer: [
            transfer({ idTransfer: '3', amount: 1_600, iban: null, stamp: STAMP }),
            transfer({ amount: 8_000, postalIban: POSTAL }),
            transfer({
              idTransfer: '2',
              amount: 100,
              organizationFiscalCode: '99000200016',
              companyName: 'Provincia di Roccaverde',
              category: '9/0201102IM/',
              iban: OTHERS,
            }),
          ],
        }),
      ],
    }),
  ).options[0]!.installments
  assert.deepEqual(
    installment!.transfers.map(({ beneficiaryFiscalCode, beneficiaryName, destination, amount }) => ({
      beneficiaryFiscalCode,
      beneficiaryName,
      destination,
      amount,
    })),
    [
      {
        beneficiaryFiscalCode: '99000100018',
        beneficiaryName: null,
        destination: { kind: 'account', iban: ACCOUNT, postalIban: POSTAL },
        amount: 8_000,
      },
      {
        beneficiaryFiscalCode: '99000200016',
        beneficiaryName: 'Provincia di Roccaverde',
        destination: { kind: 'account', iban: OTHERS, postalIban: null },
        amount: 100,
      },
      {
        beneficiaryFiscalCode: '99000100018',
        beneficiaryName: null,
        destination: { kind: 'stamp', hash: STAMP.hashDocument, province: 'RV' },
        amount: 1_600,
      },
    ],
  )
})

const STAMP = {
  hashDocument: 'wHpFSLCGZjIvNSXxqtGbxg7275t446DRTk5ZrsdUQ6E=',
  stampType: '01',
  provincialResidence: 'RV',
}

test('every field that cannot be is told by its path', () => {
  const withNotice = (changes: Json) => position({ paymentOption: [notice(changes)] })
  const withTransfer = (changes: Json) => withNotice({ transfer: [transfer(changes)] })
  const at = 'paymentOption[0]'
  const expected: [unknown, string[]][] = [
    ['text', [': deve essere un oggetto']],
    [position({ colore: 'rosso' }), ['colore: campo non previsto']],
    [position({ iupd: '' }), ['iupd: deve avere da 1 a 80 caratteri, ne ha 0']],
    [position({ type: 'X' }), ['type: deve essere uno tra F, G']],
    [position({ type: 'G' }), ['fiscalCode: per type G deve avere 11 cifre']],
    [position({ fiscalCode: 'RSSMRA80A01H501X' }), ['fiscalCode: non è un codice fiscale valido']],
    [position({ fullName: undefined }), ['fullName: manca']],
    [position({ fullName: '\u200b ' }), ['fullName: deve avere da 1 a 70 caratteri, ne ha 0']],
    // U+0958 is two characters once composed.
    [position({ fullName: '\u0958'.repeat(40) }), ['fullName: deve avere da 1 a 70 caratteri, ne ha 80']],
    [position({ fullName: 'Mar\ufffdo' }), ['fullName: ha caratteri illeggibili: il file non è UTF-8']],
    [position({ email: 'x' }), ['email: non è un indirizzo e-mail']],
    [position({ country: 'Italia' }), ['country: deve avere 2 lettere maiuscole']],
    [position({ status: 'PAID' }), ['status: deve essere uno tra DRAFT, PUBLISHED, VALID']],
    [position({ paymentDate: '2026-01-01T00:00:00Z' }), ['paymentDate: la posizione risulta già pagata']],
    [position({ validityDate: 'domani' }), ['validityDate: non è una data con l’ora, di questo secolo']],
    [position({ paymentOption: [] }), ['paymentOption: deve avere da 1 a 100 elementi, ne ha 0']],
    [position({ paymentOption: undefined }), ['paymentOption: manca']],
    [withNotice({ amount: 80.5 }), [`${at}.amount: deve essere un numero intero`]],
    [withNotice({ amount: '8000' }), [`${at}.amount: deve essere un numero intero`]],
    [withNotice({ amount: 8_001 }), [`${at}.amount: è 8001, ma i transfer fanno 8000 (in centesimi)`]],
    [withNotice({ dueDate: '2027-02-30T00:00:00Z' }), [`${at}.dueDate: non è una data di questo secolo`]],
    [withNotice({ dueDate: '+275760-09-13T00:00:00Z' }), [`${at}.dueDate: non è una data di questo secolo`]],
    [withNotice({ description: 'a\u0000b' }), [`${at}.description: contiene caratteri di controllo`]],
    [withNotice({ iuv: undefined }), [`${at}.iuv: manca`]],
    [withNotice({ iuv: 'RF18539007547034' }), [`${at}.iuv: deve avere 18 cifre (nav), oppure 15 o 17 (iuv)`]],
    [withNotice({ iuv: '12345678912345678' }), [`${at}.iuv: non è tra quelli di questo ente`]],
    [withNotice({ iuv: '202600000012329' }), [`${at}.iuv: può stare in più codici avviso: serve il nav`]],
    [withNotice({ nav: '312202700000000159' }), [`${at}.nav: non è tra i codici avviso di questo ente`]],
    [withNotice({ nav: '302202700000000260' }), [`${at}.iuv: non è quello del nav`]],
    [withNotice({ transfer: [] }), [`${at}.transfer: deve avere da 1 a 5 elementi, ne ha 0`]],
    [
      withNotice({ amount: 16_000, transfer: [transfer(), transfer()] }),
      [`${at}.transfer: ha due volte lo stesso idTransfer`],
    ],
    [withTransfer({ iban: 'IT0000000000000000000000000' }), [`${at}.transfer[0].iban: non è un IBAN valido`]],
    [
      withNotice({ dueDate: '2026-11-17T11:32:20.554Z', amount: 1 }),
      [`${at}.amount: è 1, ma i transfer fanno 8000 (in centesimi)`, `${at}.dueDate: la scadenza è già passata`],
    ],
    [withTransfer({ iban: OTHERS }), [`${at}.transfer[0].iban: non è tra i conti dell’ente`]],
    [withTransfer({ iban: null }), [`${at}.transfer[0].iban: manca (oppure serve stamp)`]],
    [withTransfer({ postalIban: ACCOUNT }), [`${at}.transfer[0].postalIban: non è un conto postale`]],
    [withTransfer({ stamp: STAMP }), [`${at}.transfer[0].stamp: non può stare con un IBAN`]],
    [
      withTransfer({ iban: null, stamp: { ...STAMP, stampType: '02' } }),
      [`${at}.transfer[0].stamp.stampType: deve essere uno tra 01`],
    ],
    [
      withTransfer({ category: 'categoryWebinar' }),
      [`${at}.transfer[0].category: non è un codice della tassonomia (9/0101101IM/)`],
    ],
    [
      withTransfer({ category: '9/0102100SA/' }),
      [`${at}.transfer[0].category: nessun servizio dell’ente ha questa tassonomia: carica con --service`],
    ],
    [
      withTransfer({ category: '9/0107105TS/' }),
      [`${at}.transfer[0].category: più servizi dell’ente hanno questa tassonomia: carica con --service`],
    ],
  ]
  for (const [value, told] of expected) assert.deepEqual(problems(value), told, JSON.stringify(value).slice(0, 200))
})

test('the service is the one that collects this, told apart by the account if need be, or the one that is said', () => {
  const collecting = (changes: Json) => position({ paymentOption: [notice({ transfer: [transfer(changes)] })] })
  assert.equal(draft(collecting({ category: '9/0107101TS/' })).serviceId, 3)
  assert.equal(draft(collecting({ category: '9/0107101TS/', iban: POSTAL })).serviceId, 4)
  assert.equal(draft(collecting({ category: '9/0102100SA/' }), 'museo').serviceId, 6)
  const mixed = position({
    paymentOption: [notice(), notice({ iuv: '02202700000000260', transfer: [transfer({ category: '9/0101107TS/' })] })],
  })
  assert.deepEqual(problems(mixed), ['paymentOption: le opzioni sono di servizi diversi: carica con --service'])
})

test('the example of the guide is understood whole', () => {
  const file = path.join(projectRoot, 'docs/examples/posizioni-gpd.json')
  const { paymentPositions } = JSON.parse(readFileSync(file, 'utf8')) as { paymentPositions: unknown[] }
  const drafts = paymentPositions.map((one) => draft(one))
  assert.deepEqual(
    drafts.map(({ serviceId, options }) => [serviceId, options.length]),
    [
      [1, 1],
      [2, 2],
    ],
  )
})

test('no JSON makes it throw, however deep, and what it accepts is sound', () => {
  for (const name of ['paymentOption', 'installments', 'transfer']) {
    const deep = JSON.parse(`{"${name}":`.repeat(20_000) + '[]' + '}'.repeat(20_000)) as unknown
    assert.equal(read(deep).outcome, 'wrong')
    assert.equal(read(position({ [name]: [deep] })).outcome, 'wrong')
  }
  const anything = fc.jsonValue()
  const names = [
    'iupd',
    'type',
    'fiscalCode',
    'fullName',
    'paymentOption',
    'validityDate',
    'email',
    'status',
    '__proto__',
  ]
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...names), anything),
      fc.dictionary(fc.string(), anything),
      (some, more) => {
        for (const value of [
          some,
          { ...position(), ...some },
          position({ paymentOption: [{ ...notice(), ...more }] }),
        ]) {
          const reading = read(value)
          if (reading.outcome === 'read') assertSound(reading.draft)
          else assert.ok(reading.problems.length > 0)
        }
      },
    ),
    { numRuns: 500 },
  )
})
