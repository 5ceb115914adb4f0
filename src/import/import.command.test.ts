import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { UsageError } from '../platform/command.ts'
import { projectRoot } from '../platform/paths.ts'
import { integer, sql } from '../platform/sql.ts'
import { csv, load, stored } from '../../tests/support/imports.ts'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import { type World, createWorld } from '../../tests/support/world.ts'
import { importCommand } from './import.command.ts'
import { fileProblemText, progressText } from './import.text.ts'
import { COMMAND_LIMITS } from './limits.ts'
import { createProgress } from './progress.ts'

let world: World
let folder: string

before(async () => {
  world = await createWorld()
  folder = fs.mkdtempSync(path.join(tmpdir(), 'import-'))
})

after(() => fs.rmSync(folder, { recursive: true, force: true }))

type Run = { code: number; output: string; errors: string }

/** The program itself, as a clerk starts it. */
function quietanza(args: string[], environment: Record<string, string> = {}): Promise<Run> {
  const child = spawn(process.execPath, [path.join(projectRoot, 'dist/src/main.js'), 'import', ...args], {
    env: { DATABASE_URL: world.database.url, LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const run: Run = { code: -1, output: '', errors: '' }
  child.stdout.on('data', (data: Buffer) => (run.output += data.toString()))
  child.stderr.on('data', (data: Buffer) => (run.errors += data.toString()))
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...run, code: code ?? -1 })))
}

function file(name: string, content: string | Buffer): string {
  const target = path.join(folder, name)
  fs.writeFileSync(target, content)
  return target
}

test('a good file ends with 0 and a summary; with bad rows with 1, each told by line and column', async () => {
  const good = await quietanza([file('good.csv', csv({ reference: 'A-1' })), '--institution', 'roccaverde'])
  assert.deepEqual({ code: good.code, errors: good.errors }, { code: 0, errors: '' })
  assert.match(good.output, /Nuove +1\nAggiornate +0\nGià presenti +0\nRifiutate +0\n/)
  const mixed = file('mixed.csv', csv({ reference: 'A-2' }, { reference: 'A-3', amount: '=2+2', due: 'ieri' }))
  const report = path.join(folder, 'errors.csv')
  const partly = await quietanza([mixed, '--institution', 'roccaverde', '--errors', report])
  assert.equal(partly.code, 1)
  assert.match(partly.errors, /^riga 3, colonna importo: «=2\+2» non è un importo$/m)
  assert.match(partly.errors, /^riga 3, colonna scadenza: «ieri» non è una data/m)
  assert.match(partly.output, /Nuove +1\n/)
  const [title, ...lines] = fs.readFileSync(report, 'utf8').trimEnd().split('\r\n')
  assert.equal(title, 'riga;posizione;campo;motivo')
  assert.equal(lines.length, 2)
  assert.equal((await stored(world, world.roccaverde, 'A-3')).length, 0)
  const nothing = await quietanza([mixed, '--institution', 'roccaverde', '--all-or-nothing'])
  assert.equal(nothing.code, 1)
  assert.match(nothing.output, /Non è stato caricato nulla/)
  await assertLedgerIsSound(world)
})

test('what cannot be read at all is one clear sentence and 2', async () => {
  const header = csv().trimEnd()
  const cases: [string, string | Buffer, RegExp][] = [
    ['empty.csv', '', /^Il file è vuoto\.$/],
    ['header.csv', header, /^Il file non contiene nessuna pratica\.$/],
    ['binary.csv', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0]), /^Il file non è un testo/],
    ['utf16.csv', Buffer.from(`\ufeff${csv({})}`, 'utf16le'), /^Il file non è un testo/],
    ['columns.csv', 'servizio;colore\ntari;rosso\n', /la colonna «colore» non è tra quelle previste/],
    ['long.csv', `${header}\r\n${'x'.repeat(1_000_000)}`, /^La riga 2 è troppo lunga/],
    ['quotes.csv', `${header}\r\n"tari;RSS\r\n${'tari;RSS\r\n'.repeat(10_000)}`, /virgolette aperte alla riga 2/],
    ['cut.json', '{"paymentPositions": [', /^Il file JSON finisce a metà/],
    ['none.json', '{"paymentPositions": []}', /^Il file non contiene nessuna pratica\.$/],
  ]
  for (const [name, content, sentence] of cases) {
    const { broken, counts } = await load(world, world.roccaverde, content)
    assert.ok(broken, name)
    assert.match(fileProblemText(broken), sentence, name)
    assert.deepEqual(counts, { created: 0, changed: 0, unchanged: 0, refused: 0 }, name)
  }
  const run = await quietanza([file('binary.csv', Buffer.alloc(100)), '--institution', 'roccaverde'])
  assert.deepEqual({ code: run.code, output: run.output }, { code: 2, output: '' })
  assert.match(run.errors, /^Il file non è un testo/)
})

test('what is wrong with the command is told before anything is touched', async () => {
  const good = file('again.csv', csv({ reference: 'B-1' }))
  const cases: [string[], RegExp][] = [
    [[], /^Uso: quietanza import FILE --institution CODICE/],
    [[good], /^Uso:/],
    [[good, '--institution'], /^Uso:/],
    [[good, good, '--institution', 'roccaverde'], /^Uso:/],
    [[good, '--institution', 'roccaverde', '--encoding', 'ebcdic'], /^Uso:/],
    [[good, '--institution', 'roccaverde', '--unknown'], /^Uso:/],
    [[path.join(folder, 'missing.csv'), '--institution', 'roccaverde'], /^Non trovo il file/],
    [[folder, '--institution', 'roccaverde'], /è una cartella/],
    [[good, '--institution', 'atlantide'], /^Non c’è un ente con codice atlantide/],
    [[good, '--institution', 'roccaverde', '--service', 'acqua'], /non ha un servizio con codice acqua/],
    [[good, '--institution', 'roccaverde', '--errors', path.join(folder, 'no', 'such')], /^Non riesco a scrivere/],
  ]
  for (const [args, sentence] of cases) {
    const run = importCommand.run(args, { DATABASE_URL: world.database.url, LOG_LEVEL: 'silent' })
    await assert.rejects(run, (error) => error instanceof UsageError && sentence.test(error.message), args.join(' '))
  }
  assert.equal((await stored(world, world.roccaverde, 'B-1')).length, 0)
})

