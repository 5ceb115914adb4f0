/** The citizen's manual on paper: the guide with its pictures, then the answers of the help page, then whom to ask. */
import { readFileSync } from 'node:fs'
import * as path from 'node:path'
import { GUIDE_PICTURE_HEIGHTS, GUIDE_PICTURE_WIDTH, type GuidePicture } from '../institutions/guide-pictures.ts'
import { type GuideChapter, guideChapters, manualText as text } from '../institutions/guide.text.ts'
import { helpText } from '../institutions/help.text.ts'
import { projectRoot } from '../platform/paths.ts'
import { type Letter, startLetter } from '../platform/pdf/letter.ts'
import type { Fact } from '../platform/pdf/page-flow.ts'
import type { PaperAssets } from '../platform/pdf/paper-assets.ts'
import type { Style } from '../platform/pdf/tagged-pdf.ts'
import type { ManualDocument } from './manual-document.ts'

const BODY = { face: 'text', size: 10 } as const satisfies Style
const LEAD = { face: 'text', size: 11.5 } as const satisfies Style
const LEADING = 14
const LEAD_LEADING = 17
const SPACE = 5

/** Of a point for each pixel of the screen: what is written in a picture can still be read. */
const PICTURE_SCALE = 0.38

/** Of a chapter's heading and introduction. */
const OPENING_HEIGHT = 70
const CONTACTS_HEIGHT = 180

const FOLDER = path.join(projectRoot, 'src/institutions/pictures')

const STATES = ['to-pay', 'not-confirmed', 'confirmed', 'expired', 'cancelled'] as const

export async function renderManual(manual: ManualDocument, assets: PaperAssets = {}): Promise<Buffer> {
  const { institution, address, printedAt } = manual
  const letter = startLetter(
    {
      language: 'it',
      documentTitle: text.documentTitle(institution.name),
      createdAt: printedAt,
      sender: {
        name: institution.name,
        lines: [text.portal, address],
        crestSvg: institution.crestSvg,
        crestDescription: text.crest(institution.name),
      },
      mark: { asset: 'pagopa', word: 'pagoPA' },
      title: text.title,
      footer: text.footer(institution.name),
      page: text.page,
      testMark: undefined,
    },
    assets,
  )
  const chapters = guideChapters(institution)
  letter.pdf.group('Sect', () => paintOpening(letter, chapters))
  for (const [index, chapter] of chapters.entries()) {
    letter.pdf.group('Sect', () => paintChapter(letter, chapter, index + 1))
  }
  for (const paint of [paintCodes, paintStates, paintFees, paintProblems]) {
    letter.pdf.group('Sect', () => paint(letter))
  }
  letter.pdf.group('Sect', () => paintContacts(letter, manual))
  return letter.finish()
}

function paintOpening({ flow }: Letter, chapters: readonly GuideChapter[]): void {
  flow.y += SPACE
  flow.paragraph(text.lead, LEAD, LEAD_LEADING)
  flow.heading(text.contents)
  const { codes, states, fees, problems, contacts } = helpText
  const titles = [
    ...chapters.map(({ title }) => title),
    ...[codes, states, fees, problems, contacts].map(({ title }) => title),
  ]
  flow.list(
    titles.map((title, index) => ({ mark: text.step(index + 1), text: title })),
    BODY,
    LEADING,
  )
}

function paintChapter({ flow }: Letter, { title, intro, steps, notes, picture }: GuideChapter, number: number): void {
  const pictureHeight = picture ? GUIDE_PICTURE_HEIGHTS[picture.name] * PICTURE_SCALE : 0
  flow.keepTogether(OPENING_HEIGHT + steps.length * LEAD_LEADING + pictureHeight)
  flow.heading(`${text.step(number)} ${title}`)
  flow.paragraph(intro, BODY, LEADING)
  flow.y += SPACE
  flow.list(
    steps.map((step, index) => ({ mark: text.step(index + 1), text: step })),
    BODY,
    LEADING,
  )
  if (picture) paintPicture(flow, picture)
  for (const note of notes) {
    flow.paragraph(note, BODY, LEADING)
    flow.y += SPACE
  }
}

function paintPicture(flow: Letter['flow'], { name, description }: NonNullable<GuideChapter['picture']>): void {
  const size = {
    width: GUIDE_PICTURE_WIDTH * PICTURE_SCALE,
    height: GUIDE_PICTURE_HEIGHTS[name] * PICTURE_SCALE,
  }
  flow.photo(pictureOf(name), size, description)
}

const pictures = new Map<GuidePicture, Buffer>()

/** Read once in each thread. */
function pictureOf(name: GuidePicture): Buffer {
  const known = pictures.get(name) ?? readFileSync(path.join(FOLDER, `${name}.jpg`))
  pictures.set(name, known)
  return known
}

function paintCodes({ flow }: Letter): void {
  flow.heading(helpText.codes.title)
  flow.list(
    helpText.codes.points.map((each) => ({ mark: text.bullet, text: each })),
    BODY,
    LEADING,
  )
}

function paintStates({ flow }: Letter): void {
  flow.heading(helpText.states.title)
  flow.facts(
    1,
    STATES.map((state) => ({ label: helpText.states.names[state], value: [helpText.states.meanings[state]] })),
  )
}

function paintFees({ flow }: Letter): void {
  flow.heading(helpText.fees.title)
  flow.paragraph(helpText.fees.body, BODY, LEADING)
}

function paintProblems({ flow }: Letter): void {
  const { problems } = helpText
  flow.heading(problems.title)
  for (const { title, body } of [problems.missing, problems.twice, problems.amount, problems.other]) {
    flow.subheading(title)
    flow.paragraph(body, BODY, LEADING)
  }
}

function paintContacts({ flow }: Letter, { institution }: ManualDocument): void {
  const { contacts } = helpText
  const { officeName, streetAddress, phone, email, certifiedEmail, openingHours, websiteUrl } = institution
  const facts: Fact[] = [
    { label: contacts.office, value: officeName },
    { label: contacts.address, value: streetAddress },
    { label: contacts.phone, value: phone },
    { label: contacts.mail, value: email },
    { label: contacts.certifiedMail, value: certifiedEmail },
    { label: contacts.hours, value: openingHours },
    { label: contacts.website, value: websiteUrl },
  ].flatMap(({ label, value }) => (value === null ? [] : [{ label, value: [value] }]))
  flow.keepTogether(CONTACTS_HEIGHT)
  flow.heading(contacts.title)
  flow.paragraph(facts.length === 0 ? contacts.none : contacts.body, BODY, LEADING)
  flow.y += SPACE
  flow.facts(2, facts)
}
