import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { composeNoticeNumber } from '../core/notice-number.ts'
import { createStation } from '../pa-for-node/station.route.ts'
import { integer, sql, text } from '../platform/sql.ts'
import { csv, eventsOf, load, stored } from '../../tests/support/imports.ts'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import { headOfRoccaverde, receiptMessage, valueOf, verifyMessage } from '../../tests/support/node.ts'
import { Visitor, createTestPortal, registerAndSignIn, readable } from '../../tests/support/portal.ts'
import { type World, createPosition, createWorld, silent } from '../../tests/support/world.ts'

let world: World
let station: ReturnType<typeof createStation>

before(async () => {
  world = await createWorld()
  station = createStation({
    config: { host: '127.0.0.1', port: 0, path: '/pa-for-node', tls: undefined },
    context: { db: world.database.app, directory: world.directory, clock: world.clock },
    log: silent,
  })
})

after(() => station.close())

async function callStation(message: string): Promise<string> {
  const { body } = await station.inject({ method: 'POST', url: '/pa-for-node', payload: message })
  return body
}

function pay(noticeNumber: string, amount: string, receiptId = `R-${noticeNumber}`): Promise<string> {
  const receipt = { receiptId, noticeNumber, amount, fiscalCode: headOfRoccaverde.idPA }
  return callStation(receiptMessage(2, receipt, headOfRoccaverde))
}

test('a row becomes a notice with a number of its own, payable at any PSP at once', async () => {
  const { counts, problems } = await load(world, world.roccaverde, csv({ reference: 'A-1', amount: '1.234,56' }))
  assert.deepEqual(problems, [])
  assert.deepEqual(counts, { created: 1, changed: 0, unchanged: 0, refused: 0 })
  const [notice] = await stored(world, world.roccaverde, 'A-1')
  assert.match(notice!.notice_number, /^302/)
  assert.equal(notice!.status, 'unpaid')
  const answer = await callStation(verifyMessage(notice!.notice_number, headOfRoccaverde))
  assert.equal(valueOf(answer, 'outcome'), 'OK')
  assert.equal(valueOf(answer, 'amount'), '1234.56')
  await assertLedgerIsSound(world)
})

test('the same file again changes nothing, with references, without them, and after it was paid', async () => {
  const file = csv(
    { reference: 'B-1' },
    { description: 'Senza riferimento' },
    { description: 'Due volte la stessa' },
    { description: 'Due volte la stessa' },
    { notice: composeNoticeNumber('02', 77), plan: '2026-12-31=30,00|31/03/2027=30,00' },
  )
  const first = await load(world, world.roccaverde, file)
  assert.deepEqual(first.problems, [])
  assert.equal(first.counts.created, 5)
  const afterFirst = await stored(world, world.roccaverde)
  await pay(afterFirst.find(({ reference }) => reference === 'B-1')!.notice_number, '54.00')
  world.clock.advance({ hours: 1 })
  const second = await load(world, world.roccaverde, file)
  assert.deepEqual(second.problems, [])
  assert.deepEqual(second.counts, { created: 0, changed: 0, unchanged: 5, refused: 0 })
  const expected = afterFirst.map((row) => (row.reference === 'B-1' ? { ...row, status: 'paid' } : row))
  assert.deepEqual(await stored(world, world.roccaverde), expected)
  await assertLedgerIsSound(world)
})

test('a known reference updates the unpaid position: one event tells what changed, never what was written', async () => {
  await load(world, world.roccaverde, csv({ reference: 'C-1', email: 'mario@example.it' }))
  const earlier = await stored(world, world.roccaverde, 'C-1')
  const file = csv({
    reference: 'C-1',
    amount: '60,00',
    due: '2027-01-31',
    description: 'TARI 2026 rettificata',
    name: 'Maria Rossi',
    service: 'mensa',
  })
  const { counts, problems } = await load(world, world.roccaverde, file)
  assert.deepEqual(problems, [])
  assert.deepEqual(counts, { created: 0, changed: 1, unchanged: 0, refused: 0 })
  const [notice] = await stored(world, world.roccaverde, 'C-1')
  assert.equal(notice!.notice_number, earlier[0]!.notice_number)
  assert.equal(notice!.amount_cents, 6_000)
  assert.equal(notice!.amount_version, 2)
  assert.equal(notice!.due_on.toString(), '2027-01-31')
  assert.equal(notice!.full_name, 'Maria Rossi')
  assert.equal(notice!.email, null, 'what the row leaves out is gone')
  assert.equal(notice!.service, 'mensa')
  const events = await eventsOf(world, world.roccaverde, 'C-1')
  assert.deepEqual(
    events.map(({ name, status_after: status, amount_cents_after: cents }) => ({ name, status, cents })),
    [
      { name: 'created', status: 'unpaid', cents: 5_400 },
      { name: 'changed', status: null, cents: null },
      { name: 'changed', status: null, cents: 6_000 },
    ],
  )
  assert.ok(events.every(({ actor }) => /^import:[0-9a-f-]{36}$/.test(actor)))
  assert.doesNotMatch(JSON.stringify(events), /Maria|mario|rettificata/)
  await assertLedgerIsSound(world)
})

