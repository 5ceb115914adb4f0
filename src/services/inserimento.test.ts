/** Inserimento spontaneo, over HTTP and on a real database: forms, drafts, and one position whatever is pressed how often. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { after, before, test } from 'node:test'
import { PASSO, PDF, fillIn, openForm, save, sendFile, shownAmount } from '../../tests/support/forms.ts'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import {
  PASSWORD,
  type TestPortal,
  Visitor,
  createTestPortal,
  readable,
  registerAndSignIn,
} from '../../tests/support/portal.ts'
import { type World, createWorld, silent } from '../../tests/support/world.ts'
import { type Sql, amount, integer, nullable, sql, text } from '../platform/sql.ts'
import { applyServices } from './apply-services.operation.ts'
import { exportAnswers } from './export-answers.operation.ts'
import { forgetDrafts } from './forget-drafts.job.ts'

let world: World
let portal: TestPortal

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
})

after(() => portal.close())

const MARIO = 'RSSMRA80A01H501U'
const LUCIA = 'BNCLCU85D41H501F'
let people = 0

async function person(institution = 'roccaverde', fiscalCode = MARIO): Promise<Visitor> {
  const visitor = new Visitor(portal)
  await registerAndSignIn(world, visitor, institution, { fiscalCode, email: `inserisce-${++people}@example.it` })
  return visitor
}

const columns = {
  notice_number: text,
  amount_cents: amount,
  description: text,
  origin: text,
  full_name: text,
  fiscal_code: text,
  email: nullable(text),
  due_on: text,
  subject: nullable(text),
}

async function positions(where: Sql) {
  return world.database.verifier.query(
    sql`
      select i.notice_number, i.amount_cents, i.description, p.origin, d.full_name, d.fiscal_code, d.email,
        i.due_on::text as due_on, d.subject
      from installments i
      join debt_positions p on p.institution_id = i.institution_id and p.position_id = i.position_id
      join debtors d on d.institution_id = i.institution_id and d.position_id = i.position_id
      where p.origin = 'spontaneous' and ${where} order by i.notice_number`,
    columns,
  )
}

async function count(): Promise<number> {
  return (await positions(sql`true`)).length
}

test('the menu shows what is open, by category; a search finds words without their accents', async () => {
  const visitor = new Visitor(portal)
  const menu = readable(await visitor.open('/roccaverde/servizi'))
  assert.match(menu, /Inserimento spontaneo/)
  assert.match(menu, /Scuola .*Mensa scolastica.*Trasporto scolastico/)
  assert.doesNotMatch(menu, /Canone unico/, 'the ente has not opened it')
  const found = readable(await visitor.open('/roccaverde/servizi?cerca=Polizia+verbale'))
  assert.match(found, /1 servizio per «Polizia verbale»/)
  assert.match(readable(await visitor.open('/roccaverde/servizi?cerca=piscina')), /Nessun servizio corrisponde/)
  assert.equal((await visitor.get('/roccaverde/servizi/canone-unico')).status, 404)
  assert.equal(
    (await visitor.get('/roccaverde/servizi/nessuno/compila/019a0000-0000-7000-8000-000000000000')).status,
    404,
  )
})

test('from the account to the position: summary, one notice, payable and printable, in the list', async () => {
  const visitor = await person()
  const { address, summary } = await fillIn(visitor, 'passi-carrabili', PASSO)
  const words = readable(summary)
  assert.match(words, /Mario Rossi.*RSSMRA80A01H501U/)
  assert.match(words, /Passo carrabile, Via Roma 1, m 3,5/)
  assert.match(words, /Canone 70,00 €.*Cartello 12,50 €/)
  assert.equal(shownAmount(summary), '8250')
  const saved = await save(visitor, address, summary)
  assert.match(saved.location, /^\/roccaverde\/pratiche\/[0-9a-f-]{36}\?inserita=1$/)
  const page = readable(await visitor.open(saved.location))
  assert.match(page, /Pratica inserita/)
  assert.match(page, /82,50 €/)
  assert.match(page, /intestata a Mario Rossi|Mario Rossi/i)
  assert.match(page, /Paga/)
  const [position] = saved.location.split('?')
  const notice = await visitor.get(`${position}/avviso.pdf`)
  assert.equal(notice.status, 200)
  assert.equal(notice.raw.subarray(0, 5).toString(), '%PDF-')
  assert.match(readable(await visitor.open('/roccaverde/pratiche')), /Passo carrabile, Via Roma 1/)
  const [stored] = await positions(sql`i.description like 'Passo carrabile, Via Roma 1%'`)
  assert.equal(stored?.fiscal_code, MARIO)
  assert.equal(stored?.due_on, '2026-12-24', 'thirty days')
  await assertLedgerIsSound(world)
})

test('saved twice, from two tabs, after going back: one position', async () => {
  const visitor = await person()
  const { address, summary } = await fillIn(visitor, 'passi-carrabili', { ...PASSO, 'field-indirizzo': 'Via Doppia 2' })
  const earlier = await count()
  const pressed = await Promise.all(Array.from({ length: 5 }, () => save(visitor, address, summary)))
  assert.deepEqual(new Set(pressed.map(({ status }) => status)), new Set([303]))
  const [location] = new Set(pressed.map((page) => page.location))
  assert.equal(new Set(pressed.map((page) => page.location)).size, 1, 'all of them lead to the same position')
  assert.equal(await count(), earlier + 1)
  // Back, to the form and to the summary: both lead on to what it has become.
  for (const page of [address, `${address}/riepilogo`]) {
    const back = await visitor.get(page)
    assert.equal(back.location, `${location!.split('?')[0]}?inserita=2`)
    assert.match(readable(await visitor.open(back.location)), /l’hai già inserita.*Inseriscine una nuova/)
  }
  await visitor.open('/roccaverde/')
  const again = await visitor.post(address, { ...PASSO, 'field-indirizzo': 'Via Altra 3' })
  assert.equal(again.location, `${location!.split('?')[0]}?inserita=2`, 'what is saved is not filled in again')
  const dropped = await visitor.post(`${address}/annulla`)
  assert.equal(dropped.location, `${location!.split('?')[0]}?inserita=2`, 'nor does it say that nothing was saved')
  assert.equal(await count(), earlier + 1)
  await assertLedgerIsSound(world)
})

test('two browsers of one account fight over the same form', async () => {
  const one = await person()
  const { address, summary } = await fillIn(one, 'passi-carrabili', { ...PASSO, 'field-indirizzo': 'Via Contesa 4' })
  const other = new Visitor(portal)
  await other.open('/roccaverde/accesso')
  await other.post('/roccaverde/accesso', {
    username: `inserisce-${people}@example.it`,
    password: PASSWORD,
    poi: '',
  })
  const theirs = await other.open(`${address}/riepilogo`)
  assert.equal(theirs.status, 200, 'a draft follows its account')
  const earlier = await count()
  await Promise.all([
    save(one, address, summary),
    save(other, address, theirs),
    other.post(`${address}/annulla`),
    one.post(address, { ...PASSO, 'field-indirizzo': 'Via Cambiata 5', 'field-larghezza': '9' }),
  ])
  assert.ok((await count()) <= earlier + 1)
  for (const position of await positions(sql`i.description like '%Via C%'`)) {
    const isFirst = position.description.includes('Contesa') && position.amount_cents === 8_250
    assert.ok(isFirst, 'what was saved is what was shown')
  }
  await assertLedgerIsSound(world)
})

test('what is wrong is said beside its field, and everything typed is still there', async () => {
  const visitor = await person()
  const address = await openForm(visitor, 'passi-carrabili')
  const page = await visitor.post(address, { 'field-indirizzo': 'Via "Strana" <b>', 'field-larghezza': '31', keep: '' })
  assert.equal(page.status, 422)
  const words = readable(page)
  assert.match(words, /Ci sono 2 dati da correggere/)
  assert.match(words, /«Larghezza in metri»: il massimo è 30/)
  assert.match(words, /Scegli una risposta a «Ti serve il cartello\?»/)
  assert.match(page.body, /href="#field-larghezza"/)
  assert.match(page.body, /value="Via &quot;Strana&quot; &lt;b>"/)
  assert.equal((await visitor.open(`${address}/riepilogo`)).status, 422, 'no summary of what is wrong')
  assert.equal((await visitor.post(`${address}/salva`, { shown: '' })).location, `${address}/riepilogo`)
})

test('a draft is kept as it is, found again, and thrown away', async () => {
  const visitor = await person()
  const address = await openForm(visitor, 'mensa')
  const kept = await visitor.post(address, { 'field-alunno': 'Anna Rossi', keep: '1' })
  assert.equal(kept.location, `${address}?bozza=1`)
  assert.match(readable(await visitor.open(kept.location)), /Bozza salvata/)
  const menu = await visitor.open('/roccaverde/servizi')
  assert.match(readable(menu), /Le tue bozze .*Mensa scolastica/)
  assert.match((await visitor.open(address)).body, /value="Anna Rossi"/)
  const stranger = await person('roccaverde', LUCIA)
  assert.doesNotMatch((await stranger.open(address)).body, /Anna Rossi/)
  assert.equal((await stranger.open(`${address}/riepilogo`)).status, 404)
  assert.equal(
    (await stranger.post(address, { 'field-alunno': 'Ladro' })).status,
    404,
    'nobody writes into another’s draft',
  )
  await stranger.post(`${address}/annulla`)
  assert.match((await visitor.open(address)).body, /value="Anna Rossi"/)
  const dropped = await visitor.post(`${address}/annulla`)
  assert.match(readable(await visitor.open(dropped.location)), /La bozza non c’è più/)
  assert.doesNotMatch((await visitor.open(address)).body, /Anna Rossi/)
})

test('a guest fills in what the ente and the service open to guests, and sees all of what they wrote', async () => {
  const guest = new Visitor(portal)
  const refused = await guest.get('/roccaverde/servizi/mensa/compila/019a0000-0000-7000-8000-000000000001')
  assert.match(refused.location, /\/accesso\?poi=/)
  const address = await openForm(guest, 'sanzioni')
  const answers = {
    'field-verbale': 'A/123-26',
    'field-data': '2026-11-20',
    'field-targa': 'ab 123 cd',
    amount: '41,00',
  }
  const wrong = await guest.post(address, answers)
  assert.equal(wrong.status, 422)
  assert.match(readable(wrong), /Scrivi il nome di chi deve pagare/)
  const sent = await guest.post(address, { ...answers, fullName: 'Lucia Bianchi', fiscalCode: LUCIA.toLowerCase() })
  assert.equal(sent.status, 303, readable(sent))
  const summary = await guest.open(sent.location)
  const saved = await save(guest, address, summary)
  const page = readable(await guest.open(saved.location))
  assert.match(page, /Verbale A\/123-26 del 20\/11\/2026, targa AB123CD/)
  assert.match(page, /Lucia Bianchi/)
  const [stored] = await positions(sql`i.description like 'Verbale A/123-26%'`)
  assert.equal(stored?.fiscal_code, LUCIA)
  assert.equal(stored?.due_on, '2026-11-29', 'five days')
  const stranger = new Visitor(portal)
  assert.equal((await stranger.get(saved.location)).status, 404)
  const elsewhere = new Visitor(portal)
  const closed = await elsewhere.get('/comune-di-test/servizi/test/compila/019a0000-0000-7000-8000-000000000002')
  assert.match(closed.location, /\/accesso\?poi=/, 'the ente does not let guests pay')
})

test('who signs in while filling in keeps what they have written', async () => {
  const visitor = new Visitor(portal)
  await registerAndSignIn(world, visitor, 'roccaverde', { fiscalCode: MARIO, email: 'entra-dopo@example.it' })
  await visitor.post('/roccaverde/uscita')
  const address = await openForm(visitor, 'diritti-segreteria')
  await visitor.post(address, { 'field-certificati': 'residenza', 'field-urgente': 'no', fullName: 'X', keep: '1' })
  await visitor.open('/roccaverde/accesso')
  await visitor.post('/roccaverde/accesso', {
    username: 'entra-dopo@example.it',
    password: PASSWORD,
    poi: '',
  })
  assert.match(readable(await visitor.open('/roccaverde/servizi')), /Diritti di segreteria modificata il/)
  const summary = await visitor.open(`${address}/riepilogo`)
  assert.match(readable(summary), /Mario Rossi/)
  const saved = await save(visitor, address, summary)
  assert.match(readable(await visitor.open(saved.location)), /DS Diritti di segreteria: residenza/)
})

test('several choices, sums, shares of several beneficiaries: to the cent', async () => {
  const visitor = await person()
  const address = await openForm(visitor, 'diritti-segreteria')
  const token = /name="_csrf" value="([^"]+)"/.exec(visitor.last!.body)![1]!
  const body = new URLSearchParams([
    ['_csrf', token],
    ['field-certificati', 'carta'],
    ['field-certificati', 'residenza'],
    ['field-urgente', 'yes'],
  ])
  const sent = await visitor.postRaw(address, body.toString())
  const summary = await visitor.open(sent.location)
  assert.equal(shownAmount(summary), String(516 + 52 + 300))
  await save(visitor, address, summary)

  const tari = await fillIn(visitor, 'tari', {
    'field-versamento': 'acconto',
    'field-anno': '2026',
    'field-indirizzo': 'Via Roma 1',
    amount: '100,00',
  })
  assert.match(
    readable(tari.summary),
    /Comune di Roccaverde \(quota principale\) 95,24 €.*Provincia di Roccaverde 4,76 €/,
  )
  await save(visitor, tari.address, tari.summary)
  const transfers = await world.database.verifier.query(
    sql`
      select t.amount_cents, t.beneficiary_fiscal_code, t.transfer_category, t.remittance_information
      from transfers t
      join installments i on i.institution_id = t.institution_id and i.installment_id = t.installment_id
      where i.description like 'TARI 2026, acconto%' order by t.transfer_no`,
    { amount_cents: integer, beneficiary_fiscal_code: text, transfer_category: text, remittance_information: text },
  )
  assert.deepEqual(transfers, [
    {
      amount_cents: 9_524,
      beneficiary_fiscal_code: '99000100018',
      transfer_category: '9/0101101IM/',
      remittance_information: 'TARI',
    },
    {
      amount_cents: 476,
      beneficiary_fiscal_code: '99000200016',
      transfer_category: '9/0201102IM/',
      remittance_information: 'TEFA',
    },
  ])
  await assertLedgerIsSound(world)
})

test('an attachment is what it contains, stays with its form, and can be taken back', async () => {
  const visitor = await person()
  const address = await openForm(visitor, 'passi-carrabili')
  const script = await sendFile(visitor, address, { name: 'planimetria.pdf', content: Buffer.from('<script>') })
  assert.equal(script.status, 422)
  assert.match(readable(script), /il file deve essere PDF, JPEG o PNG/)
  const large = await sendFile(visitor, address, {
    name: 'x.pdf',
    content: Buffer.concat([PDF, Buffer.alloc(2_097_200)]),
  })
  assert.match(readable(large), /il file supera 2 MB/)
  const endless = await sendFile(visitor, address, { name: 'x.pdf', content: Buffer.alloc(6_000_000) })
  assert.equal(endless.status, 413)
  await visitor.open(address)
  const kept = await sendFile(visitor, address, { name: 'C:\\casa\\planimetria.pdf', content: PDF }, '1')
  assert.equal(kept.status, 303)
  const again = await visitor.open(address)
  assert.match(readable(again), /Allegato: planimetria\.pdf \(1 kB\)/)
  // Sent again without a file: it is still there.
  const sent = await visitor.post(address, PASSO)
  const summary = await visitor.open(sent.location)
  assert.match(readable(summary), /Planimetria o fotografia planimetria\.pdf/)
  await visitor.open(address)
  await visitor.post(address, { ...PASSO, remove: 'planimetria' })
  assert.doesNotMatch(readable(await visitor.open(`${address}/riepilogo`)), /planimetria\.pdf/)
  const broken = await visitor.postRaw(address, 'nessun modulo', { 'content-type': 'multipart/form-data; boundary=x' })
  assert.equal(broken.status, 400)
})

test('what changed between the summary and the saving is shown first', async () => {
  const visitor = await person()
  const { address, summary } = await fillIn(visitor, 'passi-carrabili', {
    ...PASSO,
    'field-indirizzo': 'Via Rincaro 6',
  })
  const earlier = await count()
  // Another tab, another answer at the same price.
  await visitor.post(address, { ...PASSO, 'field-indirizzo': 'Via Diversa 7' })
  const another = await save(visitor, address, summary)
  assert.equal(another.location, `${address}/riepilogo?cambiato=1`)
  const shown = await visitor.open(another.location)
  assert.match(readable(shown), /Il riepilogo è cambiato.*Via Diversa 7/)
  assert.equal(await count(), earlier)
  await save(visitor, address, shown)
  assert.equal(await count(), earlier + 1)
})

test('a service that was closed meanwhile is a 404, and the draft is lost to nobody', async () => {
  const visitor = await person('comune-di-test')
  const address = await openForm(visitor, 'test', 'comune-di-test')
  await visitor.post(address, { 'field-causale': 'Prova', amount: '1', keep: '1' })
  const file = {
    institution: 'comune-di-test',
    services: [
      {
        code: 'test',
        name: '16.TEST',
        transferCategory: '9/0103100TS/',
        iban: 'IT60X0542811101000000123456',
      },
    ],
  }
  const applied = await applyServices(world.database.owner, file)
  assert.equal(applied.outcome, 'applied', JSON.stringify(applied))
  assert.equal((await visitor.get(address)).status, 404)
  assert.doesNotMatch(readable(await visitor.open('/comune-di-test/servizi')), /Le tue bozze/)
})

test('the ente reads the answers and the attachments of what was saved', async () => {
  world.clock.advance({ seconds: 1 })
  const visitor = await person()
  const address = await openForm(visitor, 'passi-carrabili')
  const sent = await sendFile(visitor, address, { name: '=planimetria.pdf', content: PDF })
  await save(visitor, address, await visitor.open(sent.location))
  const folder = await mkdtemp(path.join(tmpdir(), 'risposte-'))
  try {
    const written = await exportAnswers(world.database.worker, world.roccaverde.institutionId, {
      from: world.clock.now(),
      folder,
    })
    assert.deepEqual(written, { forms: 1, files: 1 })
    const table = await readFile(path.join(folder, 'risposte.csv'), 'utf8')
    assert.match(table, /;82,50;Larghezza in metri;3,5;/)
    assert.match(table, /;Planimetria o fotografia;'=planimetria\.pdf;\d{18}\r/)
    const file = (await readdir(folder)).find((name) => name.endsWith('-planimetria.pdf'))
    assert.deepEqual(await readFile(path.join(folder, file!)), PDF)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('drafts are forgotten after thirty days, saved forms are not', async () => {
  const drafts = () =>
    world.database.verifier.query(
      sql`select count(*) filter (where position_id is null) as drafts, count(position_id) as saved from filled_forms`,
      { drafts: integer, saved: integer },
    )
  const [earlier] = await drafts()
  assert.ok(earlier!.drafts > 0 && earlier!.saved > 0)
  const context = { db: world.database.worker, clock: world.clock, log: silent, signal: new AbortController().signal }
  world.clock.advance({ hours: 24 * 29 })
  await forgetDrafts.run({}, context)
  assert.ok((await drafts())[0]!.drafts > 0)
  world.clock.advance({ hours: 24 * 2 })
  await forgetDrafts.run({}, context)
  assert.deepEqual(await drafts(), [{ drafts: 0, saved: earlier!.saved }])
})
