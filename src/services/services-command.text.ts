import type { Problem } from '../core/shape.ts'

export const servicesCommandText = {
  usage:
    'Uso: quietanza services apply FILE…\n     quietanza services answers --institution CODICE --out CARTELLA [--from AAAA-MM-GG]',
  unreadable: (file: string) => `Non riesco a leggere ${file}`,
  notJson: (file: string, why: string) => `${file} non è un file JSON: ${why}`,
  unknown: (file: string, institution: string) =>
    `${file}: l’ente «${institution}» non c’è. Prima: quietanza institutions apply`,
  wrong: (file: string, problems: readonly Problem[]) =>
    [`${file} non va bene, e non ne è stato applicato niente:`, ...problems.map(line)].join('\n'),
  applied: (institution: string, services: number, open: number) =>
    `${institution}: ${services === 1 ? '1 servizio' : `${services} servizi`}, ${open === 1 ? '1 aperto' : `${open} aperti`} all’inserimento spontaneo.`,
}

/** The table of what citizens have answered. */
export const answersText = {
  file: 'risposte.csv',
  columns: ['Codice avviso', 'Servizio', 'Inserita il', 'Stato', 'Importo', 'Domanda', 'Risposta', 'Allegato'],
  status: (status: string) => STATUSES[status] ?? status,
  wrongDay: (text: string) => `--from: «${text}» non è un giorno, per esempio 2026-01-31`,
  unknownInstitution: (code: string) => `L’ente «${code}» non c’è`,
  done: ({ forms, files }: { forms: number; files: number }, folder: string) =>
    `${forms === 1 ? '1 modulo' : `${forms} moduli`} e ${files === 1 ? '1 allegato' : `${files} allegati`} in ${folder}`,
}

const STATUSES: Readonly<Record<string, string>> = {
  unpaid: 'da pagare',
  expired: 'scaduta',
  cancelled: 'annullata',
  paid: 'pagata',
  reported: 'pagata',
}

function line({ path, reason }: Problem): string {
  return `  - ${path || 'file'}: ${reason}`
}