test('a paid position, one that is being paid and one of the portal’s own are left alone, each with its reason', async () => {
  await load(world, world.roccaverde, csv({ reference: 'D-paid' }, { reference: 'D-paying' }, { reference: 'D-own' }))
  const [paid] = await stored(world, world.roccaverde, 'D-paid')
  await pay(paid!.notice_number, '54.00')
  await goToPay('D-paying')
  await database(sql`update debt_positions set origin = 'spontaneous' where reference = 'D-own'`)
  const { counts, problems } = await load(
    world,
    world.roccaverde,
    csv(...['D-paid', 'D-paying', 'D-own'].map((reference) => ({ reference, amount: '1,00' }))),
  )
  assert.deepEqual(counts, { created: 0, changed: 0, unchanged: 0, refused: 3 })
  assert.match(problems[0]!, /^riga 2: già pagata/)
  assert.match(problems[1]!, /^riga 3: un pagamento è in corso/)
  assert.match(problems[2]!, /^riga 4: creata da un cittadino/)
  world.clock.advance({ hours: 25 })
  const later = await load(world, world.roccaverde, csv({ reference: 'D-paying', amount: '1,00' }))
  assert.equal(later.counts.changed, 1, 'nobody waits for that payment any more')
  await assertLedgerIsSound(world)
})

/** A guest presses "Paga": from then on a payment may be under way. */
async function goToPay(reference: string): Promise<void> {
  const portal = await createTestPortal(world)
  const visitor = new Visitor(portal)
  await visitor.open('/roccaverde/')
  const found = await visitor.post('/roccaverde/ricerca', {
    fiscalCode: 'RSSMRA80A01H501U',
    creditorReferenceId: reference,
  })
  await visitor.open(found.location)
  const going = await visitor.post(`${found.location}/paga`, { operationId: '', amount: '5400' })
  assert.match(going.location, /checkout\.example/)
  await portal.close()
}

function database(statement: ReturnType<typeof sql>): Promise<number> {
  return world.database.worker.institution(world.roccaverde.institutionId, (tx) => tx.run(statement))
}

test('the notices of a position stay the same ones: neither more nor fewer, nor with other numbers', async () => {
  const plan = '2026-12-31=30,00|2027-03-31=30,00'
  await load(world, world.roccaverde, csv({ reference: 'E-1', plan }, { reference: 'E-2' }))
  const { problems } = await load(
    world,
    world.roccaverde,
    csv(
      { reference: 'E-1', plan: `${plan}|2027-06-30=30,00` },
      { reference: 'E-2', notice: composeNoticeNumber('02', 4_711) },
    ),
  )
  assert.match(problems[0]!, /^riga 2: il numero di rate/)
  assert.match(problems[1]!, /^riga 3: ha già un altro codice avviso/)
  const moved = await load(world, world.roccaverde, csv({ reference: 'E-1', plan: plan.replace('30,00|', '35,00|') }))
  assert.equal(moved.counts.changed, 1)
  const rows = await stored(world, world.roccaverde, 'E-1')
  assert.deepEqual(
    rows.map(({ option_kind: kind, amount_cents: cents }) => [kind, cents]),
    [
      ['single', 5_400],
      ['plan', 3_500],
      ['plan', 3_000],
    ],
  )
  assert.deepEqual(
    rows.map(({ description }) => description),
    ['TARI 2026', 'TARI 2026 - rata 1 di 2', 'TARI 2026 - rata 2 di 2'],
  )
  await assertLedgerIsSound(world)
})

