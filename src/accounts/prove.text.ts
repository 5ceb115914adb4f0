import type { ProofKind } from './proof.ts'

const how: Record<ProofKind, string> = {
  'verified-contact': 'L’ente ha il tuo indirizzo e-mail tra i tuoi recapiti.',
  letter: 'Hai scritto il codice della lettera che l’ente ti ha mandato.',
  counter: 'Hai mostrato un documento allo sportello.',
}

export const proveText = {
  title: 'Conferma il codice fiscale',
  lead: (institution: string) =>
    `Quando ${institution} sa che il codice fiscale è tuo, trovi da sole tutte le pratiche a tuo nome.`,
  fiscalCode: 'Il tuo codice fiscale',
  proven: {
    title: 'Il tuo codice fiscale è confermato',
    on: (day: string) => `Confermato il ${day}.`,
    how,
    justNow: 'Fatto: da ora vedi tutte le pratiche a tuo nome.',
    action: 'Vai a «Da pagare»',
  },
  test: {
    title: 'In questo ente di prova non serve',
    body: 'Qui basta il codice fiscale che hai scritto alla registrazione. In un ente vero va confermato.',
  },
  notHere: {
    title: 'Questo ente non conferma gli account del portale',
    body: 'Puoi comunque aggiungere alle tue pratiche ogni avviso di cui hai il codice.',
    action: 'Aggiungi una pratica',
  },
  ways: {
    contact: {
      title: 'Con la tua e-mail',
      body: (email: string) =>
        `Chiedi all’ente di registrare ${email} tra i tuoi recapiti. Quando lo fa, la conferma avviene da sola al tuo prossimo accesso.`,
    },
    counter: {
      title: 'Allo sportello',
      body: 'Presentati con un documento d’identità e di’ con quale indirizzo e-mail accedi. La conferma è immediata.',
    },
    letter: {
      title: 'Con una lettera',
      body: 'L’ente ti manda per posta un codice, all’indirizzo che conosce già. Vale 60 giorni e si usa una volta sola.',
      ask: 'Chiedi la lettera',
      asked: (day: string) =>
        `L’hai chiesta il ${day}. Se l’ente conosce un tuo indirizzo di posta, la lettera parte nei prossimi giorni: quando arriva, torna qui e scrivi il codice.`,
      undeliverable:
        'L’ente non ha potuto mandare la lettera: non ha un indirizzo di posta a cui scriverti. Chiedi all’ente di aggiornarlo, oppure scegli un altro modo.',
      over: 'Il codice della lettera non vale più: puoi chiederne un’altra.',
      tooOften: 'Hai già chiesto due lettere negli ultimi 30 giorni. Aspetta, oppure vai allo sportello.',
      printed: (day: string) => `La lettera è partita. Scrivi qui il codice entro il ${day}.`,
      code: 'Codice della lettera',
      hint: '10 lettere e cifre. Maiuscole, spazi e trattini non contano.',
      submit: 'Conferma il codice fiscale',
      triesLeft: (count: number) => (count === 1 ? 'Hai ancora 1 tentativo.' : `Hai ancora ${count} tentativi.`),
      errors: {
        empty: 'Scrivi il codice della lettera',
        'wrong-form': 'Il codice ha 10 lettere e cifre: controlla di averlo copiato tutto',
        wrong: (left: number) =>
          left === 0
            ? 'Questo codice non è giusto, e i tentativi sono finiti: chiedi un’altra lettera'
            : `Questo codice non è giusto: controllalo sulla lettera. ${left === 1 ? 'Hai ancora 1 tentativo' : `Hai ancora ${left} tentativi`}`,
        'no-letter': 'Non c’è una lettera con un codice ancora valido: chiedine una',
        'proven-by-another':
          'Un altro account ha già confermato questo codice fiscale. Se non è tuo, vai allo sportello con un documento d’identità',
      },
    },
  },
}
