/**
 * Who may read what of a position (docs/pagopa/choices.md, "Chi prova chi è").
 *
 * Whoever has both codes sees one position, with the name masked and the description only where it says nothing about a
 * person. Whoever has proven to be the debtor sees everything. A claim keeps a position at hand, it proves nothing; and
 * so does an account's cart, which shows in every browser of theirs what one of them has opened.
 */
import { type FiscalCode, maskFiscalCode, maskName } from '../core/fiscal-code.ts'
import type { AccountId } from '../accounts/account.ts'
import type { SessionId } from '../accounts/session.ts'

/** What somebody brings to one institution's pages. Everything may be missing. */
export type Sight = {
  sessionId: SessionId | null
  accountId: AccountId | null
  /** Proven to this institution (or, in a test ente, declared): all that this debtor owes is theirs to see. */
  fiscalCode: FiscalCode | null
  /** What is in their cart they may look at from any of their browsers. */
  cartId: string | null
}

/** `full` for the debtor, `masked` for who holds the codes. */
export type Access = 'full' | 'masked'

type Seen = { fullName: string; fiscalCode: FiscalCode; description: string; hasNeutralDescription: boolean }

export function seenWith(access: Access, seen: Seen): { name: string; fiscalCode: string; description: string | null } {
  if (access === 'full') return { name: seen.fullName, fiscalCode: seen.fiscalCode, description: seen.description }
  return {
    name: maskName(seen.fullName),
    fiscalCode: maskFiscalCode(seen.fiscalCode),
    description: seen.hasNeutralDescription ? seen.description : null,
  }
}