test('given notice numbers are kept if they are the institution’s, and say which position a row without reference means', async () => {
  const notice = composeNoticeNumber('02', 123_456)
  await load(world, world.roccaverde, csv({ reference: 'F-1', notice }))
  const again = await load(world, world.roccaverde, csv({ notice, amount: '70,00' }))
  assert.deepEqual(again.counts, { created: 0, changed: 1, unchanged: 0, refused: 0 })
  const { problems } = await load(
    world,
    world.roccaverde,
    csv(
      { reference: 'F-2', notice },
      { reference: 'F-3', notice: composeNoticeNumber('01', 1) },
      { reference: 'F-4', notice: '001202600000012329' },
      { reference: 'F-5', notice: '12345' },
    ),
  )
  assert.deepEqual(
    problems,
    [
      'riga 2: il codice avviso è già di un’altra pratica',
      'riga 3, colonna codice avviso: il codice avviso non è tra quelli di questo ente',
      'riga 4, colonna codice avviso: il codice avviso non è tra quelli di questo ente',
      'riga 5, colonna codice avviso: il codice avviso deve avere 18 cifre',
    ].toSorted(byLineOfRefusal),
  )
})

/** What a reader says comes before what the database says. */
function byLineOfRefusal(one: string, other: string): number {
  return Number(other.includes('colonna')) - Number(one.includes('colonna')) || one.localeCompare(other)
}

test('of two rows with one reference or one notice number the later is reported', async () => {
  const notice = composeNoticeNumber('02', 99)
  const { counts, problems } = await load(
    world,
    world.roccaverde,
    csv(
      { reference: 'G-1' },
      { reference: 'G-1', amount: '9,00' },
      { reference: 'G-2', notice },
      { reference: 'G-3', notice },
    ),
  )
  assert.deepEqual(counts, { created: 2, changed: 0, unchanged: 0, refused: 2 })
  assert.deepEqual(problems, [
    'riga 3: ha lo stesso riferimento della riga 2',
    'riga 5: ha un codice avviso della riga 4',
  ])
})

test('all or nothing: one bad row, and nothing is there; the run and its count are', async () => {
  const rows = Array.from({ length: 30 }, (_, index) => ({ reference: `H-${index}` }))
  const file = csv(...rows, { reference: 'H-bad', amount: 'tanto' })
  const { counts, problems, isKept } = await load(world, world.roccaverde, file, { isAllOrNothing: true })
  assert.equal(isKept, false)
  assert.deepEqual(counts, { created: 0, changed: 0, unchanged: 0, refused: 1 })
  assert.deepEqual(problems, ['riga 32, colonna importo: «tanto» non è un importo'])
  assert.deepEqual(await stored(world, world.roccaverde, 'H-0'), [])
  const good = await load(world, world.roccaverde, csv(...rows), { isAllOrNothing: true })
  assert.equal(good.counts.created, 30)
  const runs = await world.database.verifier.query(
    sql`select rows_created, rows_refused, is_all_or_nothing::text as all_or_nothing, length(file_sha256) as digest
      from imports order by started_at desc, import_id desc limit 2`,
    { rows_created: integer, rows_refused: integer, all_or_nothing: text, digest: integer },
  )
  assert.deepEqual(runs, [
    { rows_created: 30, rows_refused: 0, all_or_nothing: 'true', digest: 32 },
    { rows_created: 0, rows_refused: 1, all_or_nothing: 'true', digest: 32 },
  ])
  await assertLedgerIsSound(world)
})

test('a number that is taken is drawn again, and only that one', async () => {
  const draws = [501, 502, 501, 501, 503, 504]
  const drawn: number[] = []
  const drawBase = () => {
    const base = draws.shift() ?? 1_000 + drawn.length
    drawn.push(base)
    return base
  }
  await load(world, world.roccaverde, csv({ reference: 'I-1' }, { reference: 'I-2' }), { drawBase })
  const { problems } = await load(world, world.roccaverde, csv({ reference: 'I-3' }, { reference: 'I-4' }), {
    drawBase,
  })
  assert.deepEqual(problems, [])
  const numberOf = async (reference: string) => (await stored(world, world.roccaverde, reference))[0]!.notice_number
  assert.equal(await numberOf('I-1'), composeNoticeNumber('02', 501))
  assert.equal(await numberOf('I-2'), composeNoticeNumber('02', 502))
  assert.equal(await numberOf('I-4'), composeNoticeNumber('02', 503), 'the good one is kept')
  assert.equal(await numberOf('I-3'), composeNoticeNumber('02', 504))
  await assertLedgerIsSound(world)
})

