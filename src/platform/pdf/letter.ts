/**
 * A paper with a letterhead: who writes at the top, a title, content that runs over as many pages as it takes, and a
 * footer that counts them. The quietanza is one; a yearly statement is another with a longer table.
 */
import type { Temporal } from '../../core/time.ts'
import { type FlowLook, PageFlow } from './page-flow.ts'
import { type AssetName, type PaperAssets, fitIn } from './paper-assets.ts'
import type { Picture } from './picture.ts'
import { readSvg } from './svg-picture.ts'
import { PAGE_HEIGHT, PAGE_WIDTH, type Style, TaggedPdf } from './tagged-pdf.ts'
import { paragraph, textAt, textEndingAt, textWidth } from './text-blocks.ts'

export type LetterProperties = {
  language: string
  /** Of the file. */
  documentTitle: string
  createdAt: Temporal.Instant
  sender: { name: string; lines: readonly string[]; crestSvg: string | undefined; crestDescription: string }
  /** A mark against the right edge, and the word that stands for it where it is not installed. */
  mark: { asset: AssetName; word: string }
  title: string
  footer: string
  page: (page: number, pages: number) => string
  /** On every page of a paper that is not to be believed. */
  testMark: { strip: string; watermark: string } | undefined
}

export const LETTER_MARGIN = 48
const RIGHT = PAGE_WIDTH - LETTER_MARGIN
const CREST = 48

export const LETTER_COLORS = {
  muted: '#4A5A6A',
  rule: '#D5DAE0',
  platform: '#0066CC',
  test: '#A3141E',
  testWatermark: '#FBE9E7',
} as const

const STYLES = {
  title: { face: 'textBold', size: 24 },
  name: { face: 'textBold', size: 13 },
  muted: { face: 'text', size: 9, color: LETTER_COLORS.muted },
  mark: { face: 'textBold', size: 11, color: LETTER_COLORS.platform },
} as const satisfies Record<string, Style>

const LOOK: FlowLook = {
  margin: LETTER_MARGIN,
  top: 52,
  bottom: PAGE_HEIGHT - 56,
  heading: { face: 'textBold', size: 13 },
  subheading: { face: 'textBold', size: 11 },
  label: { face: 'text', size: 8.5, color: LETTER_COLORS.muted },
  value: { face: 'text', size: 10 },
  leading: 13,
  rule: LETTER_COLORS.rule,
}

export type Letter = { pdf: TaggedPdf; flow: PageFlow; finish(): Promise<Buffer> }

/** The letter with its head and title; what follows is set through its flow. */
export function startLetter(properties: LetterProperties, assets: PaperAssets): Letter {
  const { language, documentTitle, createdAt, sender } = properties
  const pdf = new TaggedPdf({
    title: documentTitle,
    author: sender.name,
    language,
    createdAt,
    keepsPagesOpen: true,
  })
  const flow = new PageFlow(pdf, LOOK, (isFirst) => paintTestMark(pdf, properties, isFirst))
  pdf.group('Sect', () => paintHead(pdf, flow, properties, assets))
  return {
    pdf,
    flow,
    finish() {
      pdf.onEachPage((page, pages) => paintFooter(pdf, properties, page, pages))
      flow.addBookmarks()
      return pdf.finish()
    },
  }
}

function paintHead(
  pdf: TaggedPdf,
  flow: PageFlow,
  { sender, mark, title }: LetterProperties,
  assets: PaperAssets,
): void {
  const crest = sender.crestSvg === undefined ? undefined : readSvg(sender.crestSvg)
  const hasCrest = crest?.outcome === 'read'
  if (hasCrest) paintCrest(pdf, crest.picture, sender.crestDescription)
  const x = hasCrest ? LETTER_MARGIN + CREST + 14 : LETTER_MARGIN
  const block = { x, y: 66, width: RIGHT - x - 70, leading: 16, maxLines: 3, style: STYLES.name }
  let { end } = paragraph(pdf, 'P', sender.name, block)
  for (const line of sender.lines) {
    end += 15
    textAt(pdf, 'P', line, { x, y: end }, STYLES.muted)
  }
  const logo = assets[mark.asset]
  if (logo) paintMark(pdf, logo, mark.word)
  else textEndingAt(pdf, 'P', mark.word, { x: RIGHT, y: 66 }, STYLES.mark)
  flow.y = Math.max(end + 13, hasCrest ? 48 + CREST + 6 : 0) + STYLES.title.size + 6
  textAt(pdf, 'H1', title, { x: LETTER_MARGIN, y: flow.y }, STYLES.title)
  flow.y += 14
}

function paintCrest(pdf: TaggedPdf, picture: Picture, description: string): void {
  const scale = CREST / Math.max(picture.width, picture.height)
  const [width, height] = [picture.width * scale, picture.height * scale]
  pdf.figure(picture, { x: LETTER_MARGIN + (CREST - width) / 2, y: 48, width, height }, description)
}

function paintMark(pdf: TaggedPdf, picture: Picture, word: string): void {
  const { width, height } = fitIn(picture, { x: 0, y: 0, width: 52, height: 34 })
  pdf.figure(picture, { x: RIGHT - width, y: 48, width, height }, word)
}

/** On the first page the mark is read; on the others it is only repeated. */
function paintTestMark(pdf: TaggedPdf, { testMark }: LetterProperties, isFirst: boolean): void {
  if (!testMark) return
  const large: Style = { face: 'textBold', size: 96, color: LETTER_COLORS.testWatermark }
  const style: Style = { face: 'textBold', size: 10, color: '#FFFFFF' }
  pdf.decoration(() => {
    pdf.turned(-30, PAGE_WIDTH / 2, 500, () => {
      pdf.line(testMark.watermark, -textWidth(testMark.watermark, large) / 2, 0, large)
    })
    pdf.rectangle({ x: LETTER_MARGIN, y: 16, width: RIGHT - LETTER_MARGIN, height: 20 }, LETTER_COLORS.test)
  })
  const place = { x: LETTER_MARGIN + 8, y: 29.6 }
  if (isFirst) textAt(pdf, 'P', testMark.strip, place, style)
  else pdf.decoration(() => pdf.line(testMark.strip, place.x, place.y, style), 'Pagination')
}

function paintFooter(pdf: TaggedPdf, { footer, page: words }: LetterProperties, page: number, pages: number): void {
  const y = PAGE_HEIGHT - 32
  pdf.decoration(() => {
    pdf.rectangle({ x: LETTER_MARGIN, y: y - 16, width: RIGHT - LETTER_MARGIN, height: 0.5 }, LETTER_COLORS.rule)
    pdf.line(footer, LETTER_MARGIN, y, STYLES.muted)
    pdf.lineEndingAt(words(page, pages), RIGHT, y, STYLES.muted)
  }, 'Pagination')
}
