import type { InstallmentId } from '../debt-positions/installment.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import { boolean, bytes, sql, text } from '../platform/sql.ts'

export type StoredReceipt = {
  document: Buffer
  documentSha256: string
  hasNeutralDescription: boolean
  serviceName: string
}

/** The receipt that closed a notice, as the Node sent it. */
export async function findStoredReceipt(
  db: Database,
  institution: Institution,
  installmentId: InstallmentId,
): Promise<StoredReceipt | undefined> {
  const [row] = await db.read(
    institution.institutionId,
    sql`
      select r.document, encode(r.document_sha256, 'hex') as digest, s.has_neutral_description, s.name as service_name
      from installments i
      join receipts r on r.institution_id = i.institution_id and r.receipt_id = i.receipt_id
      join debt_positions p on p.institution_id = i.institution_id and p.position_id = i.position_id
      join services s on s.institution_id = p.institution_id and s.service_id = p.service_id
      where i.institution_id = scope.institution_id and i.installment_id = ${installmentId}`,
    { document: bytes, digest: text, has_neutral_description: boolean, service_name: text },
  )
  return (
    row && {
      document: row.document,
      documentSha256: row.digest,
      hasNeutralDescription: row.has_neutral_description,
      serviceName: row.service_name,
    }
  )
}
