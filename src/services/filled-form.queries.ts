import type { AccountId } from '../accounts/account.ts'
import type { SessionId } from '../accounts/session.ts'
import type { Temporal } from '../core/time.ts'
import type { InstallmentId, PositionId } from '../debt-positions/installment.ts'
import type { ServiceId } from '../debt-positions/position-draft.ts'
import type { Database, InstitutionId, InstitutionTx } from '../platform/database.ts'
import { type Sql, branded, bytes, instant, integer, json, nullable, oneOf, sql, text } from '../platform/sql.ts'
import { FILE_TYPES } from './field.ts'
import {
  type AnswerInWords,
  type FormId,
  type FormOwner,
  type OwnForm,
  type StoredTyped,
  type TypedForm,
  fromStored,
  toStored,
} from './filled-form.ts'
import type { FileFacts } from './read-form.ts'
import type { Upload } from './upload.ts'

export type FilledForm = { formId: FormId; serviceCode: string; typed: TypedForm }

export type Attachment = Upload & FileFacts & { field: string }

function isOwn({ accountId, sessionId }: FormOwner): Sql {
  return sql`(f.account_id = ${accountId} or (f.account_id is null and f.session_id = ${sessionId}))`
}

/** A draft of this owner; undefined where there is none, or it has been saved. */
export async function findDraftForm(
  db: Database,
  institution: InstitutionId,
  owner: FormOwner,
  formId: FormId,
): Promise<FilledForm | undefined> {
  const [row] = await db.read(
    institution,
    sql`
      select s.code, f.typed, ${filesOf()} as files
      from filled_forms f
      join services s on s.institution_id = f.institution_id and s.service_id = f.service_id
      where f.institution_id = scope.institution_id and f.form_id = ${formId} and f.position_id is null
        and ${isOwn(owner)}`,
    draftColumns,
  )
  return row && toFilledForm(formId, row)
}

function filesOf(): Sql {
  return sql`
    coalesce((
      select jsonb_agg(jsonb_build_object('field', a.field, 'fileName', a.file_name, 'type', a.file_type,
        'bytes', octet_length(a.content)) order by a.field)
      from form_files a where a.institution_id = f.institution_id and a.form_id = f.form_id), '[]')`
}

const draftColumns = { code: text, typed: json, files: json }

/** What this program has written itself. */
function toFilledForm(formId: FormId, row: { code: string; typed: unknown; files: unknown }): FilledForm {
  const files = row.files as (FileFacts & { field: string })[]
  const facts = new Map(files.map(({ field, ...file }) => [field, file]))
  return { formId, serviceCode: row.code, typed: fromStored(row.typed as StoredTyped, facts) }
}

export type DraftInList = { formId: FormId; serviceCode: string; serviceName: string; changedAt: Temporal.Instant }

/** The drafts of services that are still open, the last changed first. */
export async function listDrafts(db: Database, institution: InstitutionId, owner: FormOwner): Promise<DraftInList[]> {
  const rows = await db.read(
    institution,
    sql`
      select f.form_id, s.code, s.name, f.changed_at
      from filled_forms f
      join services s on s.institution_id = f.institution_id and s.service_id = f.service_id and s.form is not null
      where f.institution_id = scope.institution_id and f.position_id is null and ${isOwn(owner)}
      order by f.changed_at desc, f.form_id limit 20`,
    { form_id: branded<FormId>(), code: text, name: text, changed_at: instant },
  )
  return rows.map((row) => ({
    formId: row.form_id,
    serviceCode: row.code,
    serviceName: row.name,
    changedAt: row.changed_at,
  }))
}

export type DraftChange = {
  formId: FormId
  serviceId: ServiceId
  owner: FormOwner
  typed: TypedForm
  uploads: readonly Attachment[]
  /** Fields whose file is taken back. */
  withoutFiles: readonly string[]
}

/** False where the form has been saved meanwhile, or is somebody else's. */
export async function upsertDraft(tx: InstitutionTx, change: DraftChange, now: Temporal.Instant): Promise<boolean> {
  const { formId, owner, typed } = change
  const written = await tx.run(sql`
    insert into filled_forms as f (institution_id, form_id, service_id, account_id, session_id, typed, created_at,
      changed_at)
    values (${tx.institutionId}, ${formId}, ${change.serviceId}, ${owner.accountId}, ${owner.sessionId},
      ${JSON.stringify(toStored(typed))}, ${now}, ${now})
    on conflict (institution_id, form_id) do update
    set typed = excluded.typed, changed_at = excluded.changed_at, account_id = coalesce(f.account_id, excluded.account_id)
    where f.position_id is null and f.service_id = excluded.service_id and ${isOwn(owner)}`)
  if (written === 0) return false
  if (change.withoutFiles.length > 0) {
    await tx.run(sql`
      delete from form_files
      where institution_id = ${tx.institutionId} and form_id = ${formId} and field = any(${change.withoutFiles})`)
  }
  for (const { field, fileName, type, content } of change.uploads) {
    await tx.run(sql`
      insert into form_files (institution_id, form_id, field, file_name, file_type, content)
      values (${tx.institutionId}, ${formId}, ${field}, ${fileName}, ${type}, ${content})
      on conflict (institution_id, form_id, field) do update
      set file_name = excluded.file_name, file_type = excluded.file_type, content = excluded.content`)
  }
  return true
}

