/** What every module of a notice paints with. */
import { ANONYMOUS, type FiscalCode } from '../core/fiscal-code.ts'
import { formatAmount } from '../core/money.ts'
import { formatDay } from '../core/time.ts'
import type { SecondLanguage } from '../institutions/institution.ts'
import type { PaperAssets } from '../platform/pdf/paper-assets.ts'
import { type Box, NOWHERE, PAGE_WIDTH, type Passage, type Place, type Style } from '../platform/pdf/tagged-pdf.ts'
import type { Surface } from '../platform/pdf/tagged-pdf.ts'
import { textWidth } from '../platform/pdf/text-blocks.ts'
import type { Line } from '../platform/pdf/text-layout.ts'
import type { LimitedField, NoticeCut, NoticeDebtor, NoticeDocument, Payable, PostalSlip } from './notice-document.ts'
import { BAND, COLORS, SECOND } from './notice-geometry.ts'
import { noticeText } from './notice.text.ts'
import type { OfficialTexts } from './official.text.ts'

export type Sheet = {
  pdf: Surface
  official: OfficialTexts
  second: { language: SecondLanguage; official: OfficialTexts } | undefined
  /** Within the limits of the form. */
  notice: NoticeDocument
  /** As the caller gave it: the codes have widths of their own. */
  asGiven: NoticeDocument
  slip: PostalSlip | undefined
  assets: PaperAssets
  cuts: NoticeCut[]
}

/** The text styles of the guide. They are not made smaller when a text is long. */
export const STYLES = {
  title: { face: 'textBold', size: 10 },
  plainTitle: { face: 'text', size: 10 },
  subject: { face: 'textBold', size: 16 },
  secondSubject: { face: 'text', size: 16 },
  name: { face: 'textBold', size: 14 },
  second: { face: 'text', size: 12 },
  body: { face: 'text', size: 8 },
  strong: { face: 'textBold', size: 8 },
  small: { face: 'text', size: 7 },
  bandCode: { face: 'code', size: 8 },
  code: { face: 'codeBold', size: 10 },
  figure: { face: 'codeBold', size: 12 },
  /** In the second language. */
  otherTitle: { face: 'text', size: SECOND.size },
  other: { face: 'text', size: SECOND.size, color: COLORS.second },
} as const satisfies Record<string, Style>

/** How tall something will be. */
export function heightOf(sheet: Sheet, paint: (sheet: Sheet, top: number) => number): number {
  return paint({ ...sheet, pdf: NOWHERE, cuts: [] }, 0)
}

export function noteCut({ cuts }: Sheet, field: LimitedField, { wasCut }: { wasCut: boolean }): void {
  const isKnown = cuts.some((cut) => cut.field === field && cut.because === 'room')
  if (wasCut && !isKnown) cuts.push({ field, because: 'room' })
}

export function paintBand({ pdf }: Sheet, y: number): void {
  pdf.decoration(() => pdf.rectangle({ x: 0, y, width: PAGE_WIDTH, height: BAND.height }, COLORS.band))
}

export function paintHalfBands({ pdf }: Sheet, y: number): void {
  const { height, leftEnd, rightStart } = BAND
  const halves: Box[] = [
    { x: 0, y, width: leftEnd, height },
    { x: rightStart, y, width: PAGE_WIDTH - rightStart, height },
  ]
  pdf.decoration(() => halves.forEach((half) => pdf.rectangle(half, COLORS.band)))
}

/** Words of the form, in one language or in two. */
export type Words = (official: OfficialTexts) => string | undefined

type WordsLook = {
  style: Style
  /** The heading of a band, other words in it, a heading below, or what stands beside a value. */
  at: 'title' | 'band' | 'subtitle' | 'label'
  /** The second language is left out where it has no room: it stands in the module before in full. */
  room?: number
}

export type LaidWords = { width: number; passages(place: Place): Passage[] }

