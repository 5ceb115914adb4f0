/**
 * Prints the notices of a campaign into a folder, a page of positions at a time: the memory that it takes does not grow
 * with their number. It can be stopped at any moment and started again with the same words.
 */
import * as fs from 'node:fs/promises'
import * as path from 'node:path'
import type { Clock } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import {
  type CampaignJournal,
  type CampaignOrder,
  isOf,
  newJournal,
  readJournal,
  remarkLines,
  volumeName,
} from './campaign.ts'
import type { NoticeFilter } from '../notices/notice-filter.ts'
import { type NoticeDocument, type NoticeRemarks, payablesOf } from '../notices/notice-document.ts'
import { type CampaignPage, countPositionsToPrint, listNoticesToPrint } from '../notices/notice.queries.ts'

/** What a campaign needs of a printer. */
export type CampaignPrinter = {
  noticesToFile(notices: readonly NoticeDocument[], file: string): Promise<NoticeRemarks[]>
}

export type CampaignContext = { db: Database; clock: Clock; printer: CampaignPrinter; threads: number }

export type CampaignProgress = { notices: number; positions: number; remarks: number }

export type CampaignOutcome =
  | { outcome: 'printed'; notices: number; remarks: number }
  | { outcome: 'already-printed'; notices: number }
  /** The folder holds another campaign. */
  | { outcome: 'folder-taken' }

const JOURNAL = 'stampa.json'
const REMARKS = 'avvertenze.csv'

export async function printCampaign(
  { db, clock, printer, threads }: CampaignContext,
  institution: Institution,
  filter: NoticeFilter,
  order: CampaignOrder,
  folder: string,
  onProgress: (progress: CampaignProgress) => void,
): Promise<CampaignOutcome> {
  await fs.mkdir(folder, { recursive: true })
  const found = await openJournal(folder, order)
  if (!found) return { outcome: 'folder-taken' }
  if (found.isDone) return { outcome: 'already-printed', notices: found.notices }
  let journal = found
  let remarks = 0
  const positions = await countPositionsToPrint(db, institution, filter)
  while (!journal.isDone) {
    const page = await listNoticesToPrint(db, institution, filter, journal.last, pageSize(order, threads), clock.now())
    const lines = await printPage(printer, page.notices, journal, folder)
    remarks += lines.length
    // First the words about the page, then the page's end: what is interrupted between them is only said twice.
    if (lines.length > 0) await fs.appendFile(path.join(folder, REMARKS), `${lines.join('\n')}\n`)
    journal = afterPage(journal, page, page.positions < pageSize(order, threads))
    await writeJournal(folder, journal)
    onProgress({ notices: journal.notices, positions, remarks })
  }
  return { outcome: 'printed', notices: journal.notices, remarks }
}

function afterPage(journal: CampaignJournal, { notices, last }: CampaignPage, isDone: boolean): CampaignJournal {
  return {
    ...journal,
    last: last ?? journal.last,
    notices: journal.notices + notices.length,
    volumes: journal.volumes + volumesOf(notices, journal).length,
    isDone,
  }
}

const FILES_A_PAGE = 64

/** As many as keep every thread at work. */
function pageSize({ kind, perFile }: CampaignOrder, threads: number): number {
  return kind === 'volumes' ? perFile * threads : FILES_A_PAGE
}

function volumesOf(notices: readonly NoticeDocument[], { kind, perFile }: CampaignOrder): NoticeDocument[][] {
  if (kind === 'one-file-each' || notices.length === 0) return []
  return Array.from({ length: Math.ceil(notices.length / perFile) }, (_, index) =>
    notices.slice(index * perFile, (index + 1) * perFile),
  )
}

async function printPage(
  printer: CampaignPrinter,
  notices: readonly NoticeDocument[],
  journal: CampaignJournal,
  folder: string,
): Promise<string[]> {
  const files =
    journal.kind === 'volumes'
      ? volumesOf(notices, journal).map((volume, index) => ({ volume, name: volumeName(journal.volumes + index + 1) }))
      : notices.map((notice) => ({ volume: [notice], name: `avviso-${numberOf(notice)}.pdf` }))
  const remarks = await Promise.all(
    files.map(({ volume, name }) => printer.noticesToFile(volume, path.join(folder, name))),
  )
  return files.flatMap(({ volume }, index) =>
    volume.flatMap((notice, at) => remarkLines(numberOf(notice), remarks[index]![at]!)),
  )
}

function numberOf({ asked }: NoticeDocument): string {
  return payablesOf(asked)[0]!.noticeNumber
}

/** Undefined when the folder is another campaign's. */
async function openJournal(folder: string, order: CampaignOrder): Promise<CampaignJournal | undefined> {
  const text = await readIfThere(path.join(folder, JOURNAL))
  if (text === undefined) return newJournal(order)
  const journal = readJournal(text)
  return journal && isOf(journal, order) ? journal : undefined
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await fs.readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

async function writeJournal(folder: string, journal: CampaignJournal): Promise<void> {
  const file = path.join(folder, JOURNAL)
  await fs.writeFile(`${file}.parte`, JSON.stringify(journal, null, 2))
  await fs.rename(`${file}.parte`, file)
}
