/** Every URL of the portal by its name: pages link through here, routes register from here. Paths are what citizens read. */

/** A path with its parameters as Fastify writes them, and the function that fills them. */
export const routes = {
  home: () => '/',
  findInstitution: () => '/trova-ente',
  assets: (file: string) => `/assets/${file}`,
  health: () => '/health',
  cspReport: () => '/csp-report',
  securityTxt: () => '/.well-known/security.txt',
  robotsTxt: () => '/robots.txt',

  theme: (institution: string) => `/${institution}/tema.css`,
  crest: (institution: string) => `/${institution}/stemma.svg`,

  search: (institution: string) => `/${institution}/`,
  findPosition: (institution: string) => `/${institution}/ricerca`,
  /** The same two codes, for the quietanza of what is paid. */
  findReceipt: (institution: string) => `/${institution}/quietanza`,
  position: (institution: string, installment: string) => `/${institution}/pratiche/${installment}`,
  followPosition: (institution: string, installment: string) => `/${institution}/pratiche/${installment}/segui`,
  pay: (institution: string, installment: string) => `/${institution}/pratiche/${installment}/paga`,
  notice: (institution: string, installment: string) => `/${institution}/pratiche/${installment}/avviso.pdf`,
  plan: (institution: string, installment: string) => `/${institution}/pratiche/${installment}/piano.pdf`,
  /** Several notices, named by their ids: `?pratica=…&pratica=…`. */
  selectedNotices: (institution: string) => `/${institution}/pratiche/avvisi.pdf`,
  receipt: (institution: string, installment: string) => `/${institution}/pratiche/${installment}/quietanza.pdf`,
  receiptDocument: (institution: string, installment: string) => `/${institution}/pratiche/${installment}/ricevuta.xml`,

  /** Below the pages of whichever ente the citizen is on: a cart holds notices of several. */
  cart: (institution: string) => `/${institution}/carrello`,
  addToCart: (institution: string, installment: string) => `/${institution}/pratiche/${installment}/carrello`,
  removeFromCart: (institution: string) => `/${institution}/carrello/rimuovi`,
  acceptNewAmount: (institution: string) => `/${institution}/carrello/nuovo-importo`,
  clearCart: (institution: string) => `/${institution}/carrello/pulisci`,
  payCart: (institution: string) => `/${institution}/carrello/paga`,

  /** Inserimento spontaneo: what the ente opens to whoever wants to pay of their own accord. */
  services: (institution: string) => `/${institution}/servizi`,
  service: (institution: string, service: string) => `/${institution}/servizi/${service}`,
  /** Leads to a form of its own, which Back and reload find again. */
  newForm: (institution: string, service: string) => `/${institution}/servizi/${service}/compila`,
  fillIn: (institution: string, service: string, form: string) => `/${institution}/servizi/${service}/compila/${form}`,
  formSummary: (institution: string, service: string, form: string) =>
    `/${institution}/servizi/${service}/compila/${form}/riepilogo`,
  insertPosition: (institution: string, service: string, form: string) =>
    `/${institution}/servizi/${service}/compila/${form}/salva`,
  dropForm: (institution: string, service: string, form: string) =>
    `/${institution}/servizi/${service}/compila/${form}/annulla`,

  /** The day on which it is due, for a calendar. */
  dueDay: (institution: string, installment: string) => `/${institution}/pratiche/${installment}/scadenza.ics`,

  positions: (institution: string) => `/${institution}/pratiche`,
  history: (institution: string) => `/${institution}/storico`,
  historyExport: (institution: string) => `/${institution}/storico/storico.csv`,
  /** Of one year: `?anno=2026`. */
  statement: (institution: string) => `/${institution}/storico/riepilogo`,
  statementPaper: (institution: string) => `/${institution}/storico/riepilogo.pdf`,
  statementTable: (institution: string) => `/${institution}/storico/riepilogo.csv`,

  returnFromCheckout: (institution: string, outcome: string, token: string) =>
    `/${institution}/rientro/${outcome}/${token}`,
  payment: (institution: string, attempt: string) => `/${institution}/pagamenti/${attempt}`,
  paidButMissing: (institution: string) => `/${institution}/ho-pagato`,
  findCase: (institution: string) => `/${institution}/ho-pagato/richiesta`,
  /** A request of that kind, by the code that was given for it. */
  case: (institution: string, trackingCode: string) => `/${institution}/ho-pagato/richieste/${trackingCode}`,
  challenge: (institution: string) => `/${institution}/controllo`,

  register: (institution: string) => `/${institution}/registrazione`,
  registerDetails: (institution: string) => `/${institution}/registrazione/dati`,
  registered: (institution: string) => `/${institution}/registrazione/fatto`,
  activate: (institution: string, token: string) => `/${institution}/attivazione/${token}`,
  login: (institution: string) => `/${institution}/accesso`,
  logout: (institution: string) => `/${institution}/uscita`,
  recover: (institution: string) => `/${institution}/recupero-password`,
  newPassword: (institution: string, token: string) => `/${institution}/nuova-password/${token}`,

  profile: (institution: string) => `/${institution}/profilo`,
  changePassword: (institution: string) => `/${institution}/profilo/password`,
  changeEmail: (institution: string) => `/${institution}/profilo/email`,
  changeContacts: (institution: string) => `/${institution}/profilo/recapiti`,
  confirmEmail: (institution: string, token: string) => `/${institution}/conferma-email/${token}`,
  accesses: (institution: string) => `/${institution}/profilo/accessi`,
  closeSessions: (institution: string) => `/${institution}/profilo/accessi/chiudi`,
  proveFiscalCode: (institution: string) => `/${institution}/profilo/codice-fiscale`,
  askLetter: (institution: string) => `/${institution}/profilo/codice-fiscale/lettera`,
  addPosition: (institution: string) => `/${institution}/pratiche/aggiungi`,
  myPrivacy: (institution: string) => `/${institution}/profilo/privacy`,
  revokeConsent: (institution: string) => `/${institution}/profilo/privacy/revoca`,
  takeMyData: (institution: string) => `/${institution}/profilo/privacy/dati`,
  accountClosed: (institution: string) => `/${institution}/account-chiuso`,

  preferences: (institution: string) => `/${institution}/preferenze`,
  openCalendar: (institution: string) => `/${institution}/preferenze/calendario`,
  closeCalendar: (institution: string) => `/${institution}/preferenze/calendario/chiudi`,
  /** What a calendar program asks for, by itself: whoever knows the address reads it. */
  calendar: (institution: string, token: string) => `/${institution}/calendario/${token}`,
  /** In every mail that may be stopped; a mail program may post to it (RFC 8058). */
  stopMessages: (institution: string, token: string) => `/${institution}/messaggi/${token}`,
  confirmStop: (institution: string, token: string) => `/${institution}/messaggi/${token}/ferma`,

  rate: (institution: string) => `/${institution}/valutazione`,
  rating: (institution: string, token: string) => `/${institution}/valutazione/${token}`,

  help: (institution: string) => `/${institution}/aiuto`,
  guide: (institution: string) => `/${institution}/aiuto/guida`,
  /** The same, and the answers of the help page, to print. */
  manual: (institution: string) => `/${institution}/aiuto/manuale.pdf`,
  privacy: (institution: string) => `/${institution}/privacy`,
  accessibility: (institution: string) => `/${institution}/accessibilita`,
  legalNotes: (institution: string) => `/${institution}/note-legali`,
} as const

/** Why somebody is asked to sign in. */
export type LoginReason = 'login-needed' | 'session-ended'

/** A link that says where to go after signing in, and why that comes first. */
export function loginThen(institution: string, next: string, reason: LoginReason): string {
  return `${routes.login(institution)}?poi=${encodeURIComponent(next)}&motivo=${reason}`
}

/** A path of this portal, and nothing that a browser could take for another place. */
export function isOwnPath(path: string): boolean {
  return /^\/[a-z0-9/_-]*$/.test(path) && !path.startsWith('//')
}
