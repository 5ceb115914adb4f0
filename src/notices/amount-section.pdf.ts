/** "Quanto e quando pagare?": the amount and its day, or where the instalments say them, or the two of a fine. */
import { formatAmount } from '../core/money.ts'
import { formatDay } from '../core/time.ts'
import type { Picture } from '../platform/pdf/picture.ts'
import type { Place } from '../platform/pdf/tagged-pdf.ts'
import { type Block, paragraph, textAt, textWidth } from '../platform/pdf/text-blocks.ts'
import type { Payable } from './notice-document.ts'
import { AMOUNT, BAND, COLUMNS } from './notice-geometry.ts'
import { arrowIcon, calendarIcon, depositIcon, informationIcon } from './notice-icons.pdf.ts'
import { STYLES, type Sheet, type Words, paintLabelled, paintTitle } from './notice-sheet.pdf.ts'
import type { OfficialTexts } from './official.text.ts'

/** What the module says: each variant of the model says it in its own way. */
export type AmountKind =
  | { kind: 'one'; payable: Payable; installments: number }
  /** The instalments say how much and when. */
  | { kind: 'in-installments'; count: number; isMany: boolean }
  | { kind: 'fine'; discounted: Payable; reduced: Payable }
  | { kind: 'fine-alone'; term: FineTerm; payable: Payable }

export type FineTerm = 'discounted' | 'reduced'

/** Returns the baseline of its last line. */
export function paintAmount(sheet: Sheet, top: number, amount: AmountKind): number {
  const hasNoDay = amount.kind === 'one' && !amount.payable.dueOn
  const title: Words = (official) => (hasNoDay ? official.howMuch : official.howMuchAndWhen)
  paintTitle(sheet, 'H2', title, { x: COLUMNS.left, y: top + BAND.title })
  switch (amount.kind) {
    case 'one':
      paintOne(sheet, top, amount.payable)
      return paintRemarks(sheet, top + AMOUNT.firstRemark.below, [
        ...(amount.installments > 1
          ? [(official: OfficialTexts) => official.inFullOrInstallments(amount.installments)]
          : []),
        amountMayChange,
      ])
    case 'in-installments':
      return paintRemarks(sheet, top + AMOUNT.firstRemark.instead, [
        ...(amount.isMany ? [] : [(official: OfficialTexts) => official.inInstallments(amount.count)]),
        (official) => official.manyInstallments,
        amountMayChange,
      ])
    case 'fine':
      return paintFine(sheet, top, amount)
    case 'fine-alone':
      return paintFineAlone(sheet, top, amount)
  }
}

const amountMayChange: Words = (official) => official.amountMayChange

function paintOne(sheet: Sheet, top: number, { amount, dueOn }: Payable): void {
  paintPair(sheet, COLUMNS.left, top, (official) => official.amount, euros(sheet, amount))
  if (dueOn) paintPair(sheet, AMOUNT.dueOn, top, (official) => official.dueOn, formatDay(dueOn))
}

function paintPair(sheet: Sheet, x: number, top: number, words: Words, value: string): void {
  const place = { x, y: top + AMOUNT.labels }
  paintLabelled(sheet, { place, words, style: STYLES.strong }, () => {
    sheet.pdf.line(value, x, top + AMOUNT.values, STYLES.subject)
  })
}

function euros({ official }: Sheet, amount: Payable['amount']): string {
  return `${formatAmount(amount)} ${official.euro}`
}

/** Sentences with an "i" before them, one below the other. */
function paintRemarks(sheet: Sheet, first: number, remarks: readonly Words[]): number {
  let y = first
  let end = first
  for (const words of remarks) {
    paintIcon(sheet, informationIcon, y)
    end = paintBoth(sheet, words, y)
    y = end + AMOUNT.toNextRemark
  }
  return end
}

function paintIcon({ pdf }: Sheet, icon: Picture, baseline: number): void {
  const { above, ...box } = AMOUNT.icon
  pdf.decoration(() => pdf.picture(icon, { ...box, y: baseline - above }))
}

function paintBoth(
  sheet: Sheet,
  words: Words,
  y: number,
  look: { width: number; isInParagraphs?: boolean } = AMOUNT.remark,
): number {
  const { official, second } = sheet
  const block = { ...AMOUNT.remark, width: look.width, y, style: STYLES.body }
  const paint = look.isInParagraphs ? paintSentences : paintParagraph
  const end = paint(sheet, words(official) ?? '', block)
  const other = second && words(second.official)
  if (!second || other === undefined) return end
  const below = { ...block, y: end + AMOUNT.toSecondRemark, style: STYLES.other, language: second.language }
  return paint(sheet, other, below)
}

function paintParagraph({ pdf }: Sheet, text: string, block: Block): number {
  return paragraph(pdf, 'P', text, block).end
}

/** Each sentence is a paragraph, with a little air between. */
function paintSentences({ pdf }: Sheet, text: string, block: Block): number {
  let y = block.y
  let end = y
  for (const sentence of text.split(/(?<=\.) (?=\p{Lu})/u)) {
    end = paragraph(pdf, 'P', sentence, { ...block, y }).end
    y = end + AMOUNT.fine.paragraphGap
  }
  return end
}

const FINE_WORDS = {
  discounted: { amount: (official) => official.discountedAmount, terms: (official) => official.withinFiveDays },
  reduced: { amount: (official) => official.reducedAmount, terms: (official) => official.withinSixtyDays },
} as const satisfies Record<FineTerm, { amount: Words; terms: Words }>

const NOTIFICATION = 'dalla notifica del verbale'

