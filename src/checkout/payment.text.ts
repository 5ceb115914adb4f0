export const goingText = {
  title: 'Vai a pagoPA',
  lead: 'Il pagamento si fa sul sito di pagoPA, poi torni qui.',
  above: 'La pratica',
  steps: [
    'Su pagoPA indica la tua e-mail e scegli come pagare: vedi la commissione prima di confermare.',
    'Alla fine premi «Continua» per tornare qui.',
    'Se chiudi la pagina prima, non succede niente di male: lo stato della pratica si aggiorna da solo.',
  ],
  total: 'Da pagare',
  submit: 'Continua su pagoPA',
  time: 'Hai 10 minuti per cominciare: dopo, torna alla pratica e premi di nuovo «Paga».',
  money: 'Finora non è stato addebitato nessun importo.',
  back: 'Torna alla pratica',
}

export const paymentText = {
  title: {
    received: 'Pagamento ricevuto',
    'partly-received': 'Pagamento ricevuto in parte',
    'partly-unanswered': 'La conferma è arrivata solo in parte',
    starting: 'Stiamo contattando pagoPA',
    checking: 'Stiamo verificando il pagamento',
    'not-completed': 'Il pagamento non risulta completato',
    cancelled: 'Hai annullato il pagamento',
    unanswered: 'La conferma non è arrivata',
  },
  received: {
    body: 'L’ente ha ricevuto il pagamento: non devi fare altro. La quietanza è la prova, scaricala e conservala.',
    bodyOfMany:
      'Abbiamo la conferma per tutte le pratiche: non devi fare altro. Ogni pratica ha la sua quietanza, che è la prova: scaricale e conservale.',
    money: (amount: string) => `Importo pagato: ${amount}, più l’eventuale commissione indicata da pagoPA.`,
    receipt: 'Scarica la quietanza',
    list: 'Vedi lo storico',
    search: 'Cerca un’altra pratica',
  },
  partly: {
    body: 'La conferma è arrivata per alcune pratiche; per le altre la aspettiamo, di solito pochi minuti.',
    money: 'Il pagamento è stato fatto: non pagare di nuovo le pratiche in verifica.',
    leave: 'Puoi chiudere questa pagina: quando arriva la conferma trovi ogni quietanza nella sua pratica.',
  },
  partlyUnanswered: {
    since: (time: string) => `Aspettiamo dalle ${time} la conferma delle altre pratiche.`,
    body: 'Di solito arriva insieme alla prima.',
    money: 'Alcune pratiche risultano pagate: le altre potrebbero esserlo. Prima di pagarle di nuovo, chiedi all’ente.',
  },
  starting: {
    body: 'Hai premuto «Paga» più di una volta: il primo invio è ancora in corso. Questa pagina si aggiorna da sola.',
    money: 'Finora non è stato addebitato nessun importo.',
    toPosition: 'Torna alla pratica',
  },
  checking: {
    since: (time: string) => `In verifica dalle ${time}.`,
    body: 'Aspettiamo la conferma da pagoPA. Di solito arriva in pochi minuti, di rado serve qualche ora.',
    leave: 'Puoi chiudere questa pagina: quando arriva la conferma trovi la quietanza nella pratica.',
    moneyOk: 'Su pagoPA il pagamento risulta riuscito: non pagare di nuovo.',
    money: 'Non sappiamo ancora se l’importo è stato addebitato: non pagare di nuovo finché la verifica è in corso.',
    refreshing: 'La pagina si aggiorna da sola.',
    checked: 'La pagina si aggiorna da sola. Ultimo controllo alle',
    unreachable: 'Non riusciamo a controllare: forse manca la connessione. Riproviamo da soli. Ultimo tentativo alle',
    refresh: 'Controlla adesso',
  },
  'not-completed': {
    body: 'pagoPA ci dice che il pagamento non si è concluso. Può succedere se la banca non lo autorizza, se scade il tempo o se si chiude la pagina.',
    money: 'Finora non abbiamo ricevuto nessun pagamento.',
    charged:
      'Se la tua banca mostra un addebito, di solito viene stornato in pochi giorni. Se invece il pagamento arriva, anche più tardi, la pratica diventa «Confermata» da sola.',
    chargedOfMany:
      'Se la tua banca mostra un addebito, di solito viene stornato in pochi giorni. Se invece il pagamento arriva, anche più tardi, le pratiche diventano «Confermate» da sole.',
  },
  cancelled: {
    body: 'Sei tornato senza pagare. La pratica è ancora da pagare: puoi farlo quando vuoi, qui o con il bollettino.',
    bodyOfMany: 'Sei tornato senza pagare. Le pratiche sono ancora nel carrello: puoi pagarle quando vuoi.',
    money: 'Non è stato addebitato nessun importo.',
  },
  unanswered: {
    since: (time: string) => `Aspettiamo dalle ${time}, e pagoPA non ci ha ancora confermato niente.`,
    body: 'Di solito vuol dire che il pagamento non si è concluso.',
    money: 'Non abbiamo ricevuto nessun pagamento.',
    missing: 'Ho pagato ma non risulta',
  },
  case: {
    opened: 'Abbiamo avvisato l’ente, che controlla.',
    link: 'Segui la richiesta',
    none: 'Se hai pagato, scegli «Ho pagato ma non risulta»: l’ente controlla e ti risponde.',
  },
  /** Some notices of an attempt that came to nothing are paid all the same. */
  paidElsewhere:
    'Con questo pagamento non abbiamo ricevuto niente: le pratiche «Confermate» sono state pagate in un altro modo.',
  again: {
    now: 'Torna alla pratica',
    cart: 'Torna al carrello',
    later: (time: string) =>
      `Se vuoi riprovare, aspetta le ${time}: prima, pagoPA potrebbe risponderti che c’è già un pagamento in corso.`,
    print: 'Stampa bollettino',
  },
  notices: 'Le pratiche di questo pagamento',
  hidden: (count: number) =>
    count === 1
      ? 'Un’altra pratica di questo pagamento si vede solo dal dispositivo con cui hai pagato.'
      : `Altre ${count} pratiche di questo pagamento si vedono solo dal dispositivo con cui hai pagato.`,
  receiptOf: (what: string) => ` di ${what}`,
  receiptLink: 'Quietanza',
  attempt: 'Pagamento cominciato',
}

