/**
 * How to use the portal, step by step: one text for the guide's page and for the manual on paper, in our own words. The
 * questions and answers of the help page (help.text.ts) follow it on paper.
 */
import type { GuidePicture } from './guide-pictures.ts'

export type GuideChapter = {
  id: string
  title: string
  intro: string
  steps: readonly string[]
  /** What is good to know, below the steps. */
  notes: readonly string[]
  picture: { name: GuidePicture; description: string } | undefined
}

/** What differs from ente to ente. */
export type GuideFacts = { allowsGuestPayment: boolean; allowsLocalRegistration: boolean; opensServices: boolean }

export function guideChapters({
  allowsGuestPayment,
  allowsLocalRegistration,
  opensServices,
}: GuideFacts): GuideChapter[] {
  return [
    {
      id: 'trovare',
      title: 'Trovare una pratica',
      intro:
        'Una pratica è un debito verso l’ente: una tassa, una multa, la mensa, una concessione. Ogni avviso di pagamento ha i codici per trovarla.',
      steps: [
        'Apri «Ricerca pratica»: è la prima pagina del portale.',
        'Scrivi il codice fiscale di chi deve pagare, come è scritto sull’avviso.',
        'Scrivi uno dei due codici: il Codice Avviso, di 18 cifre, oppure il Riferimento Pratica / IUV.',
        'Premi «Trova pratica».',
      ],
      notes: [
        'Puoi cercare anche la pratica di un’altra persona, se hai i codici: il suo nome resta coperto.',
        'Se non si trova niente, controlla i codici cifra per cifra. Un avviso nuovo può comparire il giorno dopo.',
      ],
      picture: {
        name: 'search',
        description: 'La pagina Ricerca pratica, con il codice fiscale e il Codice Avviso già scritti.',
      },
    },
    {
      id: 'controllare',
      title: 'Controllare i dati',
      intro: 'La pagina della pratica è il riepilogo: prima di pagare controlla che tutto corrisponda al tuo avviso.',
      steps: [
        'Leggi l’importo e la scadenza: stanno in alto, insieme allo stato.',
        'Più in basso trovi servizio, causale, ente e codici.',
        'Scegli che cosa fare: pagare subito, mettere la pratica nel carrello, oppure stampare il bollettino.',
      ],
      notes: ['Se la pratica si può pagare a rate, trovi le rate in fondo: ogni rata ha il suo avviso.'],
      picture: {
        name: 'position',
        description: 'La pagina di una pratica da pagare: importo, scadenza, pulsante Paga e le altre scelte.',
      },
    },
    {
      id: 'pagare-subito',
      title: 'Pagare in linea',
      intro: allowsGuestPayment
        ? 'Paghi con pagoPA, con carta, conto o app. Non serve un account.'
        : 'Paghi con pagoPA, con carta, conto o app. Questo ente chiede prima l’accesso.',
      steps: [
        'Premi il pulsante «Paga», dove leggi l’importo: ti portiamo sul sito di pagoPA.',
        'Su pagoPA scrivi la tua e-mail e scegli come pagare: la commissione si vede prima di confermare.',
        'Conferma il pagamento, poi premi «Continua» per tornare qui.',
        'Leggi l’esito: se il pagamento è ricevuto, scarica la quietanza.',
      ],
      notes: [
        'Se l’esito è «in verifica», la conferma di pagoPA non è ancora arrivata: puoi chiudere la pagina, lo stato si aggiorna da solo. Non pagare di nuovo.',
        'Se chiudi pagoPA prima di confermare, non ti viene addebitato niente.',
      ],
      picture: {
        name: 'outcome',
        description: 'L’esito di un pagamento ricevuto, con il pulsante per scaricare la quietanza.',
      },
    },
    {
      id: 'carrello',
      title: 'Pagare più pratiche insieme',
      intro: 'Nel carrello metti fino a cinque pratiche, anche di enti diversi, e le paghi in una volta sola.',
      steps: [
        'In ogni pratica, o nell’elenco, scegli «Aggiungi pratica al carrello».',
        'Premi il carrello in alto: il numero dice quante pratiche contiene.',
        'Controlla il riepilogo. Con «Rimuovi» togli una pratica, con «Pulisci carrello» le togli tutte.',
        'Premi «Paga carrello» e vai avanti come per una pratica sola.',
      ],
      notes: ['Ogni pratica ha la sua quietanza, anche se paghi tutto insieme.'],
      picture: {
        name: 'cart',
        description: 'Il riepilogo del carrello con due pratiche, il totale e il pulsante Paga.',
      },
    },
    {
      id: 'bollettino',
      title: 'Pagare con il bollettino',
      intro:
        'Se preferisci la banca, la posta o il tabaccaio, stampa l’avviso di pagamento: vale ovunque si paghi pagoPA.',
      steps: [
        'Nella pratica, o nel menu accanto a «Paga», scegli «Stampa bollettino».',
        'Porta il foglio allo sportello, oppure inquadra il codice QR con l’app della banca.',
        'Torna qui quando vuoi: il pagamento arriva da solo, con la sua quietanza.',
      ],
      notes: [],
      picture: undefined,
    },
    {
      id: 'registrarsi',
      title: 'Registrarsi e accedere',
      intro: allowsLocalRegistration
        ? 'Con un account trovi tutte le pratiche associate a te, lo storico e le quietanze, senza riscrivere i codici.'
        : 'Con un account trovi tutte le pratiche associate a te, lo storico e le quietanze. Qui la registrazione con e-mail e password è per aziende e associazioni.',
      steps: [
        'Premi «Accedi» e poi «Registrati».',
        'Scrivi il tuo codice fiscale, poi i dati anagrafici, e scegli una password lunga.',
        'Apri la e-mail che ti mandiamo e premi il link: attiva il tuo account entro 24 ore.',
        'Da quel momento premi «Accedi» e scrivi e-mail e password.',
      ],
      notes: [
        'Se hai dimenticato la password, nella pagina di accesso premi «Password dimenticata?»: ti mandiamo un link per sceglierne un’altra.',
        'Per uscire apri il menu con il tuo nome, in alto, e premi «Esci». Su un computer di tutti esci sempre.',
        'Se non usi il portale per un po’, l’accesso scade per sicurezza. Due minuti prima ti avvisiamo, e con un pulsante resti collegato.',
      ],
      picture: { name: 'register', description: 'Il primo passaggio della registrazione: il codice fiscale.' },
    },
    {
      id: 'da-pagare',
      title: 'Vedere che cosa c’è da pagare',
      intro: 'Dopo l’accesso trovi le pratiche associate a te, dalla scadenza più vicina, con il totale.',
      steps: [
        'Apri «Da pagare».',
        'Per ogni pratica leggi stato, scadenza e importo.',
        'Premi «Paga», oppure apri il menu accanto per il carrello e per il bollettino.',
      ],
      notes: [
        'Una pratica che non è intestata a te si aggiunge così: cercala con i suoi codici e premi «Aggiungi alle mie pratiche».',
      ],
      picture: {
        name: 'list',
        description: 'L’elenco delle pratiche da pagare, con stato, scadenza, importo e azioni.',
      },
    },
    ...(opensServices ? [SPONTANEOUS] : []),
    {
      id: 'storico',
      title: 'Ritrovare i pagamenti e le quietanze',
      intro: 'La quietanza è la prova che hai pagato. Resta qui, e puoi scaricarla quando vuoi.',
      steps: [
        'Apri «Storico pratiche».',
        'Cerca per causale, servizio, persona o codice; oppure scegli l’anno e lo stato.',
        'Premi «Quietanza» accanto al pagamento.',
      ],
      notes: ['Senza account ritrovi la quietanza cercando la pratica con i suoi codici.'],
      picture: { name: 'history', description: 'Lo storico delle pratiche pagate, con il filtro e le quietanze.' },
    },
    {
      id: 'non-risulta',
      title: 'Quando hai pagato ma non risulta',
      intro:
        'Di solito la conferma arriva in pochi minuti, di rado serve qualche ora. Se aspetti da più di 15 minuti, dillo a noi.',
      steps: [
        'Apri «Ho pagato ma non risulta».',
        'Scrivi il codice fiscale e il codice dell’avviso che hai pagato.',
        'Lascia la tua e-mail, se vuoi: ti scriviamo quando il pagamento arriva.',
      ],
      notes: ['Tieni la ricevuta che ti ha dato chi ha preso il pagamento: se serve, l’ente te la chiede.'],
      picture: undefined,
    },
  ]
}

