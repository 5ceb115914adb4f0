import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type ReadPdf, elementsOf, readPdf } from '../../tests/support/read-pdf.ts'
import { sampleReceipt } from '../../tests/support/sample-papers.ts'
import { cents } from '../core/money.ts'
import { Temporal } from '../core/time.ts'
import {
  RECEIPT_LANGUAGES,
  type ReceiptDocument,
  type ReceiptLanguage,
  type ReceiptTransfer,
} from './receipt-document.ts'
import { renderReceipt } from './receipt.pdf.ts'

const read = async (receipt: ReceiptDocument, language?: ReceiptLanguage) =>
  readPdf(await renderReceipt(receipt, language))
const sentences = ({ root }: ReadPdf) =>
  [...elementsOf(root)].flatMap(({ tag, spoken }) => (spoken === '' || tag === 'Span' ? [] : [spoken]))

test('everything that a quietanza must say is said, in an order that can be read aloud', async () => {
  assert.deepEqual(sentences(await read(sampleReceipt)), [
    'Comune di Roccaverde',
    'Codice fiscale 01199250158',
    'pagoPA',
    'Quietanza di pagamento',
    'Pagamento eseguito il 24/11/2026 14:32',
    '150,55\u00a0€',
    'Pagamento',
    'Esito Eseguito',
    'Data e ora 24/11/2026 14:32',
    'Data applicativa 25/11/2026',
    'Metodo di pagamento Carta di pagamento',
    'Importo 150,55\u00a0€',
    'Commissione 1,50\u00a0€',
    'Totale pagato 152,05\u00a0€',
    'Causale TARI 2026 – saldo',
    'Chi riceve e chi paga',
    'Ente creditore Comune di Roccaverde Settore Tributi Codice fiscale 01199250158',
    'Debitore A**** V**** Codice fiscale VRDD************',
    'Pagamento eseguito da Bruno Neri Codice fiscale NREBRN80A01H501P',
    'Riferimenti',
    'Codice avviso 3020 0123 4567 8901 36',
    'Identificativo univoco di versamento (IUV) 02001234567890136',
    'Identificativo della ricevuta c110729d258c4ab1b765fe902aae41d6',
    'Prestatore di servizi di pagamento Banca di Prova S.p.A. Codice fiscale 02654890025',
    'Versamenti',
    'Beneficiario',
    'Causale del versamento',
    'Importo',
    'Comune di Roccaverde Codice fiscale 01199250158 IBAN IT60X0542811101000000123456',
    '/RFB/02001234567890136/143.00/TXT/TARI 2026 – saldo',
    '143,00\u00a0€',
    'Codice fiscale 00337460224',
    '/RFB/02001234567890136/7.55/TXT/TEFA 2026',
    '7,55\u00a0€',
    'Totale',
    '150,55\u00a0€',
    'Valore di questo documento',
    'Questo documento è la copia, in forma leggibile, della ricevuta telematica che la piattaforma pagoPA ha ' +
      'rilasciato all’ente creditore e che l’ente conserva. La ricevuta telematica attesta il pagamento e libera il ' +
      'debitore per la somma indicata; fanno eccezione i tributi che il contribuente calcola da sé e le sanzioni il ' +
      'cui importo dipende dalla data di notifica. Stampata il 24/11/2026 16:00.',
    'Impronta SHA-256 della ricevuta telematica: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  ])
})

test('an ordinary quietanza is one page, tagged throughout, in Italian, with its title', async () => {
  const pdf = await read(sampleReceipt)
  assert.deepEqual([pdf.pages, pdf.strayOperators, pdf.orphans, pdf.language], [1, [], 0, 'it'])
  assert.equal(pdf.title, 'Quietanza di pagamento 3020 0123 4567 8901 36 – Comune di Roccaverde')
})

test('hours are Rome’s, in winter and in summer', async () => {
  const paidAt = (text: string) => ({ ...sampleReceipt, paidAt: Temporal.Instant.from(text) })
  assert.ok(sentences(await read(paidAt('2026-01-31T23:30:00Z'))).includes('Data e ora 01/02/2026 00:30'))
  assert.ok(sentences(await read(paidAt('2026-07-31T22:30:00Z'))).includes('Data e ora 01/08/2026 00:30'))
})

test('what the receipt does not tell is left out, and a missing fee is explained', async () => {
  const receipt: ReceiptDocument = {
    ...sampleReceipt,
    institution: { ...sampleReceipt.institution, officeName: undefined, crestSvg: undefined },
    debtor: { fullName: 'A**** V****', fiscalCode: undefined },
    payer: undefined,
    psp: { name: 'Banca di Prova S.p.A.', fiscalCode: undefined },
    paidAt: undefined,
    applicationOn: undefined,
    fee: undefined,
    paymentMethod: undefined,
  }
  const text = sentences(await read(receipt))
  assert.ok(text.includes('Pagamento eseguito'))
  assert.ok(text.includes('Debitore A**** V****'))
  assert.ok(text.some((sentence) => sentence.startsWith('L’importo non comprende l’eventuale commissione')))
  for (const sentence of text) {
    assert.doesNotMatch(sentence, /^(Data|Commissione|Totale pagato|Metodo|Pagamento eseguito da)|undefined/)
  }
})

test('a test quietanza says so before anything else', async () => {
  const [first] = sentences(await read({ ...sampleReceipt, isTest: true }))
  assert.equal(first, 'QUIETANZA DI PROVA – nessun pagamento è reale')
})

test('in every language the same facts are said, and what the receipt says stays Italian', async () => {
  const facts = ['3020 0123 4567 8901 36', '02001234567890136', 'c110729d258c4ab1b765fe902aae41d6', '02654890025']
  for (const language of RECEIPT_LANGUAGES) {
    const pdf = await read(sampleReceipt, language)
    assert.equal(pdf.language, language)
    const text = sentences(pdf)
    for (const fact of facts)
      assert.ok(
        text.some((sentence) => sentence.includes(fact)),
        `${language} ${fact}`,
      )
    assert.ok(text.some((sentence) => sentence.includes(sampleReceipt.documentSha256)))
    for (const sentence of text) assert.doesNotMatch(sentence, /undefined|\?/)
    const italian = [...elementsOf(pdf.root)].filter((element) => element.language === 'it').map(({ text: own }) => own)
    assert.equal(italian.includes('TARI 2026 – saldo'), language !== 'it', language)
  }
  const english = sentences(await read({ ...sampleReceipt, amount: cents(123_456_789) }, 'en'))
  assert.ok(english.includes('Amount €1,234,567.89'))
})

test('a revenue stamp is shown by its number, and one that cannot be read is not kept silent', async () => {
  const [first] = sampleReceipt.transfers
  const withStamp = (stamp: ReceiptTransfer['stamp']) => ({
    ...sampleReceipt,
    transfers: [{ ...first!, iban: undefined, stamp }],
  })
  const stamp = {
    stampId: '01234567890123',
    seller: { name: 'Banca di Prova S.p.A.', fiscalCode: '02654890025' },
    boughtAt: sampleReceipt.paidAt,
    documentDigest: 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=',
  }
  const text = sentences(await read(withStamp(stamp)))
  for (const sentence of [
    'Marca da bollo digitale',
    'Numero della marca (IUBD) 01234567890123',
    'Acquistata il 24/11/2026 14:32',
    'Venduta da Banca di Prova S.p.A. Codice fiscale 02654890025',
    'Impronta del documento n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=',
  ]) {
    assert.ok(text.includes(sentence), sentence)
  }
  const unreadable = sentences(await read(withStamp('unreadable')))
  assert.ok(unreadable.some((sentence) => sentence.startsWith('La ricevuta telematica contiene una marca da bollo')))
})

test('long lines go on to further pages, and the titles of the table are read once', async () => {
  const remittanceInformation = 'Sanzione amministrativa per sosta vietata, verbale n. 2026/00123. '.repeat(4)
  const transfers = Array.from({ length: 5 }, () => ({ ...sampleReceipt.transfers[0]!, remittanceInformation }))
  const pdf = await read({ ...sampleReceipt, subject: remittanceInformation, transfers })
  assert.ok(pdf.pages > 1)
  assert.deepEqual(pdf.bookmarks.slice(0, 3), ['Pagamento', 'Chi riceve e chi paga', 'Riferimenti'])
  assert.deepEqual([pdf.strayOperators, pdf.orphans], [[], 0])
  const rows = [...elementsOf(pdf.root)].filter(({ tag }) => tag === 'TR')
  assert.equal(rows.length, 7)
  assert.equal([...elementsOf(pdf.root)].filter(({ tag }) => tag === 'TH').length, 3)
  for (const { children } of rows.slice(1, 6)) assert.equal(children[1]!.text, remittanceInformation.trim())
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 150 }),
  fc.string({ unit: 'grapheme', maxLength: 150 }),
  fc.constantFrom('W'.repeat(10_000), 'parola '.repeat(1500), ''),
)

test('no words can stop a quietanza, leave the structure, or run off the page', async () => {
  const receipts = fc
    .record({
      text: hostile,
      other: hostile,
      amount: fc.integer({ min: 1, max: 99_999_999_999 }),
      isTest: fc.boolean(),
    })
    .map(({ text, other, amount, isTest }): ReceiptDocument => ({
      ...sampleReceipt,
      institution: { name: text, fiscalCode: '01199250158', officeName: other, crestSvg: other },
      debtor: { fullName: other, fiscalCode: text },
      psp: { name: text, fiscalCode: other },
      amount: cents(amount),
      subject: text,
      receiptId: other,
      creditorReferenceId: text,
      transfers: [
        {
          amount: cents(amount),
          beneficiary: { name: other, fiscalCode: text },
          iban: other,
          stamp: {
            stampId: text,
            seller: { name: other, fiscalCode: text },
            boughtAt: undefined,
            documentDigest: other,
          },
          remittanceInformation: text,
        },
      ],
      isTest,
    }))
  await fc.assert(
    fc.asyncProperty(receipts, async (receipt) => {
      const pdf = await read(receipt)
      assert.deepEqual([pdf.strayOperators, pdf.orphans], [[], 0])
      for (const { text, y } of pdf.runs) assert.ok(y <= 800, `${JSON.stringify(text)} at ${y}`)
      for (const sentence of sentences(pdf)) assert.doesNotMatch(sentence, /[\p{Cc}\p{Cf}\ufffd]/u)
    }),
    { numRuns: 40 },
  )
})
