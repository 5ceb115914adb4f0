/** "Trova una ricevuta": the same form, asked by who has paid. */
export const receiptSearchText = {
  title: 'Trova una ricevuta',
  lead: 'Hai pagato e ti serve la quietanza? Non occorre un account: bastano il codice fiscale e uno dei codici dell’avviso, che sono anche sulla ricevuta.',
  submit: 'Trova la quietanza',
  masked:
    'Senza accesso il nome e il codice fiscale sulla quietanza sono coperti: chi accede con le proprie credenziali la scarica completa.',
}

export const searchText = {
  title: 'Ricerca pratica',
  lead: 'Trova il tuo avviso e pagalo, stampalo o scarica la quietanza. Servono il codice fiscale e uno dei codici dell’avviso.',
  required: 'Servono il codice fiscale e uno solo dei due codici.',
  fiscalCodeHint: 'Di chi deve pagare: 16 caratteri per una persona, 11 cifre per un’azienda o un ente.',
  codeHints: { creditorReferenceId: 'Da 15 a 17 cifre.', noticeNumber: '18 cifre, con o senza spazi.' },
  submit: 'Trova pratica',
  notFound: {
    title: 'Non abbiamo trovato nessuna pratica con questi dati',
    body: 'Controlla che il codice fiscale sia quello di chi deve pagare, e che il codice sia scritto come sull’avviso. Se l’avviso è nuovo, riprova domani: l’ente potrebbe non averlo ancora caricato.',
  },
  limited: {
    title: 'Hai fatto molte ricerche in poco tempo',
    body: (time: string) =>
      `Per proteggere i dati di tutti le ricerche si fermano per un po’: riprova dopo le ${time}. Se hai fretta, puoi pagare l’avviso anche in banca, in posta o dal tabaccaio.`,
  },
  missing: 'Hai pagato ma non risulta? Dicci che cosa hai in mano',
  receipt: 'Hai già pagato? Trova la quietanza',
  account: {
    title: 'Vuoi vedere tutte le tue pratiche?',
    body: 'Con un account trovi quelle associate a te, lo storico e le quietanze.',
    bodyWithoutRegistration: 'Se hai già un account, trovi quelle associate a te, lo storico e le quietanze.',
    login: 'Accedi',
    register: 'Registrati',
  },
}
