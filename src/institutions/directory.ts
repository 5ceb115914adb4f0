import type { InstitutionId } from '../core/institution-id.ts'
import type { Institution, Station } from './institution.ts'

/** Every ente and station of the installation, at hand without a question to the database. */
export type Directory = {
  byCode(code: string): Institution | undefined
  byFiscalCode(fiscalCode: string): Institution | undefined
  byId(id: InstitutionId): Institution
  all(): readonly Institution[]
  station(stationId: string): Station | undefined
  /** Whether any of our stations belongs to this broker. */
  hasBroker(fiscalCode: string): boolean
  /** Reads the database now: for whoever has just changed it. */
  refresh(): Promise<void>
  close(): void
}
