/** The mails about an account. Subject says it all, one thing to do, and what to do if one did not ask for it. */
import type { EmailAddress } from '../core/email-address.ts'
import type { Block } from '../mail/letter.ts'
import type { Mail, MailKind } from '../mail/mail.ts'
import { ACTIVATION_HOURS, EMAIL_CHANGE_MINUTES, PASSWORD_RESET_MINUTES } from './account.ts'

type Recipient = { recipient: EmailAddress; institutionName: string }

function mail({ recipient, institutionName }: Recipient, kind: MailKind, title: string, ...blocks: Block[]): Mail {
  return { kind, recipient, letter: { institutionName, title, blocks } }
}

function say(text: string): Block {
  return { kind: 'paragraph', text }
}

const IGNORE = say('Se non sei stato tu a chiederlo, ignora questo messaggio: senza il link non succede nulla.')

export function activationMail(to: Recipient & { link: string }): Mail {
  return mail(
    to,
    'activation',
    'Attiva il tuo account',
    say('per completare la registrazione apri questo link e premi "Attiva l’account".'),
    { kind: 'button', label: 'Attiva il tuo account', href: to.link },
    say(`Il link vale ${ACTIVATION_HOURS} ore e si usa una volta sola.`),
    IGNORE,
  )
}

export function alreadyRegisteredMail(to: Recipient & { loginLink: string; recoverLink: string }): Mail {
  return mail(
    to,
    'already-registered',
    'Hai già un account',
    say('qualcuno ha chiesto di registrare questo indirizzo e-mail, che ha già un account.'),
    { kind: 'button', label: 'Accedi', href: to.loginLink },
    { kind: 'link', label: 'Se non ricordi la password, scegline una nuova', href: to.recoverLink },
    say('Se non sei stato tu, non devi fare nulla.'),
  )
}

export function passwordResetMail(to: Recipient & { link: string }): Mail {
  return mail(
    to,
    'password-reset',
    'Scegli una nuova password',
    say('hai chiesto di scegliere una nuova password.'),
    { kind: 'button', label: 'Scegli una nuova password', href: to.link },
    say(`Il link vale ${PASSWORD_RESET_MINUTES} minuti e si usa una volta sola.`),
    IGNORE,
  )
}

export function passwordChangedMail(to: Recipient & { recoverLink: string }): Mail {
  return mail(
    to,
    'password-changed',
    'La tua password è stata cambiata',
    say('la password del tuo account è stata cambiata e tutte le sessioni aperte sono state chiuse.'),
    say('Se sei stato tu, non devi fare nulla. Se non sei stato tu, scegli subito una nuova password.'),
    { kind: 'button', label: 'Scegli una nuova password', href: to.recoverLink },
  )
}

export function failedLoginsMail(to: Recipient & { recoverLink: string }): Mail {
  return mail(
    to,
    'failed-logins',
    'Tentativi di accesso non riusciti',
    say('qualcuno ha provato più volte ad accedere al tuo account con una password sbagliata. Nessuno è entrato.'),
    { kind: 'link', label: 'Se eri tu e non ricordi la password, scegline una nuova', href: to.recoverLink },
    say('Se non eri tu, non devi fare nulla: dopo ogni errore aumentiamo l’attesa prima di un nuovo tentativo.'),
  )
}

export function challengeCodeMail(to: Recipient & { code: string }): Mail {
  return mail(
    to,
    'challenge-code',
    'Il tuo codice per continuare',
    say('il codice da scrivere nella pagina è:'),
    { kind: 'code', code: to.code },
    say('Vale 10 minuti. Se non lo hai chiesto tu, ignora questo messaggio.'),
  )
}

export function passwordReplacedMail(to: Recipient & { recoverLink: string }): Mail {
  return mail(
    to,
    'password-changed',
    'La tua password è stata cambiata',
    say('la password del tuo account è stata cambiata dalla pagina del profilo. Gli altri accessi aperti sono chiusi.'),
    say('Se sei stato tu, non devi fare nulla. Se non sei stato tu, scegli subito una nuova password.'),
    { kind: 'button', label: 'Scegli una nuova password', href: to.recoverLink },
  )
}

