/** Who may fill in the form of a service, and whose the draft is. */
import type { Account } from '../accounts/account.ts'
import type { Session } from '../accounts/session.ts'
import type { Institution } from '../institutions/institution.ts'
import type { FormOwner } from './filled-form.ts'
import type { OpenService } from './open-service.ts'

type Viewer = { session: Session | undefined; account: Account | undefined }

/** A guest may where both the ente and the service let guests pay. */
export function mayFillIn(service: OpenService, institution: Institution, { account }: Viewer): boolean {
  return account !== undefined || (service.form.access === 'anyone' && institution.allowsGuestPayment)
}

export function formOwner({ session, account }: Viewer): FormOwner {
  return { accountId: account?.accountId ?? null, sessionId: session?.sessionId ?? null }
}
