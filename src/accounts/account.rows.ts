import type { PersonName } from './account.ts'

type NameRow = { first_name: string | null; last_name: string | null; company_name: string | null }

export function accountName({ first_name, last_name, company_name }: NameRow): PersonName {
  if (company_name !== null) return { kind: 'company', companyName: company_name }
  if (first_name === null || last_name === null) throw new Error('a profile without a name')
  return { kind: 'person', firstName: first_name, lastName: last_name }
}