function paintFine(sheet: Sheet, top: number, fine: { discounted: Payable; reduced: Payable }): number {
  const { second } = sheet
  for (const [term, x] of [['discounted', COLUMNS.left] as const, ['reduced', AMOUNT.fine.secondAmount] as const]) {
    paintPair(sheet, x, top, FINE_WORDS[term].amount, euros(sheet, fine[term].amount))
    const y = top + AMOUNT.fine.terms
    const [days, notification] = splitTerms(sheet, term)
    textAt(sheet.pdf, 'P', `${days} `, { x, y }, STYLES.strong)
    textAt(sheet.pdf, 'P', notification, { x, y: y + AMOUNT.fine.toNotification }, STYLES.body)
    if (second) paintSecondTerms(sheet, term, x, y + 2 * AMOUNT.fine.toNotification)
  }
  const below = second ? 2 * AMOUNT.remark.leading : 0
  return paintExplanations(sheet, top + AMOUNT.fine.explanations + below)
}

function paintSecondTerms({ pdf, second }: Sheet, term: FineTerm, x: number, y: number): void {
  if (!second) return
  const block = { x, y, width: 118, leading: AMOUNT.remark.leading, maxLines: 2, style: STYLES.other }
  paragraph(pdf, 'P', FINE_WORDS[term].terms(second.official), { ...block, language: second.language })
}

/** The days are bold, and what they are counted from is not. */
function splitTerms({ official }: Sheet, term: FineTerm): [days: string, notification: string] {
  const [days = ''] = FINE_WORDS[term].terms(official).split(` ${NOTIFICATION}`)
  return [days, NOTIFICATION]
}

/** On a page for one of the two amounts its terms stand beside it, and the choice comes before the explanations. */
function paintFineAlone(sheet: Sheet, top: number, { term, payable }: { term: FineTerm; payable: Payable }): number {
  const { pdf, official } = sheet
  const { alone } = AMOUNT.fine
  const value = euros(sheet, payable.amount)
  const x = COLUMNS.left + textWidth(value, STYLES.subject) + alone.gap
  pdf.element('P', () => {
    pdf.line(`${value} `, COLUMNS.left, top + alone.value, STYLES.subject)
    pdf.line(`${FINE_WORDS[term].amount(official)} `, x, top + alone.label, STYLES.strong)
    const [days, notification] = splitTerms(sheet, term)
    pdf.line(`${days} `, x, top + alone.terms, STYLES.strong)
    pdf.line(notification, x + textWidth(`${days} `, STYLES.strong), top + alone.terms, STYLES.body)
  })
  const choice = top + alone.choice
  paintIcon(sheet, informationIcon, choice)
  const end = paintBoth(sheet, (texts) => texts.chooseAmount, choice)
  return paintExplanations(sheet, end + AMOUNT.fine.toExplanations)
}

const IN_PARAGRAPHS = { width: AMOUNT.fine.width, isInParagraphs: true }

/** How the days are counted, and what happens to a letter that waits at the post office. */
function paintExplanations(sheet: Sheet, first: number): number {
  const parts = [
    {
      icon: calendarIcon,
      title: (texts: OfficialTexts) => texts.deadlinesTitle,
      text: (texts: OfficialTexts) => texts.deadlines,
      isInParagraphs: false,
    },
    {
      icon: depositIcon,
      title: (texts: OfficialTexts) => texts.depositTitle,
      text: (texts: OfficialTexts) => texts.deposit,
      isInParagraphs: true,
    },
  ]
  let y = first
  let end = first
  for (const { icon, title, text, isInParagraphs } of parts) {
    paintIcon(sheet, icon, y)
    const { x } = AMOUNT.remark
    y = paintExplanationTitle(sheet, title, { x, y })
    end = paintBoth(sheet, text, y + AMOUNT.fine.toText, isInParagraphs ? IN_PARAGRAPHS : AMOUNT.fine)
    y = end + AMOUNT.fine.toNextTitle
  }
  return end
}

/** In two languages a question may be too long for one line. Returns the baseline of its last one. */
function paintExplanationTitle({ pdf, official, second }: Sheet, words: Words, { x, y }: Place): number {
  const italian = words(official) ?? ''
  const other = second && words(second.official)
  if (!second || other === undefined) {
    textAt(pdf, 'H3', italian, { x, y }, STYLES.strong)
    return y
  }
  const beside = x + textWidth(`${italian} `, STYLES.strong)
  const added = `· ${other}`
  const fits = beside + textWidth(added, STYLES.other) <= COLUMNS.leftEnd
  const place = fits ? { x: beside, y, text: added } : { x, y: y + AMOUNT.remark.leading, text: other }
  pdf.phrase('H3', [
    { paint: () => pdf.line(`${italian} `, x, y, STYLES.strong) },
    { language: second.language, paint: () => pdf.line(place.text, place.x, place.y, STYLES.other) },
  ])
  return place.y
}

/** "Scegli l'importo corretto", between two arrows that point at the codes. Returns where the next module begins. */
export function paintChoice(sheet: Sheet, above: number): number {
  const { pdf } = sheet
  const { choice } = AMOUNT
  const y = above + choice.gapAbove
  pdf.decoration(() => {
    for (const x of choice.arrows) pdf.picture(arrowIcon, { x, y: y - choice.arrowAbove, width: 9, height: 11 })
  })
  const block = { x: choice.x, y, width: choice.width, leading: choice.leading, style: STYLES.body }
  const { end } = paragraph(pdf, 'P', sheet.official.chooseAmount, block)
  const { second } = sheet
  if (!second) return end + choice.gapBelow
  const below = { ...block, y: end + AMOUNT.toSecondRemark, style: STYLES.other, language: second.language }
  return paragraph(pdf, 'P', second.official.chooseAmount, below).end + choice.gapBelow
}
