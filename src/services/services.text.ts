/** The words of Inserimento spontaneo. */
import { formatEuro } from '../core/money.ts'

const days = (count: number) => (count === 1 ? '1 giorno' : `${count} giorni`)

export const servicesText = {
  title: 'Inserimento spontaneo',
  lead: 'Paga un servizio dell’ente senza aspettare un avviso: scegli, compila, controlla e salva.',
  search: {
    label: 'Servizi dell’ente',
    field: 'Cerca un servizio',
    hint: 'Per esempio: mensa, multa, certificato',
    submit: 'Cerca',
    all: 'Vedi tutti i servizi',
    found: (count: number, words: string) =>
      count === 1 ? `1 servizio per «${words}»` : `${count} servizi per «${words}»`,
  },
  /** Beside the name of a service, for who has not signed in. */
  needsAccount: 'Serve l’accesso',
  empty: 'Questo ente non ha aperto nessun servizio al pagamento spontaneo. Se hai un avviso in mano, cercalo.',
  emptyAction: 'Cerca un avviso',
  nothingFound: (words: string) =>
    `Nessun servizio corrisponde a «${words}». Prova con un’altra parola, o guardali tutti.`,
  drafts: {
    title: 'Le tue bozze',
    lead: 'Quello che hai cominciato a compilare e non hai ancora salvato. Una bozza resta qui 30 giorni.',
    guestLead:
      'Quello che hai cominciato a compilare in questo browser. Dopo mezz’ora senza usarlo si cancella; se accedi, resta nel tuo account.',
    changed: (moment: string) => `modificata il ${moment}`,
    resume: 'Riprendi',
    resumeWhat: (service: string) => ` la bozza di ${service}`,
    delete: 'Elimina',
    deleteWhat: (service: string) => ` la bozza di ${service}`,
  },
  dropped: 'La bozza non c’è più: niente è stato salvato.',
  service: {
    audience: 'A chi è rivolto',
    howMuch: 'Quanto costa',
    contacts: 'A chi chiedere',
    office: 'Ufficio',
    phone: 'Telefono',
    email: 'E-mail',
    hours: 'Orari',
    website: 'Pagina del servizio',
    whatYouNeed: 'Che cosa ti chiediamo',
    due: (count: number) => `Dopo aver salvato hai ${days(count)} per pagare, online o con il bollettino.`,
    start: 'Compila',
    signInFirst: 'Per compilare serve l’accesso',
    signIn: 'Accedi e compila',
    guestToo: 'Puoi compilare anche senza accesso: se accedi, i tuoi dati sono già scritti.',
    typed: 'L’importo lo scrivi tu.',
    fixed: (amount: string) => `${amount}.`,
    computed: 'L’importo si calcola con le tue risposte.',
  },
}

export const fillInText = {
  steps: ['Compila', 'Controlla il riepilogo', 'Paga o stampa'],
  debtor: {
    title: 'Chi deve pagare',
    service: 'Servizio',
    name: 'Nome e cognome',
    fiscalCode: 'Codice Fiscale',
    email: 'E-mail',
    address: 'Indirizzo',
    fromAccount: 'Sono i dati del tuo account e qui non si cambiano.',
    fullName: 'Nome e cognome, o ragione sociale',
    fullNameHint: 'Di chi deve pagare, come va scritto sulla ricevuta.',
    fiscalCodeHint: '16 caratteri per una persona, 11 cifre per un’azienda o un ente.',
    emailHint: 'L’ente la legge insieme alla pratica.',
    errors: {
      fullName: {
        empty: 'Scrivi il nome di chi deve pagare',
        'too-long': 'Il nome di chi deve pagare può avere al massimo 70 caratteri',
      },
      email: { 'wrong-form': 'L’indirizzo e-mail non è scritto nella forma giusta' },
    },
  },
  answers: 'Dati del pagamento',
  amount: 'Importo',
  amountLabel: 'Importo in euro',
  fixedAmount: 'L’importo è fisso.',
  withoutScripts: 'L’importo si calcola con le tue risposte: lo vedi nel riepilogo, prima di salvare.',
  nothingToPay: 'Con queste risposte non c’è niente da pagare: controllale.',
  choose: 'Scegli…',
  hint: 'Un suggerimento dell’ente',
  attached: (name: string, size: string) => `Allegato: ${name} (${size})`,
  replace: 'Per cambiarlo, scegline un altro.',
  remove: 'Togli l’allegato',
  next: 'Continua',
  keep: 'Salva la bozza',
  cancel: 'Annulla',
  kept: 'Bozza salvata. La ritrovi in «Inserimento spontaneo».',
  keptByGuest:
    'Bozza salvata in questo browser. Dopo mezz’ora senza usarlo si cancella: se accedi, la ritrovi nel tuo account.',
  tooManyDrafts:
    'Hai già 20 bozze. Quello che hai scritto è qui sotto: elimina una bozza in «Inserimento spontaneo», poi riprova.',
  limited: 'Hai salvato troppe volte in poco tempo. Quello che hai scritto è qui sotto: riprova tra un’ora.',
  gone: {
    title: 'Questa bozza non c’è più',
    body: 'È stata eliminata, oppure l’accesso con cui era stata scritta è finito. Puoi ricominciare.',
    again: 'Compila di nuovo',
  },
}

export const summaryText = {
  title: 'Riepilogo',
  lead: 'Controlla prima di salvare: dopo, la pratica si può solo pagare o lasciar scadere.',
  who: 'Chi deve pagare',
  what: 'Che cosa paghi',
  description: 'Causale dell’avviso',
  edit: 'Modifica',
  editWhat: ' i dati',
  amount: 'Importo',
  lines: 'Come si compone',
  shares: {
    title: 'A chi va',
    cent: 'Le percentuali si arrotondano al centesimo in giù: il centesimo che avanza va alla quota principale.',
    main: '(quota principale)',
  },
  due: 'Da pagare entro',
  dueHint: 'Se non la paghi entro questo giorno la pratica scade, e non devi fare altro.',
  fee: 'Se paghi online o a uno sportello si può aggiungere una commissione, che dipende da dove paghi.',
  save: 'Salva',
  saveHint:
    'Salvando inserisci la pratica. Poi scegli se pagarla online, metterla nel carrello o stampare il bollettino.',
  cancel: 'Annulla',
  changed: {
    title: 'Il riepilogo è cambiato',
    body: (amount: string) =>
      `Le risposte, o la tariffa dell’ente, sono cambiate dopo che l’hai letto. Ora sono ${amount}: se va bene, salva.`,
  },
  tooManyOpen:
    'Hai già 10 pratiche inserite e non ancora pagate: pagane una, o aspetta che scadano. La bozza resta salvata.',
  limited: 'Hai inserito troppe pratiche in poco tempo. La bozza resta salvata: riprova tra un’ora.',
  amountOf: formatEuro,
}
