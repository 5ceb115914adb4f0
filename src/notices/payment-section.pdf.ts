/** "Dati per il pagamento": the QR code, what it contains in words, and the codes to type. */
import { formatAmount } from '../core/money.ts'
import { groupDigits } from '../core/notice-number.ts'
import { matrixPicture } from '../platform/pdf/module-matrix.ts'
import { qrVersion4 } from '../platform/pdf/qr-code.ts'
import type { Place } from '../platform/pdf/tagged-pdf.ts'
import { breakBlock, lastBaseline, paragraph, setLines, textWidth } from '../platform/pdf/text-blocks.ts'
import { qrText } from './notice-codes.ts'
import type { LimitedField, Payable } from './notice-document.ts'
import { BAND, COLUMNS, PAYMENT } from './notice-geometry.ts'
import {
  STYLES,
  type LaidWords,
  type Sheet,
  type Words,
  hintLine,
  layPaymentTitle,
  layWords,
  noteCut,
  paintAmountEndingAt,
  paintBand,
  paintLabelled,
  paintTitle,
} from './notice-sheet.pdf.ts'
import { fineText, noticeText } from './notice.text.ts'
import type { FineTerm } from './amount-section.pdf.ts'

/** Returns the baseline of its last line. */
export function paintPayment(
  sheet: Sheet,
  top: number,
  payable: Payable & { number?: number },
  fine?: { term: FineTerm; isAlone: boolean },
): number {
  const { pdf } = sheet
  let end = 0
  paintBand(sheet, top)
  pdf.group('Sect', () => {
    const title = { x: COLUMNS.left, y: top + BAND.title }
    const words: Words = fine && !fine.isAlone ? fineText[fine.term].title : ({ paymentData }) => paymentData
    paintTitle(sheet, 'H2', words, title)
    const terms = fine ? layFineTerms(sheet, fine.term) : layPaymentTitle(sheet, payable)
    pdf.phrase('P', terms.passages({ x: COLUMNS.rightEnd - terms.width, y: title.y }))
    const { x, y, side } = PAYMENT.code
    paintQr(sheet, { x, y: top + y }, side, payable)
    const hintEnd = paintHint(sheet, top + PAYMENT.hint.y)
    const detailsEnd = paintDetails(sheet, top)
    paintAmountEndingAt(sheet, payable, { x: COLUMNS.rightEnd, y: top + PAYMENT.amount })
    const codes = Math.max(top + PAYMENT.codes, detailsEnd + PAYMENT.afterDetails)
    paintCodes(sheet, codes, payable)
    end = Math.max(hintEnd, codes + PAYMENT.toCode)
  })
  return end
}

/** "Se paghi entro 5 giorni" in bold, "dalla notifica del verbale" not. */
export function layFineTerms({ pdf }: Pick<Sheet, 'pdf'>, term: FineTerm): LaidWords {
  const [days, notification] = fineText[term].terms
  const start = textWidth(`${days} `, STYLES.title)
  return {
    width: start + textWidth(notification, STYLES.plainTitle),
    passages: ({ x, y }) => [
      {
        paint: () => {
          pdf.line(`${days} `, x, y, STYLES.title)
          pdf.line(notification, x + start, y, STYLES.plainTitle)
        },
      },
    ],
  }
}

/** Whoever does not see the code hears what it is for, and what to type instead. */
export function paintQr(sheet: Sheet, { x, y }: Place, side: number, payable: Payable & { number?: number }): void {
  const { pdf, official, notice } = sheet
  const { noticeNumber, amount, number } = payable
  const institutionFiscalCode = notice.institution.fiscalCode
  const picture = () => matrixPicture(qrVersion4(qrText({ noticeNumber, amount, institutionFiscalCode })))
  const words = noticeText.qrCode({
    what: number === undefined ? official.paymentData.toLowerCase() : official.installment(number).toLowerCase(),
    noticeNumber: groupDigits(noticeNumber),
    institutionFiscalCode,
    amount: formatAmount(amount),
  })
  pdf.figure(picture, { x, y, width: side, height: side }, words)
}

function paintHint(sheet: Sheet, y: number): number {
  const { pdf, official, second } = sheet
  const block = { ...PAYMENT.hint, y, style: STYLES.body }
  const { end } = paragraph(pdf, 'P', hintLine(official.scanHint), block)
  if (!second) return end
  const below = { ...block, y: end + PAYMENT.toSecondHint, style: STYLES.other, language: second.language }
  return paragraph(pdf, 'P', second.official.scanHint, below).end
}

function paintDetails(sheet: Sheet, top: number): number {
  const { pdf, notice } = sheet
  const details: readonly (readonly [Words, string, LimitedField])[] = [
    [({ recipient }) => recipient, notice.debtor.fullName, 'debtor.fullName'],
    [({ payee }) => payee, notice.institution.name, 'institution.name'],
    [({ subject }) => subject, notice.subject, 'subject'],
  ]
  const x = COLUMNS.details
  let y = top + PAYMENT.firstLabel
  let end = y
  for (const [words, value, field] of details) {
    const block = { x, y: y + PAYMENT.toValue, ...PAYMENT.details, style: STYLES.strong }
    const { lines, wasCut } = breakBlock(value, block)
    paintLabelled(sheet, { place: { x, y }, words }, () => setLines(pdf, lines, block))
    noteCut(sheet, field, { wasCut })
    end = lastBaseline(lines, block)
    y = end + PAYMENT.toNextLabel
  }
  return end
}

function paintCodes(sheet: Sheet, y: number, { noticeNumber }: Payable): void {
  const { pdf, notice } = sheet
  const { cbillCode, fiscalCode } = notice.institution
  const code = (x: number, text: string) => () => pdf.line(text, x, y + PAYMENT.toCode, STYLES.code)
  if (cbillCode) {
    // The model has no second language here: the code has the same name everywhere.
    const place = { x: COLUMNS.details, y }
    paintLabelled(sheet, { place, words: (texts) => texts.cbillCode, room: 0 }, code(place.x, cbillCode))
  }
  const place = { x: cbillCode ? COLUMNS.notice : COLUMNS.details, y }
  paintLabelled(sheet, { place, words: (texts) => texts.noticeNumber }, code(place.x, groupDigits(noticeNumber)))
  paintFiscalCode(sheet, y, fiscalCode)
}

/** Ends at the right edge: the code does, and so does its label. */
function paintFiscalCode(sheet: Sheet, y: number, fiscalCode: string): void {
  const { pdf } = sheet
  const words: Words = (texts) => texts.payeeFiscalCode
  const { width } = layWords(sheet, words, { style: STYLES.body, at: 'label' })
  paintLabelled(sheet, { place: { x: COLUMNS.rightEnd - width, y }, words }, () => {
    pdf.line(fiscalCode, COLUMNS.rightEnd - textWidth(fiscalCode, STYLES.code), y + PAYMENT.toCode, STYLES.code)
  })
}

/** The band alone, where the instalments follow without a notice for all of them. Returns where they begin. */
export function paintPaymentBand(sheet: Sheet, top: number): number {
  paintBand(sheet, top)
  paintTitle(sheet, 'H2', ({ paymentData }) => paymentData, { x: COLUMNS.left, y: top + BAND.title })
  return top + PAYMENT.bandAlone
}
