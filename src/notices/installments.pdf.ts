/** Instalments side by side: on the first page, on those that follow, and above their slips. */
import { formatAmount } from '../core/money.ts'
import { groupDigits } from '../core/notice-number.ts'
import { formatDay } from '../core/time.ts'
import type { Line } from '../platform/pdf/text-layout.ts'
import { breakBlock, lastBaseline, paragraph, setLines, textWidth } from '../platform/pdf/text-blocks.ts'
import type { LimitedField, PrintedInstallment } from './notice-document.ts'
import { BAND, COLORS, COLUMNS, type Column, INSTALLMENT, NEXT_PAGE, PAGE_END } from './notice-geometry.ts'
import { informationIcon } from './notice-icons.pdf.ts'
import {
  STYLES,
  type Sheet,
  type Words,
  hintLine,
  layWords,
  noteCut,
  paintBand,
  paintLabelled,
  paintTitle,
} from './notice-sheet.pdf.ts'
import { noticeText } from './notice.text.ts'
import type { Columns, PageOfInstallments } from './notice-pages.ts'
import { paintQr } from './payment-section.pdf.ts'

/** Where a module stands decides how much it says. */
type Place = 'first-page' | 'next-page' | 'above-slips'

type Cell = {
  column: Column
  top: number
  /** A wide column has room for the notice number beside the QR code. */
  codes: 'beside' | 'below'
  place: Place
  hasShortHint: boolean
}

/** One row of them. */
export function paintRow(
  sheet: Sheet,
  top: number,
  columns: Columns,
  place: Place,
  installments: readonly PrintedInstallment[],
): void {
  const isAboveSlips = place === 'above-slips'
  const cells: readonly Column[] =
    isAboveSlips && columns === 2 ? INSTALLMENT.postalColumns : INSTALLMENT.columns[columns]
  installments.forEach((installment, index) => {
    const codes = columns === 2 && !isAboveSlips ? 'beside' : 'below'
    const hasShortHint = columns === 3 || isAboveSlips
    sheet.pdf.group('Sect', () => {
      paintCell(sheet, { column: cells[index]!, top, codes, place, hasShortHint }, installment)
    })
  })
}

function paintCell(sheet: Sheet, cell: Cell, installment: PrintedInstallment): void {
  const { pdf } = sheet
  const { column, top } = cell
  const x = column.x + INSTALLMENT.padding
  pdf.decoration(() => {
    pdf.rectangle({ x: column.x, y: top, width: column.width, height: BAND.height }, COLORS.band)
  })
  const title: Words = (official) => official.installment(installment.number)
  pdf.phrase('H2', layWords(sheet, title, { style: STYLES.title, at: 'band' }).passages({ x, y: top + BAND.title }))
  const { y, side } = INSTALLMENT.code
  paintQr(sheet, { x: column.x + column.width - INSTALLMENT.padding - side, y: top + y }, side, installment)
  const rowsTop = paintCodes(sheet, cell, installment)
  if (cell.place === 'next-page') return
  const hint = top + (cell.place === 'above-slips' ? INSTALLMENT.hint.postal : INSTALLMENT.hint[cell.codes])
  const end = paintRows(sheet, cell, rowsTop, hint)
  paintHint(sheet, cell, Math.max(hint, end))
}

/** Amount, day, notice number and the codes of the institution. Returns where the rows in words begin. */
function paintCodes(sheet: Sheet, { column, top, codes }: Cell, installment: PrintedInstallment): number {
  const { cbillCode, fiscalCode } = sheet.notice.institution
  const x = column.x + INSTALLMENT.padding
  const beforeCode = column.width - INSTALLMENT.code.side - 3 * INSTALLMENT.padding
  const pair = (left: number, y: number, words: Words, value: string, room: number) =>
    paintLabelled(sheet, { place: { x: left, y }, words, room }, () => {
      sheet.pdf.line(value, left, y + INSTALLMENT.toCode, STYLES.code)
    })
  pair(x, top + INSTALLMENT.amount, (official) => official.euro, formatAmount(installment.amount), beforeCode)
  if (installment.dueOn) {
    const dueOn: Words = (official) => capitalized(official.dueOn)
    pair(x, top + INSTALLMENT.dueOn, dueOn, formatDay(installment.dueOn), beforeCode)
  }
  const first = top + INSTALLMENT.codes[codes]
  const room = codes === 'beside' ? beforeCode : column.width - 2 * INSTALLMENT.padding
  pair(x, first, (official) => official.noticeNumber, groupDigits(installment.noticeNumber), room)
  const next = first + INSTALLMENT.toNextCodes
  pair(x, next, (official) => official.payeeFiscalCode, fiscalCode, column.second - INSTALLMENT.padding)
  if (cbillCode) pair(x + column.second, next, (official) => official.cbillCode, cbillCode, 0)
  return next + INSTALLMENT.toRows[codes]
}

type Row = { words: Words; value: string; field: LimitedField }

/**
 * Who, to whom, for what. The row of the recipient is the one that the guide allows to leave out for space: it goes when
 * the others need a second line.
 */
