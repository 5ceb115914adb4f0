/** The registration form (M4) as it comes from the browser: what each field may be, and what is wrong with it. */
import { type EmailAddress, emailKey, parseEmailAddress } from '../core/email-address.ts'
import type { EntityType } from '../core/fiscal-code.ts'
import type { Contacts, PersonName, RegistrationDetails } from './account.ts'
import { isCountry } from './countries.ts'

/** What the owner of an account may change later. */
export const contactFields = {
  streetAddress: 400,
  country: 10,
  city: 200,
  province: 20,
  postalCode: 40,
  phone: 60,
} as const

export const registrationFields = {
  /** Shown on the page, and not read from it: the session knows. */
  fiscalCode: 40,
  firstName: 200,
  lastName: 200,
  companyName: 300,
  ...contactFields,
  email: 300,
  username: 300,
  password: 1_000,
  passwordRepeat: 1_000,
  privacy: 10,
  terms: 10,
} as const

export type ContactBody = Readonly<Record<keyof typeof contactFields, string>>
export type RegistrationBody = Readonly<Record<keyof typeof registrationFields, string>>

export type ContactErrors = {
  streetAddress?: 'empty' | 'too-long'
  country?: 'empty'
  city?: 'empty' | 'too-long'
  province?: 'empty' | 'wrong-form'
  postalCode?: 'empty' | 'wrong-form'
  phone?: 'empty' | 'wrong-form'
}

export type DetailErrors = ContactErrors & {
  firstName?: 'empty' | 'too-long'
  lastName?: 'empty' | 'too-long'
  companyName?: 'empty' | 'too-long'
  email?: 'empty' | 'wrong-form'
  username?: 'empty' | 'differs'
  passwordRepeat?: 'empty' | 'differs'
  privacy?: 'empty'
  terms?: 'empty'
}

export type DetailsReading = { details: RegistrationDetails | undefined; errors: DetailErrors }

/** Everything but the password itself, whose strength takes a longer look. */
export function readDetails(body: RegistrationBody, entityType: EntityType): DetailsReading {
  const { contacts, errors: contactErrors } = readContacts(body)
  const errors: DetailErrors = { ...contactErrors }
  const line = (name: 'firstName' | 'lastName' | 'companyName', most: number) => {
    const { value, error } = readLine(body[name], most)
    if (error) errors[name] = error
    return value
  }
  const name: PersonName =
    entityType === 'F'
      ? { kind: 'person', firstName: line('firstName', 60), lastName: line('lastName', 60) }
      : { kind: 'company', companyName: line('companyName', 140) }
  const email = readEmail(body, errors)
  if (body.passwordRepeat === '') errors.passwordRepeat = 'empty'
  else if (body.passwordRepeat !== body.password) errors.passwordRepeat = 'differs'
  if (body.privacy === '') errors.privacy = 'empty'
  if (body.terms === '') errors.terms = 'empty'
  const isGood = contacts !== undefined && email !== undefined && Object.keys(errors).length === 0
  return { errors, details: isGood ? { ...contacts, name, email } : undefined }
}

export type ContactsReading =
  | { contacts: Contacts; errors?: undefined }
  | { errors: ContactErrors; contacts?: undefined }

export function readContacts(body: ContactBody): ContactsReading {
  const errors: ContactErrors = {}
  const line = (name: 'streetAddress' | 'city', most: number) => {
    const { value, error } = readLine(body[name], most)
    if (error) errors[name] = error
    return value
  }
  const streetAddress = line('streetAddress', 140)
  const city = line('city', 60)
  const { country } = body
  if (!isCountry(country)) errors.country = 'empty'
  const province = tidy(body.province).toUpperCase()
  if (province === '') errors.province = 'empty'
  else if (!/^[A-Z]{2}$/.test(province)) errors.province = 'wrong-form'
  const postalCode = tidy(body.postalCode)
  if (postalCode === '') errors.postalCode = 'empty'
  else if (!(country === 'IT' ? /^\d{5}$/ : /^[\p{L}\p{N} -]{2,16}$/u).test(postalCode))
    errors.postalCode = 'wrong-form'
  const phone = tidy(body.phone)
  if (phone === '') errors.phone = 'empty'
  else if (!/^\+?[\d ./()-]{5,24}$/.test(phone)) errors.phone = 'wrong-form'
  if (Object.keys(errors).length > 0) return { errors }
  return { contacts: { streetAddress, country, city, province, postalCode, phone } }
}

function readLine(typed: string, most: number): { value: string; error?: 'empty' | 'too-long' } {
  const value = tidy(typed)
  if (value === '') return { value, error: 'empty' }
  return Array.from(value).length > most ? { value, error: 'too-long' } : { value }
}

/** Typed twice, because everything after depends on it. */
function readEmail(body: RegistrationBody, errors: DetailErrors): EmailAddress | undefined {
  const email = parseEmailAddress(body.email)
  if (body.email.trim() === '') errors.email = 'empty'
  else if (!email) errors.email = 'wrong-form'
  const username = body.username.trim()
  if (username === '') errors.username = 'empty'
  else if (email && emailKey(username) !== emailKey(email)) errors.username = 'differs'
  return email
}

/** What cannot be seen is not part of a name: control and direction characters go, spaces become one. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
