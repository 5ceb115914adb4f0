export const missingText = {
  title: 'Ho pagato ma non risulta',
  lead: 'Dicci quale pratica hai pagato: controlliamo subito che cosa ci risulta.',
  before: {
    title: 'Prima di tutto',
    body: 'La conferma di un pagamento arriva di solito in pochi minuti, di rado in qualche ora. Se hai pagato da poco, riprova più tardi. Non pagare di nuovo.',
  },
  required: 'Servono il codice fiscale e uno solo dei due codici.',
  fiscalCodeHint: 'Di chi doveva pagare, non di chi ha pagato.',
  codeHints: {
    creditorReferenceId: 'Da 15 a 17 cifre: è anche sulla ricevuta del pagamento.',
    noticeNumber: '18 cifre, con o senza spazi.',
  },
  paidOn: 'Quando hai pagato',
  paidOnHint: 'Giorno, mese e anno: per esempio 20/11/2026.',
  paper: 'Che cosa dice la ricevuta che hai in mano',
  paperHint:
    'Il nome della banca o del negozio e il numero dell’operazione, come sono scritti. Non scrivere il numero della carta.',
  email: 'E-mail',
  emailHint: 'Ti scriviamo quando il pagamento arriva, o quando l’ente risponde. La usiamo solo per questo.',
  submit: 'Controlla',
  errors: {
    email: { 'wrong-form': 'Questo indirizzo e-mail non è completo: controllalo' },
    paidOn: {
      'wrong-form': 'Scrivi la data con giorno, mese e anno: per esempio 20/11/2026',
      'in-the-future': 'La data del pagamento non può essere nel futuro',
    },
    paper: { 'card-number': 'Togli il numero della carta: non ci serve, e non lo conserviamo' },
    trackingCode: 'Nessuna richiesta a questo ente ha questo codice: controlla come è scritto',
  },
  earlier: {
    title: 'Hai già fatto una richiesta?',
    code: 'Codice della richiesta',
    codeHint: '12 lettere e cifre, per esempio Q7KM-4M2P-XW9T.',
    submit: 'Vedi la richiesta',
  },
  found: {
    title: 'Ci risulta pagata',
    body: (day: string) => `Il pagamento è arrivato il ${day}. Non devi fare altro.`,
    receipt: 'Scarica la quietanza',
    position: 'Vai alla pratica',
  },
}
