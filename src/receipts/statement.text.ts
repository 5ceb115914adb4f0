import { receiptTexts } from './receipt.text.ts'

/** The words of the yearly statement, on paper and on the page. */
export const statementText = {
  title: (year: number) => `Riepilogo dei pagamenti del ${year}`,
  documentTitle: (year: number, institution: string) => `Riepilogo dei pagamenti ${year} – ${institution}`,
  crest: (institution: string) => `Stemma: ${institution}`,
  fiscalCode: 'Codice fiscale',
  testMark: 'RIEPILOGO DI PROVA – nessun pagamento è reale',
  testWatermark: 'DI PROVA',
  holder: 'Richiesto da',
  year: 'Anno',
  count: 'Pagamenti',
  total: 'Totale pagato',
  services: { heading: 'Totali per servizio', service: 'Servizio', count: 'Pagamenti', amount: 'Importo' },
  payments: {
    heading: 'I pagamenti',
    date: 'Data',
    what: 'Servizio, causale e intestatario',
    codes: 'Codice Avviso e ricevuta',
    amount: 'Importo',
    hidden: 'Causale visibile solo all’intestatario',
    subject: (subject: string) => `Riguarda: ${subject}`,
    debtor: (name: string) => `Intestata a ${name}`,
    receipt: (id: string) => `Ricevuta ${id}`,
  },
  methods: receiptTexts.it.methods,
  note: {
    heading: 'Come si usa',
    body: 'Gli importi sono quelli delle ricevute pagoPA, senza le commissioni di chi ha gestito il pagamento. La prova di ogni pagamento è la sua quietanza: conservala insieme a questo riepilogo. Quali spese si possono detrarre lo dicono le istruzioni della dichiarazione dei redditi.',
    cut: (rows: number) =>
      `I pagamenti dell’anno sono più di ${rows}: qui ci sono i primi ${rows}. Per averli tutti esporta lo storico.`,
    printedAt: (at: string) => `Stampato il ${at}.`,
  },
  footer: (year: number) => `Riepilogo dei pagamenti del ${year}`,
  page: (page: number, pages: number) => `Pagina ${page} di ${pages}`,
}