export const guideText = {
  title: 'Guida al portale',
  lead: 'Come si fa, passo per passo. Le immagini mostrano un ente di fantasia: il tuo ha il suo nome e i suoi colori.',
  contents: 'In questa guida',
  above: 'Aiuto',
  search: 'Ricerca pratica',
  manual: 'Scarica il manuale (PDF)',
  manualWhy: 'le stesse pagine e le risposte alle domande più frequenti, da stampare',
  guide: 'Leggi la guida passo per passo',
}

export const manualText = {
  title: 'Manuale del cittadino',
  documentTitle: (name: string) => `Manuale del cittadino – ${name}`,
  portal: 'Portale dei pagamenti',
  crest: (name: string) => `Stemma: ${name}`,
  lead: 'Come trovare, pagare e documentare ciò che devi all’ente. Le immagini mostrano un ente di fantasia.',
  contents: 'In questo manuale',
  footer: (name: string) => `Manuale del cittadino – ${name}`,
  page: (page: number, pages: number) => `Pagina ${page} di ${pages}`,
  step: (number: number) => `${number}.`,
  bullet: '–',
  fileName: 'manuale-del-cittadino.pdf',
}

/** For the enti that open their services. */
const SPONTANEOUS: GuideChapter = {
  id: 'spontaneo',
  title: 'Pagare un servizio senza avviso',
  intro:
    'La mensa, un certificato, un passo carrabile: se l’ente lo permette, inserisci tu la pratica e la paghi quando vuoi.',
  steps: [
    'Apri «Inserimento spontaneo» e scegli il servizio, anche con la ricerca.',
    'Leggi che cos’è, per chi è e quanto costa, poi premi «Compila».',
    'Rispondi alle domande: l’importo si calcola da solo, o lo scrivi tu. Premi «Continua».',
    'Controlla il riepilogo: con «Modifica» torni indietro, con «Annulla» non resta niente, con «Salva» inserisci la pratica.',
    'Pagala subito, mettila nel carrello o stampa il bollettino.',
  ],
  notes: [
    'Con «Salva la bozza» continui un altro giorno: se hai fatto l’accesso, la ritrovi in «Inserimento spontaneo» per 30 giorni.',
    'Se non paghi entro il giorno scritto nel riepilogo, la pratica scade da sola.',
  ],
  picture: {
    name: 'service',
    description: 'Il modulo di un servizio: i dati di chi paga, le domande e l’importo che si calcola.',
  },
}