function paintRows(sheet: Sheet, { column, place }: Cell, top: number, hint: number): number {
  const { notice } = sheet
  const recipient: Row = {
    words: (official) => official.recipient,
    value: notice.debtor.fullName,
    field: 'debtor.fullName',
  }
  const others: readonly Row[] = [
    { words: (official) => official.payee, value: notice.institution.name, field: 'institution.name' },
    { words: (official) => official.subject, value: notice.subject, field: 'subject' },
  ]
  const width = column.width - 2 * INSTALLMENT.padding
  const room = hint - top + (place === 'above-slips' ? INSTALLMENT.rowLine : 0)
  const all = layRows([recipient, ...others], width, 2)
  const chosen = place !== 'above-slips' && heightOfRows(all) <= room ? all : fittingRows(others, width, room)
  let y = top
  for (const { row, lines, wasCut } of chosen) {
    const block = { x: column.x + INSTALLMENT.padding, y: y + INSTALLMENT.rowLine, leading: INSTALLMENT.rowLine }
    const style = STYLES.strong
    paintLabelled(sheet, { place: { x: block.x, y }, words: row.words, room: width }, () => {
      setLines(sheet.pdf, lines, { ...block, style })
    })
    noteCut(sheet, row.field, { wasCut })
    y = lastBaseline(lines, { ...block, width, style }) + INSTALLMENT.toNextRow
  }
  return y
}

type LaidRow = { row: Row; lines: readonly Line[]; wasCut: boolean }

function layRows(rows: readonly Row[], width: number, maxLines: number): LaidRow[] {
  return rows.map((row) => ({ row, ...breakBlock(row.value, { width, style: STYLES.strong, maxLines }) }))
}

/** Two lines each, or else the last one only, or else one each. */
function fittingRows(rows: readonly Row[], width: number, room: number): LaidRow[] {
  const roomy = layRows(rows, width, 2)
  if (heightOfRows(roomy) <= room) return roomy
  const tight = layRows(rows, width, 1)
  const mixed = [...tight.slice(0, -1), ...roomy.slice(-1)]
  return heightOfRows(mixed) <= room ? mixed : tight
}

/** A value without words keeps its line. */
function heightOfRows(rows: readonly LaidRow[]): number {
  return rows.reduce(
    (sum, { lines }) => sum + Math.max(1, lines.length) * INSTALLMENT.rowLine + INSTALLMENT.toNextRow,
    0,
  )
}

function paintHint(sheet: Sheet, { column, hasShortHint }: Cell, y: number): void {
  const { pdf, official, second } = sheet
  const style = hasShortHint ? STYLES.small : STYLES.body
  const block = { x: column.x + INSTALLMENT.padding, y, width: column.width - INSTALLMENT.padding, leading: 8, style }
  paragraph(pdf, 'P', hintLine(hasShortHint ? noticeText.scanHintAboveShort : official.scanHintAbove), block)
  if (!second || y + block.leading > PAGE_END) return
  const below = { ...block, y: y + block.leading, maxLines: 1, style: { ...STYLES.other, size: style.size } }
  const { wasCut } = breakBlock(second.official.scanHintAbove, below)
  if (!wasCut) paragraph(pdf, 'P', second.official.scanHintAbove, { ...below, language: second.language })
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A page that follows: what all its instalments have in common, once, and then a grid of them. */
export function paintGrid(
  sheet: Sheet,
  top: number,
  { columns }: PageOfInstallments,
  installments: readonly PrintedInstallment[],
): void {
  paintBand(sheet, top)
  sheet.pdf.group('Sect', () => {
    paintTitle(sheet, 'H2', (official) => official.paymentData, { x: COLUMNS.left, y: top + BAND.title })
    paintCommonDetails(sheet, top + NEXT_PAGE.details.y)
    paintGridHint(sheet, top + NEXT_PAGE.hint.y)
  })
  for (let first = 0; first < installments.length; first += columns) {
    const y = top + NEXT_PAGE.grid + (first / columns) * NEXT_PAGE.pitch
    paintRow(sheet, y, columns, 'next-page', installments.slice(first, first + columns))
  }
}

/** Each as wide as its text; where that is too much, in thirds. */
function paintCommonDetails(sheet: Sheet, y: number): void {
  const { pdf, notice } = sheet
  const { gap, leading } = NEXT_PAGE.details
  const rows: readonly Row[] = [
    { words: (official) => official.recipient, value: notice.debtor.fullName, field: 'debtor.fullName' },
    { words: (official) => official.payee, value: notice.institution.name, field: 'institution.name' },
    { words: (official) => official.subject, value: notice.subject, field: 'subject' },
  ]
  const label = { style: STYLES.body, at: 'label' } as const
  const natural = rows.map(({ words, value }) =>
    Math.max(layWords(sheet, words, label).width, textWidth(value, STYLES.strong)),
  )
  const available = COLUMNS.rightEnd - COLUMNS.left - 2 * gap
  const fits = natural.reduce((sum, width) => sum + width, 0) <= available
  let x: number = COLUMNS.left
  rows.forEach(({ words, value, field }, index) => {
    const width = fits ? natural[index]! + 0.01 : available / 3
    const block = { x, y: y + leading, width, leading, maxLines: 2, style: STYLES.strong }
    const { lines, wasCut } = breakBlock(value, block)
    paintLabelled(sheet, { place: { x, y }, words, room: width }, () => setLines(pdf, lines, block))
    noteCut(sheet, field, { wasCut })
    x += width + gap
  })
}

function paintGridHint(sheet: Sheet, y: number): void {
  const { pdf, second } = sheet
  const { x } = NEXT_PAGE.hint
  pdf.decoration(() => pdf.picture(informationIcon, { x: COLUMNS.left, y: y - 8, width: 11, height: 11 }))
  const hint = hintLine(noticeText.scanHintBelow)
  pdf.element('P', () => pdf.line(hint, x, y, STYLES.small))
  if (!second) return
  const style = { ...STYLES.other, size: STYLES.small.size }
  pdf.element('P', () => pdf.line(second.official.scanHint, x, y + 9, style), { language: second.language })
}
