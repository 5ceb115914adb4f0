/** The yearly statement on paper: the totals first, then every payment. */
import { formatEuro } from '../core/money.ts'
import { groupDigits } from '../core/notice-number.ts'
import { dayInRome, formatDay, formatInstant } from '../core/time.ts'
import { LETTER_COLORS, type Letter, startLetter } from '../platform/pdf/letter.ts'
import { type Cell, type Column, remainingWidth } from '../platform/pdf/page-flow.ts'
import type { PaperAssets } from '../platform/pdf/paper-assets.ts'
import type { Style } from '../platform/pdf/tagged-pdf.ts'
import { type StatementDocument, type StatementLine, statementTotal, totalsByService } from './statement-document.ts'
import { statementText as text } from './statement.text.ts'

const STYLES = {
  small: { face: 'text', size: 9 },
  strong: { face: 'textBold', size: 12 },
  muted: { face: 'text', size: 9, color: LETTER_COLORS.muted },
} as const satisfies Record<string, Style>

type Sheet = Letter & { statement: StatementDocument }

export async function renderStatement(statement: StatementDocument, assets: PaperAssets = {}): Promise<Buffer> {
  const { institution, year, printedAt, isTest } = statement
  const letter = startLetter(
    {
      language: 'it',
      documentTitle: text.documentTitle(year, institution.name),
      createdAt: printedAt,
      sender: {
        name: institution.name,
        lines: [`${text.fiscalCode} ${institution.fiscalCode}`],
        crestSvg: institution.crestSvg,
        crestDescription: text.crest(institution.name),
      },
      mark: { asset: 'pagopa', word: 'pagoPA' },
      title: text.title(year),
      footer: text.footer(year),
      page: text.page,
      testMark: isTest ? { strip: text.testMark, watermark: text.testWatermark } : undefined,
    },
    assets,
  )
  const sheet: Sheet = { ...letter, statement }
  for (const paint of [paintSummary, paintServices, paintPayments, paintNote]) {
    letter.pdf.group('Sect', () => paint(sheet))
  }
  return letter.finish()
}

function paintSummary({ flow, statement: { holder, year, lines } }: Sheet): void {
  const who = [holder.name, ...(holder.fiscalCode ? [`${text.fiscalCode} ${holder.fiscalCode}`] : [])]
  flow.facts(3, [
    { label: text.holder, value: who },
    { label: `${text.count} (${text.year} ${year})`, value: [String(lines.length)] },
    { label: text.total, value: [formatEuro(statementTotal(lines))], style: STYLES.strong },
  ])
}

function paintServices({ flow, statement: { lines } }: Sheet): void {
  const { services } = text
  const count: Column = { title: services.count, width: 70, isAmount: true }
  const amount: Column = { title: services.amount, width: 90, isAmount: true }
  const service: Column = { title: services.service, width: remainingWidth(flow.width, [count, amount]) }
  const rows = totalsByService(lines).map((one): Cell[] => [
    [one.serviceName],
    [String(one.count)],
    [formatEuro(one.amount)],
  ])
  flow.heading(services.heading)
  flow.table([service, count, amount], rows)
}

function paintPayments({ flow, statement: { lines } }: Sheet): void {
  const { payments } = text
  const date: Column = { title: payments.date, width: 58 }
  const codes: Column = { title: payments.codes, width: 150 }
  const amount: Column = { title: payments.amount, width: 80, isAmount: true }
  const what: Column = { title: payments.what, width: remainingWidth(flow.width, [date, codes, amount]) }
  flow.heading(payments.heading)
  flow.table([date, what, codes, amount], lines.map(paymentRow))
}

function paymentRow(line: StatementLine): Cell[] {
  const { payments, methods } = text
  return [
    [formatDay(dayInRome(line.paidAt))],
    [
      line.serviceName,
      line.description ?? payments.hidden,
      line.subject === null ? '' : payments.subject(line.subject),
      payments.debtor(line.debtorName),
    ],
    [groupDigits(line.noticeNumber), payments.receipt(line.receiptId), line.method ? methods[line.method] : ''],
    [formatEuro(line.amount)],
  ]
}

function paintNote({ flow, statement: { lines, isWhole, printedAt } }: Sheet): void {
  const { note } = text
  flow.heading(note.heading)
  flow.paragraph(note.body, STYLES.small, 12)
  if (!isWhole) flow.paragraph(note.cut(lines.length), STYLES.small, 12)
  flow.y += 4
  flow.paragraph(note.printedAt(formatInstant(printedAt)), STYLES.muted, 12)
}
