/** The Storico for a spreadsheet. */
import { CSV_START, csvLine } from '../core/csv-field.ts'
import { formatAmount } from '../core/money.ts'
import { groupDigits } from '../core/notice-number.ts'
import { dayInRome, formatDay } from '../core/time.ts'
import { stateText } from '../ui/ui.text.ts'
import type { HistoryRow } from './history-rows.ts'

const COLUMNS = [
  'Data',
  'Stato',
  'Ente',
  'Servizio',
  'Causale',
  'Riguarda',
  'Intestata a',
  'Importo',
  'Data pratica',
  'Data scadenza',
  'Codice Avviso',
  'Riferimento Pratica / IUV',
]

/** `isWhole` is false where there is more than was asked for: a table that ends early says so in its last line. */
export function historyTable(rows: readonly HistoryRow[], isWhole: boolean): string {
  const lines = rows.map(({ record, institution, closedAt }) =>
    csvLine([
      formatDay(dayInRome(closedAt)),
      stateText[record.status.kind],
      institution.name,
      record.serviceName,
      record.description ?? '',
      record.subject ?? '',
      record.debtorName,
      formatAmount(record.amount),
      formatDay(record.createdOn),
      formatDay(record.dueOn),
      // In groups: eighteen digits in one would become a rounded number.
      groupDigits(record.noticeNumber),
      groupDigits(record.creditorReferenceId),
    ]),
  )
  const cut = isWhole ? '' : csvLine([`L’elenco continua: queste sono le prime ${rows.length} righe. Scegli un anno.`])
  return CSV_START + csvLine(COLUMNS) + lines.join('') + cut
}