export const problemText = {
  titles: {
    'already-paid': 'Questa pratica è già pagata',
    'payment-in-progress': 'C’è già un pagamento in corso',
    expired: 'Questo avviso è scaduto',
    cancelled: 'Questo avviso è stato annullato',
    'amount-changed': 'L’importo è cambiato',
    'looks-paid': 'Forse l’hai già pagata',
    unavailable: 'pagoPA non risponde',
    busy: 'pagoPA è molto occupato',
    'our-fault': 'Non siamo riusciti ad avviare il pagamento',
  },
  bodies: {
    'already-paid':
      'Qualcuno l’ha già pagata, qui o in un altro modo. Non devi fare altro: trovi la quietanza nella pratica.',
    'payment-in-progress':
      'Questa pratica risulta in pagamento in questo momento: qui in un’altra finestra, in banca, in posta o con un’app. Se il pagamento si conclude, la pratica diventa «Confermata» da sola.',
    expired:
      'Il termine è passato e l’ente non accetta più pagamenti con questo avviso. Chiedi all’ente un avviso aggiornato.',
    cancelled: 'L’ente ha annullato l’avviso, oppure il debito è stato pagato in un altro modo. Non devi fare niente.',
    'amount-changed':
      'Mentre eri sulla pagina l’ente ha aggiornato l’importo, per esempio per gli interessi. Controlla e, se va bene, continua.',
    'looks-paid':
      'Nell’ultimo mese c’è un pagamento dello stesso servizio, con lo stesso importo e lo stesso intestatario. Controlla che questa sia un’altra pratica.',
    unavailable:
      'Il sito dei pagamenti in questo momento non risponde. Riprova tra qualche minuto, oppure stampa il bollettino e paga dove preferisci.',
    busy: 'Ci sono molti pagamenti in questo momento. Riprova tra qualche minuto, oppure stampa il bollettino e paga dove preferisci.',
    'our-fault':
      'È un errore nostro, e lo abbiamo registrato. Riprova; se si ripete, stampa il bollettino oppure scrivi all’ente indicando questo codice.',
  },
  money: {
    'already-paid': 'Adesso non è stato addebitato nessun altro importo.',
    other: 'Non è stato addebitato nessun importo.',
  },
  retryFrom: (time: string) => `Riprova dalle ${time}.`,
  oldAmount: 'Importo di prima',
  newAmount: 'Nuovo importo',
  twinPaid: (when: string) => `pagata il ${when}`,
  twinUnderWay: 'pagamento in corso',
  payAnother: (amount: string) => `È un’altra: paga ${amount}`,
  payNew: (amount: string) => `Paga ${amount}`,
  toPosition: 'Vai alla pratica',
  retry: 'Torna alla pratica e riprova',
  retryCart: 'Torna al carrello e riprova',
  print: 'Stampa bollettino',
  contact: 'Contatta l’ente',
  search: 'Cerca un’altra pratica',
  reference: 'Codice dell’errore',
}
