/**
 * A campaign on disk: how far it has come, so that what was interrupted goes on where it was. A file of it is whole or is
 * not there; what was not yet written down in the journal is printed again, over the same names.
 */
import type { NoticeRemarks } from '../notices/notice-document.ts'
import type { PositionId } from '../debt-positions/installment.ts'

export type CampaignKind = 'one-file-each' | 'volumes'

export type CampaignJournal = {
  institution: string
  filter: string
  kind: CampaignKind
  /** How many positions a volume has; a page of them where each has a file. */
  perFile: number
  last: PositionId | undefined
  notices: number
  volumes: number
  isDone: boolean
}

export type CampaignOrder = Pick<CampaignJournal, 'institution' | 'filter' | 'kind' | 'perFile'>

export function newJournal(order: CampaignOrder): CampaignJournal {
  return { ...order, last: undefined, notices: 0, volumes: 0, isDone: false }
}

/** The same campaign, or another one that somebody wants to put into the same folder. */
export function isOf(journal: CampaignJournal, order: CampaignOrder): boolean {
  const { institution, filter, kind, perFile } = order
  return (
    journal.institution === institution &&
    journal.filter === filter &&
    journal.kind === kind &&
    journal.perFile === perFile
  )
}

/** Undefined for what is not a journal of ours. */
export function readJournal(text: string): CampaignJournal | undefined {
  let content: Partial<CampaignJournal>
  try {
    content = JSON.parse(text) as Partial<CampaignJournal>
  } catch {
    return undefined
  }
  const { institution, filter, kind, perFile, last, notices, volumes, isDone } = content
  const isWhole =
    typeof institution === 'string' &&
    typeof filter === 'string' &&
    (kind === 'one-file-each' || kind === 'volumes') &&
    typeof perFile === 'number' &&
    (last === undefined || typeof last === 'string') &&
    typeof notices === 'number' &&
    typeof volumes === 'number' &&
    typeof isDone === 'boolean'
  return isWhole ? { institution, filter, kind, perFile, last, notices, volumes, isDone } : undefined
}

export function volumeName(volume: number): string {
  return `avvisi-${String(volume).padStart(4, '0')}.pdf`
}

/** For a spreadsheet: which notice, what is not as it was given, and why. Empty when there is nothing to say. */
export function remarkLines(noticeNumber: string, { cuts, postalLeftOut }: NoticeRemarks): string[] {
  const lines = cuts.map(({ field, because }) => `${noticeNumber};${field};${REASONS[because]}`)
  // An institution without a postal account has no slips, and knows it.
  if (postalLeftOut && postalLeftOut !== 'no-account') {
    lines.push(`${noticeNumber};bollettino;${REASONS[postalLeftOut]}`)
  }
  return lines
}

const REASONS = {
  limit: 'testo più lungo del limite: tagliato',
  room: 'testo senza spazio sulla pagina: tagliato',
  'no-authorization': 'manca l’autorizzazione di Poste: senza bollettino',
  'not-an-account-number': 'conto corrente non valido: senza bollettino',
  'amount-too-large': 'importo oltre 99.999.999,99 euro: senza bollettino',
} as const
