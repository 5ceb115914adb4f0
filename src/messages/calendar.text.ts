import { formatEuro } from '../core/money.ts'
import { groupDigits } from '../core/notice-number.ts'
import type { PositionRecord } from '../debt-positions/position-record.ts'

export const calendarWords = {
  name: (institutionName: string) => `Scadenze – ${institutionName}`,
  summary: ({ description, serviceName }: PositionRecord, institutionName: string) =>
    `Scade: ${description ?? serviceName} (${institutionName})`,
  description: (record: PositionRecord, url: string) =>
    [
      `Importo: ${formatEuro(record.amount)}`,
      `Codice Avviso: ${groupDigits(record.noticeNumber)}`,
      'Se hai già pagato, non devi fare nulla.',
      url,
    ].join('\n'),
}
