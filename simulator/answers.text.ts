import { formatEuro } from './money.ts'
import type { Problem } from './soap-check.ts'

export const text = {
  okWithFault: 'outcome OK insieme a un fault',
  koWithoutFault: 'outcome KO senza fault',
  withoutData: 'outcome OK senza data',
  withoutPaymentList: 'outcome OK senza paymentList',
  withoutOfferDetails: 'outcome OK senza paymentDescription, fiscalCodePA o companyName',
  otherInstitution: (found: string) => `fiscalCodePA è ${found}, non l’ente interrogato`,
  wrongSum: (total: number, amount: number) =>
    `i versamenti sommano ${formatEuro(total)}, ma paymentAmount è ${formatEuro(amount)}`,
  sameIdTransfer: 'due versamenti hanno lo stesso idTransfer',
  otherReference: (found: string) => `creditorReferenceId ${found} non corrisponde al numero avviso`,
  unknownBeneficiary: (id: number, code: string) => `versamento ${id}: l’ente ${code} non è censito`,
  notAnIban: (id: number, iban: string) => `versamento ${id}: ${iban} non è un IBAN`,
  unknownIban: (id: number, iban: string, code: string) => `versamento ${id}: ${iban} non è censito per l’ente ${code}`,
}

const PROBLEMS: Readonly<Record<Problem['problem'], string>> = {
  'not-xml': 'non è XML ben formato',
  'not-soap': 'non è una busta SOAP 1.1 con un solo elemento in Body',
  'wrong-root': 'elemento radice inatteso',
  missing: 'manca',
  unexpected: 'non previsto qui',
  qualified: 'è in un namespace, ma non deve',
  attribute: 'attributo non previsto',
  text: 'testo dove non deve essercene',
  value: 'valore non valido',
}

export function describeProblem({ path, problem, found }: Problem): string {
  return `${path}: ${PROBLEMS[problem]}${found === undefined ? '' : ` («${found}»)`}`
}
