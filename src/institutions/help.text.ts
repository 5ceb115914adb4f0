import { noticePictureText } from '../ui/notice-picture.text.ts'
import { stateText } from '../ui/ui.text.ts'

export const helpText = {
  title: 'Aiuto',
  lead: 'Le risposte alle domande più frequenti su avvisi, pagamenti e quietanze.',
  contents: 'In questa pagina',
  codes: {
    title: 'Dove trovo i codici dell’avviso',
    body: 'Sull’avviso di pagamento cerca i punti segnati qui sotto. Se hai ricevuto l’avviso per posta elettronica o su un’app, i codici hanno gli stessi nomi.',
    /** Where there is no picture. */
    points: [noticePictureText.debtor, noticePictureText.noticeNumber, noticePictureText.creditorReferenceId],
  },
  states: {
    title: 'Che cosa vuol dire lo stato di una pratica',
    names: stateText,
    meanings: {
      'to-pay':
        'Nessuno l’ha ancora pagata. Puoi pagarla qui, oppure stampare il bollettino e pagarla dove preferisci.',
      'not-confirmed':
        'Un pagamento è cominciato e aspettiamo la conferma di pagoPA. Di solito arriva in pochi minuti. Se non arriva, la pratica torna da pagare.',
      confirmed: 'L’ente ha ricevuto il pagamento. Puoi scaricare la quietanza, che è la prova.',
      expired: 'È passato il termine e l’avviso non si può più pagare: chiedi all’ente un avviso aggiornato.',
      cancelled: 'L’ente l’ha annullata, o l’hai pagata in un altro modo. Non devi fare niente.',
    },
  },
  pay: {
    title: 'Come pago',
    online: {
      title: 'Qui, in linea',
      body: 'Trova la pratica e premi «Paga». Ti portiamo su pagoPA, dove scegli carta, conto o app. Alla fine torni qui e vedi se il pagamento è arrivato.',
    },
    paper: {
      title: 'In banca, in posta, dal tabaccaio, con un’app',
      body: 'Premi «Stampa bollettino» e usa il codice QR o il Codice Avviso. Il pagamento arriva qui da solo, e trovi la quietanza come se avessi pagato in linea.',
    },
    guest: 'Non serve un account: bastano il codice fiscale e il codice dell’avviso.',
    login: 'Per pagare in linea questo ente chiede l’accesso. Con il bollettino stampato puoi pagare anche senza.',
  },
  fees: {
    title: 'Quanto costa pagare',
    body: 'L’ente non chiede nulla in più. Chi gestisce il pagamento (la banca, la posta, l’app) può applicare una commissione: la vedi su pagoPA prima di confermare, e cambia secondo il modo di pagare che scegli.',
  },
  problems: {
    title: 'Se qualcosa non va',
    missing: {
      title: 'Ho pagato, ma la pratica risulta ancora da pagare',
      body: 'Di solito la conferma arriva in pochi minuti. Se sono passati più di 15 minuti, dicci quale pratica hai pagato: controlliamo noi.',
      link: 'Ho pagato ma non risulta',
    },
    twice: {
      title: 'Ho pagato due volte',
      body: 'Il secondo pagamento non si perde: l’ente lo vede e te lo restituisce. Scrivi all’ente, con le due ricevute.',
    },
    amount: {
      title: 'L’importo non è quello dell’avviso',
      body: 'L’importo può cambiare dopo la stampa, per esempio per gli interessi. Vale quello che vedi qui e su pagoPA quando paghi.',
    },
    other: {
      title: 'L’avviso è di un’altra persona',
      body: 'Chiunque può pagare un avviso per conto di un altro: servono il codice fiscale dell’intestatario e il codice dell’avviso.',
    },
  },
  contacts: {
    title: 'Contatti dell’ente',
    body: 'Per domande sull’importo, sulla scadenza o sul motivo dell’avviso scrivi o telefona all’ente che lo ha mandato.',
    office: 'Ufficio',
    address: 'Indirizzo',
    phone: 'Telefono',
    mail: 'E-mail',
    certifiedMail: 'PEC',
    hours: 'Orari',
    website: 'Sito',
    none: 'L’ente non ha ancora pubblicato qui i suoi contatti: li trovi sul suo sito e sull’avviso.',
  },
}
