/** Storico, export and yearly statement, as the person who is signed in finds them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { headOfRoccaverde, headOfTest, receiptMessage } from '../../tests/support/node.ts'
import { type Page, type TestPortal, Visitor, createTestPortal, readable } from '../../tests/support/portal.ts'
import { registerAndSignIn } from '../../tests/support/portal.ts'
import { readPdf } from '../../tests/support/read-pdf.ts'
import { type World, createPosition, createWorld, silent } from '../../tests/support/world.ts'
import type { Institution } from '../institutions/institution.ts'
import { createStation } from '../pa-for-node/station.route.ts'
import { sql } from '../platform/sql.ts'

let world: World
let portal: TestPortal
let station: ReturnType<typeof createStation>
let mario: Visitor

const MARIO = 'RSSMRA80A01H501U'
const debtor = { fiscalCode: MARIO, fullName: 'Mario Rossi', email: 'mario@example.it', emailIsVerified: true }

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
  station = createStation({
    config: portal.services.config.station,
    context: { db: world.database.app, directory: world.directory, clock: world.clock },
    log: silent,
  })
  mario = new Visitor(portal)
  await createPosition(world, world.roccaverde, { debtor, description: 'Sempre da pagare' })
  await registerAndSignIn(world, mario, 'roccaverde', { fiscalCode: MARIO, email: 'mario@example.it' })
})

after(async () => {
  await portal.close()
  await station.close()
})

let receipts = 0

type Wanted = Parameters<typeof createPosition>[2] & { paidAt?: string; subject?: string }

async function paid(institution: Institution, { paidAt, subject, ...wanted }: Wanted) {
  const position = await createPosition(world, institution, { debtor, ...wanted })
  if (subject) {
    await world.database.worker.institution(institution.institutionId, (tx) =>
      tx.run(sql`
        update debtors set subject = ${subject}
        where institution_id = ${tx.institutionId} and position_id = ${position.positionId}`),
    )
  }
  const head = institution === world.roccaverde ? headOfRoccaverde : headOfTest
  const amount = ((wanted?.amountCents ?? 5_400) / 100).toFixed(2)
  const receipt = { receiptId: `storico-${++receipts}`, noticeNumber: position.noticeNumber, amount }
  const message = receiptMessage(2, receipt, head).replace(
    /<paymentDateTime>[^<]*</,
    `<paymentDateTime>${paidAt ?? '2026-11-20T10:00:00'}<`,
  )
  const { body } = await station.inject({ method: 'POST', url: '/pa-for-node', payload: message })
  assert.match(body, /<outcome>OK</)
  return position
}

/** The causali of the rows, from the top. */
function listed(page: Page): string[] {
  const links = page.body.matchAll(/q-record-description"><a[^>]*>([^<]*)<\/a>/g)
  return Array.from(links, ([, text]) => text!)
}

const history = async (query = '', visitor = mario) => {
  const page = await visitor.get(`/roccaverde/storico${query}`)
  assert.equal(page.status, 200, query)
  return page
}

test('what is closed is found by words, year, service, person, amount, state and ente, and says for whom it was', async () => {
  await paid(world.roccaverde, { description: 'Mensa di marzo', service: 'mensa', subject: 'Alunna: Anna Rossi' })
  await paid(world.roccaverde, { description: 'Rifiuti 2025', paidAt: '2025-12-31T23:30:00', amountCents: 18_730 })
  await paid(world.comuneDiTest, { description: 'Trasporto di aprile', paidAt: '2026-11-21T10:00:00' })
  await createPosition(world, world.roccaverde, { debtor, description: 'Tolta dall’ente', status: 'cancelled' })
  await createPosition(world, world.roccaverde, {
    debtor,
    description: 'Troppo tardi',
    dueOn: '2026-10-01',
    expiresAfterDue: true,
  })

  assert.deepEqual(listed(await history()), ['Mensa di marzo', 'Rifiuti 2025'])
  assert.match(readable(await history()), /Alunna: Anna Rossi/)
  for (const [query, expected] of Object.entries({
    '?cerca=anna': ['Mensa di marzo'],
    '?cerca=mensa+marzo': ['Mensa di marzo'],
    '?cerca=piscina': [],
    '?cerca=%25': [],
    '?anno=2025': ['Rifiuti 2025'],
    '?anno=2026': ['Mensa di marzo'],
    '?servizio=mensa': ['Mensa di marzo'],
    '?persona=mie': ['Mensa di marzo', 'Rifiuti 2025'],
    '?persona=altre': [],
    '?da=100&a=200,00': ['Rifiuti 2025'],
    '?a=54': ['Mensa di marzo'],
    '?stato=annullate': ['Tolta dall’ente'],
    '?stato=scadute': ['Troppo tardi'],
    '?ente=comune-di-test': ['Trasporto di aprile'],
    '?ente=tutti': ['Trasporto di aprile', 'Mensa di marzo', 'Rifiuti 2025'],
    '?ente=provincia-di-roccaverde': ['Mensa di marzo', 'Rifiuti 2025'],
  })) {
    assert.deepEqual(listed(await history(query)), expected, query)
  }
  const all = await history('?ente=tutti')
  assert.match(all.body, /href="\/comune-di-test\/pratiche\/[^"]+\/quietanza\.pdf"/)
  assert.equal((await mario.get('/roccaverde/storico?da=tanto')).status, 422)
})

test('a description that its reader may not see is not found by asking for it either', async () => {
  const other = { fiscalCode: 'BNCLCU85D41H501F', fullName: 'Lucia Bianchi' }
  const { noticeNumber } = await paid(world.roccaverde, {
    debtor: other,
    description: 'Multa segreta',
    subject: 'AB123CD',
  })
  await mario.open('/roccaverde/')
  const found = await mario.post('/roccaverde/ricerca', { fiscalCode: other.fiscalCode, noticeNumber })
  await mario.open(found.location)
  await mario.post(`${found.location}/segui`)
  const others = readable(await history('?persona=altre'))
  assert.match(others, /L\*{4} B\*{4}/)
  assert.doesNotMatch(others, /segreta|AB123CD|Bianchi/)
  for (const word of ['segreta', 'AB123CD', 'Bianchi']) {
    assert.deepEqual(listed(await history(`?persona=altre&cerca=${word}`)), [], word)
  }
})

test('the export holds exactly what the page was asked for, and no cell of it is a formula', async () => {
  await paid(world.roccaverde, { description: '=1+1; "prova"', paidAt: '2024-05-05T10:00:00' })
  const page = await mario.get('/roccaverde/storico/storico.csv?anno=2024')
  assert.match(String(page.headers['content-type']), /^text\/csv/)
  assert.match(String(page.headers['content-disposition']), /attachment; filename="storico\.csv"/)
  const text = page.raw.toString('utf8')
  assert.equal(text[0], '\ufeff')
  const lines = text.slice(1).split('\r\n')
  assert.equal(lines.length, 3)
  assert.match(lines[0]!, /^Data;Stato;Ente;/)
  assert.match(lines[1]!, /^05\/05\/2024;Confermato;Comune di Roccaverde;[^;]+;"'=1\+1; ""prova""";;Mario Rossi;54,00;/)
  assert.match(lines[1]!, /;302\d \d{4} \d{4} \d{4} \d{2};/)
})

test('the statement of a year adds up, on the page, on paper and in the table', async () => {
  const page = await mario.get('/roccaverde/storico/riepilogo?anno=2025')
  assert.match(readable(page), /Totale pagato nel 2025 187,30 €/)
  const pdf = await mario.get('/roccaverde/storico/riepilogo.pdf?anno=2025')
  assert.equal(pdf.status, 200)
  const paper = readPdf(pdf.raw)
  assert.deepEqual([paper.strayOperators, paper.orphans, paper.language], [[], 0, 'it'])
  const words = paper.runs.map(({ text }) => text).join(' ')
  for (const fact of [
    'Riepilogo dei pagamenti del 2025',
    'Mario Rossi',
    MARIO,
    '187,30',
    'Rifiuti 2025',
    '31/12/2025',
  ]) {
    assert.ok(words.includes(fact), fact)
  }
  const table = (await mario.get('/roccaverde/storico/riepilogo.csv?anno=2025')).raw.toString('utf8')
  assert.match(table, /^\ufeffData pagamento;/)
  assert.match(table, /\r\nTotale pagato;;;;;;;;187,30\r\n$/)
  assert.equal((await mario.get('/roccaverde/storico/riepilogo.pdf?anno=1999')).status, 404)
  const stranger = new Visitor(portal)
  await registerAndSignIn(world, stranger, 'roccaverde', { fiscalCode: MARIO, email: 'altro@example.it' })
  assert.doesNotMatch(readable(await stranger.open('/roccaverde/storico/riepilogo?anno=2025')), /187,30/)
})

test('pages follow each other without a gap, forwards and back', async () => {
  for (let index = 0; index < 30; index++) {
    await paid(world.roccaverde, { description: `Corso ${index}`, paidAt: '2023-06-01T10:00:00' })
  }
  const first = await history('?anno=2023')
  const next = /href="([^"]*dopo=[^"]*)"/.exec(first.body)![1]!.replaceAll('&amp;', '&')
  const second = await mario.get(next)
  assert.equal(new Set([...listed(first), ...listed(second)]).size, 30)
  const previous = /href="([^"]*prima=[^"]*)"/.exec(second.body)![1]!.replaceAll('&amp;', '&')
  assert.deepEqual(listed(await mario.get(previous)), listed(first))
})
