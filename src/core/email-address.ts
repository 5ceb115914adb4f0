/** An e-mail address that one message can be sent to: one mailbox, no name, nothing that could become a header. */
import type { Brand } from './brand.ts'

export type EmailAddress = Brand<string, 'EmailAddress'>

const MAX_CHARACTERS = 256
const ADDRESS = /^[^\s@"(),:;<>[\]\\\p{Cc}]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/iu

export function parseEmailAddress(text: string): EmailAddress | undefined {
  const address = text.trim()
  return address.length <= MAX_CHARACTERS && ADDRESS.test(address) ? (address as EmailAddress) : undefined
}

/** The form in which addresses are compared: in practice no mailbox tells capitals apart. */
export function emailKey(address: string): string {
  return address.toLowerCase()
}
