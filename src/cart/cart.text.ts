export const cartText = {
  title: 'Carrello',
  heading: 'Riepilogo carrello',
  lead: 'Paghi tutto insieme con pagoPA, e ricevi una quietanza per ogni pratica.',
  above: 'Ricerca pratica',
  aboveSignedIn: 'Da pagare',
  empty: 'Il carrello è vuoto: aggiungi le pratiche che vuoi pagare insieme, fino a 5.',
  emptyAction: 'Cerca un avviso',
  emptyActionSignedIn: 'Vai a «Da pagare»',
  item: {
    labels: {
      name: 'Nome',
      service: 'Servizio',
      createdOn: 'Data Pratica',
      dueOn: 'Data Scadenza',
      code: 'Riferimento Pratica / IUV',
    },
    /** Where the description is not for this reader, what it is about. */
    name: ({ description, serviceName }: { description: string | null; serviceName: string }) =>
      description ?? `Pratica: ${serviceName}`,
    lost: 'Una pratica che non si può più vedere',
    remove: 'Rimuovi',
    removeWhat: (what: string) => ` ${what}`,
    follow: 'Segui la verifica',
    followWhat: (what: string) => ` di ${what}`,
  },
  states: {
    unconfirmed: (since: string) =>
      `C’è già un pagamento in verifica dalle ${since}. Se hai già pagato, aspetta la conferma: pagando di nuovo rischi di pagare due volte.`,
    underWay: (since: string) => `Pagamento in verifica dalle ${since}: aspettiamo la conferma, per ora è esclusa.`,
    underWayUntil: (time: string) => `Se il pagamento non arriva, potrai pagarla dalle ${time}.`,
    repriced: (before: string, now: string) => `L’importo è cambiato: era ${before}, adesso è ${now}.`,
    accept: (amount: string) => `Accetta ${amount}`,
    acceptWhat: (what: string) => ` per ${what}`,
    needsSignIn: (institution: string) => `${institution} chiede l’accesso prima del pagamento in linea.`,
    paid: (day: string) => `Risulta pagata il ${day}: non devi fare altro, toglila pure dal carrello.`,
    expired: 'È scaduta e l’ente non accetta più pagamenti con questo avviso: chiedigli un avviso aggiornato.',
    cancelled: 'L’ente l’ha annullata, oppure il debito è stato pagato in un altro modo: toglila dal carrello.',
    refused: (time: string) =>
      `pagoPA non l’accetta in questo momento: è già pagata, o qualcuno la sta pagando. Riprova dalle ${time}, oppure toglila dal carrello.`,
    lost: 'L’ente l’ha ritirata, oppure non hai più il permesso di vederla: toglila dal carrello.',
  },
  summary: {
    title: 'Da pagare adesso',
    all: (count: number) => (count === 1 ? '1 pratica' : `${count} pratiche`),
    some: (payable: number, excluded: number) =>
      `${payable === 1 ? '1 pratica' : `${payable} pratiche`}: ${excluded === 1 ? 'una è esclusa' : `${excluded} sono escluse`}, il motivo è scritto accanto.`,
    none: 'Nessuna di queste pratiche si può pagare adesso: il motivo è scritto accanto.',
    institutions: (count: number) => ` di ${count} enti`,
    payAll: (amount: string) => `Paga carrello · ${amount}`,
    payOther: (amount: string) => `Paga l’altra · ${amount}`,
    payOthers: (count: number, amount: string) => `Paga le altre ${count} · ${amount}`,
    signIn: 'Accedi per pagare',
    signInForAll: 'Accedi per pagarle tutte',
    how: 'Carta, conto o app. La commissione, se c’è, la vedi su pagoPA prima di confermare.',
    clear: 'Pulisci carrello',
    more: 'Aggiungi altre pratiche',
    moreHint: (room: number) => (room === 1 ? 'C’è posto per un’altra.' : `C’è posto per altre ${room}.`),
    full: 'Il carrello è pieno: ne tiene 5, quante ne accetta pagoPA in una volta.',
  },
  news: {
    removed: 'Tolta dal carrello: la pratica resta da pagare.',
    cleared: 'Il carrello è vuoto. Le pratiche restano da pagare.',
    accepted: 'Va bene, l’importo è aggiornato.',
    changed: {
      title: 'Il carrello è cambiato mentre eri sulla pagina',
      body: 'Controlla importi e pratiche; se va bene, paga da qui.',
    },
    cancelled: {
      title: 'Hai annullato il pagamento',
      body: 'Le pratiche sono ancora nel carrello: puoi pagarle quando vuoi.',
      later: (time: string) => `Se pagoPA ti risponde che c’è già un pagamento in corso, riprova dalle ${time}.`,
    },
    refused: {
      title: 'pagoPA non accetta il carrello così com’è',
      body: 'Abbiamo chiesto di ciascuna pratica: quelle segnalate per ora restano fuori, le altre puoi pagarle subito.',
    },
    'not-together': {
      title: 'pagoPA non accetta queste pratiche insieme',
      body: 'Una per una le accetta: apri ogni pratica e pagala da lì.',
    },
    'looks-paid': {
      title: 'Forse hai già pagato qualcosa',
      body: 'Guarda le pratiche segnalate. Se sono altre, premi di nuovo «Paga»; se le hai già pagate, toglile dal carrello.',
    },
    money: 'Non è stato addebitato nessun importo.',
  },
  leftOut: {
    title: 'Alcune pratiche sono rimaste fuori dal carrello',
    body: 'Prima dell’accesso erano nel carrello di questo dispositivo. Quello del tuo account ne tiene 5, e di un debito che si può pagare a rate o tutto insieme ne tiene un modo solo:',
  },
  clearing: {
    title: 'Vuoi svuotare il carrello?',
    body: (count: number) =>
      count === 1
        ? 'Togli dal carrello questa pratica. Resta da pagare: puoi rimetterla quando vuoi.'
        : `Togli dal carrello queste ${count} pratiche. Restano da pagare: puoi rimetterle quando vuoi.`,
    submit: 'Pulisci carrello',
    back: 'Torna al carrello',
  },
}
