/** The record of each import: what came, when, and what became of it. Never what was in it. */
import type { InstitutionId } from '../core/institution-id.ts'
import type { Temporal } from '../core/time.ts'
import type { Database, InstitutionTx } from '../platform/database.ts'
import { sql } from '../platform/sql.ts'

export type NewImport = {
  importId: string
  fileName: string
  format: 'csv' | 'gpd'
  isAllOrNothing: boolean
  startedAt: Temporal.Instant
}

export async function insertImport(db: Database, institution: InstitutionId, run: NewImport): Promise<void> {
  await db.institution(institution, (tx) =>
    tx.run(sql`
      insert into imports (institution_id, import_id, file_name, format, is_all_or_nothing, started_at)
      values (${institution}, ${run.importId}, ${run.fileName}, ${run.format}, ${run.isAllOrNothing}, ${run.startedAt})`),
  )
}

export type FinishedImport = {
  importId: string
  finishedAt: Temporal.Instant
  /** Null when the file was not read to its end. */
  fileSha256: Buffer | null
  created: number
  changed: number
  unchanged: number
  refused: number
}

export async function finishImport(db: Database, institution: InstitutionId, run: FinishedImport): Promise<void> {
  await db.institution(institution, (tx) =>
    tx.run(sql`
      update imports
      set finished_at = ${run.finishedAt}, file_sha256 = ${run.fileSha256}, rows_created = ${run.created},
        rows_updated = ${run.changed}, rows_unchanged = ${run.unchanged}, rows_refused = ${run.refused}
      where institution_id = ${institution} and import_id = ${run.importId}`),
  )
}

/** Another import may hold the same rows until its own end. */
export async function waitLonger(tx: InstitutionTx): Promise<void> {
  await tx.run(sql`
    select set_config('statement_timeout', '600000', true),
      set_config('idle_in_transaction_session_timeout', '600000', true)`)
}
