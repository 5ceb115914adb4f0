/** What whoever loads a file reads. */
import type { Refusal } from '../debt-positions/position-change.ts'
import { type FileProblem, OVERDUE, type Place } from './reading.ts'
import type { Counts, RowProblem } from './tally.ts'

const number = new Intl.NumberFormat('it-IT')

const REFUSALS: Record<Refusal, string> = {
  paid: 'già pagata: non può più cambiare',
  'payment-under-way': 'un pagamento è in corso: riprova fra un’ora',
  cancelled: 'annullata: carica una pratica nuova, con un altro riferimento',
  spontaneous: 'creata da un cittadino sul portale: il file non la può cambiare',
  'other-installments':
    'il numero di rate o di alternative non è quello già caricato: i codici avviso sono in circolazione',
  'other-notice-number': 'ha già un altro codice avviso, che non può cambiare',
  'notice-number-taken': 'il codice avviso è già di un’altra pratica',
  'due-before-valid': 'la scadenza viene prima del giorno da cui si può pagare',
  'overdue-and-expiring': 'la scadenza è passata e dopo la scadenza non si potrebbe pagare',
  overdue: `${OVERDUE} (per caricare debiti scaduti: --allow-overdue)`,
}

/** `riga 12, colonna importo`; of a JSON file `riga 40 (posizione 3), campo paymentOption[0].amount`. */
export function placeText(place: Place, problem: RowProblem): string {
  const row = place.position === null ? `riga ${place.line}` : `riga ${place.line} (posizione ${place.position})`
  const field = fieldOf(problem)
  if (field === '') return row
  return `${row}, ${place.position === null ? 'colonna' : 'campo'} ${field}`
}

export function fieldOf(problem: RowProblem): string {
  return problem.kind === 'field' ? problem.problem.path : ''
}

export function reasonText(problem: RowProblem): string {
  switch (problem.kind) {
    case 'field':
      return problem.problem.reason
    case 'repeated':
      return problem.what === 'reference'
        ? `ha lo stesso riferimento della riga ${problem.line}`
        : `ha un codice avviso della riga ${problem.line}`
    case 'refusal':
      return REFUSALS[problem.reason]
  }
}

export function fileProblemText(problem: FileProblem): string {
  switch (problem.reason) {
    case 'empty':
      return 'Il file è vuoto.'
    case 'no-rows':
      return 'Il file non contiene nessuna pratica.'
    case 'binary':
      return 'Il file non è un testo: salvalo come CSV (UTF-8), non come foglio di calcolo.'
    case 'columns':
      return `L’intestazione non va bene:\n${listed(problem.problems)}`
    case 'line-too-long':
      return `La riga ${problem.line} è troppo lunga: non sembra un CSV.`
    case 'open-quotes':
      return `Le virgolette aperte alla riga ${problem.line} non si chiudono.`
    case 'position-too-long':
      return `La posizione che comincia alla riga ${problem.line} è troppo lunga.`
    case 'not-an-object':
      return `Alla riga ${problem.line} non comincia una posizione: il JSON è sbagliato.`
    case 'cut-short':
      return 'Il file JSON finisce a metà.'
    case 'after-the-end':
      return 'Dopo l’elenco delle posizioni c’è dell’altro: il JSON è sbagliato.'
    case 'not-a-position-list':
      return 'Il file JSON deve essere una posizione di GPD o un elenco {"paymentPositions": […]}.'
    case 'deletion-list':
      return 'Il file elenca posizioni da cancellare (paymentPositionIUPDs): qui si caricano soltanto.'
    case 'too-many-rows':
      return `Il file ha più di ${number.format(problem.most)} righe: dividilo.`
    case 'too-many-bytes':
      return `Il file è più grande di ${number.format(problem.most / 1024 ** 2)} MiB: dividilo.`
  }
}

const MOST_LISTED = 20

function listed(problems: readonly string[]): string {
  const lines = problems.slice(0, MOST_LISTED).map((one) => `  - ${one}`)
  const more = problems.length - lines.length
  return [...lines, ...(more > 0 ? [`  … e altri ${more}`] : [])].join('\n')
}

export function progressText(done: { rows: number; rowsPerSecond: number; share: number }): string {
  const percent = Math.min(100, Math.floor(done.share * 100))
  return `${percent}%  ${number.format(done.rows)} righe  ${number.format(Math.round(done.rowsPerSecond))} righe/s`
}

export function summaryText(counts: Counts, isKept: boolean, seconds: number): string {
  const { created, changed, unchanged, refused } = counts
  const lines = [
    `Nuove          ${number.format(created)}`,
    `Aggiornate     ${number.format(changed)}`,
    `Già presenti   ${number.format(unchanged)}`,
    `Rifiutate      ${number.format(refused)}`,
    `Tempo          ${seconds.toFixed(1).replace('.', ',')} s`,
  ]
  if (!isKept) lines.unshift('Non è stato caricato nulla: con --all-or-nothing tutte le righe devono andare bene.')
  return lines.join('\n')
}

export const text = {
  usage:
    'Uso: quietanza import FILE --institution CODICE [--all-or-nothing] [--allow-overdue] [--service CODICE]\n' +
    '                      [--encoding windows-1252] [--errors FILE]   (vedi docs/import.md)',
  unknownInstitution: (code: string) => `Non c’è un ente con codice ${code}.`,
  unknownService: (code: string) => `L’ente non ha un servizio con codice ${code}.`,
  noStation: 'L’ente non ha una stazione con un codice di segregazione: non si possono dare codici avviso.',
  missing: (file: string) => `Non trovo il file ${file}.`,
  directory: (file: string) => `${file} è una cartella: serve un file.`,
  unreadable: (file: string) => `Non riesco a leggere il file ${file}.`,
  unwritable: (file: string) => `Non riesco a scrivere il file ${file}.`,
  interrupted:
    'Il database non risponde: il caricamento si è interrotto. Quando torna, ripeti lo stesso comando: ' +
    'ciò che è già caricato non cambia.',
  moreProblems: (count: number) => `… e altre ${number.format(count)} segnalazioni (tutte, con --errors FILE).`,
  brokenAfter: (sentence: string) => `${sentence} Quanto veniva prima è stato caricato.`,
  errorColumns: ['riga', 'posizione', 'campo', 'motivo'],
} as const
