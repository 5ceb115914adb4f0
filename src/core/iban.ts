/** An IBAN (ISO 13616), checked modulo 97. */
import type { Brand } from './brand.ts'

export type Iban = Brand<string, 'Iban'>

export function parseIban(text: string): Iban | undefined {
  const iban = text.replace(/\s/g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return undefined
  if (iban.startsWith('IT') && !/^IT\d{2}[A-Z]\d{10}[A-Z0-9]{12}$/.test(iban)) return undefined
  return modulo97(iban.slice(4) + iban.slice(0, 4)) === 1 ? (iban as Iban) : undefined
}

/** An account at the post office: its ABI code is 07601. */
export function isPostal(iban: Iban): boolean {
  return iban.startsWith('IT') && iban.slice(5, 10) === '07601'
}

/** The twelve digits of the postal account inside its IBAN. */
export function postalAccountNumber(iban: Iban): string {
  return iban.slice(-12)
}

function modulo97(text: string): number {
  let remainder = 0
  for (const character of text) {
    const value = parseInt(character, 36)
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder
}
