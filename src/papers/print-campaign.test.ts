import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { after, before, test } from 'node:test'
import { type PdfElement, elementsOf, readPdf } from '../../tests/support/read-pdf.ts'
import { type World, createPosition, createWorld } from '../../tests/support/world.ts'
import { groupDigits } from '../core/notice-number.ts'
import { type PaperPrinter, createPaperPrinter } from './paper-printer.operation.ts'
import { UsageError } from '../platform/command.ts'
import type { CampaignOrder } from './campaign.ts'
import { readNoticeFilter } from '../notices/notice-filter.ts'
import { noticesCommand } from './notices.command.ts'
import { type CampaignPrinter, printCampaign } from './print-campaign.operation.ts'

const TARI = 70
const MENSA = 5

let world: World
let printer: PaperPrinter
const folders: string[] = []
const tari = new Set<string>()
const mensa = new Set<string>()

before(async () => {
  world = await createWorld()
  printer = createPaperPrinter({ assetsFolder: undefined, threads: 2, maxWaiting: 1000 })
  const { roccaverde } = world
  for (let index = 0; index < TARI; index++) {
    const position = await createPosition(world, roccaverde, { service: 'tari', dueOn: '2026-12-31' })
    tari.add(position.noticeNumber)
  }
  for (let index = 0; index < MENSA; index++) {
    const plan = [
      { amountCents: 2_700, dueOn: '2027-01-31' },
      { amountCents: 2_700, dueOn: '2027-02-28' },
    ]
    mensa.add((await createPosition(world, roccaverde, { service: 'mensa', dueOn: '2027-01-31', plan })).noticeNumber)
  }
  await createPosition(world, roccaverde, { service: 'mensa', status: 'cancelled' })
  await createPosition(world, roccaverde, { service: 'mensa', status: 'draft' })
})

after(async () => {
  await printer.close()
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'quietanza-campagna-'))
  folders.push(folder)
  return folder
}

function order(filter = '', changes: Partial<CampaignOrder> = {}): CampaignOrder {
  return { institution: 'roccaverde', filter, kind: 'one-file-each', perFile: 1, ...changes }
}

async function print(asked: CampaignOrder, folder: string, by: CampaignPrinter = printer) {
  const reading = readNoticeFilter(asked.filter)
  assert.ok(reading.outcome === 'read')
  const context = { db: world.database.worker, clock: world.clock, printer: by, threads: 2 }
  return printCampaign(context, world.roccaverde, reading.filter, asked, folder, () => undefined)
}

const pdfsIn = (folder: string) => fs.globSync('*.pdf', { cwd: folder }).toSorted()
const numbersIn = (folder: string) => new Set(pdfsIn(folder).map((file) => /\d{18}/.exec(file)?.[0] ?? file))

test('every debt with something to pay has its file, and nothing else is in the folder', async () => {
  const folder = newFolder()
  assert.deepEqual(await print(order(), folder), { outcome: 'printed', notices: TARI + MENSA, remarks: 0 })
  assert.deepEqual(numbersIn(folder), new Set([...tari, ...mensa]))
  assert.deepEqual(fs.globSync('*.parte', { cwd: folder }), [])
  const [first] = mensa
  const whole = readPdf(fs.readFileSync(path.join(folder, `avviso-${first}.pdf`)))
  assert.ok([...elementsOf(whole.root)].some(({ spoken }) => spoken === 'Puoi pagare per intero o in 2 rate'))
})

test('a filter prints what it says: a service, the days of a due date, how a reference begins', async () => {
  const byService = newFolder()
  await print(order('service=mensa'), byService)
  assert.deepEqual(numbersIn(byService), mensa)
  const byDay = newFolder()
  await print(order('due-from=2027-01-01,due-to=2027-12-31'), byDay)
  assert.deepEqual(numbersIn(byDay), mensa)
  const byReference = newFolder()
  assert.deepEqual(await print(order('reference=NESSUNO-'), byReference), {
    outcome: 'printed',
    notices: 0,
    remarks: 0,
  })
})

