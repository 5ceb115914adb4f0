import type { Entry, Kind } from './journal.ts'

export const text = {
  title: 'Registro',
  intro: 'Ogni messaggio, com’era. Il più recente è in alto; i più vecchi escono quando sono duemila.',
  empty: 'Nessun messaggio.',
  filter: { kind: 'Tipo', noticeNumber: 'Codice avviso', apply: 'Filtra', all: 'Tutti' },
  kinds: { station: 'Nodo → stazione', receipt: 'Ricevute', cart: 'Carrelli', return: 'Ritorni' } satisfies Record<
    Kind,
    string
  >,
  directions: { in: 'arrivato', out: 'partito' } satisfies Record<Entry['direction'], string>,
  columns: {
    at: 'Quando',
    operation: 'Messaggio',
    noticeNumber: 'Avviso',
    status: 'Stato',
    durationMs: 'ms',
    result: 'Esito',
  },
  noAnswer: 'nessuna risposta',
  url: 'Indirizzo',
  direction: 'Verso',
  kind: 'Tipo',
  request: 'Richiesta',
  response: 'Risposta',
  raw: 'Com’era',
  nothing: '(vuota)',
  replay: 'Rispedisci questa ricevuta',
  back: 'Tutto il registro',
  notFound: 'Questa riga non c’è più: ne sono arrivate altre duemila.',
  clear: 'Svuota il registro',
  json: 'In JSON',
}
