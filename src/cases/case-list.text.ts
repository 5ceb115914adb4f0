/** The queue of cases as a terminal shows it, and what the command says. */
import { formatEuro } from '../core/money.ts'
import { groupDigits } from '../core/notice-number.ts'
import { formatDay, formatInstant } from '../core/time.ts'
import type { QueuedCase } from './case.ts'
import { formatTrackingCode } from './tracking-code.ts'

export const casesText = {
  usage: `Uso: quietanza cases list --institution CODICE [--all]
     quietanza cases answer RICHIESTA --institution CODICE --by NOME --text RISPOSTA
  list      le richieste aperte, dalla più vecchia; con --all anche quelle chiuse
  answer    chiude una richiesta: chi l'ha fatta legge la risposta nella sua pagina e, se ha lasciato un indirizzo, per e-mail`,
  unknownInstitution: (code: string) => `Non c'è un ente con il codice ${code}.`,
  wrongCode: (code: string) => `«${code}» non è il codice di una richiesta (12 lettere e cifre, come Q7KM-4M2P-XW9T).`,
  emptyAnswer: 'La risposta deve avere da 1 a 1000 caratteri, il nome da 1 a 80.',
  none: 'Nessuna richiesta aperta.',
  more: (count: number) => `Altre richieste dopo queste ${count}: chiudine qualcuna e ripeti il comando.`,
  answered: (code: string) => `Richiesta ${code} chiusa: la risposta parte entro un minuto.`,
  notOpen: (code: string) => `La richiesta ${code} non c'è, o è già chiusa.`,
}

const KINDS = {
  'paid-but-missing': 'Ho pagato ma non risulta',
  'payment-unanswered': 'Pagamento in linea riuscito secondo pagoPA, senza ricevuta',
}
const STATUSES = { open: 'aperta', found: 'chiusa: la ricevuta è arrivata', answered: 'chiusa con risposta' }
const NOTICE_STATUSES: Readonly<Record<string, string>> = {
  draft: 'bozza',
  published: 'non ancora pagabile',
  unpaid: 'da pagare',
  expired: 'scaduto',
  cancelled: 'annullato',
  paid: 'pagato',
  reported: 'pagato e rendicontato',
}

export function drawCase(queued: QueuedCase): string {
  const { notices, strayReceipts } = queued
  const lines = [
    `${formatTrackingCode(queued.trackingCode)}  ${formatInstant(queued.openedAt)}  ${KINDS[queued.kind]} (${STATUSES[queued.status]})`,
    queued.fiscalCode && `codice fiscale ${queued.fiscalCode}, codice ${queued.positionCode}`,
    ...notices.map(
      ({ noticeNumber, amount, description, status }) =>
        `avviso ${groupDigits(noticeNumber)}: ${description}, ${formatEuro(amount)}, ${NOTICE_STATUSES[status] ?? status}`,
    ),
    notices.length === 0 && 'nessun avviso ha questi due codici insieme',
    queued.paidOn && `dice di aver pagato il ${formatDay(queued.paidOn)}`,
    queued.paper && `la sua ricevuta: ${queued.paper}`,
    strayReceipts.length > 0 && `ricevute con questo codice che non hanno chiuso niente: ${strayReceipts.join(', ')}`,
    queued.kind === 'paid-but-missing' &&
      (queued.hasEmail ? 'ha lasciato un indirizzo e-mail' : 'senza indirizzo e-mail'),
    queued.answer && `risposta di ${queued.answeredBy}: ${queued.answer}`,
  ].filter((line) => typeof line === 'string')
  return `${lines.join('\n    ')}\n`
}
