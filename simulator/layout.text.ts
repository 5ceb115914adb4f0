import type { PaymentProblem } from './faults.ts'
import type { ReceiptPlan } from './receipt-plan.ts'
import type { Delivery } from './receipts.ts'

export const text = {
  band: 'Banco di prova – nessun denaro si muove',
  name: 'Banco di prova',
  skip: 'Vai al contenuto',
  navigation: 'Parti del banco',
  pages: {
    home: 'Inizio',
    counter: 'Sportello',
    mailbox: 'Posta',
    receipts: 'Ricevute',
    log: 'Registro',
    bench: 'Guasti e comandi',
  },
  footer: 'Imita la piattaforma pagoPA su questa macchina. Tiene tutto in memoria: spento, dimentica.',
  pageNotFound: 'Questa pagina non esiste.',
  toHome: 'Torna all’inizio',
  seconds: 'Secondi',
  receiptPlan: 'Quando arriva la ricevuta',
}

/** The faults in the words of Checkout's own pages. */
export const problems: Readonly<Record<PaymentProblem, string>> = {
  ongoing: 'C’è già un pagamento in corso, riprova più tardi',
  duplicated: 'Questo avviso è stato già pagato!',
  expired: 'L’avviso è scaduto e non è più possibile pagarlo',
  cancelled: 'L’Ente Creditore ha revocato questo avviso',
  unknown: 'Non riusciamo a trovare l’avviso',
  'data-error': 'I dati dell’avviso non sono corretti: controlla il numero e il codice fiscale dell’ente',
  unavailable: 'Il pagamento non è disponibile in questo momento',
  'institution-error': 'L’ente creditore sta avendo problemi nella risposta',
}

export const receiptPlans: Readonly<Record<ReceiptPlan['kind'], string>> = {
  now: 'Subito (mezzo secondo dopo)',
  'before-return': 'Prima del ritorno',
  'after-return': 'Dopo il ritorno',
  delayed: 'Dopo N secondi',
  never: 'Mai',
  twice: 'Due volte',
  'twice-together': 'Due volte insieme',
  'different-amount': 'Con importo diverso (un euro in più)',
  'same-id-different': 'Due: stesso receiptId, contenuto diverso',
  v1: 'In versione 1 (paSendRT)',
  v2: 'In versione 2 (paSendRTV2)',
  'stand-in': 'In Stand-in',
}

export const deliveryStates: Readonly<Record<Delivery['state'], string>> = {
  waiting: 'da inviare',
  pending: 'senza risposta valida, si riprova',
  notified: 'consegnata',
  exhausted: 'tentativi finiti',
}