/** False where there was none: it has been saved, or thrown away before. */
export async function deleteDraft(tx: InstitutionTx, owner: FormOwner, formId: FormId): Promise<boolean> {
  const deleted = await tx.run(sql`
    delete from filled_forms f
    where f.institution_id = ${tx.institutionId} and f.form_id = ${formId} and f.position_id is null and ${isOwn(owner)}`)
  return deleted === 1
}

/** The notice that a form of this owner has become. */
export async function findSavedForm(
  db: Database,
  institution: InstitutionId,
  owner: FormOwner,
  formId: FormId,
): Promise<InstallmentId | undefined> {
  const [row] = await db.read(
    institution,
    sql`
      select i.installment_id from filled_forms f
      join installments i on i.institution_id = f.institution_id and i.position_id = f.position_id
      where f.institution_id = scope.institution_id and f.form_id = ${formId} and ${isOwn(owner)}`,
    { installment_id: branded<InstallmentId>() },
  )
  return row?.installment_id
}

/** How many drafts an owner has, without this one. */
export async function countOtherDrafts(tx: InstitutionTx, owner: FormOwner, formId: FormId): Promise<number> {
  const row = await tx.one(
    sql`
      select count(*) as drafts from filled_forms f
      where f.institution_id = ${tx.institutionId} and f.position_id is null and f.form_id <> ${formId}
        and ${isOwn(owner)}`,
    { drafts: integer },
  )
  return row.drafts
}

/** How many positions an owner has inserted that are neither paid nor over. */
export async function countOpenInserted(tx: InstitutionTx, owner: FormOwner): Promise<number> {
  const row = await tx.one(
    sql`
      select count(*) as positions from filled_forms f
      join installments i on i.institution_id = f.institution_id and i.position_id = f.position_id
        and i.status in ('published', 'unpaid')
      where f.institution_id = ${tx.institutionId} and ${isOwn(owner)}`,
    { positions: integer },
  )
  return row.positions
}

/** Whoever signs in takes the drafts of this browser along. */
export async function adoptDrafts(tx: InstitutionTx, sessionId: SessionId, accountId: AccountId): Promise<void> {
  await tx.run(sql`
    update filled_forms set account_id = ${accountId}
    where institution_id = ${tx.institutionId} and session_id = ${sessionId} and account_id is null
      and position_id is null`)
}

export type LockedForm = { kind: 'draft'; form: FilledForm } | { kind: 'saved'; installmentId: InstallmentId }

/** Whoever saves first has the row; whoever comes second finds the position that it has become. */
export async function lockForm(
  tx: InstitutionTx,
  owner: FormOwner,
  { formId, serviceId }: { formId: FormId; serviceId: ServiceId },
): Promise<LockedForm | undefined> {
  // A statement of its own: what it has waited for is seen by the next.
  await tx.run(sql`
    select from filled_forms f
    where f.institution_id = ${tx.institutionId} and f.form_id = ${formId} and f.service_id = ${serviceId}
      and ${isOwn(owner)}
    for update`)
  const row = await tx.maybe(
    sql`
      select s.code, f.typed, ${filesOf()} as files, i.installment_id
      from filled_forms f
      join services s on s.institution_id = f.institution_id and s.service_id = f.service_id
      left join installments i on i.institution_id = f.institution_id and i.position_id = f.position_id
      where f.institution_id = ${tx.institutionId} and f.form_id = ${formId} and f.service_id = ${serviceId}
        and ${isOwn(owner)}`,
    { ...draftColumns, installment_id: nullable(branded<InstallmentId>()) },
  )
  if (!row) return undefined
  return row.installment_id
    ? { kind: 'saved', installmentId: row.installment_id }
    : { kind: 'draft', form: toFilledForm(formId, row) }
}

