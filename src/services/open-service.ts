/** A service that an ente opens to whoever wants to pay it of their own accord. */
import type { Iban } from '../core/iban.ts'
import type { ServiceId } from '../debt-positions/position-draft.ts'
import type { ServiceForm } from './service-form.ts'

/** A line of the menu. */
export type ServiceSummary = {
  code: string
  name: string
  category: string
  summary: string
  access: ServiceForm['access']
}

export type OpenService = {
  serviceId: ServiceId
  code: string
  name: string
  /** What the ente wants to be read at the bottom of the form. */
  hint: string | null
  transferCategory: string
  iban: Iban
  postalIban: Iban | null
  form: ServiceForm
}

export type Category = { name: string; services: readonly ServiceSummary[] }

/** By category, in their order; of those alone that have all the words. */
export function categoriesOf(services: readonly ServiceSummary[], words: string): Category[] {
  const wanted = plain(words).split(/\s+/)
  const categories = new Map<string, ServiceSummary[]>()
  for (const service of services) {
    const text = plain(`${service.name} ${service.category} ${service.summary}`)
    if (!wanted.every((word) => text.includes(word))) continue
    categories.set(service.category, [...(categories.get(service.category) ?? []), service])
  }
  return Array.from(categories, ([name, found]) => ({ name, services: found }))
}

/** Without capitals and accents: who looks for "citta" means città. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
