/** What is wrong with the two codes that open a notice, wherever they are asked for. */
export const codeErrorText = {
  fiscalCode: {
    empty: 'Scrivi il codice fiscale di chi deve pagare',
    'wrong-length': 'Il codice fiscale ha 16 caratteri per una persona, 11 cifre per un’azienda o un ente',
    'wrong-form': 'Questo codice fiscale non è scritto nella forma giusta: controlla lettere e cifre',
    'wrong-check-character': 'L’ultimo carattere non torna con gli altri: controlla il codice fiscale',
  },
  creditorReferenceId: {
    empty: 'Scrivi il Riferimento Pratica / IUV, oppure il Codice Avviso',
    'wrong-form': 'Il Riferimento Pratica / IUV ha da 15 a 17 cifre',
  },
  noticeNumber: {
    'wrong-form': 'Il Codice Avviso ha 18 cifre e comincia con 0, 1, 2 o 3',
    'both-given': 'Hai scritto due codici di pratiche diverse: lasciane uno solo',
  },
}

export const codeFieldText = {
  fiscalCode: 'Codice Fiscale',
  creditorReferenceId: 'Riferimento Pratica / IUV',
  noticeNumber: 'Codice Avviso',
  either: 'Riferimento Pratica / IUV oppure Codice Avviso',
  or: 'OPPURE',
}
