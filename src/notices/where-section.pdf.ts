/** "Dove pagare?": online and at a counter. */
import { breakBlock, paragraph, textWidth } from '../platform/pdf/text-blocks.ts'
import { BAND, COLUMNS, WHERE } from './notice-geometry.ts'
import { STYLES, type Sheet, type Words, layWords, paintTitle } from './notice-sheet.pdf.ts'
import { noticeText } from './notice.text.ts'
import { devicesIcon, placesIcon } from './notice-icons.pdf.ts'
import type { OfficialTexts } from './official.text.ts'

/** Returns the baseline of its last line. */
export function paintWhere(sheet: Sheet, top: number): number {
  const { pdf } = sheet
  const x = COLUMNS.right
  paintTitle(sheet, 'H2', ({ where }) => where, { x, y: top + BAND.title })
  pdf.element('P', () => {
    const goTo = `${noticeText.goTo} `
    const website = COLUMNS.rightEnd - textWidth(noticeText.website, STYLES.title)
    pdf.line(goTo, website - textWidth(goTo, STYLES.body), top + WHERE.goTo, STYLES.body)
    pdf.line(noticeText.website, website, top + BAND.title, STYLES.title)
  })
  paintSubtitle(sheet, ({ onlineTitle }) => onlineTitle, top + WHERE.online.title)
  pdf.decoration(() => pdf.picture(devicesIcon, { ...WHERE.online.icon, y: top + WHERE.online.icon.y }))
  const { name } = sheet.notice.institution
  const online = (official: OfficialTexts) => onlineSentence(official, name)
  const onlineEnd = paintBoth(sheet, online, top + WHERE.online.text, WHERE.onlineText)
  const title = onlineEnd + WHERE.toNextTitle
  paintSubtitle(sheet, ({ locallyTitle }) => locallyTitle, title)
  const { above, ...icon } = WHERE.locallyIcon
  pdf.decoration(() => pdf.picture(placesIcon, { ...icon, y: title - above }))
  return paintBoth(sheet, ({ locally }) => locally, title + WHERE.toText, WHERE.locallyText)
}

function paintSubtitle(sheet: Sheet, words: Words, y: number): void {
  const laid = layWords(sheet, words, { style: STYLES.title, at: 'subtitle' })
  sheet.pdf.phrase('H3', laid.passages({ x: COLUMNS.right, y }))
}

function paintBoth(sheet: Sheet, words: Words, y: number, look: { width: number; leading: number }): number {
  const { pdf, official, second } = sheet
  const block = { x: COLUMNS.right, y, ...look, style: STYLES.body }
  const { end } = paragraph(pdf, 'P', words(official) ?? '', block)
  const other = second && words(second.official)
  if (!second || other === undefined) return end
  const below = { ...block, y: end + WHERE.toSecond, style: STYLES.other, language: second.language }
  return paragraph(pdf, 'P', other, below).end
}

/** The guide has a sentence with the institution's site and one without; a very long name has no room in the first. */
function onlineSentence(official: OfficialTexts, institutionName: string): string {
  const sentence = official.onlineWithSite(institutionName)
  const { lines } = breakBlock(sentence, { ...WHERE.onlineText, style: STYLES.body })
  return lines.length > WHERE.online.maxLines ? official.online : sentence
}
