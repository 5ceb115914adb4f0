export const myPrivacyText = {
  title: 'Privacy',
  lead: 'Che cosa sappiamo di te, per quanto tempo, e che cosa puoi decidere tu.',
  consents: {
    title: 'I tuoi consensi',
    body: 'Sono quelli che hai dato quando ti sei registrato.',
    kinds: { privacy: 'Informativa Privacy', terms: 'Termini e Condizioni' },
    version: (version: string) => `versione ${version}`,
    given: (day: string) => `dato il ${day}`,
    revoked: (day: string) => `revocato il ${day}`,
    read: { privacy: 'Leggi l’informativa', terms: 'Leggi i termini' },
  },
  kept: {
    title: 'Che cosa conserviamo, e per quanto',
    lead: 'Alcune cose le decidi tu; altre le chiede la legge, e restano anche se chiudi l’account.',
    ends: 'Quanto tempo',
    rows: [
      { what: 'I tuoi dati e il tuo account', ends: 'finché non chiudi l’account' },
      {
        what: 'Indirizzo e-mail di un account chiuso, in una forma illeggibile',
        ends: '30 giorni, perché nessun altro possa usarlo',
      },
      { what: 'Pagamenti e quietanze', ends: '10 anni dal pagamento, per legge: li conserva l’ente' },
      { what: 'Avvisi non pagati', ends: 'quanto decide l’ente, di solito 5 anni dalla scadenza' },
      { what: 'Consensi dati e revocati', ends: 'restano come prova, senza il tuo nome' },
      { what: 'Chi è entrato e quando, con la rete abbreviata', ends: '24 mesi' },
      { what: 'Testo delle e-mail che ti abbiamo mandato', ends: '30 giorni' },
      { what: 'Carrello', ends: '24 ore dall’ultima modifica' },
    ],
    rights:
      'Puoi chiedere all’ente di correggere o cancellare i tuoi dati, e puoi rivolgerti al Garante per la protezione dei dati personali.',
  },
  take: {
    title: 'I tuoi dati',
    body: 'Puoi scaricare in un archivio tutto quello che il portale sa di te, con le quietanze.',
    action: 'Scarica i tuoi dati',
  },
  revoke: {
    title: 'Revoca del consenso',
    body: 'Puoi revocare in ogni momento il consenso che hai dato alla registrazione. L’account si chiude e i tuoi dati personali vengono cancellati subito.',
    action: 'Revoca il consenso e chiudi l’account',
  },
}

export const revokeText = {
  title: 'Revoca il consenso',
  lead: 'Leggi che cosa succede prima di confermare: l’account si chiude subito.',
  goes: {
    title: 'Che cosa si cancella subito',
    items: [
      'Nome, indirizzo, telefono, e-mail, codice fiscale e password del tuo account.',
      'L’elenco delle tue pratiche, il carrello e il modo in cui gli enti ti riconoscono.',
      'Tutti gli accessi aperti: esci da questo e da ogni altro dispositivo.',
      'Le pendenze che hai inserito tu e non hai pagato: vengono annullate. Se ne stai pagando una, aspettiamo un’ora.',
    ],
  },
  stays: {
    title: 'Che cosa resta',
    items: [
      'I pagamenti fatti e le quietanze: la legge chiede all’ente di conservarli per 10 anni. Con il codice fiscale e il codice dell’avviso li trovi ancora, senza account.',
      'Gli avvisi che l’ente ti ha mandato: vanno pagati come prima.',
      'La prova dei consensi dati e revocati, senza il tuo nome.',
    ],
  },
  money: 'Revocare il consenso non cambia i pagamenti: nessun importo viene addebitato o restituito.',
  back30: 'Se cambi idea puoi registrarti di nuovo: per 30 giorni il tuo indirizzo e-mail è riservato a te.',
  form: 'Conferma con la tua password',
  submit: 'Revoca il consenso e chiudi l’account',
  back: 'Torna alla privacy senza cambiare niente',
}

export const accountClosedText = {
  title: 'Il consenso è revocato e l’account è chiuso',
  body: 'Abbiamo cancellato i tuoi dati personali e chiuso tutti gli accessi. Ti abbiamo mandato una e-mail di conferma: è l’ultima.',
  money: 'I pagamenti già fatti restano validi: nessun importo viene addebitato o restituito.',
  next: 'Per cercare un avviso o una quietanza bastano il codice fiscale e il codice dell’avviso.',
  search: 'Cerca un avviso',
  register: 'Registrati di nuovo',
}