test('a database that is away is said in one sentence', async () => {
  const good = file('away.csv', csv({ reference: 'C-1' }))
  const run = await quietanza([good, '--institution', 'roccaverde'], {
    DATABASE_URL: 'postgres://quietanza:x@127.0.0.1:1/none',
  })
  assert.equal(run.code, 2)
  assert.match(run.errors, /^Il database non risponde: il caricamento si è interrotto/)
})

test('of ten thousand bad rows a thousand are shown, and all are in the file of errors', async () => {
  const rows = Array.from({ length: 10_000 }, () => ({ amount: 'x' }))
  const report = path.join(folder, 'many.csv')
  const run = await quietanza([file('many.txt', csv(...rows)), '--institution', 'roccaverde', '--errors', report])
  assert.equal(run.code, 1)
  assert.equal(run.errors.match(/^riga /gm)?.length, 1_000)
  assert.match(run.errors, /… e altre 9000 segnalazioni/)
  assert.equal(fs.readFileSync(report, 'utf8').trimEnd().split('\r\n').length, 10_001)
})

test('the examples of the guide load whole, again without a change, in their declared encoding', async () => {
  for (const name of ['pratiche.csv', 'posizioni-gpd.json']) {
    const example = path.join(projectRoot, 'docs/examples', name)
    const first = await quietanza([example, '--institution', 'roccaverde'])
    assert.deepEqual({ code: first.code, errors: first.errors }, { code: 0, errors: '' }, name)
    const second = await quietanza([example, '--institution', 'roccaverde'])
    assert.match(second.output, /Nuove +0\nAggiornate +0\n/, name)
  }
  const latin = Buffer.from(csv({ reference: 'D-1', name: 'Niccolò D’Angelò' }).replace('’', '\u0092'), 'latin1')
  const refused = await load(world, world.roccaverde, latin)
  assert.match(refused.problems[0]!, /riga 2, colonna nome: ha caratteri illeggibili/)
  await load(world, world.roccaverde, latin, { encoding: 'windows-1252' })
  assert.equal((await stored(world, world.roccaverde, 'D-1'))[0]!.full_name, 'Niccolò D’Angelò')
  await assertLedgerIsSound(world)
})

test('a file beyond the limits stops where it goes beyond; what came before is there', async () => {
  const rows = Array.from({ length: 12 }, (_, index) => ({ reference: `E-${index}` }))
  const { broken, counts } = await load(world, world.roccaverde, csv(...rows), { limits: { rows: 10 } })
  assert.deepEqual(broken, { reason: 'too-many-rows', most: 10 })
  assert.equal(counts.created, 10)
  const small = await load(world, world.roccaverde, csv(...rows), { limits: { bytes: 500 }, pieceBytes: 400 })
  assert.deepEqual(small.broken, { reason: 'too-many-bytes', most: 500 })
  const whole = await load(world, world.roccaverde, csv({ reference: 'E-new' }, ...rows), {
    limits: { rows: 10 },
    isAllOrNothing: true,
  })
  assert.equal(whole.isKept, false)
  assert.equal((await stored(world, world.roccaverde, 'E-new')).length, 0)
})

test('no bytes make an import fall over', async () => {
  const good = Buffer.from(csv({ reference: 'F-1' }, { reference: 'F-2', plan: '2027-01-31=5|2027-02-28=5' }))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 }),
      fc.uint8Array({ maxLength: 60 }),
      fc.integer({ min: 1, max: 300 }),
      async (flips, tail, pieceBytes) => {
        const bytes = Buffer.concat([good, tail])
        for (const [at, value] of flips) bytes[at] = value
        await load(world, world.roccaverde, bytes, { pieceBytes })
      },
    ),
    { numRuns: 30 },
  )
  await assertLedgerIsSound(world)
})

test('each run is in the database, and never what was in the file', async () => {
  const [row] = await world.database.verifier.query(
    sql`select count(*) as runs, count(finished_at) as finished from imports`,
    { runs: integer, finished: integer },
  )
  assert.ok(row!.runs > 10)
  assert.equal(row!.finished, row!.runs)
  assert.equal(COMMAND_LIMITS.rows, 2_000_000)
})

test('a terminal gets a bar that moves in place; anything else a line every five seconds', () => {
  const shownOn = (isTerminal: boolean) => {
    const progress = createProgress({ isTerminal, columns: 100, fileBytes: 1_000, startedAt: 0, words: progressText })
    let shown = ''
    for (let now = 0; now <= 12_000; now += 50) shown += progress.draw({ rows: now * 30, bytes: now / 12 }, now)
    return shown + progress.around('riga 7: già pagata') + progress.clear()
  }
  const terminal = shownOn(true)
  assert.equal(terminal.split('\n').length, 2, 'one line of its own, for the problem')
  assert.ok(terminal.includes(`\r\u001b[K${'█'.repeat(15)}${'░'.repeat(15)}  50%  180.000 righe  30.000 righe/s`))
  assert.match(terminal, /riga 7: già pagata/)
  const log = shownOn(false)
  assert.equal(log.split('\n').filter((line) => line.includes('righe/s')).length, 2)
  assert.ok(!log.includes('\r') && !log.includes('\u001b'))
})
