/**
 * The payment notice on paper: guide to payment notices 3.5.1, A4, in all its variants.
 *
 * Each module paints itself from its top downwards and says where it ends, in the order that the guide prescribes; what
 * it paints is read aloud in the same order. A module that has no room left goes to a further page.
 */
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { groupDigits } from '../core/notice-number.ts'
import type { PaperAssets } from '../platform/pdf/paper-assets.ts'
import { TaggedPdf } from '../platform/pdf/tagged-pdf.ts'
import { type AmountKind, type FineTerm, paintAmount, paintChoice } from './amount-section.pdf.ts'
import { paintGrid, paintRow } from './installments.pdf.ts'
import {
  type NoticeDocument,
  type NoticeRemarks,
  type Payable,
  type PrintedInstallment,
  payablesOf,
  postalSectionOf,
  withinLimits,
} from './notice-document.ts'
import {
  AMOUNT,
  DENSITIES,
  type Density,
  HEADER,
  INSTALLMENT,
  NEXT_PAGE,
  PAGE_END,
  PAYMENT,
  POSTAL_TOPS,
} from './notice-geometry.ts'
import { paintHeader, repeatHeader } from './notice-header.pdf.ts'
import { MANY_INSTALLMENTS, gridPages, pagesOf, postalPages } from './notice-pages.ts'
import { type Sheet, heightOf, paintHalfBands } from './notice-sheet.pdf.ts'
import { noticeText } from './notice.text.ts'
import { officialTexts } from './official.text.ts'
import { paintParties } from './parties.pdf.ts'
import { paintPayment, paintPaymentBand } from './payment-section.pdf.ts'
import { paintSlips } from './postal-section.pdf.ts'
import { paintWhere } from './where-section.pdf.ts'

export async function renderNotice(notice: NoticeDocument, assets: PaperAssets = {}): Promise<Buffer> {
  return (await printNotice(notice, assets)).pdf
}

export async function printNotice(
  notice: NoticeDocument,
  assets: PaperAssets = {},
): Promise<{ pdf: Buffer } & NoticeRemarks> {
  const { pdf, remarks } = printNotices([notice], assets)
  return { pdf: await pdf.finish(), ...remarks[0]! }
}

/** One file for all of them, of which no more is held than the page at work. */
export async function writeNotices(
  notices: readonly NoticeDocument[],
  assets: PaperAssets,
  output: Writable,
): Promise<NoticeRemarks[]> {
  const first = notices[0]
  if (!first) throw new Error('there is nothing to print')
  const pdf = newFile(notices)
  const remarks: NoticeRemarks[] = []
  const written = pipeline(pdf.output, output)
  for (const notice of notices) {
    remarks.push(addNotice(pdf, notice, assets, notices.length > 1))
    // The file is written by the event loop: without a pause it would wait in memory.
    while (pdf.output.readableLength > MAX_UNWRITTEN_BYTES) await new Promise((resolve) => void setImmediate(resolve))
  }
  pdf.end()
  await written
  return remarks
}

const MAX_UNWRITTEN_BYTES = 1024 * 1024

export function printNotices(
  notices: readonly NoticeDocument[],
  assets: PaperAssets,
): { pdf: TaggedPdf; remarks: NoticeRemarks[] } {
  const pdf = newFile(notices)
  return { pdf, remarks: notices.map((notice) => addNotice(pdf, notice, assets, notices.length > 1)) }
}

function newFile(notices: readonly NoticeDocument[]): TaggedPdf {
  const [first] = notices
  if (!first) throw new Error('there is nothing to print')
  const { name } = first.institution
  const number = payablesOf(first.asked)[0]!.noticeNumber
  return new TaggedPdf({
    title: notices.length > 1 ? noticeText.collectionTitle(name) : noticeText.documentTitle(groupDigits(number), name),
    author: name,
    language: 'it',
    createdAt: first.printedAt,
    keepsPagesOpen: false,
  })
}

