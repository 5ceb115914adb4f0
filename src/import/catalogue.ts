/** What an institution has that a file may name: services, accounts, notice numbers. */
import type { Iban } from '../core/iban.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import type { NumberSpace } from '../debt-positions/number-space.ts'
import type { ServiceId } from '../debt-positions/position-draft.ts'

export type Catalogue = {
  institutionId: InstitutionId
  fiscalCode: string
  name: string
  services: readonly ImportableService[]
  /** Money for the institution itself goes to one of these, or nowhere. */
  accounts: ReadonlySet<Iban>
  numberSpace: NumberSpace
}

export type ImportableService = {
  serviceId: ServiceId
  code: string
  name: string
  transferCategory: string
  iban: Iban
  postalIban: Iban | null
}

export type ServiceSearch = { outcome: 'found'; service: ImportableService } | { outcome: 'unknown' | 'ambiguous' }

/** By its code, or by its name as citizens read it. */
export function serviceNamed(text: string, services: readonly ImportableService[]): ServiceSearch {
  const wanted = text.trim().toLowerCase()
  const byCode = services.find(({ code }) => code === wanted)
  if (byCode) return { outcome: 'found', service: byCode }
  return only(services.filter(({ name }) => name.toLowerCase() === wanted))
}

/** GPD's positions name no service: what they collect (the taxonomy) and, if need be, the account tell it. */
export function serviceCollecting(
  { transferCategory, iban }: { transferCategory: string; iban: string | null },
  services: readonly ImportableService[],
): ServiceSearch {
  const collecting = services.filter((service) => service.transferCategory === transferCategory)
  const found = only(collecting)
  return found.outcome === 'ambiguous' ? only(collecting.filter((service) => service.iban === iban)) : found
}

function only(services: readonly ImportableService[]): ServiceSearch {
  const [service, second] = services
  if (second) return { outcome: 'ambiguous' }
  return service ? { outcome: 'found', service } : { outcome: 'unknown' }
}
