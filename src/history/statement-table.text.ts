/** The yearly statement for a spreadsheet. */
import { CSV_START, csvLine } from '../core/csv-field.ts'
import { formatAmount } from '../core/money.ts'
import { groupDigits } from '../core/notice-number.ts'
import { dayInRome, formatDay } from '../core/time.ts'
import { type StatementDocument, statementTotal } from '../receipts/statement-document.ts'
import { statementText } from '../receipts/statement.text.ts'

const COLUMNS = [
  'Data pagamento',
  'Servizio',
  'Causale',
  'Riguarda',
  'Intestata a',
  'Codice Avviso',
  'Ricevuta',
  'Metodo di pagamento',
  'Importo',
]

export function statementTable({ lines, isWhole }: StatementDocument): string {
  const rows = lines.map((line) =>
    csvLine([
      formatDay(dayInRome(line.paidAt)),
      line.serviceName,
      line.description ?? '',
      line.subject ?? '',
      line.debtorName,
      groupDigits(line.noticeNumber),
      line.receiptId,
      line.method ? statementText.methods[line.method] : '',
      formatAmount(line.amount),
    ]),
  )
  const total = csvLine([statementText.total, '', '', '', '', '', '', '', formatAmount(statementTotal(lines))])
  const cut = isWhole ? '' : csvLine([statementText.note.cut(lines.length)])
  return CSV_START + csvLine(COLUMNS) + rows.join('') + total + cut
}