/** The Italian, and after a dot the second language. */
export function layWords({ pdf, official, second }: Sheet, words: Words, { style, at, room }: WordsLook): LaidWords {
  const isInCapitals = at === 'title' || at === 'subtitle'
  const italian = words(official) ?? ''
  const first = isInCapitals ? italian.toUpperCase() : italian
  const other = second && words(second.official)
  const width = textWidth(first, style)
  const alone: LaidWords = { width, passages: ({ x, y }) => [{ paint: () => pdf.line(first, x, y, style) }] }
  if (!second || other === undefined || other === italian) return alone
  const otherStyle = at === 'title' || at === 'band' ? STYLES.otherTitle : STYLES.other
  const down = { title: SECOND.afterTitle, band: SECOND.afterTitle, subtitle: SECOND.afterSubtitle, label: 0 }[at]
  const added = `· ${at === 'subtitle' ? other.toUpperCase() : other}`
  const start = textWidth(`${first} `, style)
  const wholeWidth = start + textWidth(added, otherStyle)
  if (wholeWidth > (room ?? Infinity)) return alone
  return {
    width: wholeWidth,
    passages: ({ x, y }) => [
      { paint: () => pdf.line(`${first} `, x, y, style) },
      { language: second.language, paint: () => pdf.line(added, x + start, y + down, otherStyle) },
    ],
  }
}

export function paintTitle(sheet: Sheet, tag: 'H1' | 'H2', words: Words, place: Place): void {
  sheet.pdf.phrase(tag, layWords(sheet, words, { style: STYLES.title, at: 'title' }).passages(place))
}

/** A label and its value are one element, with a space between them: else they would be read and copied as one word. */
export function paintLabelled(
  sheet: Sheet,
  label: { place: Place; words: Words; style?: Style; room?: number },
  value: () => void,
): void {
  const { place, words, style = STYLES.body, room } = label
  const laid = layWords(sheet, words, { style, at: 'label', ...(room !== undefined && { room }) })
  sheet.pdf.phrase('P', [...laid.passages(place), { paint: () => paintGap(sheet, place, laid.width, style, value) }])
}

function paintGap({ pdf }: Sheet, { x, y }: Place, width: number, style: Style, value: () => void): void {
  pdf.line(' ', x + width, y, style)
  value()
}

/** "Rata unica entro il 31/12/2026", the whole of it in bold but for the second language. */
export function layPaymentTitle(sheet: Sheet, payable: Payable & { number?: number }): LaidWords {
  const { pdf } = sheet
  const { number, dueOn } = payable
  const what = (official: OfficialTexts) =>
    number === undefined ? official.singlePayment : official.installment(number)
  const style = STYLES.title
  if (!dueOn) return layLabel(what)
  const laid = layLabel((official) =>
    official === sheet.official ? `${what(official)} ${official.dueOn}` : official.dueOn,
  )
  const day = formatDay(dueOn)
  const start = laid.width + textWidth(' ', style)
  return {
    width: start + textWidth(day, style),
    passages: ({ x, y }) => [
      ...laid.passages({ x, y }),
      {
        paint: () => {
          pdf.line(' ', x + laid.width, y, style)
          pdf.line(day, x + start, y, style)
        },
      },
    ],
  }

  /** Not in capitals, though it stands in a band. */
  function layLabel(words: Words): LaidWords {
    return layWords(sheet, words, { style, at: 'band' })
  }
}

/** The same in Italian alone, for the slip. */
export function paymentTitle({ official }: Sheet, { number, dueOn }: Payable & { number?: number }): string {
  const what = number === undefined ? official.singlePayment : official.installment(number)
  return dueOn ? `${what} ${official.dueOn} ${formatDay(dueOn)}` : what
}

/** "Euro 1.500,00", ending at a place; the word may stand further left. */
export function paintAmountEndingAt({ pdf, official }: Sheet, { amount }: Payable, end: Place, wordX = Infinity): void {
  const value = formatAmount(amount)
  const word = `${official.euro} `
  const x = end.x - textWidth(value, STYLES.figure)
  pdf.element('P', () => {
    pdf.line(word, Math.min(wordX, x - textWidth(word, STYLES.plainTitle)), end.y, STYLES.plainTitle)
    pdf.line(value, x, end.y, STYLES.figure)
  })
}

/** The sentence about the QR code, with its name in bold. */
export function hintLine(sentence: string): Line {
  const [before = '', after = ''] = sentence.split(noticeText.scanHintBold)
  return [
    { text: before, face: 'text' },
    { text: noticeText.scanHintBold, face: 'textBold' },
    { text: after, face: 'text' },
  ]
}

export function knownFiscalCode({ fiscalCode }: NoticeDebtor): FiscalCode | undefined {
  return fiscalCode === ANONYMOUS ? undefined : fiscalCode
}
