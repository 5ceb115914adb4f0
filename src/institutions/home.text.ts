export const homeText = {
  title: 'Paga e consulta i tuoi avvisi',
  lead: 'Scegli il tuo ente per pagare un avviso, stamparlo o ritrovare una quietanza.',
  notice: {
    title: 'Hai un avviso in mano?',
    label: 'Codice fiscale dell’ente',
    hint: 'Sono 11 cifre: sull’avviso le trovi sotto il nome dell’ente. Se hai letto il codice QR con un’app, puoi incollare qui il suo testo.',
    submit: 'Vai all’ente',
    errors: {
      empty: 'Scrivi il codice fiscale dell’ente, oppure incolla il testo del codice QR',
      'not-eleven-digits': 'Il codice fiscale dell’ente ha 11 cifre',
      'unreadable-code': 'Questo non è il testo del codice QR di un avviso pagoPA: comincia con PAGOPA',
      'unknown-institution':
        'Questo ente non usa questo portale: cerca sull’avviso l’indirizzo del suo sito, oppure paga in banca, in posta o con un’app',
    },
  },
  choose: {
    title: 'Scegli il tuo ente',
    label: 'Cerca un ente',
    field: 'Nome dell’ente',
    submit: 'Cerca',
    reset: 'Mostra tutti gli enti',
    found: (count: number) => (count === 1 ? '1 ente' : `${count} enti`),
    none: (query: string) => `Nessun ente con «${query}» nel nome. Prova con una parola sola.`,
    more: 'Ce ne sono altri: scrivi una parte del nome per trovarli.',
    nothing: 'In questo portale non c’è ancora nessun ente.',
    test: 'Ambiente di prova',
  },
}
