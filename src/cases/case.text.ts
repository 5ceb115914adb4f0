export const caseText = {
  title: 'La tua richiesta',
  above: 'Ho pagato ma non risulta',
  code: 'Codice della richiesta',
  codeHint:
    'Scrivilo, o stampa questa pagina: con il codice torni qui quando vuoi, anche da un altro dispositivo e senza account.',
  opened: 'Aperta il',
  nothing: {
    title: 'Finora non ci risulta nessun pagamento',
    body: 'Con questi dati non abbiamo ricevuto pagamenti. Può voler dire che la conferma è in viaggio, che il pagamento non è riuscito, o che un dato non è quello giusto.',
    kept: 'Abbiamo conservato la richiesta e avvisato l’ente, che la controlla. Non pagare di nuovo finché non hai una risposta.',
    stepsTitle: 'Che cosa puoi fare intanto',
    steps: [
      'Controlla che il codice sia quello della ricevuta che hai in mano.',
      'Se hai pagato in linea, cerca la e-mail di pagoPA: dice se il pagamento è riuscito.',
      'Se hai pagato allo sportello o con un’app, guarda che la ricevuta riporti questo ente e questo codice.',
      'Conserva la ricevuta: l’ente potrebbe chiedertela.',
    ],
  },
  checking: {
    title: (since: string) => `In verifica dalle ${since}`,
    body: 'Il pagamento è cominciato e aspettiamo la conferma di pagoPA. Se è riuscito, la pratica diventa «Confermata» da sola.',
    kept: 'Abbiamo conservato la richiesta: se la conferma non arriva, l’ente controlla. Non pagare di nuovo finché la verifica è in corso.',
  },
  paid: {
    title: 'Il pagamento risulta',
    body: (day: string) => `Il pagamento è arrivato il ${day}. Non devi fare altro.`,
    receipt: 'Per scaricare la quietanza cerca la pratica con il codice fiscale e il codice avviso.',
    find: 'Scarica la quietanza',
  },
  answered: {
    title: 'L’ente ha risposto',
    on: (day: string) => `Risposta del ${day}`,
    more: 'Se la risposta non basta, scrivi all’ente indicando il codice della richiesta: i contatti sono qui sotto.',
  },
  unanswered: {
    title: 'L’ente sta controllando un pagamento in linea',
    body: 'pagoPA ci ha detto che il pagamento era riuscito, e la ricevuta non è arrivata. L’ente è stato avvisato e controlla.',
    kept: 'Non pagare di nuovo finché non hai una risposta: torna a guardare questa pagina.',
  },
  willWrite: 'Quando c’è una novità ti scriviamo all’indirizzo e-mail che hai lasciato.',
  willNotWrite: 'Non hai lasciato un indirizzo e-mail: torna a controllare qui.',
  again: 'Fai un’altra richiesta',
}
