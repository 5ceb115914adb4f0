export const ratingBoxText = {
  question: 'Quanto è stato facile usare questo servizio?',
  legend: 'Valuta da 1 a 5 stelle il servizio',
  star: (stars: number) => `Valuta ${stars === 1 ? '1 stella' : `${stars} stelle`} su 5`,
  stars: (stars: number) => (stars === 1 ? '1 stella' : `${stars} stelle`),
  hint: '1 stella: per niente facile. 5 stelle: molto facile.',
  submit: 'Avanti',
  missing: 'Scegli da 1 a 5 stelle',
}
