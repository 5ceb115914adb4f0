/** What found no room when carts met at sign-in: kept with the session until its owner has been told, once. */
import { dropDraft, findDraft, saveDraft } from '../accounts/session.queries.ts'
import type { SessionId } from '../accounts/session.ts'
import type { InstitutionId } from '../core/institution-id.ts'
import type { Clock } from '../core/time.ts'
import { findPositions } from '../debt-positions/citizen.queries.ts'
import type { PositionRecord } from '../debt-positions/position-record.ts'
import type { Sight } from '../debt-positions/visibility.ts'
import type { Directory } from '../institutions/directory.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import type { CartEntry } from './cart.ts'

export async function keepLeftOut(db: Database, sessionId: SessionId, leftOut: readonly CartEntry[]): Promise<void> {
  const cartLeftOut = leftOut.map(({ institutionId, installmentId }) => `${institutionId}:${installmentId}`).join(' ')
  await saveDraft(db, sessionId, { cartLeftOut })
}

export async function takeLeftOut(
  { db, directory, clock }: { db: Database; directory: Directory; clock: Clock },
  sessionId: SessionId,
  sightAt: (institution: Institution) => Promise<Sight>,
): Promise<{ institution: Institution; record: PositionRecord }[]> {
  const draft = await findDraft(db, sessionId)
  if (!isLeftOutDraft(draft)) return []
  await dropDraft(db, sessionId)
  const found = await Promise.all(
    draft.cartLeftOut.split(' ').map(async (entry) => {
      const [institutionId = '', installmentId = ''] = entry.split(':')
      const institution = directory.byId(Number(institutionId) as InstitutionId)
      const sight = await sightAt(institution)
      const [position] = await findPositions(db, institution.institutionId, sight, [installmentId], clock.now())
      return position ? [{ institution, record: position.record }] : []
    }),
  )
  return found.flat()
}

function isLeftOutDraft(draft: unknown): draft is { cartLeftOut: string } {
  return typeof draft === 'object' && draft !== null && 'cartLeftOut' in draft && typeof draft.cartLeftOut === 'string'
}
