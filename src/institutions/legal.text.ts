/** What the portal itself can say; the rest is the institution's, and the pages say so or lead there. */
export const legalText = {
  provisional: 'Pagina provvisoria',
  above: 'Ricerca pratica',
  contact: 'Per domande scrivi all’ente: i contatti sono in fondo alla pagina.',
  privacy: {
    title: 'Informativa privacy',
    missing: (name: string) =>
      `${name} non ha ancora indicato qui la propria informativa sul trattamento dei dati (articoli 13 e 14 del regolamento europeo 2016/679). Deve pubblicarla sul suo sito e collegarla a questa pagina: finché non c’è, puoi chiederla all’ente.`,
    declared: (name: string) => `Leggi l’informativa privacy completa di ${name}`,
    sections: [
      {
        title: 'Chi tratta i tuoi dati',
        paragraphs: [
          'Il titolare del trattamento è l’ente che ti ha mandato l’avviso. Il portale lavora per suo conto.',
        ],
      },
      {
        title: 'Quali dati, e perché',
        paragraphs: [
          'Per mostrarti gli avvisi: codice fiscale, nome, causale, importo e scadenza che l’ente ha caricato.',
          'Se ti registri: nome, indirizzo, e-mail e telefono, per riconoscerti e scriverti. La password è conservata in una forma da cui non si può risalire a quella vera.',
          'Quando paghi: pagoPA riceve il codice dell’avviso e, se lo indichi, il tuo indirizzo e-mail. I dati della carta o del conto li vede solo chi gestisce il pagamento: da qui non passano.',
          'Se valuti il servizio: le stelle e le tue risposte, senza niente che le colleghi a te. Quello che scrivi di tua mano si cancella dopo un anno.',
        ],
      },
      {
        title: 'Cookie',
        paragraphs: [
          'Il portale usa solo cookie tecnici, che servono a tenerti collegato e a proteggere i moduli. Non ci sono statistiche, pubblicità o servizi di altri: per questo non c’è nessun avviso da accettare.',
        ],
      },
      {
        title: 'Per quanto tempo',
        paragraphs: [
          'I pagamenti e le quietanze si conservano per il tempo che la legge chiede all’ente, anche se chiudi l’account. Una registrazione mai attivata viene cancellata dopo 48 ore.',
        ],
      },
      {
        title: 'I tuoi diritti',
        paragraphs: [
          'Puoi chiedere all’ente di vedere, correggere o cancellare i tuoi dati, nei limiti della legge, e puoi rivolgerti al Garante per la protezione dei dati personali.',
        ],
      },
    ],
  },
  accessibility: {
    title: 'Dichiarazione di accessibilità',
    missing: (name: string) =>
      `${name} non ha ancora indicato qui la propria dichiarazione di accessibilità. Ogni ente la compila sul sito dell’Agenzia per l’Italia Digitale (form.agid.gov.it) e la rinnova entro il 23 settembre di ogni anno.`,
    declared: (name: string) => `Leggi la dichiarazione di accessibilità di ${name}`,
    sections: [
      {
        title: 'Come è fatto il portale',
        paragraphs: [
          'Le pagine seguono le linee guida WCAG 2.2, livello AA, e il modello dei servizi digitali di Designers Italia: si usano con la sola tastiera, con un lettore di schermo, ingrandite fino al 400 per cento e anche senza JavaScript.',
        ],
      },
      {
        title: 'Se trovi un ostacolo',
        paragraphs: [
          'Scrivi all’ente che cosa volevi fare, in quale pagina e con quali strumenti. L’ente deve risponderti entro 30 giorni.',
          'Se la risposta non arriva o non basta, puoi rivolgerti al Difensore civico per il digitale, presso l’Agenzia per l’Italia Digitale.',
        ],
      },
    ],
  },
  legalNotes: {
    title: 'Note legali',
    missing: (name: string) =>
      `${name} non ha ancora indicato qui le proprie note legali e i termini del servizio. Deve pubblicarli sul suo sito e collegarli a questa pagina.`,
    declared: (name: string) => `Leggi le note legali di ${name}`,
    sections: [
      {
        title: 'A che cosa serve il portale',
        paragraphs: [
          'Il portale mostra gli avvisi caricati dall’ente, avvia i pagamenti su pagoPA e consegna le quietanze. Importi, scadenze e causali li decide l’ente.',
        ],
      },
      {
        title: 'Quando un pagamento è fatto',
        paragraphs: [
          'Un pagamento è fatto quando l’ente ne riceve la ricevuta da pagoPA: da quel momento la pratica è «Confermata» e puoi scaricare la quietanza.',
        ],
      },
      {
        title: 'Il tuo account',
        paragraphs: [
          'L’account è personale. Tieni segreta la password; se pensi che qualcuno la conosca, cambiala subito con «Password dimenticata?».',
        ],
      },
    ],
  },
}