export async function markSaved(
  tx: InstitutionTx,
  owner: FormOwner,
  { formId, positionId, answers }: { formId: FormId; positionId: PositionId; answers: readonly AnswerInWords[] },
): Promise<InstallmentId> {
  // What was typed has become the position, and is kept once.
  await tx.run(sql`
    update filled_forms
    set position_id = ${positionId}, answers = ${JSON.stringify(answers)}::jsonb, typed = '{}',
      account_id = coalesce(account_id, ${owner.accountId}::uuid)
    where institution_id = ${tx.institutionId} and form_id = ${formId}`)
  const row = await tx.one(
    sql`
      select installment_id from installments
      where institution_id = ${tx.institutionId} and position_id = ${positionId}`,
    { installment_id: branded<InstallmentId>() },
  )
  return row.installment_id
}

/** Drafts that nobody has touched for so long, and those whose browser is gone. */
export async function deleteOldDrafts(tx: InstitutionTx, unchangedSince: Temporal.Instant): Promise<number> {
  return tx.run(sql`
    delete from filled_forms
    where institution_id = ${tx.institutionId} and position_id is null
      and (changed_at < ${unchangedSince} or (account_id is null and session_id is null))`)
}

export type SavedForm = {
  noticeNumber: string
  serviceCode: string
  savedAt: Temporal.Instant
  status: string
  amountCents: number
  answers: readonly AnswerInWords[]
  files: readonly { field: string; fileName: string }[]
}

/** What the ente reads: so many at a time, the oldest first. */
export async function listSavedForms(
  db: Database,
  institution: InstitutionId,
  { from, after, most }: { from: Temporal.Instant; after: FormId | null; most: number },
): Promise<(SavedForm & { formId: FormId })[]> {
  const rows = await db.read(
    institution,
    sql`
      select f.form_id, i.notice_number, s.code, p.created_at, i.status, i.amount_cents, f.answers, ${filesOf()} as files
      from filled_forms f
      join services s on s.institution_id = f.institution_id and s.service_id = f.service_id
      join debt_positions p on p.institution_id = f.institution_id and p.position_id = f.position_id
      join installments i on i.institution_id = f.institution_id and i.position_id = f.position_id
      where f.institution_id = scope.institution_id and p.created_at >= ${from}
        and (${after}::uuid is null or f.form_id > ${after}::uuid)
      order by f.form_id limit ${most}`,
    {
      form_id: branded<FormId>(),
      notice_number: text,
      code: text,
      created_at: instant,
      status: text,
      amount_cents: integer,
      answers: json,
      files: json,
    },
  )
  return rows.map((row) => ({
    formId: row.form_id,
    noticeNumber: row.notice_number,
    serviceCode: row.code,
    savedAt: row.created_at,
    status: row.status,
    amountCents: row.amount_cents,
    answers: row.answers as AnswerInWords[],
    files: row.files as SavedForm['files'],
  }))
}

const MOST_OWN_FORMS = 1_000

/** All that an account has filled in, drafts among it, the last first. Of a draft the answers are as they were typed. */
export async function listOwnForms(db: Database, institution: InstitutionId, accountId: string): Promise<OwnForm[]> {
  const rows = await db.read(
    institution,
    sql`
      select f.form_id, s.name, f.changed_at, f.answers, f.typed, ${filesOf()} as files, i.notice_number
      from filled_forms f
      join services s on s.institution_id = f.institution_id and s.service_id = f.service_id
      left join installments i on i.institution_id = f.institution_id and i.position_id = f.position_id
      where f.institution_id = scope.institution_id and f.account_id = ${accountId}
      order by f.changed_at desc, f.form_id desc limit ${MOST_OWN_FORMS}`,
    {
      form_id: branded<FormId>(),
      name: text,
      changed_at: instant,
      answers: json,
      typed: json,
      files: json,
      notice_number: nullable(text),
    },
  )
  return rows.map((row) => ({
    formId: row.form_id,
    serviceName: row.name,
    changedAt: row.changed_at,
    noticeNumber: row.notice_number,
    answers: (row.answers as AnswerInWords[] | null) ?? typedInWords(row.typed as StoredTyped),
    fileNames: (row.files as SavedForm['files']).map(({ fileName }) => fileName),
  }))
}

function typedInWords({ texts, amount }: StoredTyped): AnswerInWords[] {
  const answers = Object.entries(texts).map(([label, typed]) => ({ label, text: typed.join(', ') }))
  return [...answers, { label: 'importo', text: amount }].filter((answer) => answer.text !== '')
}

export async function listFiles(db: Database, institution: InstitutionId, formId: FormId): Promise<Attachment[]> {
  const rows = await db.read(
    institution,
    sql`
      select field, file_name, file_type, content from form_files
      where institution_id = scope.institution_id and form_id = ${formId} order by field`,
    { field: text, file_name: text, file_type: oneOf(...FILE_TYPES), content: bytes },
  )
  return rows.map((row) => ({
    field: row.field,
    fileName: row.file_name,
    type: row.file_type,
    bytes: row.content.length,
    content: row.content,
  }))
}
