import type { InstitutionId } from '../core/institution-id.ts'
import type { Database } from '../platform/database.ts'
import type { InstitutionFile } from './institution-file.ts'
import { upsertAccounts, upsertInstitution, upsertStations } from './apply.queries.ts'

/**
 * Makes the database say what the file says. What the file does not name any more (an old account) stays,
 * because positions refer to it. Run by whoever owns the database: the portal may not change where money goes.
 */
export async function applyInstitution(
  owner: Database,
  file: InstitutionFile,
  crestSvg: string | null,
): Promise<InstitutionId> {
  const institutionId = await owner.transaction((tx) => upsertInstitution(tx, file, crestSvg))
  await owner.institution(institutionId, async (tx) => {
    await upsertStations(tx, file)
    await upsertAccounts(tx, file)
  })
  return institutionId
}