export function emailChangeMail(to: Recipient & { link: string }): Mail {
  return mail(
    to,
    'email-change',
    'Conferma il tuo nuovo indirizzo e-mail',
    say(
      'hai chiesto di usare questo indirizzo per accedere al portale. Per confermarlo apri il link e premi il pulsante.',
    ),
    { kind: 'button', label: 'Conferma il nuovo indirizzo', href: to.link },
    say(
      `Il link vale ${EMAIL_CHANGE_MINUTES} minuti e si usa una volta sola. Fino ad allora vale l’indirizzo di prima.`,
    ),
    IGNORE,
  )
}

export function emailTakenMail(to: Recipient & { loginLink: string }): Mail {
  return mail(
    to,
    'already-registered',
    'Questo indirizzo ha già un account',
    say('qualcuno ha chiesto di usare questo indirizzo e-mail per un altro account. Non è possibile: ne ha già uno.'),
    { kind: 'button', label: 'Accedi', href: to.loginLink },
    say('Se non sei stato tu, non devi fare nulla: non è cambiato niente.'),
  )
}

/** To the mailbox that is about to be left: its owner has the time to say no. */
export function emailChangeAskedMail(to: Recipient & { recoverLink: string }): Mail {
  return mail(
    to,
    'email-change-asked',
    'Hai chiesto di cambiare indirizzo e-mail',
    say(
      'hai chiesto di accedere al portale con un altro indirizzo e-mail. Il cambio vale quando il nuovo indirizzo è confermato.',
    ),
    say(
      'Se sei stato tu, non devi fare nulla. Se non sei stato tu, scegli subito una nuova password: così il cambio non può più avvenire.',
    ),
    { kind: 'button', label: 'Scegli una nuova password', href: to.recoverLink },
  )
}

export function emailChangedMail(to: Recipient): Mail {
  return mail(
    to,
    'email-changed',
    'Il tuo indirizzo e-mail è cambiato',
    say('da ora si accede al portale con il nuovo indirizzo, e qui non ti scriviamo più.'),
    say('Se non sei stato tu, scrivi subito all’ente: i contatti sono in fondo a ogni pagina del portale.'),
  )
}

export function mailboxHeldMail(to: Recipient): Mail {
  return mail(
    to,
    'mailbox-held',
    'Questo indirizzo non si può ancora usare',
    say(
      'qualcuno ha chiesto di usare questo indirizzo e-mail per un account. L’indirizzo era di un account chiuso da poco: per 30 giorni lo può usare di nuovo solo chi aveva quell’account, con lo stesso codice fiscale.',
    ),
    say(
      'Se sei stato tu, aspetta che passino i 30 giorni oppure usa un altro indirizzo. Se non sei stato tu, non devi fare nulla: non è cambiato niente.',
    ),
  )
}

export function accountClosedMail(to: Recipient & { registerLink: string }): Mail {
  return mail(
    to,
    'account-closed',
    'Il tuo account è chiuso',
    say(
      'hai revocato il consenso al trattamento dei dati: il tuo account è chiuso e i tuoi dati personali sono cancellati.',
    ),
    say(
      'I pagamenti già fatti restano all’ente, come vuole la legge. Le quietanze si ritrovano sempre con il codice fiscale e il codice dell’avviso.',
    ),
    say('Se cambi idea puoi registrarti di nuovo: per 30 giorni questo indirizzo è riservato a te.'),
    { kind: 'link', label: 'Registrati di nuovo', href: to.registerLink },
  )
}

export function fiscalCodeProvenMail(to: Recipient & { positionsLink: string; recoverLink: string }): Mail {
  return mail(
    to,
    'fiscal-code-proven',
    'Il tuo codice fiscale è confermato',
    say('l’ente sa che il codice fiscale del tuo account è tuo: da ora vedi tutte le pratiche a tuo nome.'),
    { kind: 'button', label: 'Vedi le tue pratiche', href: to.positionsLink },
    say('Se non sei stato tu, scegli subito una nuova password e scrivi all’ente.'),
    { kind: 'link', label: 'Scegli una nuova password', href: to.recoverLink },
  )
}
