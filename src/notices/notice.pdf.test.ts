import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type PdfElement, type ReadPdf, elementsOf, readPdf } from '../../tests/support/read-pdf.ts'
import {
  everyVariant,
  inTwoLanguages,
  sampleNotice,
  samplePayable,
  samplePlan,
  samplePostal,
} from '../../tests/support/sample-papers.ts'
import { ANONYMOUS } from '../core/fiscal-code.ts'
import { cents } from '../core/money.ts'
import { groupDigits } from '../core/notice-number.ts'
import { readSvg } from '../platform/pdf/svg-picture.ts'
import { type Asked, type NoticeDocument, payablesOf, postalSectionOf } from './notice-document.ts'
import { printNotice, printNotices, renderNotice } from './notice.pdf.ts'

const withPostal: NoticeDocument = { ...sampleNotice, postal: samplePostal }
const single = (changes: Partial<typeof samplePayable>): Asked => ({
  kind: 'single',
  single: { ...samplePayable, ...changes },
})

const read = async (notice: NoticeDocument) => readPdf(await renderNotice(notice))
const letter = ({ root }: ReadPdf) => [...elementsOf(root)].filter(({ spoken, tag }) => spoken !== '' && tag !== 'Span')
const sentences = (pdf: ReadPdf) => letter(pdf).map(({ spoken }) => spoken)
const figures = (pdf: ReadPdf) => [...elementsOf(pdf.root)].filter(({ tag }) => tag === 'Figure')

/** What must be true of any paper that claims to be readable by everybody. */
function assertIsAccessible(pdf: ReadPdf): void {
  assert.deepEqual(pdf.strayOperators, [])
  assert.equal(pdf.orphans, 0)
  assert.equal(pdf.language, 'it')
  assert.ok(pdf.showsTitle && pdf.title)
  const headings: number[] = []
  for (const element of elementsOf(pdf.root)) {
    assertSaysSomething(element)
    if (/^H\d$/.test(element.tag)) headings.push(Number(element.tag[1]))
  }
  headings.forEach((level, index) => assert.ok(level <= (headings[index - 1] ?? 0) + 1, 'no level is skipped'))
}

function assertSaysSomething({ tag, text, alt, children }: PdfElement): void {
  if (children.length > 0) return
  if (tag === 'Figure') assert.ok(alt, 'a figure without words')
  else assert.ok(text.trim() !== '', `an empty ${tag}`)
}

test('every variant is whole: marked, ordered, described, with both codes of every payment', async () => {
  for (const [name, notice] of Object.entries(everyVariant())) {
    const pdf = await read(notice)
    assertIsAccessible(pdf)
    const { alts, payables } = { alts: figures(pdf).map(({ alt }) => alt ?? ''), payables: payablesOf(notice.asked) }
    for (const { noticeNumber } of payables) {
      const own = alts.filter((alt) => alt.includes(groupDigits(noticeNumber)))
      assert.equal(own.filter((alt) => alt.startsWith('Codice QR')).length, 1, name)
      assert.equal(own.filter((alt) => alt.startsWith('Codice Data Matrix')).length, notice.postal ? 1 : 0, name)
    }
    const codes = alts.filter((alt) => alt.startsWith('Codice'))
    assert.equal(codes.length, payables.length * (notice.postal ? 2 : 1), name)
    for (const { y } of pdf.runs) assert.ok(y <= 822, name)
  }
})

test('the pages of a plan are as many as the guide’s own print service makes', async () => {
  const pagesOf = async (count: number, postal: boolean) =>
    (await read({ ...(postal ? withPostal : sampleNotice), asked: samplePlan(count) })).pages
  const plain: number[] = []
  const withSlips: number[] = []
  for (const count of [2, 3, 4, 5, 6, 7, 8, 9, 12, 13]) {
    plain.push(await pagesOf(count, false))
    withSlips.push(await pagesOf(count, true))
  }
  assert.deepEqual(plain, [1, 1, 2, 2, 2, 2, 2, 2, 2, 3])
  assert.deepEqual(withSlips, [2, 2, 3, 3, 3, 4, 4, 4, 5, 6])
})

test('the file says its language and title, what it is, and carries its fonts', async () => {
  const pdf = await read(withPostal)
  assert.equal(pdf.language, 'it')
  assert.equal(pdf.title, 'Avviso di pagamento 3020 0123 4567 8901 36 – Comune di Roccaverde')
  assert.ok(pdf.showsTitle)
  assert.equal(pdf.pages, 1)
  assert.match(pdf.metadata, /<pdfuaid:part>1</)
  assert.match(pdf.metadata, /<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>A</)
  assert.equal(pdf.fonts.length, 4)
  for (const font of pdf.fonts) assert.match(font, /^[A-Z]{6}\+(TitilliumWeb|RobotoMono)-(Regular|Bold)$/)
})