function addNotice(pdf: TaggedPdf, asGiven: NoticeDocument, assets: PaperAssets, isOneOfMany: boolean): NoticeRemarks {
  const { notice, cuts } = withinLimits(asGiven)
  const postal = postalSectionOf(notice)
  const { language } = notice.second ?? {}
  const sheet: Sheet = {
    pdf,
    official: officialTexts.it,
    second: language && { language, official: officialTexts[language] },
    notice,
    asGiven,
    slip: postal.outcome === 'printed' ? postal.slip : undefined,
    assets,
    cuts,
  }
  const paint = () => new NoticePages(pdf, sheet, isOneOfMany).paint()
  if (isOneOfMany) pdf.group('Part', paint)
  else paint()
  return { cuts, postalLeftOut: postal.outcome === 'left-out' ? postal.reason : undefined }
}

/** Room for the header, the cut line and its scissors above the first slip of a sheet. */
const CLEAR_OF_SLIP = 12.5

class NoticePages {
  readonly #pdf: TaggedPdf
  readonly #sheet: Sheet
  readonly #hasBookmarks: boolean

  constructor(pdf: TaggedPdf, sheet: Sheet, isOneOfMany: boolean) {
    this.#pdf = pdf
    this.#sheet = sheet
    this.#hasBookmarks = isOneOfMany || sheet.notice.asked.kind === 'plan'
  }

  paint(): void {
    const { asked } = this.#sheet.notice
    const { slip } = this.#sheet
    switch (asked.kind) {
      case 'single':
        return this.#single(asked.single)
      case 'plan':
        if (!asked.single && asked.installments.length === 1) return this.#single(asked.installments[0]!)
        return slip ? this.#planWithSlips(asked) : this.#plan(asked)
      case 'fine':
        if (!slip) return this.#fine(asked)
        this.#single(asked.discounted, 'discounted')
        return this.#single(asked.reduced, 'reduced')
    }
  }

