import { passwordText } from './register.text.ts'

export const loginText = {
  title: 'Accedi',
  backToSearch: 'Torna alla ricerca',
  username: 'Username (e-mail)',
  password: 'Password',
  submit: 'Accedi',
  forgotten: 'Password dimenticata?',
  register: {
    title: 'Non hai un account?',
    body: 'Registrati per ritrovare le tue pratiche e le quietanze. Per pagare un solo avviso non serve: basta cercarlo.',
    bodyAccountNeeded: 'Registrati per pagare in linea e per ritrovare le tue pratiche e le quietanze.',
    action: 'Registrati',
    search: 'Cerca un avviso',
  },
  spid: { action: 'Entra con SPID o CIE', or: 'oppure con il tuo account' },
  reasons: {
    'session-ended': {
      title: 'Sessione scaduta',
      body: 'Per sicurezza l’accesso finisce dopo un po’ che il portale non viene usato. Accedi di nuovo per continuare da dove eri. Nessun importo è stato addebitato.',
    },
    'login-needed': {
      title: 'Per questa pagina serve l’accesso',
      body: 'Dopo l’accesso torni dove stavi andando.',
    },
    'signed-out': { title: 'Sei uscito', body: 'Se usi un computer di altri, chiudi anche il browser.' },
    'password-changed': { title: 'La password è cambiata', body: 'Accedi con quella nuova.' },
  },
  errors: {
    username: { empty: 'Scrivi il tuo indirizzo e-mail' },
    password: { empty: 'Scrivi la password' },
    wrong: {
      title: 'L’accesso non è riuscito',
      body: 'L’indirizzo e-mail o la password non sono giusti, oppure l’account non è ancora attivo. Controlla la e-mail di attivazione, o chiedi una nuova password.',
    },
    delayed: {
      title: 'Aspetta un momento',
      body: (seconds: number) =>
        `Ci sono stati diversi tentativi sbagliati: per proteggere l’account il prossimo si può fare tra ${seconds === 1 ? '1 secondo' : `${seconds} secondi`}. Se non ricordi la password, puoi chiederne una nuova.`,
    },
  },
}

export const recoverText = {
  title: 'Password dimenticata',
  lead: 'Scrivi l’indirizzo e-mail con cui accedi: ti mandiamo un link per scegliere una nuova password.',
  email: 'Username (e-mail)',
  submit: 'Mandami il link',
  back: 'Torna all’accesso',
  errors: {
    empty: 'Scrivi il tuo indirizzo e-mail',
    'wrong-form': 'Questo indirizzo e-mail non è completo: controllalo',
  },
  sent: {
    title: 'Controlla la posta',
    body: 'Se c’è un account con questo indirizzo, tra poco arriva una e-mail con il link. Vale 30 minuti e si usa una volta sola.',
    where: 'Indirizzo',
    missing:
      'Se non arriva, guarda nella posta indesiderata e controlla di aver scritto l’indirizzo con cui ti sei registrato.',
  },
}

export const newPasswordText = {
  title: 'Scegli una nuova password',
  password: 'Nuova password',
  passwordRepeat: 'Conferma la nuova password',
  hint: passwordText.hint,
  submit: 'Salva la nuova password',
  errors: passwordText.errors,
  repeatErrors: passwordText.repeatErrors,
  done: {
    title: 'La nuova password è salvata',
    body: 'Per sicurezza abbiamo chiuso tutti gli accessi aperti. Ora accedi con la nuova password.',
    action: 'Accedi',
  },
  expired: {
    title: 'Questo link non vale più',
    body: 'Il link per cambiare la password dura 30 minuti e si usa una volta sola. La password di prima è ancora quella giusta, se non l’hai già cambiata.',
    action: 'Chiedi un altro link',
  },
}
