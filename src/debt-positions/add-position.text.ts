export const addPositionText = {
  title: 'Aggiungi una pratica',
  above: 'Da pagare',
  lead: 'Scrivi i due codici dell’avviso che hai in mano: la pratica resta tra le tue, e ne ritrovi la quietanza.',
  why: 'Può essere anche di un’altra persona, per esempio di un familiare: in quel caso il nome resta coperto.',
  fiscalCodeHint: 'Di chi è intestatario dell’avviso: una persona (16 caratteri) o un’azienda (11 cifre).',
  noticeNumberHint: '18 cifre, sull’avviso di pagamento.',
  noticeNumberEmpty: 'Scrivi il Codice Avviso',
  submit: 'Aggiungi alle mie pratiche',
  back: 'Torna alle mie pratiche',
  tooMany: {
    title: 'Hai aggiunto molte pratiche',
    body: 'Se ne possono aggiungere 10 in un’ora. Riprova più tardi: questa non è stata aggiunta.',
  },
}
