export const challengeText = {
  title: 'Un controllo prima di continuare',
  lead: 'Ci sono state molte richieste con dati sbagliati. Per proteggere i dati di tutti verifichiamo che tu non sia un programma.',
  work: {
    title: 'Controllo automatico',
    body: 'Il tuo browser risolve un piccolo calcolo: non devi fare niente, e nessun dato esce da questo portale.',
    working: 'Il controllo è in corso: ci vogliono pochi secondi.',
    done: 'Controllo riuscito, andiamo avanti.',
    failed: 'Il controllo automatico non è riuscito: usa il codice per e-mail.',
    submit: 'Continua',
  },
  mail: {
    title: 'Codice per e-mail',
    or: 'Se preferisci, o se il controllo non riesce',
    body: 'Ti mandiamo un codice di 6 cifre, da scrivere qui. Non conserviamo l’indirizzo.',
    email: 'E-mail',
    submit: 'Mandami il codice',
    errors: {
      empty: 'Scrivi il tuo indirizzo e-mail',
      'wrong-form': 'Questo indirizzo e-mail non è completo: controllalo',
    },
  },
  code: {
    title: 'Scrivi il codice',
    sent: 'Lo abbiamo mandato a',
    validity: 'Vale 10 minuti.',
    label: 'Codice di 6 cifre',
    submit: 'Continua',
    again: 'Non è arrivato: usa un altro indirizzo',
    errors: {
      empty: 'Scrivi il codice di 6 cifre',
      wrong: 'Il codice non è quello che ti abbiamo mandato: controllalo',
      expired: 'Il codice non vale più: fattene mandare un altro',
    },
  },
}