test('the notice reads like a letter, section by section', async () => {
  const pdf = await read(withPostal)
  assert.deepEqual(
    letter(pdf)
      .filter(({ tag }) => tag.startsWith('H'))
      .map(({ tag, spoken }) => `${tag} ${spoken}`),
    [
      'H1 AVVISO DI PAGAMENTO',
      'H2 ENTE CREDITORE',
      'H2 DESTINATARIO',
      'H2 QUANTO E QUANDO PAGARE?',
      'H2 DOVE PAGARE?',
      'H3 PAGA CON L’APP IO',
      'H3 PAGA SUL TERRITORIO',
      'H2 DATI PER IL PAGAMENTO',
      'H2 BOLLETTINO POSTALE PA',
    ],
  )
  const text = sentences(pdf)
  for (const sentence of [
    'Via dei Castagni 12 38060 Roccaverde (TN)',
    'Importo 150,55 Euro',
    'entro il 31/12/2026',
    'oppure sul sito di Comune di Roccaverde, dal tuo Home Banking, con la tua app di pagamento o con gli altri canali ' +
      'abilitati.',
    'Inquadra il codice QR con la tua app di pagamento o usa i dati accanto.',
    'Rata unica entro il 31/12/2026',
    'Oggetto del pagamento TARI 2026 – saldo',
    'Cod. Avviso 3020 0123 4567 8901 36',
    'sul C/C n. 000016302093',
    'Intestato a Comune di Roccaverde – Tesoreria',
    'AUT. DB/SSIC/E 00000 DEL 01/01/2020',
  ]) {
    assert.ok(text.includes(sentence), sentence)
  }
})

test('instalments are read one after the other, each with its amount, day and number', async () => {
  const text = sentences(await read({ ...sampleNotice, asked: samplePlan(4) }))
  const at = (sentence: string) => text.indexOf(sentence)
  assert.ok(text.includes('Puoi pagare per intero o in 4 rate'))
  assert.ok(at('Rata 1') > at('DATI PER IL PAGAMENTO'))
  for (const number of [1, 2, 3, 4]) assert.ok(at(`Rata ${number}`) > at(`Rata ${number - 1}`), String(number))
  assert.deepEqual(
    text.filter((sentence) => sentence.startsWith('Entro il')),
    ['Entro il 31/12/2026', 'Entro il 31/01/2027', 'Entro il 28/02/2027', 'Entro il 31/03/2027'],
  )
})

test('a plan without a notice for all of it leaves the amounts to the instalments', async () => {
  const few = sentences(await read({ ...sampleNotice, asked: samplePlan(3, false) }))
  assert.ok(few.includes('Puoi pagare in 3 rate'))
  const many = sentences(await read({ ...sampleNotice, asked: samplePlan(12, false) }))
  assert.ok(many.includes('Importi e scadenze sono riportati nel dettaglio di ogni singola rata.'))
  for (const sentence of [...few, ...many]) assert.doesNotMatch(sentence, /Rata unica|^Importo /)
})

test('one instalment alone says which it is', async () => {
  const plan = samplePlan(5, false)
  assert.ok(plan.kind === 'plan')
  const second = { ...plan, installments: plan.installments.slice(1, 2) }
  const text = sentences(await read({ ...withPostal, asked: second }))
  assert.equal(text.filter((sentence) => sentence === 'Rata 2 entro il 31/01/2027').length, 2)
})

test('a fine shows both amounts with their terms, and warns before the codes', async () => {
  const { fine, 'fine-postal': withSlips } = everyVariant()
  const text = sentences(await read(fine!))
  const order = [
    'Importo scontato del 30% 78,55 Euro',
    'Importo ridotto 104,65 Euro',
    'Come si calcolano le scadenze?',
    'IMPORTO SCONTATO DEL 30%',
    'Se paghi entro 5 giorni dalla notifica del verbale',
    'IMPORTO RIDOTTO',
    'Se paghi dal 6º al 60º giorno dalla notifica del verbale',
  ].map((sentence) => text.indexOf(sentence))
  assert.deepEqual(
    order,
    order.toSorted((one, other) => one - other),
  )
  assert.ok(!order.includes(-1))
  const pages = await read(withSlips!)
  assert.equal(pages.pages, 2)
  assert.equal(sentences(pages).filter((sentence) => sentence === 'BOLLETTINO POSTALE PA').length, 2)
})