test('a campaign that was interrupted goes on, and in the end nothing is missing', async () => {
  const folder = newFolder()
  let left = 30
  const failing: CampaignPrinter = {
    async noticesToFile(notices, file) {
      if (left-- <= 0) throw new Error('the disk is full')
      return printer.noticesToFile(notices, file)
    },
  }
  await assert.rejects(() => print(order(), folder, failing), /disk/)
  assert.ok(pdfsIn(folder).length < TARI + MENSA)
  left = 66
  await assert.rejects(() => print(order(), folder, failing), /disk/)
  assert.equal((await print(order(), folder)).outcome, 'printed')
  assert.deepEqual(numbersIn(folder), new Set([...tari, ...mensa]))
  assert.deepEqual(await print(order(), folder), { outcome: 'already-printed', notices: TARI + MENSA })
})

test('another campaign does not mix with the files of the first', async () => {
  const folder = newFolder()
  await print(order('service=mensa'), folder)
  assert.deepEqual(await print(order('service=tari'), folder), { outcome: 'folder-taken' })
  assert.deepEqual(numbersIn(folder), mensa)
})

test('merged, the notices are in volumes of which each but the last is full', async () => {
  const folder = newFolder()
  await print(order('service=tari', { kind: 'volumes', perFile: 25 }), folder)
  assert.deepEqual(pdfsIn(folder), ['avvisi-0001.pdf', 'avvisi-0002.pdf', 'avvisi-0003.pdf'])
  const volumes = pdfsIn(folder).map((file) => readPdf(fs.readFileSync(path.join(folder, file))))
  assert.deepEqual(
    volumes.map(({ pages, bookmarks }) => [pages, bookmarks.length]),
    [
      [25, 25],
      [25, 25],
      [20, 20],
    ],
  )
  const said = volumes.flatMap(({ root }) => [...elementsOf(root)].map(({ spoken }: PdfElement) => spoken)).join('\n')
  for (const number of tari) assert.ok(said.includes(groupDigits(number)))
})

test('what had to be cut is written down for whoever sends the paper', async () => {
  const { noticeNumber } = await createPosition(world, world.roccaverde, {
    service: 'trasporto',
    description: 'Trasporto scolastico, linea 3, andata e ritorno, dal lunedì al venerdì, '.repeat(2).slice(0, 140),
  })
  const folder = newFolder()
  const outcome = await print(order('service=trasporto'), folder)
  assert.equal(outcome.outcome, 'printed')
  const lines = fs.readFileSync(path.join(folder, 'avvertenze.csv'), 'utf8').trim().split('\n')
  assert.ok(lines.includes(`${noticeNumber};subject;testo più lungo del limite: tagliato`), lines.join('\n'))
})

test('the command prints, says what it has done, and refuses what it does not understand', async () => {
  const folder = newFolder()
  const environment = { DATABASE_URL: world.database.url, LOG_LEVEL: 'silent', PAPER_THREADS: '1' }
  const run = (...args: string[]) => noticesCommand.run(args, environment)
  assert.equal(await run('print', '--institution', 'roccaverde', '--filter', 'service=mensa', '--out', folder), 0)
  assert.deepEqual(numbersIn(folder), mensa)
  for (const args of [
    [],
    ['print', '--out', folder],
    ['print', '--institution', 'nessuno', '--out', folder],
    ['print', '--institution', 'roccaverde', '--out', folder, '--filter', 'colore=blu'],
    ['print', '--institution', 'roccaverde', '--out', folder, '--filter', 'due-from=ieri'],
    ['print', '--institution', 'roccaverde', '--out', folder, '--per-file', '0'],
    ['print', '--institution', 'roccaverde', '--out', folder, '--what'],
    ['print', '--institution', 'roccaverde', '--out', folder, '--filter', 'service=tari'],
  ]) {
    await assert.rejects(() => run(...args), UsageError, args.join(' '))
  }
})
