/** The words of the pieces that every page is made of. */
export const formText = {
  busy: 'Attendi…',
  allRequired: 'Tutti i campi sono obbligatori, salvo dove è scritto «facoltativo».',
  optional: '(facoltativo)',
  oneDigit: '# cifra su 18',
  manyDigits: '# cifre su 18',
  errorPrefix: 'Errore:',
  showPassword: 'Mostra',
  hidePassword: 'Nascondi',
  summaryTitle: (count: number) => (count === 1 ? 'C’è un dato da correggere' : `Ci sono ${count} dati da correggere`),
}

export const linkText = { external: '(si apre un altro sito)' }

export const codeText = { copy: 'Copia', copied: 'Copiato', copyOf: (what: string) => `Copia il ${what}` }

export const stateText = {
  'to-pay': 'Da pagare',
  'not-confirmed': 'Non confermato',
  confirmed: 'Confermato',
  expired: 'Scaduto',
  cancelled: 'Annullato',
} as const

export const paginationText = { label: 'Pagine dell’elenco', previous: 'Pagina precedente', next: 'Pagina successiva' }

export const stepsText = {
  label: 'Passaggi',
  position: (number: number, count: number) => `Passaggio ${number} di ${count}`,
  done: 'Completato:',
  payment: ['Trova la pratica', 'Controlla il riepilogo', 'Vai su pagoPA', 'Leggi l’esito'],
}

export const cartNewsText = {
  news: {
    added: 'Aggiunta al carrello.',
    'already-there': 'Questa pratica è già nel carrello.',
    alternative:
      'Nel carrello c’è già un altro modo di pagare lo stesso debito: si paga tutto insieme oppure a rate. Se preferisci questo, prima togli quello.',
    full: 'Il carrello è pieno: tiene al massimo 5 pratiche. Paga quelle, oppure togline una.',
    'not-now': 'Questa pratica adesso non si può mettere nel carrello: lo stato dice perché.',
  },
  toCart: 'Vai al carrello',
}

/** `scade tra 3 giorni`, `scaduta ieri`; nothing where the day itself says enough. */
export function relativeDueDay(days: number): string | undefined {
  if (days > 30) return undefined
  if (days > 1) return `scade tra ${days} giorni`
  if (days === 1) return 'scade domani'
  if (days === 0) return 'scade oggi'
  if (days === -1) return 'scaduta ieri'
  if (days >= -365) return `scaduta da ${-days} giorni`
  return 'scaduta da più di un anno'
}