test('the second language is spoken in its own voice, and the slip in Italian alone', async () => {
  for (const language of ['en', 'de', 'fr', 'sl'] as const) {
    const pdf = await read(inTwoLanguages({ ...withPostal, asked: samplePlan(3) }, language))
    const foreign = [...elementsOf(pdf.root)].filter((element) => element.language !== undefined)
    assert.ok(foreign.length > 20, language)
    for (const element of foreign) assert.equal(element.language, language)
    const said = foreign.map(({ text }) => text)
    const title = { en: 'Payment notice', de: 'Zahlungsmitteilung', fr: 'Avis de paiement', sl: 'Obvestilo o plačilu' }
    assert.ok(said.includes(`· ${title[language]}`), said.join('\n'))
    const slip = sentences(pdf).indexOf('BOLLETTINO POSTALE PA')
    assert.ok(slip > 0)
  }
  const { root } = await read(inTwoLanguages(sampleNotice, 'en'))
  const heading = [...elementsOf(root)].find(({ tag }) => tag === 'H1')
  assert.equal(heading?.spoken, 'AVVISO DI PAGAMENTO · Payment notice')
})

test('whoever cannot see a code hears what it is and the number to type', async () => {
  const [crest, qr, matrix] = figures(await read(withPostal))
  assert.equal(crest?.alt, 'Stemma: Comune di Roccaverde')
  assert.match(qr?.alt ?? '', /^Codice QR .* 3020 0123 4567 8901 36.* 01199250158 .* 150,55 euro\.$/)
  assert.match(matrix?.alt ?? '', /^Codice Data Matrix .* 3020 0123 4567 8901 36.* 000016302093 .* 150,55 euro\.$/)
})

test('without a due date nothing speaks of when, and an unknown debtor has no code', async () => {
  const debtor = { ...withPostal.debtor, fiscalCode: ANONYMOUS }
  const text = sentences(await read({ ...withPostal, asked: single({ dueOn: undefined }), debtor }))
  assert.ok(text.includes('QUANTO PAGARE?'))
  assert.equal(text.filter((sentence) => sentence === 'Rata unica').length, 2)
  for (const sentence of text) assert.doesNotMatch(sentence, /entro il|ANONIMO/)
})

test('the slip is printed only when it can be used, and whoever prints learns why not', async () => {
  const title = 'BOLLETTINO POSTALE PA'
  assert.ok(!sentences(await read(sampleNotice)).includes(title))
  const unauthorized = { ...samplePostal, authorization: undefined }
  assert.ok(!sentences(await read({ ...sampleNotice, postal: unauthorized })).includes(title))
  const tooMuch = { ...withPostal, asked: single({ amount: cents(10_000_000_000) }) }
  assert.ok(!sentences(await read(tooMuch)).includes(title))
  assert.equal((await printNotice(tooMuch)).postalLeftOut, 'amount-too-large')
  assert.equal((await printNotice(withPostal)).postalLeftOut, undefined)
})

test('a test notice says so before anything else, and on the part that is cut off', async () => {
  const mark = 'AVVISO DI PROVA – non pagabile realmente'
  const text = sentences(await read({ ...withPostal, isTest: true }))
  assert.equal(text[0], mark)
  assert.ok(text.lastIndexOf(mark) > text.indexOf('BOLLETTINO POSTALE PA'))
})

test('marks are drawn where the installation has them, and said in words where it has not', async () => {
  const drawing = readSvg(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"/></svg>',
  )
  assert.ok(drawing.outcome === 'read')
  const { picture } = drawing
  const assets = { pagopa: picture, 'poste-italiane': picture, bancoposta: picture, bollettino: picture }
  const pdf = readPdf(await renderNotice(withPostal, assets))
  assertIsAccessible(pdf)
  const alts = new Set(figures(pdf).map(({ alt }) => alt))
  for (const mark of ['pagoPA', 'Poste Italiane', 'BancoPosta']) {
    assert.ok(alts.has(mark), mark)
    assert.ok(!sentences(pdf).includes(mark), mark)
    assert.ok(sentences(await read(withPostal)).includes(mark), mark)
  }
})

test('several notices are one file, each a part of it with its bookmark', async () => {
  const other = { ...sampleNotice, debtor: { ...sampleNotice.debtor, fullName: 'Bruno Neri' } }
  const pdf = readPdf(await printNotices([withPostal, other], {}).pdf.finish())
  assertIsAccessible(pdf)
  assert.equal(pdf.title, 'Avvisi di pagamento – Comune di Roccaverde')
  assert.deepEqual(
    pdf.root.children.map(({ tag }) => tag),
    ['Part', 'Part'],
  )
  assert.deepEqual(pdf.bookmarks, ['3020 0123 4567 8901 36 – Ada Verdi', '3020 0123 4567 8901 36 – Bruno Neri'])
})

