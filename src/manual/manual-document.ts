/** What the citizen's manual says of one ente; the rest is the same for all. */
import type { Temporal } from '../core/time.ts'

export type ManualDocument = {
  institution: {
    name: string
    officeName: string | null
    crestSvg: string | undefined
    allowsGuestPayment: boolean
    allowsLocalRegistration: boolean
    opensServices: boolean
    streetAddress: string | null
    phone: string | null
    email: string | null
    certifiedEmail: string | null
    openingHours: string | null
    websiteUrl: string | null
  }
  /** Of the portal's pages of this ente. */
  address: string
  printedAt: Temporal.Instant
}
