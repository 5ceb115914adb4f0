/** What somebody should know before they pay: what the amount is made of, and whether they have paid it already. */
import type { Temporal } from '../core/time.ts'
import type { InstallmentId } from './installment.ts'
import type { NoticeLine } from './position-draft.ts'

/** How long ago something may have been paid to be taken for the same. */
export const TWIN_DAYS = 30

/** Another position of the same ente, service, debtor and amount, that was paid a short while ago, or is being paid. */
export type Twin = {
  installmentId: InstallmentId
  /** As far as this viewer may read it. */
  name: string
  /** Null while it is being paid. */
  paidAt: Temporal.Instant | null
}

/** What somebody is asked before they pay, until they have read it and said that this is another one. */
export function toAskAbout(twin: Twin | undefined, isConfirmed: boolean): Twin | undefined {
  return isConfirmed ? undefined : twin
}

export type BeforePaying = { lines: readonly NoticeLine[]; twin: Twin | undefined }