test('a plan of many pages has a bookmark for each', async () => {
  const { bookmarks } = await read({ ...sampleNotice, asked: samplePlan(13) })
  assert.deepEqual(bookmarks, ['3020 0123 4567 8901 36 – Ada Verdi', 'Rate 4–12', 'Rata 13'])
})

test('the same notice is the same file, byte by byte', async () => {
  const notice = inTwoLanguages({ ...withPostal, asked: samplePlan(5) }, 'sl')
  assert.deepEqual(await renderNotice(notice), await renderNotice({ ...notice }))
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc
    .array(fc.constantFrom('W', 'i', ' ', 'ŝ', '-', '\n', '\u202e', '\u0000', '\u0301', '🎉', 'Ж'), { maxLength: 200 })
    .map((characters) => characters.join('')),
  fc.constantFrom('W'.repeat(10_000), 'parola '.repeat(1500), '\u0301'.repeat(10_000), ''),
)

const hostileNotice = fc
  .record({
    name: hostile,
    officeName: hostile,
    infoLines: fc.array(hostile, { maxLength: 3 }),
    fullName: hostile,
    address: hostile,
    subject: hostile,
    otherSubject: hostile,
    holder: hostile,
    amount: fc.integer({ min: 1, max: 99_999_999_999 }),
    variant: fc.constantFrom(...Object.values(everyVariant())),
    isTest: fc.boolean(),
  })
  .map(
    ({ name, officeName, infoLines, fullName, address, subject, otherSubject, holder, amount, variant, isTest }) => ({
      ...variant,
      asked: variant.asked.kind === 'single' ? single({ amount: cents(amount) }) : variant.asked,
      institution: { ...variant.institution, name, officeName, infoLines },
      debtor: { ...variant.debtor, fullName, address },
      second: variant.second && { ...variant.second, subject: otherSubject, officeName },
      postal: variant.postal && { ...variant.postal, holder },
      subject,
      isTest,
    }),
  )

test('no words can stop a notice, leave the structure, or push anything under the slip', async () => {
  await fc.assert(
    fc.asyncProperty(hostileNotice, async (notice: NoticeDocument) => {
      const pdf = await read(notice)
      assert.deepEqual(pdf.strayOperators, [])
      assert.equal(pdf.orphans, 0)
      const slips = pdf.runs.filter(({ text }) => text === 'BOLLETTINO POSTALE PA')
      for (const { page, text, y } of pdf.runs) {
        assert.ok(y <= 822, `${JSON.stringify(text)} at ${y}`)
        const slipTop = Math.min(...slips.filter((slip) => slip.page === page).map((slip) => slip.y - 14))
        const isOfSlip = y > slipTop
        if (!isOfSlip) assert.ok(y <= slipTop - 6, `${JSON.stringify(text)} at ${y} above ${slipTop}`)
      }
      assert.equal(postalSectionOf(notice).outcome === 'printed', slips.length > 0)
      for (const sentence of sentences(pdf)) assert.doesNotMatch(sentence, /[\p{Cc}\p{Cf}\ufffd]/u)
    }),
    { numRuns: 60 },
  )
})

test('the widest letters are cut with a mark on the page and a word to the caller', async () => {
  const wide = 'W'.repeat(10_000)
  const notice = { ...withPostal, subject: wide, debtor: { ...withPostal.debtor, fullName: wide } }
  const startedAt = performance.now()
  const { pdf, cuts } = await printNotice(notice)
  assert.ok(performance.now() - startedAt < 1000)
  assert.deepEqual(
    cuts.map(({ field, because }) => `${field} ${because}`),
    ['debtor.fullName limit', 'subject limit', 'subject room', 'debtor.fullName room'],
  )
  assert.ok(sentences(readPdf(pdf)).some((sentence) => /^W+…$/.test(sentence)))
})

test('letters of other scripts are printed, and what no face has is replaced where it is seen', async () => {
  const fullName = 'Ольга Džeković Å Παπαδοπούλου 🎉'
  const text = sentences(await read({ ...sampleNotice, debtor: { ...sampleNotice.debtor, fullName } }))
  assert.ok(text.includes('Ольга Džeković Å Παπαδοπούλου ?'), text.join('\n'))
})
