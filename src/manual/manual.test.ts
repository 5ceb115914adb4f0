import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, readdirSync, statSync } from 'node:fs'
import * as path from 'node:path'
import { after, before, test } from 'node:test'
import { type TestPortal, Visitor, createTestPortal } from '../../tests/support/portal.ts'
import { type PdfElement, readPdf } from '../../tests/support/read-pdf.ts'
import { sampleManual } from '../../tests/support/sample-papers.ts'
import { type World, createWorld } from '../../tests/support/world.ts'
import { GUIDE_PICTURES, GUIDE_PICTURE_HEIGHTS, GUIDE_PICTURE_WIDTH } from '../institutions/guide-pictures.ts'
import { guideChapters } from '../institutions/guide.text.ts'
import { helpText } from '../institutions/help.text.ts'
import { projectRoot } from '../platform/paths.ts'
import { formText } from '../ui/ui.text.ts'
import { renderManual } from './manual.pdf.ts'

const manual = sampleManual

let world: World
let portal: TestPortal

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
})

after(() => portal.close())

function spoken(element: PdfElement): string {
  return [element.spoken, ...element.children.map(spoken)].join(' ').replace(/\s+/g, ' ')
}

function all(element: PdfElement, tag: string): PdfElement[] {
  return [...(element.tag === tag ? [element] : []), ...element.children.flatMap((child) => all(child, tag))]
}

test('the manual says all that the guide and the help page say, for an ente of either kind', async () => {
  for (const allows of [true, false]) {
    const facts = { allowsGuestPayment: allows, allowsLocalRegistration: allows, opensServices: allows }
    const { root } = readPdf(await renderManual({ ...manual, institution: { ...manual.institution, ...facts } }))
    const words = spoken(root)
    const chapters = guideChapters(facts)
    for (const { title, intro, steps, notes } of chapters) {
      for (const sentence of [title, intro, ...steps, ...notes]) assert.ok(words.includes(sentence), sentence)
    }
    const { codes, states, fees, problems, contacts } = helpText
    const answers = [problems.missing, problems.twice, problems.amount, problems.other]
    const sentences = [
      ...[codes, states, fees, problems, contacts].map(({ title }) => title),
      ...Object.values(states.meanings),
      ...answers.flatMap(({ title, body }) => [title, body]),
      fees.body,
      'tributi@roccaverde.example',
    ]
    for (const sentence of sentences) assert.ok(words.includes(sentence), sentence)
  }
})

test('it is read like a book: one title, a heading a chapter, numbered steps, pictures that say what they show', async () => {
  const { root, strayOperators, orphans, bookmarks, showsTitle, title } = readPdf(await renderManual(manual))
  assert.deepEqual([strayOperators, orphans, showsTitle], [[], 0, true])
  assert.equal(title, 'Manuale del cittadino – Comune di Roccaverde')
  assert.equal(all(root, 'H1').length, 1)
  const chapters = guideChapters(manual.institution)
  assert.equal(all(root, 'H2').length, chapters.length + 6)
  assert.equal(bookmarks.length, chapters.length + 6)
  const figures = all(root, 'Figure').map(({ alt }) => alt)
  assert.deepEqual(
    figures,
    chapters.flatMap(({ picture }) => (picture ? [picture.description] : [])),
  )
  for (const item of all(root, 'LI'))
    assert.deepEqual(
      item.children.map(({ tag }) => tag),
      ['Lbl', 'LBody'],
    )
  // Nothing runs out of the page.
  for (const { place } of all(root, 'Figure')) assert.ok(place && place.box.y + place.box.height < 800)
})

test('whoever asks gets the manual of the ente, and an ente without contacts says where to find them', async () => {
  const answer = await new Visitor(portal).get('/roccaverde/aiuto/manuale.pdf')
  assert.equal(answer.status, 200)
  assert.match(String(answer.headers['content-disposition']), /filename="manuale-del-cittadino\.pdf"/)
  assert.ok(answer.raw.length < 800_000, `${answer.raw.length} B`)
  assert.match(spoken(readPdf(answer.raw).root), /Comune di Roccaverde/)
  const nothing = {
    officeName: null,
    streetAddress: null,
    phone: null,
    email: null,
    openingHours: null,
    websiteUrl: null,
  }
  const { root } = readPdf(await renderManual({ ...manual, institution: { ...manual.institution, ...nothing } }))
  assert.ok(spoken(root).includes(helpText.contacts.none))
})

const folder = path.join(projectRoot, 'src/institutions/pictures')

test('there is a picture for each name, of its size, small, and none besides', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.jpg'))
  assert.deepEqual(new Set(files), new Set(GUIDE_PICTURES.map((name) => `${name}.jpg`)))
  for (const name of GUIDE_PICTURES) {
    const file = path.join(folder, `${name}.jpg`)
    assert.ok(existsSync(file) && statSync(file).size < 120_000, name)
    const { width, height } = sizeOfJpeg(readFileSync(file))
    const ratio = width / height / (GUIDE_PICTURE_WIDTH / GUIDE_PICTURE_HEIGHTS[name])
    assert.ok(Math.abs(ratio - 1) < 0.01, `${name} ${width} × ${height}`)
  }
})

test('the words in the pictures are still those of the pages: else take them anew with npm run pictures', () => {
  // What an ente declares of its services stands on the pages as well.
  const texts = globSync(['src/**/*.text.ts', 'demo/*/services.json'], { cwd: projectRoot })
    .map((file) => readFileSync(path.join(projectRoot, file), 'utf8'))
    .join('\n')
  const words = JSON.parse(readFileSync(path.join(folder, 'words.json'), 'utf8')) as Record<string, string[]>
  const gone = Object.entries(words).flatMap(([name, list]) =>
    list
      .map((word) => word.replace(` ${formText.optional}`, ''))
      .filter((word) => !texts.includes(`'${word}'`) && !texts.includes(`"${word}"`))
      .map((word) => `${name}: ${word}`),
  )
  assert.deepEqual(gone, [])
  assert.ok(Object.values(words).flat().length > 20)
})

/** From the frame header of a JPEG (ITU-T T.81, B.2.2). */
function sizeOfJpeg(jpeg: Buffer): { width: number; height: number } {
  for (let at = 2; at < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg.readUInt16BE(at)
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
    if (isFrame) return { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7) }
  }
  throw new Error('no frame in this JPEG')
}
