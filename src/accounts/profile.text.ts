import { passwordText } from './register.text.ts'
import type { AccountEventName } from './account-event.ts'

/** What is wrong with the current password, wherever it is asked for again. */
export const confirmText = {
  label: 'La tua password attuale',
  hint: 'Te la chiediamo di nuovo per essere sicuri che sia tu.',
  errors: {
    empty: 'Scrivi la tua password attuale',
    wrong: 'La password attuale non è giusta. Non è cambiato niente.',
    'too-many': 'Ci sono stati troppi tentativi sbagliati: aspetta 15 minuti e riprova. Non è cambiato niente.',
  },
}

export const profileText = {
  title: 'Profilo',
  lead: 'I tuoi dati e come accedi al portale.',
  done: {
    password: {
      title: 'La password è cambiata',
      body: 'Da ora accedi con quella nuova. Abbiamo chiuso gli altri accessi aperti.',
    },
    contacts: {
      title: 'I tuoi recapiti sono aggiornati',
      body: 'Da ora usiamo questi.',
    },
  },
  person: {
    title: 'I tuoi dati',
    name: 'Nome e cognome',
    companyName: 'Ragione sociale',
    fiscalCode: 'Codice Fiscale',
    address: 'Indirizzo',
    phone: 'Telefono',
    since: 'Account attivo dal',
    changeContacts: 'Modifica i tuoi recapiti',
    prove: 'Conferma il codice fiscale, o guarda se lo è già',
    fixed:
      'Il nome e il codice fiscale di un account non si possono cambiare: per usarne altri, chiudi questo account e registrati di nuovo.',
  },
  access: {
    title: 'Come accedi',
    username: 'Username (e-mail)',
    password: 'Password',
    hiddenPassword: 'La conosci solo tu',
    changeEmail: 'Cambia l’indirizzo e-mail',
    changePassword: 'Cambia la password',
    accesses: 'Accessi',
    accessesBody: 'Dove sei collegato adesso, e chi è entrato con il tuo account.',
    seeAccesses: 'Vedi gli accessi',
  },
}

export const changePasswordText = {
  title: 'Cambia la password',
  lead: 'Dopo il cambio chiudiamo tutti gli altri accessi aperti: dovrai accedere di nuovo dagli altri dispositivi.',
  password: 'Nuova password',
  passwordRepeat: 'Conferma la nuova password',
  hint: passwordText.hint,
  submit: 'Cambia la password',
  back: 'Torna al profilo',
  errors: { ...passwordText.errors, 'same-as-before': 'È la password di adesso: scegline un’altra' },
  repeatErrors: passwordText.repeatErrors,
}

export const changeContactsText = {
  title: 'Modifica i tuoi recapiti',
  lead: 'L’indirizzo e il telefono del tuo account, e di quello che paghi di tua iniziativa da ora in poi. Le pratiche che ci sono già restano come sono.',
  submit: 'Salva i recapiti',
  back: 'Torna al profilo',
  fixed: {
    title: 'Che cosa non si cambia',
    why: 'Il nome e il codice fiscale dicono di chi è l’account: con quelli ti colleghiamo alle tue pratiche, e per questo restano quelli della registrazione.',
    whom: 'Se sono sbagliati, o se quelli scritti su un avviso non sono i tuoi, chiedi all’ente.',
    contacts: 'I contatti dell’ente',
  },
}

export const changeEmailText = {
  title: 'Cambia l’indirizzo e-mail',
  lead: 'L’indirizzo e-mail è anche il nome con cui accedi. Quello nuovo vale dopo che lo hai confermato.',
  now: 'Adesso accedi con',
  email: 'Nuovo indirizzo e-mail',
  submit: 'Mandami il link di conferma',
  back: 'Torna al profilo',
  /** Of what an ente has vouched for. */
  proof: 'Se l’ente ti riconosce da questo indirizzo, dopo il cambio dovrai farti riconoscere di nuovo.',
  errors: {
    empty: 'Scrivi il nuovo indirizzo e-mail',
    'wrong-form': 'Questo indirizzo e-mail non è completo: controllalo',
    'same-as-before': 'È l’indirizzo con cui accedi già: scrivine un altro',
    'too-often': 'Hai chiesto troppe volte di cambiare indirizzo: riprova domani. Non è cambiato niente.',
  },
  pending: {
    title: 'Manca la conferma',
    body: (time: string) =>
      `Abbiamo mandato un link al nuovo indirizzo: aprilo entro le ${time}. Fino ad allora accedi con quello di adesso.`,
    where: 'Nuovo indirizzo',
    missing:
      'Se non arriva, guarda nella posta indesiderata e controlla di averlo scritto giusto: puoi anche chiederlo di nuovo qui sotto.',
  },
}

