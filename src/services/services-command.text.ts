import type { Problem } from '../core/shape.ts'

export const servicesCommandText = {
  usage: 'Uso: quietanza services apply FILE…',
  unreadable: (file: string) => `Non riesco a leggere ${file}`,
  notJson: (file: string, why: string) => `${file} non è un file JSON: ${why}`,
  unknown: (file: string, institution: string) =>
    `${file}: l’ente «${institution}» non c’è. Prima: quietanza institutions apply`,
  wrong: (file: string, problems: readonly Problem[]) =>
    [`${file} non va bene, e non ne è stato applicato niente:`, ...problems.map(line)].join('\n'),
  applied: (institution: string, services: number, open: number) =>
    `${institution}: ${services === 1 ? '1 servizio' : `${services} servizi`}, ${open === 1 ? '1 aperto' : `${open} aperti`} all’inserimento spontaneo.`,
}

function line({ path, reason }: Problem): string {
  return `  - ${path || 'file'}: ${reason}`
}
