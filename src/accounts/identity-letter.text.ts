export const identityLetterText = {
  documentTitle: 'Codice per confermare il codice fiscale',
  title: 'Il tuo codice',
  fiscalCodeOf: (code: string) => `Codice fiscale ${code}`,
  crest: (name: string) => `Stemma di ${name}`,
  recipient: 'Destinatario',
  day: 'Data',
  expires: 'Da usare entro il',
  body: (institution: string) =>
    `hai chiesto di confermare il tuo codice fiscale sul portale dei pagamenti di ${institution}. Il codice da scrivere nella pagina è:`,
  steps: (address: string) => [
    `Vai su ${address} e accedi con il tuo indirizzo e-mail e la tua password.`,
    'Apri il menu con il tuo nome, poi «Profilo» e «Conferma il codice fiscale».',
    'Scrivi il codice. Vale una volta sola; maiuscole e trattino non contano.',
  ],
  how: 'Come si usa',
  warning:
    'Non dare questo codice a nessuno: chi lo scrive con il tuo account vede le tue pratiche. Se non hai chiesto tu questa lettera, buttala: senza la password del tuo account non serve a niente.',
  warningTitle: 'Attenzione',
  footer: 'Codice personale',
  page: (page: number, pages: number) => `Pagina ${page} di ${pages}`,
  testMark: 'PROVA: lettera non valida',
  testWatermark: 'PROVA',
  greeting: 'Ciao,',
}
