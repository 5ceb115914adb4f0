/** The file that says which services an ente has: `quietanza services apply FILE` makes the database say the same. */
import { type Iban, isPostal } from '../core/iban.ts'
import { type Problem, array, boolean, object, optional, readShape, string, withDefault } from '../core/shape.ts'
import { iban, matching, serviceForm, transferCategory } from './service-form-shape.ts'

const code = matching(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'deve avere solo lettere minuscole, cifre e trattini')

const service = object({
  code,
  name: string(1, 100),
  nameTranslation: optional(string(1, 90)),
  transferCategory,
  iban,
  postalIban: optional(iban),
  hasNeutralDescription: withDefault(boolean, false),
  hint: optional(string(1, 500)),
  /** What citizens fill in by themselves; a service without it is only for positions that the ente loads. */
  spontaneous: optional(serviceForm),
})

const file = object({ institution: code, services: array(service, 1, 2_000) })

export type ServicesFile = ReturnType<typeof file>

export type ServicesFileReading = { outcome: 'read'; file: ServicesFile } | { outcome: 'wrong'; problems: Problem[] }

export function readServicesFile(content: unknown): ServicesFileReading {
  const reading = readShape(file, content)
  if (reading.outcome === 'wrong') return reading
  const codes = reading.value.services.map((one) => one.code)
  const problems = codes.flatMap((one, index) =>
    codes.indexOf(one) === index ? [] : [{ path: `services[${index}].code`, reason: `c’è già un servizio «${one}»` }],
  )
  return problems.length > 0 ? { outcome: 'wrong', problems } : { outcome: 'read', file: reading.value }
}

/** Money goes to accounts that the ente has, and to no others: seen against those of the database. */
export function accountProblems({ services }: ServicesFile, accounts: ReadonlySet<string>): Problem[] {
  const unknown = (path: string, one: Iban | string | null, mustBePostal: boolean): Problem[] => {
    if (one === null || (accounts.has(one) && !(mustBePostal && !isPostal(one as Iban)))) return []
    return [{ path, reason: mustBePostal ? 'non è un conto postale dell’ente' : 'non è un conto dell’ente' }]
  }
  return services.flatMap((one, index) => [
    ...unknown(`services[${index}].iban`, one.iban, false),
    ...unknown(`services[${index}].postalIban`, one.postalIban, true),
  ])
}