test('the same file twice at once makes each position once, whole or row by row', async () => {
  for (const isAllOrNothing of [false, true]) {
    const rows = Array.from({ length: 300 }, (_, index) => ({ reference: `J-${isAllOrNothing}-${index}` }))
    const runs = await Promise.all([1, 2, 3].map(() => load(world, world.roccaverde, csv(...rows), { isAllOrNothing })))
    assert.deepEqual(
      runs.flatMap(({ problems }) => problems),
      [],
    )
    assert.equal(
      runs.reduce((total, { counts }) => total + counts.created, 0),
      300,
    )
    assert.equal(
      runs.reduce((total, { counts }) => total + counts.unchanged, 0),
      600,
    )
  }
  await assertLedgerIsSound(world)
})

test('imports that change the same positions at once, each in another order, end one after the other', async () => {
  const references = Array.from({ length: 120 }, (_, index) => `K-${index}`)
  const file = (amount: string, order: string[]) => csv(...order.map((reference) => ({ reference, amount })))
  await load(world, world.roccaverde, file('10,00', references))
  const runs = await Promise.all([
    load(world, world.roccaverde, file('20,00', references)),
    load(world, world.roccaverde, file('30,00', references.toReversed())),
    load(world, world.roccaverde, file('40,00', references.toSorted()), { isAllOrNothing: true }),
  ])
  assert.deepEqual(
    runs.flatMap(({ problems }) => problems),
    [],
  )
  const rows = (await stored(world, world.roccaverde)).filter(({ reference }) => reference.startsWith('K-'))
  assert.ok(rows.every(({ amount_cents: cents }) => [2_000, 3_000, 4_000].includes(cents)))
  await assertLedgerIsSound(world)
})

test('a receipt and an import of the same position at once: the receipt always wins', async () => {
  const references = Array.from({ length: 40 }, (_, index) => `L-${index}`)
  await load(world, world.roccaverde, csv(...references.map((reference) => ({ reference }))))
  const notices = (await stored(world, world.roccaverde)).filter(({ reference }) => reference.startsWith('L-'))
  const answers = await Promise.all([
    ...notices.map(({ notice_number: notice }) => pay(notice, '54.00')),
    load(world, world.roccaverde, csv(...references.map((reference) => ({ reference, amount: '60,00' })))),
    load(world, world.roccaverde, csv(...references.map((reference) => ({ reference, due: '2027-02-28' })))),
  ])
  for (const answer of answers.slice(0, notices.length)) assert.equal(valueOf(answer as string, 'outcome'), 'OK')
  const rows = (await stored(world, world.roccaverde)).filter(({ reference }) => reference.startsWith('L-'))
  assert.ok(rows.every(({ status }) => status === 'paid'))
  await assertLedgerIsSound(world)
})

test('a vouched-for e-mail opens everything to its owner; one that nobody vouches for opens nothing', async () => {
  const lucia = { fiscalCode: 'BNCLCU85D41H501F', name: 'Lucia Bianchi' }
  const vouched = { ...lucia, email: 'lucia@example.it', verified: 'sì', description: 'Vista da Lucia' }
  const unsure = { fiscalCode: 'VRDLGU75C03F205P', name: 'Luigi Verdi', email: 'luigi@example.it' }
  const { problems } = await load(
    world,
    world.roccaverde,
    csv(
      { ...vouched, reference: 'M-1' },
      { ...lucia, reference: 'M-2', description: 'Anche questa' },
      { ...unsure, reference: 'M-3' },
    ),
  )
  assert.deepEqual(
    problems.filter((problem) => !problem.includes('controllo')),
    [],
  )
  const portal = await createTestPortal(world)
  const visitor = new Visitor(portal)
  await registerAndSignIn(world, visitor, 'roccaverde', { fiscalCode: lucia.fiscalCode, email: 'lucia@example.it' })
  const list = readable(await visitor.open('/roccaverde/pratiche'))
  assert.match(list, /Vista da Lucia/)
  assert.match(list, /Anche questa/)
  await portal.close()
})

