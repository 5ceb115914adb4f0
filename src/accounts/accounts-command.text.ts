import type { CounterProven } from './proof.ts'

const proven: Record<CounterProven, string> = {
  proven: 'Codice fiscale confermato: l’account vede da ora tutte le pratiche di questo codice fiscale.',
  'no-such-account': 'Nessun account attivo con questo indirizzo e-mail.',
  'other-fiscal-code':
    'L’account con questo indirizzo e-mail ha un altro codice fiscale: non è stato confermato niente.',
  'not-here': 'L’ente non conferma gli account locali delle persone (localRegistration).',
  'proven-by-another':
    'Un altro account ha già confermato questo codice fiscale. Se il documento è di chi hai davanti, ripeti con --replace: la conferma passa a questo account.',
}

export const accountsCommandText = {
  usage: `Uso:
  quietanza accounts prove --institution CODICE --operator NOME --email INDIRIZZO --fiscal-code CF --document TIPO [--replace]
  quietanza accounts letters --institution CODICE --operator NOME --out CARTELLA

  prove     dopo aver visto un documento: il codice fiscale dell’account è di chi è allo sportello
  letters   stampa le lettere con il codice chieste dai cittadini, una per file

  --operator  chi lo fa: resta scritto
  --document  che cosa è stato mostrato, per esempio "carta d’identità": mai il numero
  --replace   toglie la conferma a un altro account dello stesso codice fiscale`,
  unknownInstitution: (code: string) => `Nessun ente ha il codice ${code}.`,
  noFolder: (folder: string) => `La cartella ${folder} non c’è.`,
  documentNumber: 'In --document va il tipo di documento, non il numero.',
  wrongFiscalCode: 'Il codice fiscale non è scritto nella forma giusta.',
  proven,
  letters: (files: readonly string[], undeliverable: number) =>
    [
      ...files,
      files.length === 1 ? '1 lettera stampata.' : `${files.length} lettere stampate.`,
      ...(undeliverable === 0
        ? []
        : [`${undeliverable} senza un indirizzo di posta: chi le ha chieste lo legge nella pagina.`]),
    ].join('\n'),
}
