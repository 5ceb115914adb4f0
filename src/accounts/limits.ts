/** How often what concerns accounts may be tried (docs/pagopa/choices.md keeps the table). */
import type { Policy } from '../core/policy.ts'

const MINUTE = 60
const HOUR = 3600
const DAY = 24 * HOUR

export const limits = {
  registerPerHour: { name: 'register-ip-hour', limit: 5, windowSeconds: HOUR },
  registerPerDay: { name: 'register-ip-day', limit: 20, windowSeconds: DAY },
  activationMails: { name: 'activation-mail-address-day', limit: 3, windowSeconds: DAY },
  recoverPerAddress: { name: 'recover-address-hour', limit: 3, windowSeconds: HOUR },
  recoverPerIp: { name: 'recover-ip-hour', limit: 10, windowSeconds: HOUR },
  tokenPages: { name: 'token-page-ip-minute', limit: 10, windowSeconds: MINUTE },
  confirmPassword: { name: 'confirm-password-account', limit: 10, windowSeconds: 15 * MINUTE },
  emailChanges: { name: 'email-change-account-day', limit: 5, windowSeconds: DAY },
  emailChangeMails: { name: 'email-change-address-day', limit: 3, windowSeconds: DAY },
  letters: { name: 'letters-account-month', limit: 2, windowSeconds: 30 * DAY },
  challengeMails: { name: 'challenge-mail-address-hour', limit: 3, windowSeconds: HOUR },
  solutionUse: { name: 'challenge-solution', limit: 1, windowSeconds: DAY },
  loginFailuresPerAccount: { name: 'login-failures-account', limit: 10, windowSeconds: 15 * MINUTE },
  loginFailuresPerIp: { name: 'login-failures-ip', limit: 30, windowSeconds: 15 * MINUTE },
  loginAccountsPerIp: { name: 'login-accounts-ip', limit: 10, windowSeconds: HOUR },
} as const satisfies Record<string, Policy>

/** After this many failures in a row only a new password, set through the mailbox, opens the account. */
export const MAX_FAILED_LOGINS = 100

const PAUSES_SECONDS = [0, 0, 0, 1, 2, 4, 8, 16, 30] as const

/**
 * The pause before another try, growing with the failures. It holds for a name, whether there is such an account or
 * not, so that it does not tell which.
 */
export function loginPause(failures: number): Policy | undefined {
  const seconds = PAUSES_SECONDS[Math.min(failures, PAUSES_SECONDS.length - 1)]!
  return seconds === 0 ? undefined : { name: `login-pause-${seconds}`, limit: 1, windowSeconds: seconds }
}
