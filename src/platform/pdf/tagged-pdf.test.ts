import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SaxesParser } from 'saxes'
import { elementsOf, readPdf } from '../../../tests/support/read-pdf.ts'
import { Temporal } from '../../core/time.ts'
import { type Style, TaggedPdf } from './tagged-pdf.ts'

const STYLE: Style = { face: 'text', size: 10 }

function newPdf(title = 'Prova'): TaggedPdf {
  const pdf = new TaggedPdf({
    title,
    author: 'Comune di Roccaverde',
    language: 'it',
    createdAt: Temporal.Instant.from('2026-11-24T10:00:00Z'),
    keepsPagesOpen: true,
  })
  pdf.addPage()
  return pdf
}

test('painting outside of the structure is a mistake that cannot pass', () => {
  const pdf = newPdf()
  assert.throws(() => pdf.line('testo', 0, 0, STYLE), /outside of the structure/)
  assert.throws(() => pdf.rectangle({ x: 0, y: 0, width: 1, height: 1 }, '#000000'), /outside of the structure/)
})

test('an element does not begin inside the content of another, nor does a page', () => {
  assert.throws(() => newPdf().decoration(() => newPdf().line('testo', 0, 0, STYLE)), /outside/)
  const pdf = newPdf()
  assert.throws(() => pdf.element('P', () => pdf.element('P', () => undefined)), /inside/)
  const other = newPdf()
  assert.throws(() => other.element('P', () => other.addPage()), /inside/)
})

test('a title with any characters is the same in the file and in its XML', async () => {
  const title = 'Tari & Tefa <2026> “saldo” è'
  const pdf = newPdf(title)
  pdf.element('P', () => pdf.line('testo', 10, 20, STYLE))
  const read = readPdf(await pdf.finish())
  assert.equal(read.title, title)
  const texts: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => assert.fail(error))
  parser.on('text', (text) => texts.push(text.trim()))
  parser.write(read.metadata).close()
  assert.ok(texts.includes(title))
})

test('the tree has the order of painting, on as many pages as it takes', async () => {
  const pdf = newPdf()
  pdf.group('Sect', () => {
    pdf.element('H1', () => pdf.line('Uno', 10, 20, STYLE))
    pdf.decoration(() => pdf.line('non letto', 10, 40, STYLE))
    pdf.addPage()
    pdf.element('P', () => pdf.line('Due', 10, 20, STYLE), { language: 'de' })
  })
  pdf.onEachPage((page, pages) => {
    pdf.decoration(() => pdf.line(`${page} di ${pages}`, 10, 800, STYLE), 'Pagination')
  })
  const { root, pages, strayOperators, orphans } = readPdf(await pdf.finish())
  assert.deepEqual(
    [...elementsOf(root)].map(({ tag, text }) => `${tag} ${text}`),
    ['Document ', 'Sect ', 'H1 Uno', 'P Due'],
  )
  assert.deepEqual([pages, strayOperators, orphans], [2, [], 0])
})

test('a figure is read by its description', async () => {
  const pdf = newPdf()
  const picture = { width: 1, height: 1, operators: '0 0 1 1 re f' }
  pdf.figure(picture, { x: 10, y: 10, width: 20, height: 20 }, 'Un quadrato (nero)')
  const [, figure] = elementsOf(readPdf(await pdf.finish()).root)
  assert.deepEqual([figure?.tag, figure?.alt], ['Figure', 'Un quadrato (nero)'])
})
