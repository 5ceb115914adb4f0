/** The top of every page, and the mark of a notice that nobody must pay. */
import type { Picture } from '../platform/pdf/picture.ts'
import { fitIn } from '../platform/pdf/paper-assets.ts'
import { readSvg } from '../platform/pdf/svg-picture.ts'
import { type Box, PAGE_WIDTH, type Style } from '../platform/pdf/tagged-pdf.ts'
import { breakBlock, lastBaseline, paragraph, setLines, textAt, textWidth } from '../platform/pdf/text-blocks.ts'
import { COLORS, HEADER } from './notice-geometry.ts'
import { STYLES, type Sheet, layWords, noteCut, paintTitle } from './notice-sheet.pdf.ts'
import { noticeText } from './notice.text.ts'

/** Returns the last baseline of the subject. */
export function paintHeader(sheet: Sheet): number {
  const { pdf, notice } = sheet
  const { institution, subject, second } = notice
  let end: number = HEADER.subject.y
  if (notice.isTest) paintTestMark(sheet)
  pdf.group('Sect', () => {
    paintPlatform(sheet)
    paintTitle(sheet, 'H1', (official) => official.title, HEADER.title)
    const crest = readCrest(institution.crestSvg)
    if (crest) pdf.figure(crest, crestBox(crest), noticeText.crest(institution.name))
    const set = paragraph(pdf, 'P', subject, {
      ...HEADER.subject,
      maxLines: HEADER.subjectLines,
      style: STYLES.subject,
    })
    noteCut(sheet, 'subject', set)
    end = set.end
    if (second?.subject) {
      const y = end + HEADER.toSecondSubject
      const block = { ...HEADER.subject, y, maxLines: HEADER.subjectLines, style: STYLES.secondSubject }
      const setSecond = paragraph(pdf, 'P', second.subject, { ...block, language: second.language })
      noteCut(sheet, 'second.subject', setSecond)
      end = setSecond.end
    }
  })
  return end
}

/** The header is repeated for the eye: it is read once. A page with slips has room for one line of the subject. */
export function repeatHeader(sheet: Sheet, subjectLines: number): number {
  const { pdf, notice } = sheet
  const { institution, subject } = notice
  const block = { ...HEADER.subject, maxLines: subjectLines, style: STYLES.subject }
  const { lines } = breakBlock(subject, block)
  if (notice.isTest) repeatTestMark(sheet)
  pdf.decoration(() => {
    const { pagopa } = sheet.assets
    if (pagopa) pdf.picture(pagopa, fitIn(pagopa, HEADER.logo))
    else pdf.line(noticeText.platform, HEADER.platform.x, HEADER.platform.y, PLATFORM)
    const title = layWords(sheet, ({ title: words }) => words, { style: STYLES.title, at: 'title' })
    for (const { paint } of title.passages(HEADER.title)) paint()
    const crest = readCrest(institution.crestSvg)
    if (crest) pdf.picture(crest, crestBox(crest))
    setLines(pdf, lines, block)
  }, 'Pagination')
  return lastBaseline(lines, block)
}

const PLATFORM: Style = { face: 'textBold', size: 11, color: COLORS.platform }

function paintPlatform({ pdf, assets: { pagopa } }: Sheet): void {
  if (pagopa) pdf.figure(pagopa, fitIn(pagopa, HEADER.logo), noticeText.platform)
  else textAt(pdf, 'P', noticeText.platform, HEADER.platform, PLATFORM)
}

function readCrest(crestSvg: string | undefined): Picture | undefined {
  const reading = crestSvg === undefined ? undefined : readSvg(crestSvg)
  return reading?.outcome === 'read' ? reading.picture : undefined
}

/** As large as fits, against the top right corner. */
function crestBox({ width, height }: Picture): Box {
  const { right, top, side } = HEADER.crest
  const scale = side / Math.max(width, height)
  return { x: right - width * scale, y: top, width: width * scale, height: height * scale }
}

/** A strip that is read first, and letters across the page behind the text; neither comes near a code. */
function paintTestMark(sheet: Sheet): void {
  sheet.pdf.decoration(() => paintTestGround(sheet))
  textAt(sheet.pdf, 'P', noticeText.testMark, HEADER.testMark.text, TEST_MARK)
}

function repeatTestMark(sheet: Sheet): void {
  const { x, y } = HEADER.testMark.text
  sheet.pdf.decoration(() => {
    paintTestGround(sheet)
    sheet.pdf.line(noticeText.testMark, x, y, TEST_MARK)
  }, 'Pagination')
}

const TEST_MARK: Style = { ...STYLES.title, color: '#FFFFFF' }

function paintTestGround({ pdf }: Sheet): void {
  const { strip, watermark } = HEADER.testMark
  const style: Style = { face: 'textBold', size: watermark.size, color: COLORS.testWatermark }
  pdf.turned(watermark.angle, PAGE_WIDTH / 2, watermark.y, () => {
    pdf.line(noticeText.testWatermark, -textWidth(noticeText.testWatermark, style) / 2, 0, style)
  })
  pdf.rectangle(strip, COLORS.test)
}
