/** An account: one person (or company) for the whole installation. Its codice fiscale is declared until it is proven. */
import type { Brand } from '../core/brand.ts'
import type { EmailAddress } from '../core/email-address.ts'
import type { EntityType, FiscalCode } from '../core/fiscal-code.ts'
import type { Temporal } from '../core/time.ts'

export type AccountId = Brand<string, 'AccountId'>

export type PersonName =
  | { kind: 'person'; firstName: string; lastName: string }
  | { kind: 'company'; companyName: string }

export type Account = {
  accountId: AccountId
  email: EmailAddress
  entityType: EntityType
  fiscalCode: FiscalCode
  name: PersonName
}

/** The account with all that its owner has told. */
export type Profile = Account & Contacts & { registeredAt: Temporal.Instant; activatedAt: Temporal.Instant }

export function displayName(name: PersonName): string {
  return name.kind === 'company' ? name.companyName : `${name.firstName} ${name.lastName}`
}

/** Where somebody is reached: what an owner may change of their own data. */
export type Contacts = {
  streetAddress: string
  country: string
  city: string
  province: string
  postalCode: string
  phone: string
}

/** Everything that the registration form asks for (M4). */
export type RegistrationDetails = Contacts & { name: PersonName; email: EmailAddress }

export const ACTIVATION_HOURS = 24
export const PASSWORD_RESET_MINUTES = 30
export const EMAIL_CHANGE_MINUTES = 60
