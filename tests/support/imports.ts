/** Loads a file as `quietanza import` does, and keeps what was said about it. */
import { findCatalogue } from '../../src/import/catalogue.queries.ts'
import { type ImportResult, importPositions } from '../../src/import/import-positions.operation.ts'
import { placeText, reasonText } from '../../src/import/import.text.ts'
import { COMMAND_LIMITS, type ImportLimits } from '../../src/import/limits.ts'
import { randomNoticeBase } from '../../src/platform/random.ts'
import { type NoticeNumber, isNoticeNumber } from '../../src/core/notice-number.ts'
import { amount, boolean, checked, day, integer, nullable, sql, text } from '../../src/platform/sql.ts'
import type { Institution } from '../../src/institutions/institution.ts'
import type { World } from './world.ts'

export type TestImport = {
  isAllOrNothing?: boolean
  allowsOverdue?: boolean
  service?: string
  encoding?: 'utf-8' | 'windows-1252'
  limits?: Partial<ImportLimits>
  drawBase?: () => number
  /** How many bytes come at a time. */
  pieceBytes?: number
}

export type Imported = ImportResult & {
  /** As they are printed. */
  problems: string[]
}

export async function load(
  { database, clock }: Pick<World, 'database' | 'clock'>,
  institution: Institution,
  content: string | Buffer,
  options: TestImport = {},
): Promise<Imported> {
  const catalogue = (await findCatalogue(database.worker, institution.code))!
  const problems: string[] = []
  const result = await importPositions(
    { db: database.worker, clock, drawBase: options.drawBase ?? randomNoticeBase },
    {
      catalogue,
      fileName: 'prova.csv',
      content: pieces(Buffer.from(content), options.pieceBytes ?? 64 * 1024),
      encoding: options.encoding ?? 'utf-8',
      isAllOrNothing: options.isAllOrNothing ?? false,
      allowsOverdue: options.allowsOverdue ?? false,
      service: catalogue.services.find(({ code }) => code === options.service),
      limits: { ...COMMAND_LIMITS, ...options.limits },
    },
    {
      problem: (place, problem) => void problems.push(`${placeText(place, problem)}: ${reasonText(problem)}`),
      progress: () => {},
    },
  )
  return { ...result, problems }
}

async function* pieces(content: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size)
}

const COLUMNS =
  'servizio;codice fiscale;nome;email;causale;importo;scadenza;codice avviso;riferimento;rate;contatto verificato'

export type CsvCells = Partial<{
  service: string
  fiscalCode: string
  name: string
  email: string
  description: string
  amount: string
  due: string
  notice: string
  reference: string
  plan: string
  verified: string
}>

/** A file of rows that are good but for what is said. */
export function csv(...rows: CsvCells[]): string {
  const lines = rows.map((row) =>
    [
      row.service ?? 'tari',
      row.fiscalCode ?? 'RSSMRA80A01H501U',
      row.name ?? 'Mario Rossi',
      row.email ?? '',
      row.description ?? 'TARI 2026',
      row.amount ?? '54,00',
      row.due ?? '31/12/2026',
      row.notice ?? '',
      row.reference ?? '',
      row.plan ?? '',
      row.verified ?? '',
    ].join(';'),
  )
  return [COLUMNS, ...lines, ''].join('\r\n')
}

const storedColumns = {
  reference: text,
  service: text,
  full_name: text,
  fiscal_code: text,
  email: nullable(text),
  email_is_verified: boolean,
  option_no: integer,
  option_kind: text,
  installment_no: integer,
  notice_number: checked<NoticeNumber>(isNoticeNumber),
  amount_cents: amount,
  amount_version: integer,
  description: text,
  due_on: day,
  status: text,
  expires_after_due: boolean,
}

/** Every notice of the positions that imports have made, as the database has it. */
export function stored({ database }: Pick<World, 'database'>, { institutionId }: Institution, reference?: string) {
  return database.app.read(
    institutionId,
    sql`
      select p.reference, s.code as service, d.full_name, d.fiscal_code, d.email, d.email_is_verified, i.option_no,
        i.option_kind, i.installment_no, i.notice_number, i.amount_cents, i.amount_version, i.description, i.due_on,
        i.status, i.expires_after_due
      from debt_positions p
      join services s on s.institution_id = p.institution_id and s.service_id = p.service_id
      join debtors d on d.institution_id = p.institution_id and d.position_id = p.position_id
      join installments i on i.institution_id = p.institution_id and i.position_id = p.position_id
      where p.institution_id = scope.institution_id
        and (p.reference = ${reference ?? null}::text or ${reference === undefined})
      order by p.reference, i.option_no, i.installment_no`,
    storedColumns,
  )
}

/** What was written about a position: the name of each event and who did it. */
export function eventsOf({ database }: Pick<World, 'database'>, { institutionId }: Institution, reference: string) {
  return database.app.read(
    institutionId,
    sql`
      select e.name, e.actor, e.status_after, e.amount_cents_after, e.facts::text as facts
      from position_events e
      join debt_positions p on p.institution_id = e.institution_id and p.position_id = e.position_id
      where e.institution_id = scope.institution_id and p.reference = ${reference}
      order by e.event_id`,
    {
      name: text,
      actor: text,
      status_after: nullable(text),
      amount_cents_after: nullable(integer),
      facts: nullable(text),
    },
  )
}