test('the days decide how a notice begins: open, later, or not at all', async () => {
  const header =
    'servizio;codice fiscale;nome;causale;importo;scadenza;riferimento;pagabile dal;pagabile dopo la scadenza\n'
  const row = (...cells: string[]) => `tari;RSSMRA80A01H501U;Mario Rossi;TARI;10,00;${cells.join(';')}\n`
  const { problems } = await load(
    world,
    world.roccaverde,
    header +
      row('2027-12-31', 'N-open', '', 'no') +
      row('2027-12-31', 'N-later', '2027-06-01', '') +
      row('2027-01-31', 'N-mad', '2027-06-01', '') +
      row('2026-01-31', 'N-old', '', '') +
      row('2026-01-31', 'N-dead', '', 'no'),
  )
  const statusOf = async (reference: string) => (await stored(world, world.roccaverde, reference))[0]?.status
  assert.equal(await statusOf('N-open'), 'unpaid')
  assert.equal(await statusOf('N-later'), 'published')
  assert.deepEqual(problems, [
    'riga 4: la scadenza viene prima del giorno da cui si può pagare',
    'riga 5: la scadenza è già passata (per caricare debiti scaduti: --allow-overdue)',
    'riga 6: la scadenza è passata e dopo la scadenza non si potrebbe pagare',
  ])
  const carried = await load(world, world.roccaverde, header + row('2026-01-31', 'N-old', '', ''), {
    allowsOverdue: true,
  })
  assert.equal(carried.counts.created, 1)
  const moved = await load(world, world.roccaverde, header + row('2027-12-31', 'N-later', '2026-11-01', ''))
  assert.equal(moved.counts.changed, 1)
  assert.equal(await statusOf('N-later'), 'unpaid')
  await assertLedgerIsSound(world)
})

test('an expired notice whose deadline moves can be paid again; a cancelled one stays cancelled', async () => {
  const { noticeNumber, positionId } = await createPosition(world, world.roccaverde, {
    status: 'expired',
    dueOn: '2026-11-01',
    expiresAfterDue: true,
  })
  const reopened = await load(world, world.roccaverde, csv({ reference: `T-${positionId}`, due: '2027-06-30' }))
  assert.deepEqual(reopened.problems, [])
  const answer = await callStation(verifyMessage(noticeNumber, headOfRoccaverde))
  assert.equal(valueOf(answer, 'outcome'), 'OK')
  const cancelled = await createPosition(world, world.roccaverde, { status: 'cancelled' })
  const { problems } = await load(
    world,
    world.roccaverde,
    csv({ reference: `T-${cancelled.positionId}`, amount: '9,00' }),
  )
  assert.match(problems[0]!, /annullata/)
  await assertLedgerIsSound(world)
})

test('an institution cannot be reached by another’s file, whatever reference it names', async () => {
  await load(world, world.roccaverde, csv({ reference: 'O-1' }))
  const other = await load(world, world.comuneDiTest, csv({ service: 'test', reference: 'O-1', amount: '1,00' }))
  assert.equal(other.counts.created, 1)
  assert.equal((await stored(world, world.roccaverde, 'O-1'))[0]!.amount_cents, 5_400)
  assert.match((await stored(world, world.comuneDiTest, 'O-1'))[0]!.notice_number, /^301/)
})

test('whatever rows follow one another, in whatever pieces, the ledger stays sound and a repetition changes nothing', async () => {
  const references = fc.constantFrom('P-1', 'P-2', 'P-3', 'P-4', '')
  const row = fc.record({
    reference: references,
    amount: fc.constantFrom('10,00', '20,00', '0', 'x', '999999999,99'),
    due: fc.constantFrom('2027-01-31', '31/03/2027', '2026-02-30', ''),
    description: fc.constantFrom('A', 'B', 'È “così”', 'x'.repeat(141)),
    plan: fc.constantFrom('', '2027-01-31=5,00|2027-02-28=5,00', '2027-01-31=5,00', 'boh'),
    fiscalCode: fc.constantFrom('RSSMRA80A01H501U', '01199250158', 'ANONIMO', 'RSSMRA80A01H501X'),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 400 }),
      fc.boolean(),
      async (rows, pieceBytes, isAllOrNothing) => {
        const file = csv(...rows)
        const first = await load(world, world.roccaverde, file, { pieceBytes, isAllOrNothing })
        const { created, changed, unchanged, refused } = first.counts
        if (first.isKept) assert.equal(created + changed + unchanged + refused, rows.length)
        const earlier = await stored(world, world.roccaverde)
        const second = await load(world, world.roccaverde, file, { isAllOrNothing })
        if (first.isKept) assert.equal(second.counts.created + second.counts.changed, 0)
        assert.deepEqual(await stored(world, world.roccaverde), earlier)
      },
    ),
    { numRuns: 25 },
  )
  await assertLedgerIsSound(world)
})
