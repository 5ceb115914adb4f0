import type { Problem } from '../core/shape.ts'
import type { Database } from '../platform/database.ts'
import { type ServicesFile, accountProblems, readServicesFile } from './services-file.ts'
import {
  closeOtherServices,
  findInstitutionByCode,
  listAccounts,
  markOpenServices,
  upsertService,
} from './services.queries.ts'

export type AppliedServices =
  | { outcome: 'applied'; institution: string; services: number; open: number }
  | { outcome: 'unknown-institution'; institution: string }
  | { outcome: 'wrong'; problems: readonly Problem[] }

/**
 * Makes the database say what the file says: all of it, or nothing. Run by whoever owns the database: the portal may not
 * change where money goes.
 */
export async function applyServices(owner: Database, content: unknown): Promise<AppliedServices> {
  const reading = readServicesFile(content)
  if (reading.outcome === 'wrong') return reading
  const { file } = reading
  const institutionId = await findInstitutionByCode(owner, file.institution)
  if (institutionId === undefined) return { outcome: 'unknown-institution', institution: file.institution }
  const open = file.services.filter(({ spontaneous }) => spontaneous !== null).length
  return owner.institution(institutionId, async (tx): Promise<AppliedServices> => {
    const problems = accountProblems(file, await listAccounts(tx))
    if (problems.length > 0) return { outcome: 'wrong', problems }
    const forms = formsAsWritten(content)
    for (const [index, service] of file.services.entries()) await upsertService(tx, service, forms[index])
    await closeOtherServices(tx, codesOf(file))
    await markOpenServices(tx, institutionId, open)
    return { outcome: 'applied', institution: file.institution, services: file.services.length, open }
  })
}

function codesOf({ services }: ServicesFile): string[] {
  return services.map(({ code }) => code)
}

/** The declarations before they were read: the database keeps what the ente has written. */
function formsAsWritten(content: unknown): unknown[] {
  return (content as { services: { spontaneous?: unknown }[] }).services.map(({ spontaneous }) => spontaneous)
}
