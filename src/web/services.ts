/** Everything that the portal's routes are given; each takes what it needs of it. */
import type { ChallengeServices } from '../accounts/challenge.operation.ts'
import type { CheckoutServices } from '../checkout/start-payment.operation.ts'
import type { SearchServices } from '../debt-positions/search-position.operation.ts'
import type { PaperPrinter } from '../papers/paper-printer.operation.ts'
import type { EdgeServices } from './edge.tsx'

export type PortalServices = EdgeServices &
  ChallengeServices &
  SearchServices &
  CheckoutServices & {
    printer: PaperPrinter
    /** Signs the addresses that stop messages and open a calendar. */
    messageKey: string
  }