  /** One payment on the page; `number` where it is an instalment, `term` where it is one of the amounts of a fine. */
  #single(payable: Payable & { number?: number }, term?: FineTerm): void {
    const amount: AmountKind = term ? { kind: 'fine-alone', term, payable } : { kind: 'one', payable, installments: 0 }
    const top = this.#front(amount)
    this.#payment(top, payable, term && { term, isAlone: true })
  }

  /** The two amounts of a fine, one below the other. */
  #fine({ discounted, reduced }: { discounted: Payable; reduced: Payable }): void {
    const end = this.#frontEnd({ kind: 'fine', discounted, reduced }, DENSITIES.plain)
    const first = this.#payment(paintChoice(this.#sheet, end), discounted, { term: 'discounted', isAlone: false })
    this.#payment(first + PAYMENT.gapBelow, reduced, { term: 'reduced', isAlone: false })
  }

  #plan({ single, count, installments }: Plan): void {
    const sheet = this.#sheet
    const { first, next } = pagesOf(installments.length)
    const top = this.#front(amountOf({ single, count }))
    const rowTop = single
      ? Math.max(top + PAYMENT.height, this.#payment(top, single) + PAYMENT.gapBelow)
      : paintPaymentBand(sheet, top)
    const hasRoom = rowTop + INSTALLMENT.height <= PAGE_END
    if (hasRoom) paintRow(sheet, rowTop, first.columns, 'first-page', installments.slice(0, first.count))
    let from = hasRoom ? first.count : 0
    for (const page of hasRoom ? next : gridPages(installments.length)) {
      const shown = installments.slice(from, from + page.count)
      from += page.count
      const end = this.#turn(HEADER.subjectLines, shown)
      paintGrid(sheet, Math.max(NEXT_PAGE.band, end + HEADER.clear), page, shown)
    }
  }

  /** A page of its own for the whole, or else for the first instalment; then two or three a page with their slips. */
  #planWithSlips({ single, count, installments }: Plan): void {
    const sheet = this.#sheet
    const opening = single ?? installments[0]!
    const rest = single ? installments : installments.slice(1)
    const top = this.#front(amountOf({ single, count }))
    this.#payment(top, opening)
    let from = 0
    for (const { columns, count: shownCount } of postalPages(rest.length)) {
      const shown = rest.slice(from, from + shownCount)
      from += shownCount
      this.#turn(1, shown)
      paintRow(sheet, NEXT_PAGE.postalGrid, columns, 'above-slips', shown)
      if (sheet.slip) paintSlips(sheet, shown, sheet.slip)
    }
  }

  /** The modules above the data for the payment. Returns where those begin. */
  #front(amount: AmountKind): number {
    const { slip, second } = this.#sheet
    const isIntroduction = amount.kind === 'in-installments' && !slip
    const own = slip ? DENSITIES.postal : isIntroduction ? DENSITIES.manyInstallments : DENSITIES.plain
    const bilingual = slip ? DENSITIES.bilingualPostal : DENSITIES.bilingual
    const density = second ? bilingual : own
    const end = this.#frontEnd(amount, density)
    const gap = amount.kind === 'fine-alone' ? DENSITIES.plain.gapBelow : this.#amountGap(density)
    return end + gap
  }

  /** Below the amount the page with a slip is as loose as the one without. */
  #amountGap(density: Density): number {
    return density === DENSITIES.postal ? DENSITIES.plain.gapBelow : density.gapBelow
  }

  /** The last baseline of the modules above. */
  #frontEnd(amount: AmountKind, density: Density): number {
    const sheet = this.#sheet
    this.#newPage()
    const headerEnd = paintHeader(sheet)
    const partiesTop = Math.max(density.parties, headerEnd + HEADER.clear)
    const amountTop = paintParties(sheet, partiesTop) + density.gapBelow
    paintHalfBands(sheet, amountTop)
    let end = 0
    sheet.pdf.group('Sect', () => {
      end = paintAmount(sheet, amountTop, amount)
    })
    sheet.pdf.group('Sect', () => {
      end = Math.max(end, paintWhere(sheet, amountTop))
    })
    const least = amount.kind === 'one' ? amountTop + AMOUNT.leastHeight - this.#amountGap(density) : 0
    return Math.max(end, least)
  }

  /** The data for one payment, with its slip where there are slips; on a further page if there is no room for both. */
  #payment(top: number, payable: Payable & { number?: number }, fine?: { term: FineTerm; isAlone: boolean }): number {
    const sheet = this.#sheet
    const lowest = sheet.slip ? POSTAL_TOPS[1][0] - CLEAR_OF_SLIP : PAGE_END
    const height = heightOf(sheet, (measured, at) => paintPayment(measured, at, payable, fine))
    const isBelow = top + height > lowest
    const at = isBelow ? Math.max(NEXT_PAGE.band, this.#turn(HEADER.subjectLines) + HEADER.clear) : top
    const end = paintPayment(sheet, at, payable, fine)
    if (sheet.slip) paintSlips(sheet, [payable], sheet.slip, fine?.term)
    return end
  }

  #newPage(): void {
    const { notice } = this.#sheet
    this.#pdf.addPage()
    if (!this.#hasBookmarks) return
    const number = groupDigits(payablesOf(notice.asked)[0]!.noticeNumber)
    this.#pdf.bookmark(noticeText.bookmark(number, notice.debtor.fullName))
  }

  /** A page that follows: returns the last baseline of its header. */
  #turn(subjectLines: number, shown: readonly PrintedInstallment[] = []): number {
    this.#pdf.addPage()
    const [first] = shown
    const last = shown.at(-1)
    if (first && last) this.#pdf.bookmark(noticeText.pageBookmark(first.number, last.number))
    return repeatHeader(this.#sheet, subjectLines)
  }
}

type Plan = { single: Payable | undefined; count: number; installments: readonly PrintedInstallment[] }

function amountOf({ single, count }: Pick<Plan, 'single' | 'count'>): AmountKind {
  if (single) return { kind: 'one', payable: single, installments: count }
  return { kind: 'in-installments', count, isMany: count >= MANY_INSTALLMENTS }
}
