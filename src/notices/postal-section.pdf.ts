/** "Bollettino postale PA": the slip at the foot of the page, for the post office. */
import { formatAmount } from '../core/money.ts'
import { groupDigits } from '../core/notice-number.ts'
import { dataMatrix } from '../platform/pdf/data-matrix.ts'
import { matrixPicture } from '../platform/pdf/module-matrix.ts'
import { fitIn } from '../platform/pdf/paper-assets.ts'
import { PAGE_WIDTH, type Style } from '../platform/pdf/tagged-pdf.ts'
import {
  type PlacedText,
  labelled,
  labelledParagraph,
  linesOfText,
  paragraph,
  textAt,
  textEndingAt,
  textWidth,
} from '../platform/pdf/text-blocks.ts'
import type { FineTerm } from './amount-section.pdf.ts'
import { dataMatrixText } from './notice-codes.ts'
import type { LimitedField, Payable, PostalSlip } from './notice-document.ts'
import { COLORS, POSTAL, POSTAL_OF_THREE, POSTAL_SHIFT_OF_TWO, POSTAL_TOPS } from './notice-geometry.ts'
import { scissorsIcon } from './notice-icons.pdf.ts'
import { STYLES, type Sheet, knownFiscalCode, noteCut, paintAmountEndingAt, paymentTitle } from './notice-sheet.pdf.ts'
import { noticeText, postalTexts } from './notice.text.ts'
import { layFineTerms } from './payment-section.pdf.ts'

type Geometry = typeof POSTAL | typeof POSTAL_OF_THREE

/** One slip: where it begins, how far it stands to the right of the model, and what it asks for. */
type Slip = {
  geometry: Geometry
  top: number
  right: number
  payable: Payable & { number?: number }
  fine: FineTerm | undefined
  facts: PostalSlip
}

/** The slips of a sheet, from the top down. */
export function paintSlips(
  sheet: Sheet,
  payables: readonly (Payable & { number?: number })[],
  facts: PostalSlip,
  fine?: FineTerm,
): void {
  const tops = payables.length === 3 ? POSTAL_TOPS[3] : payables.length === 2 ? POSTAL_TOPS[2] : POSTAL_TOPS[1]
  const geometry: Geometry = payables.length === 3 ? POSTAL_OF_THREE : POSTAL
  const right = payables.length === 2 ? POSTAL_SHIFT_OF_TWO : 0
  payables.forEach((payable, index) => {
    paintSlip(sheet, { geometry, top: tops[index]!, right, payable, fine, facts })
  })
}

function paintSlip(sheet: Sheet, slip: Slip): void {
  const { pdf, notice } = sheet
  const { geometry, top, right } = slip
  paintDecoration(sheet, slip)
  pdf.group('Sect', () => {
    const { band, left, testMark } = geometry
    textAt(pdf, 'H2', postalTexts.title, { x: left + right, y: top + band.title }, STYLES.title)
    paintBank(sheet, slip)
    paintTerms(sheet, slip)
    if (notice.isTest) {
      const style: Style = { ...STYLES.title, color: COLORS.test }
      textAt(pdf, 'P', noticeText.testMark, { x: testMark.x + right, y: top + testMark.y }, style)
    }
    paintAccount(sheet, slip)
    paintRows(sheet, slip)
    paintCodes(sheet, slip)
    paintDataMatrix(sheet, slip)
    paintNote(sheet, slip)
  })
}

function paintDecoration({ pdf }: Sheet, { geometry, top, right }: Slip): void {
  const { band, cutLine, scissors, euro, corners } = geometry
  pdf.decoration(() => {
    pdf.rectangle({ x: 0, y: top, width: PAGE_WIDTH, height: band.height }, COLORS.band)
    pdf.rectangle({ x: 0, y: top - cutLine / 2, width: PAGE_WIDTH, height: cutLine }, COLORS.cut)
    pdf.picture(scissorsIcon, { ...scissors, y: top + scissors.y })
    pdf.rectangle({ ...euro.square, x: euro.square.x + right, y: top + euro.square.y }, '#000000')
    const sign: Style = { face: 'textBold', size: euro.sign.size, color: '#FFFFFF' }
    pdf.line('€', euro.sign.x + right, top + euro.sign.y, sign)
    const { arm, stroke } = corners
    for (const [x, armX] of [[corners.left, corners.left] as const, [corners.right, corners.right - arm] as const]) {
      for (const [y, armY] of [[corners.top, corners.top] as const, [corners.bottom, corners.bottom - arm] as const]) {
        pdf.rectangle({ x: armX + right, y: top + y - stroke / 2, width: arm, height: stroke }, COLORS.corners)
        pdf.rectangle({ x: x + right - stroke / 2, y: top + armY, width: stroke, height: arm }, COLORS.corners)
      }
    }
  })
}

function paintBank({ pdf, assets }: Sheet, { geometry: { bank }, top, right }: Slip): void {
  const { bancoposta } = assets
  const x = bank.x + right
  if (bancoposta) pdf.figure(bancoposta, fitIn(bancoposta, { ...bank.logo, x, y: top + bank.logo.y }), postalTexts.bank)
  else textAt(pdf, 'P', postalTexts.bank, { x, y: top + bank.y }, STYLES.strong)
}

