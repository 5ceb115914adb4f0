import { formatEuro } from '../core/money.ts'
import { groupDigits } from '../core/notice-number.ts'
import type { PayableNotice } from './payable-notice.ts'

export const demoText = {
  realInstitution:
    'In questo database c’è un ente vero: la demo non ci mette niente. Usa un database vuoto (oppure togli DATABASE_URL).',
  accounts: 'Account di prova',
  account: (institution: string, email: string, password: string) =>
    `  ${institution.padEnd(21)} ${email}  password: ${password}`,
  notices: 'Avvisi da pagare (codice fiscale e codice avviso)',
  notice: (institution: string, { fiscalCode, noticeNumber, amount, service }: PayableNotice) =>
    `  ${institution.padEnd(21)} ${fiscalCode.padEnd(16)}  ${groupDigits(noticeNumber)}  ${formatEuro(amount)}, ${service}`,
}