export const confirmEmailText = {
  ready: {
    title: 'Conferma il tuo nuovo indirizzo',
    body: 'Premi il pulsante: da quel momento accedi al portale con il nuovo indirizzo e-mail.',
    submit: 'Conferma il nuovo indirizzo',
  },
  done: {
    title: 'Il nuovo indirizzo è confermato',
    body: 'Da ora accedi con questo, e qui ti scriviamo. La password è quella di prima.',
    action: 'Vai al portale',
  },
  used: {
    title: 'Questo link è già stato usato',
    body: 'Il nuovo indirizzo dovrebbe essere già confermato: prova ad accedere.',
    action: 'Accedi',
  },
  expired: {
    title: 'Questo link non vale più',
    body: 'Il link per confermare un indirizzo dura un’ora e si usa una volta sola. Non è cambiato niente: accedi con l’indirizzo di prima e, se vuoi, chiedine un altro.',
    action: 'Accedi',
  },
}

const events: Record<AccountEventName, string> = {
  'signed-in': 'Accesso al portale',
  'failed-sign-ins': 'Più tentativi di accesso con una password sbagliata: nessuno è entrato',
  'password-changed': 'Password cambiata',
  'password-reset': 'Nuova password scelta con il link della e-mail',
  'email-change-asked': 'Chiesto il cambio di indirizzo e-mail',
  'email-changed': 'Indirizzo e-mail cambiato',
  'contacts-changed': 'Indirizzo o telefono cambiati',
  'sessions-closed': 'Chiusi gli altri accessi',
  'position-claimed': 'Aggiunta una pratica con i suoi codici',
  'letter-asked': 'Chiesto il codice per lettera',
  'letter-printed': 'Lettera con il codice preparata dall’ente',
  'letter-undeliverable': 'Lettera non mandata: l’ente non ha un indirizzo di posta',
  'letter-code-wrong': 'Scritto un codice della lettera sbagliato',
  'fiscal-code-proven': 'Codice fiscale confermato',
  'proof-moved-away': 'Conferma del codice fiscale tolta dallo sportello',
  'personal-data-taken': 'Scaricati i propri dati',
  'consent-revoked': 'Consenso revocato e account chiuso',
}

export const accessesText = {
  title: 'Accessi',
  lead: 'Qui vedi dove il tuo account è aperto adesso e che cosa è successo di recente.',
  closed: {
    title: 'Gli altri accessi sono chiusi',
    body: 'Chi usava il tuo account da un altro dispositivo deve accedere di nuovo con la password.',
  },
  open: {
    title: 'Aperti adesso',
    here: 'Questo dispositivo',
    unknown: 'Dispositivo non riconosciuto',
    since: (at: string) => `Accesso delle ${at}`,
    sinceDay: (at: string) => `Accesso del ${at}`,
    lastSeen: (at: string) => `ultimo uso ${at}`,
    network: (network: string) => `rete ${network}`,
    closeOthers: 'Chiudi tutti gli altri accessi',
    onlyHere: 'Sei collegato solo da qui.',
    strange: 'Se non riconosci un accesso, chiudi tutti gli altri e poi cambia la password.',
  },
  history: {
    title: 'Che cosa è successo',
    lead: 'Gli ultimi 30 avvenimenti. Li conserviamo per 24 mesi, con la rete abbreviata.',
    empty: 'Non c’è ancora niente.',
    events,
    by: (who: string) => `fatto da ${who}`,
    portal: 'dal portale',
    at: (institution: string) => `su ${institution}`,
  },
}