function paintTerms(sheet: Sheet, { geometry: { band, end }, top, right, payable, fine }: Slip): void {
  const y = top + band.right
  if (fine) {
    const terms = layFineTerms(sheet, fine)
    sheet.pdf.phrase('P', terms.passages({ x: end + right - terms.width, y }))
  } else {
    textEndingAt(sheet.pdf, 'P', paymentTitle(sheet, payable), { x: end + right, y }, STYLES.title)
  }
}

function paintAccount(sheet: Sheet, { geometry: { account, amount, end }, top, right, payable, facts }: Slip): void {
  const y = top + account.y
  labelled(
    sheet.pdf,
    { x: account.x + right, y, text: postalTexts.account, style: STYLES.plainTitle },
    { x: account.value + right, y, text: facts.accountNumber, style: STYLES.figure },
  )
  paintAmountEndingAt(sheet, payable, { x: end + right, y: top + amount.y }, amount.word + right)
}

function paintRows(sheet: Sheet, { geometry, top, right, facts }: Slip): void {
  const { debtor, subject } = sheet.notice
  const words = geometry === POSTAL_OF_THREE ? postalTexts.ofThree : postalTexts
  const { holder, recipient } = geometry
  const rows: readonly (readonly [string, string, { y: number; value: number; maxLines: number }, LimitedField])[] = [
    [postalTexts.holder, facts.holder, holder, 'postal.holder'],
    [words.recipient, debtor.fullName, recipient, 'debtor.fullName'],
    [words.subject, subject, geometry.subject, 'subject'],
  ]
  for (const [text, value, row, field] of rows) {
    const y = top + row.y
    const label = { x: geometry.center + right, y, text, style: STYLES.body }
    const { end, leading } = geometry.values
    const { maxLines } = row
    const block = { x: row.value + right, y, width: end - row.value, leading, maxLines, style: STYLES.strong }
    noteCut(sheet, field, labelledParagraph(sheet.pdf, label, value, block))
  }
}

function paintCodes({ pdf, notice }: Sheet, { geometry, top, right, payable }: Slip): void {
  const { codes } = geometry
  const center = geometry.center + right
  const { fiscalCode } = notice.institution
  const label = (x: number, text: string): PlacedText => ({ x, y: top + codes.label, text, style: STYLES.body })
  const value = (x: number, text: string): PlacedText => ({ x, y: top + codes.value, text, style: STYLES.code })
  labelled(pdf, label(center, postalTexts.noticeNumber), value(center, groupDigits(payable.noticeNumber)))
  labelled(pdf, label(codes.type + right, postalTexts.type), value(codes.typeValue + right, postalTexts.typeOfNotice))
  if (codes.payee !== undefined) {
    const x = codes.payee + right
    labelled(pdf, label(x, postalTexts.ofThree.payeeFiscalCode), value(x, fiscalCode))
    return
  }
  const end = codes.payeeEnd + right
  labelled(
    pdf,
    label(end - textWidth(postalTexts.payeeFiscalCode, STYLES.body), postalTexts.payeeFiscalCode),
    value(end - textWidth(fiscalCode, STYLES.code), fiscalCode),
  )
}

function paintDataMatrix({ pdf, asGiven }: Sheet, { geometry, top, right, payable, facts }: Slip): void {
  const { noticeNumber, amount } = payable
  const { accountNumber } = facts
  const { debtor, subject, institution } = asGiven
  const text = dataMatrixText({
    noticeNumber,
    amount,
    institutionFiscalCode: institution.fiscalCode,
    accountNumber,
    debtor: { fullName: debtor.fullName, fiscalCode: knownFiscalCode(debtor) },
    subject,
  })
  const { x, y, side } = geometry.code
  const words = { noticeNumber: groupDigits(noticeNumber), accountNumber, amount: formatAmount(amount) }
  const box = { x: x + right, y: top + y, width: side, height: side }
  pdf.figure(matrixPicture(dataMatrix(text)), box, postalTexts.dataMatrix(words))
}

function paintNote(sheet: Sheet, { geometry, top, right, facts }: Slip): void {
  const { pdf, assets } = sheet
  const { company, circuit, note, left } = geometry
  const x = left + right
  const { 'poste-italiane': companyLogo, bollettino } = assets
  if (companyLogo) {
    const box = { ...company.logo, x: company.logo.x + right, y: top + company.logo.y }
    pdf.figure(companyLogo, fitIn(companyLogo, box), postalTexts.company)
  } else {
    textAt(pdf, 'P', postalTexts.company, { x, y: top + company.y }, STYLES.name)
  }
  if (bollettino) {
    const box = { ...circuit.logo, x: circuit.logo.x + right, y: top + circuit.logo.y }
    pdf.decoration(() => pdf.picture(bollettino, fitIn(bollettino, box)))
  }
  const circuitBlock = { x: bollettino ? circuit.besideLogo + right : x, y: top + circuit.y, leading: circuit.leading }
  linesOfText(pdf, 'P', postalTexts.circuit, { ...circuitBlock, width: 100, style: STYLES.strong })
  paragraph(pdf, 'P', postalTexts.note, { x, ...note, y: top + note.y, style: STYLES.body })
  const style: Style = { face: 'text', size: 6, color: COLORS.authorization }
  const { authorization } = geometry
  const block = { ...authorization, x: authorization.x + right, y: top + authorization.y, style }
  paragraph(pdf, 'P', facts.authorization, block)
}
