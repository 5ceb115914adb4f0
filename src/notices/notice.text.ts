/** The words of the payment notice that pagoPA does not prescribe, and those of the postal section. */
import type { OfficialTexts } from './official.text.ts'

export const noticeText = {
  /** In the place of a mark that needs its owner's permission. */
  platform: 'pagoPA',
  /** The guide's models show the site apart from the words before it. */
  goTo: 'vai su',
  website: 'pagopa.gov.it',
  /** Where there is no room for the sentence in full; from the models for three instalments a row and for the next pages. */
  scanHintAboveShort: 'Inquadra il codice QR con la tua app o usa i dati sopra.',
  scanHintBelow: 'Inquadra il codice QR con la tua app o usa i dati sotto.',
  /** What is bold in the sentences above. */
  scanHintBold: 'codice QR',
  documentTitle: (noticeNumber: string, institutionName: string) =>
    `Avviso di pagamento ${noticeNumber} – ${institutionName}`,
  collectionTitle: (institutionName: string) => `Avvisi di pagamento – ${institutionName}`,
  bookmark: (noticeNumber: string, debtorName: string) => `${noticeNumber} – ${debtorName}`,
  pageBookmark: (from: number, to: number) => (from === to ? `Rata ${from}` : `Rate ${from}–${to}`),
  crest: (institutionName: string) => `Stemma: ${institutionName}`,
  qrCode: ({ what, noticeNumber, institutionFiscalCode, amount }: QrWords) =>
    `Codice QR da inquadrare con l’app di pagamento (${what}). In alternativa digita il codice avviso ${noticeNumber}, ` +
    `il codice fiscale dell’ente ${institutionFiscalCode} e l’importo ${amount} euro.`,
  testMark: 'AVVISO DI PROVA – non pagabile realmente',
  testWatermark: 'AVVISO DI PROVA',
} as const

type QrWords = { what: string; noticeNumber: string; institutionFiscalCode: string; amount: string }

/** The bands of a fine: in capitals on its own page, and as a sentence on the slip. */
export const fineText = {
  discounted: {
    title: (official: OfficialTexts) => official.discountedAmount,
    terms: ['Se paghi entro 5 giorni', 'dalla notifica del verbale'],
  },
  reduced: {
    title: (official: OfficialTexts) => official.reducedAmount,
    terms: ['Se paghi dal 6º al 60º giorno', 'dalla notifica del verbale'],
  },
} as const

/** The postal section is in Italian only: there is no other official wording. */
export const postalTexts = {
  title: 'BOLLETTINO POSTALE PA',
  bank: 'BancoPosta',
  company: 'Poste Italiane',
  circuit: ['circuito', 'bollettino postale'],
  account: 'sul C/C n.',
  euro: 'Euro',
  holder: 'Intestato a',
  recipient: 'Destinatario',
  subject: 'Oggetto pagamento',
  noticeNumber: 'Codice Avviso',
  type: 'Tipo',
  typeOfNotice: 'P1',
  payeeFiscalCode: 'Cod. Fiscale Ente Creditore',
  /** A sheet with three slips has other words for the same. */
  ofThree: {
    recipient: 'Destinatario dell’avviso',
    subject: 'Oggetto del pagamento',
    payeeFiscalCode: 'Codice Fiscale Ente',
  },
  note:
    'Bollettino Postale pagabile in tutti gli Uffici Postali e sui canali fisici o digitali abilitati di Poste ' +
    'Italiane e dell’Ente Creditore',
  dataMatrix: (asked: { noticeNumber: string; accountNumber: string; amount: string }) =>
    `Codice Data Matrix del bollettino, letto allo sportello postale. In alternativa comunica il codice avviso ` +
    `${asked.noticeNumber}, il conto corrente ${asked.accountNumber} e l’importo ${asked.amount} euro.`,
} as const
