import type { Stationery } from './letter.ts'

export const stationery: Stationery = {
  greeting: 'Buongiorno,',
  signature: (institutionName) => `${institutionName} – Portale dei pagamenti`,
  automatic: 'Questo messaggio è inviato da un sistema automatico: non rispondere a questo indirizzo.',
}
