/** What citizens have answered to the forms, for the offices of the ente: a table and the attachments. */
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import * as path from 'node:path'
import { once } from 'node:events'
import { CSV_START, csvLine } from '../core/csv-field.ts'
import { cents, formatAmount } from '../core/money.ts'
import { type Temporal, formatInstant } from '../core/time.ts'
import type { Database, InstitutionId } from '../platform/database.ts'
import type { FormId } from './filled-form.ts'
import { type SavedForm, listFiles, listSavedForms } from './filled-form.queries.ts'
import { answersText as text } from './services-command.text.ts'

const BATCH = 500

/** A line for each answer. The folder is for the ente's eyes alone, and so are its files. */
export async function exportAnswers(
  db: Database,
  institution: InstitutionId,
  { from, folder }: { from: Temporal.Instant; folder: string },
): Promise<{ forms: number; files: number }> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const table = createWriteStream(path.join(folder, text.file), { mode: 0o600 })
  table.write(CSV_START + csvLine(text.columns))
  const counted = { forms: 0, files: 0 }
  let after: FormId | null = null
  for (;;) {
    const forms = await listSavedForms(db, institution, { from, after, most: BATCH })
    for (const form of forms) {
      if (!table.write(linesOf(form))) await once(table, 'drain')
      counted.forms++
      if (form.files.length > 0) counted.files += await writeFiles(db, institution, form, folder)
    }
    after = forms.at(-1)?.formId ?? null
    if (forms.length < BATCH) break
  }
  table.end()
  await once(table, 'finish')
  return counted
}

function linesOf({ noticeNumber, serviceCode, savedAt, status, amountCents, answers, files }: SavedForm): string {
  const facts = [
    noticeNumber,
    serviceCode,
    formatInstant(savedAt),
    text.status(status),
    formatAmount(cents(amountCents)),
  ]
  const attached = new Set(files.map(({ fileName }) => fileName))
  const rows = answers.length > 0 ? answers : [{ label: '', text: '' }]
  return rows
    .map((answer) => csvLine([...facts, answer.label, answer.text, attached.has(answer.text) ? noticeNumber : '']))
    .join('')
}

async function writeFiles(
  db: Database,
  institution: InstitutionId,
  { formId, noticeNumber }: SavedForm & { formId: FormId },
  folder: string,
): Promise<number> {
  const files = await listFiles(db, institution, formId)
  for (const { field, type, content } of files) {
    await writeFile(path.join(folder, `${noticeNumber}-${field}.${type}`), content, { mode: 0o600 })
  }
  return files.length
}
