const passwordErrors = {
  empty: 'Scrivi una password',
  'too-short': 'La password ha meno di 15 caratteri: allungala, per esempio con un’altra parola',
  'too-long': 'La password ha più di 128 caratteri: accorciala',
  'too-common': 'Questa password è facile da indovinare: scegline una più insolita',
  'too-personal': 'La password contiene il tuo nome, il codice fiscale o l’indirizzo e-mail: scegline un’altra',
}

export const passwordText = {
  hint: 'Almeno 15 caratteri. Meglio lunga che complicata: quattro parole che non c’entrano tra loro, separate da spazi, sono facili da ricordare e difficili da indovinare.',
  errors: passwordErrors,
  repeatErrors: { empty: 'Scrivi di nuovo la password', differs: 'Le due password non sono uguali' },
}

export const registerText = {
  title: 'Registrazione Utente',
  above: 'Ricerca pratica',
  steps: ['Codice fiscale', 'I tuoi dati', 'Attivazione'],
  code: {
    lead: 'Con un account ritrovi le tue pratiche, lo storico e le quietanze.',
    label: 'Codice Fiscale',
    hint: 'Il tuo, se sei una persona (16 caratteri); quello dell’azienda o dell’associazione, se la rappresenti (11 cifre).',
    why: {
      title: 'Perché lo chiediamo',
      body: 'Serve a collegare a te le pratiche che l’ente ha a tuo nome. Poi ti chiederemo i dati anagrafici e ti manderemo una e-mail per attivare l’account.',
    },
    submit: 'Continua',
    already: 'Hai già un account?',
    login: 'Accedi',
    errors: {
      empty: 'Scrivi il codice fiscale',
      'wrong-length': 'Il codice fiscale ha 16 caratteri per una persona, 11 cifre per un’azienda',
      'wrong-form': 'Questo codice fiscale non è scritto nella forma giusta: controlla lettere e cifre',
      'wrong-check-character': 'L’ultimo carattere non torna con gli altri: controlla il codice fiscale',
      'not-allowed':
        'Su questo portale le persone accedono con SPID o CIE: la registrazione è per aziende e associazioni',
    },
  },
  details: {
    title: 'I tuoi dati',
    titleCompany: 'I dati dell’azienda',
    lead: 'Manca poco: dopo questa pagina ti mandiamo una e-mail per attivare l’account.',
    personal: 'Dati anagrafici',
    access: 'Dati Accesso',
    consents: 'Informativa e condizioni',
    labels: {
      firstName: 'Nome',
      lastName: 'Cognome',
      companyName: 'Ragione sociale',
      fiscalCode: 'Codice Fiscale',
      streetAddress: 'Indirizzo',
      country: 'Nazione',
      city: 'Città',
      province: 'Provincia',
      postalCode: 'Cap',
      email: 'E-Mail',
      phone: 'Telefono',
      username: 'Username (mail)',
      password: 'Password',
      passwordRepeat: 'Conferma Password',
    },
    hints: {
      fiscalCode: 'È quello del passaggio precedente.',
      streetAddress: 'Via o piazza, e numero civico.',
      province: 'La sigla, per esempio RM. Per l’estero scrivi EE.',
      email: 'Qui ti mandiamo la e-mail per attivare l’account.',
      username: 'Scrivi di nuovo l’indirizzo e-mail: è il nome con cui accedi.',
    },
    privacy: {
      before: 'Ho letto l’',
      link: 'Informativa Privacy',
    },
    terms: {
      before: 'Accetto i ',
      link: 'Termini e Condizioni',
    },
    submit: 'Registrati',
    back: 'Indietro',
    errors: {
      firstName: { empty: 'Scrivi il nome', 'too-long': 'Il nome è troppo lungo' },
      lastName: { empty: 'Scrivi il cognome', 'too-long': 'Il cognome è troppo lungo' },
      companyName: { empty: 'Scrivi la ragione sociale', 'too-long': 'La ragione sociale è troppo lunga' },
      streetAddress: { empty: 'Scrivi l’indirizzo', 'too-long': 'L’indirizzo è troppo lungo' },
      country: { empty: 'Scegli la nazione' },
      city: { empty: 'Scrivi la città', 'too-long': 'Il nome della città è troppo lungo' },
      province: {
        empty: 'Scrivi la provincia',
        'wrong-form': 'La provincia è una sigla di due lettere, per esempio RM',
      },
      postalCode: { empty: 'Scrivi il Cap', 'wrong-form': 'In Italia il Cap ha 5 cifre' },
      email: {
        empty: 'Scrivi l’indirizzo e-mail',
        'wrong-form': 'Questo indirizzo e-mail non è completo: controllalo',
      },
      phone: {
        empty: 'Scrivi un numero di telefono',
        'wrong-form': 'Il numero di telefono contiene solo cifre e spazi',
      },
      username: { empty: 'Scrivi di nuovo l’indirizzo e-mail', differs: 'I due indirizzi e-mail non sono uguali' },
      password: passwordErrors,
      passwordRepeat: passwordText.repeatErrors,
      privacy: { empty: 'Per registrarti devi leggere l’Informativa Privacy' },
      terms: { empty: 'Per registrarti devi accettare i Termini e Condizioni' },
    },
  },
  registered: {
    title: 'Registrazione avvenuta con successo',
    sent: 'Attendi la mail di conferma, ed utilizza il link contenuto per attivare il tuo account.',
    where: 'L’abbiamo mandata a',
    validity: 'Il link vale 24 ore.',
    missing: {
      title: 'Se non arriva entro dieci minuti',
      steps: [
        'Guarda nella cartella della posta indesiderata.',
        'Controlla che l’indirizzo qui sopra sia giusto: se non lo è, ripeti la registrazione.',
        'Se a quell’indirizzo hai già un account, nella e-mail trovi come accedere.',
      ],
    },
    again: 'Ripeti la registrazione',
    back: 'Torna al portale',
  },
  activate: {
    ready: {
      title: 'Attiva il tuo account',
      body: 'Premi il pulsante per completare la registrazione.',
      submit: 'Attiva l’account',
    },
    done: {
      title: 'Il tuo account è attivo',
      body: 'Ora puoi accedere con il tuo indirizzo e-mail e la password che hai scelto.',
      action: 'Accedi',
    },
    used: {
      title: 'Questo link è già stato usato',
      body: 'L’account dovrebbe essere attivo: prova ad accedere.',
      action: 'Accedi',
    },
    expired: {
      title: 'Questo link non vale più',
      body: 'Il link di attivazione dura 24 ore. Ripeti la registrazione: ci vogliono due minuti, e ti mandiamo una nuova e-mail.',
      action: 'Ripeti la registrazione',
    },
  },
}
