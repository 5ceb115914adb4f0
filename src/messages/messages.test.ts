import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PASSO, fillIn, save } from '../../tests/support/forms.ts'
import { load } from '../../tests/support/imports.ts'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import { headOfRoccaverde, receiptMessage } from '../../tests/support/node.ts'
import {
  type TestPortal,
  Visitor,
  createTestPortal,
  readable,
  registerAndSignIn,
  signIn,
} from '../../tests/support/portal.ts'
import { deliverAll } from '../../tests/support/post.ts'
import { type CreatedPosition, type World, createPosition, createWorld, silent } from '../../tests/support/world.ts'
import type { OutgoingMessage } from '../integrations/mail/smtp.ts'
import { createStation } from '../pa-for-node/station.route.ts'
import { integer, sql } from '../platform/sql.ts'
import { createLastLook } from './last-look.operation.ts'
import { planRemindersJob, tellAccounts } from './messages.job.ts'

const MARIO = 'RSSMRA80A01H501U'
const LUCIA = 'BNCLCU85D41H501F'
const mario = { fiscalCode: MARIO, fullName: 'Mario Rossi', email: 'mario@example.it', emailIsVerified: true }

let world: World
let portal: TestPortal
let station: ReturnType<typeof createStation>
let owner: Visitor
/** Declares Mario's code, and has proven nothing. */
let impostor: Visitor

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
  station = createStation({
    config: portal.services.config.station,
    context: { db: world.database.app, directory: world.directory, clock: world.clock },
    log: silent,
  })
  // What the ente vouches for: his mailbox, on a debt that bothers no test.
  await createPosition(world, world.roccaverde, { debtor: mario, dueOn: '2027-12-31' })
  owner = new Visitor(portal)
  impostor = new Visitor(portal)
  await registerAndSignIn(world, owner, 'roccaverde', { fiscalCode: MARIO, email: mario.email })
  await owner.open('/roccaverde/pratiche')
  await registerAndSignIn(world, impostor, 'roccaverde', { fiscalCode: MARIO, email: 'impostor@example.it' })
  await deliverAll(world)
})

after(() => Promise.all([portal.close(), station.close()]))

const context = () => ({
  db: world.database.worker,
  clock: world.clock,
  log: silent,
  signal: new AbortController().signal,
  queue: portal.services.queue,
  links: portal.services.links,
  messageKey: portal.services.messageKey,
})

/** What the worker does in a minute, and the mails that leave. */
async function tell(): Promise<OutgoingMessage[]> {
  await tellAccounts.run({}, context())
  return deliver()
}

async function deliver(): Promise<OutgoingMessage[]> {
  const sent: OutgoingMessage[] = []
  await deliverAll(world, (message) => void sent.push(message), createLastLook(portal.services.printer))
  return sent
}

async function remind(): Promise<void> {
  await planRemindersJob.run({}, context())
}

async function pay({ noticeNumber }: CreatedPosition, receiptId: string): Promise<void> {
  const payload = receiptMessage(
    2,
    { receiptId, noticeNumber, fiscalCode: headOfRoccaverde.idPA, amount: '54.00' },
    headOfRoccaverde,
  )
  const answer = await station.inject({ method: 'POST', url: '/pa-for-node', payload })
  assert.match(answer.body, /OK/)
}

/** Time passes between these tests, and sessions end with it. */
async function enter(visitor: Visitor, email = mario.email): Promise<void> {
  await visitor.open('/roccaverde/preferenze')
  if (/name="username"/.test(visitor.last!.body)) await signIn(visitor, 'roccaverde', email)
  await visitor.open('/roccaverde/preferenze')
}

async function choose(fields: Record<string, string>): Promise<void> {
  await enter(owner)
  const page = await owner.post('/roccaverde/preferenze', fields)
  assert.equal(page.location, '/roccaverde/preferenze?fatto=salvate')
}

const everything = { newPositions: 'yes', payments: 'yes', days30: 'yes', days7: 'yes', days1: 'yes', receipt: 'link' }
const subjects = (sent: readonly OutgoingMessage[]) =>
  sent.map(({ recipient, subject }) => `${recipient}: ${subject.replace(/ – .*/, '')}`)

test('what an import brings is told once, to whom the ente knows and to nobody who only says so', async () => {
  world.clock.advance({ minutes: 1 })
  const row = (reference: string, fiscalCode: string) =>
    `tari;F;${fiscalCode};Mario Rossi;Retta ${reference};54,00;30/06/2027;${reference}`
  const csv = [
    'servizio;tipo debitore;codice fiscale;nome;causale;importo;scadenza;riferimento',
    row('T-1', MARIO),
    row('T-2', MARIO),
    row('T-3', LUCIA),
  ].join('\n')
  const { counts, problems } = await load(world, world.roccaverde, csv)
  assert.deepEqual(problems, [])
  assert.equal(counts.created, 3)
  const sent = await tell()
  assert.deepEqual(subjects(sent), ['mario@example.it: Hai 2 nuovi avvisi da pagare'])
  assert.match(sent[0]!.text, /Retta T-1[^]*Retta T-2/)
  assert.deepEqual(await tell(), [])
  await load(world, world.roccaverde, csv)
  assert.deepEqual(await tell(), [], 'the same file again')
  await choose({ ...everything, newPositions: '' })
  await load(world, world.roccaverde, csv.replaceAll('T-', 'U-'))
  assert.deepEqual(await tell(), [], 'not wanted')
})

test('a reminder comes on the days that were chosen, once each, and not for what is paid or cancelled', async () => {
  await choose({ ...everything, days30: '' })
  world.clock.set('2026-11-24T10:00:00Z')
  const open = await createPosition(world, world.roccaverde, { debtor: mario, dueOn: '2026-12-24' })
  await createPosition(world, world.roccaverde, { debtor: mario, dueOn: '2026-12-24', status: 'cancelled' })
  const paid = await createPosition(world, world.roccaverde, { debtor: mario, dueOn: '2026-12-24' })
  const day = async (text: string) => {
    world.clock.set(`${text}T08:00:00Z`)
    await remind()
    await remind()
    return subjects(await tell())
  }
  assert.deepEqual(await day('2026-11-24'), [], '30 days were not chosen')
  assert.deepEqual(await day('2026-12-16'), [])
  assert.deepEqual(await day('2026-12-17'), ['mario@example.it: 2 avvisi scadono entro il 24/12/2026'])
  assert.deepEqual(await day('2026-12-18'), [], 'told')
  await pay(paid, 'r-paid')
  assert.deepEqual(await day('2026-12-23'), [
    'mario@example.it: Abbiamo ricevuto il pagamento',
    'mario@example.it: Un avviso scade il 24/12/2026',
  ])
  assert.deepEqual(await day('2026-12-25'), [])
  await pay(open, 'r-open')
  await tell()
})

test('a day that the worker has missed is made up for; a notice that is new is not a reminder', async () => {
  world.clock.set('2027-01-02T10:00:00Z')
  await createPosition(world, world.roccaverde, { debtor: mario, dueOn: '2027-01-20', description: 'Antica' })
  world.clock.set('2027-01-15T08:00:00Z')
  await createPosition(world, world.roccaverde, { debtor: mario, dueOn: '2027-01-20', description: 'Recente' })
  await remind()
  const [letter, ...others] = await tell()
  assert.deepEqual(others, [])
  assert.match(letter!.text, /Antica/)
  assert.doesNotMatch(letter!.text, /Recente/)
})

test('who pays before the mail leaves is not reminded; what is left of the letter is written anew', async () => {
  world.clock.set('2027-02-01T08:00:00Z')
  const first = await createPosition(world, world.roccaverde, {
    debtor: mario,
    dueOn: '2027-02-20',
    description: 'Prima',
  })
  await createPosition(world, world.roccaverde, { debtor: mario, dueOn: '2027-02-20', description: 'Seconda' })
  world.clock.set('2027-02-13T08:00:00Z')
  await remind()
  await tellAccounts.run({}, context())
  await pay(first, 'r-late') // the mail is written, and has not left
  assert.deepEqual(await deliver(), [])
  const sent = await tell()
  assert.deepEqual(subjects(sent), [
    'mario@example.it: Abbiamo ricevuto il pagamento',
    'mario@example.it: Un avviso scade il 20/02/2027',
  ])
  assert.doesNotMatch(sent[1]!.text, /Prima/)
})

test('a payment is told with its quietanza, when that was chosen', async () => {
  await choose({ ...everything, receipt: 'attached' })
  const position = await createPosition(world, world.roccaverde, { debtor: mario, dueOn: '2027-12-31' })
  await pay(position, 'r-attached')
  const [letter, ...others] = await tell()
  assert.deepEqual(others, [])
  assert.equal(letter!.attachments.length, 1)
  assert.equal(letter!.attachments[0]!.content.subarray(0, 5).toString(), '%PDF-')
  assert.match(letter!.text, /allegata in PDF/)
})

test('who keeps a notice at hand is told of it, without what only its debtor may read', async () => {
  const lucia = { fiscalCode: LUCIA, fullName: 'Lucia Bianchi' }
  const position = await createPosition(world, world.roccaverde, {
    debtor: lucia,
    dueOn: '2027-12-31',
    description: 'Retta di Anna',
  })
  const { installmentId, noticeNumber } = position
  await enter(impostor, 'impostor@example.it')
  await impostor.open('/roccaverde/')
  await impostor.post('/roccaverde/ricerca', { fiscalCode: LUCIA, noticeNumber })
  await impostor.open(`/roccaverde/pratiche/${installmentId}`)
  await impostor.post(`/roccaverde/pratiche/${installmentId}/segui`)
  await pay(position, 'r-claimed')
  const sent = await tell()
  assert.deepEqual(subjects(sent), ['impostor@example.it: Abbiamo ricevuto il pagamento'])
  assert.doesNotMatch(sent[0]!.text + sent[0]!.html, /Anna|Bianchi|BNCLCU/)
})

test('two workers at once tell everything once', async () => {
  for (let each = 0; each < 6; each++) {
    await pay(
      await createPosition(world, world.roccaverde, { debtor: mario, description: `Retta ${each}` }),
      `r-race-${each}`,
    )
  }
  await Promise.all([1, 2, 3].map(() => tellAccounts.run({}, context())))
  const text = (await tell()).map((sent) => sent.text).join('\n')
  for (let each = 0; each < 6; each++) assert.equal(text.split(`Retta ${each}\n`).length, 2, `Retta ${each}`)
  await assertLedgerIsSound(world)
})

test('a mail says how to stop its kind: by a program at once, by a person with one button, and nothing else stops', async () => {
  await choose(everything)
  await pay(await createPosition(world, world.roccaverde, { debtor: mario }), 'r-stop')
  const [letter] = await tell()
  const stop = new URL(letter!.stopUrl!).pathname
  assert.ok(letter!.text.includes(letter!.stopUrl!))
  const anybody = new Visitor(portal)
  const page = await anybody.open(stop)
  assert.match(readable(page), /Vuoi fermare queste e-mail\?/)
  const wants = async () => {
    const rows = await world.database.app.query(
      sql`
        select wants_payments::integer as payments, wants_new_positions::integer as created,
          cardinality(reminder_days) as days from message_preferences`,
      { payments: integer, created: integer, days: integer },
    )
    return rows[0]
  }
  assert.deepEqual(await wants(), { payments: 1, created: 1, days: 3 }, 'looking stops nothing')
  const post = (body: string, type = 'application/x-www-form-urlencoded') =>
    anybody.postRaw(stop, body, { 'content-type': type, origin: '', 'sec-fetch-site': '' })
  assert.equal((await post('a=b')).status, 400)
  assert.deepEqual(await wants(), { payments: 1, created: 1, days: 3 })
  const parts = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
  assert.equal((await post(parts, 'multipart/form-data; boundary=x')).status, 200)
  assert.deepEqual(await wants(), { payments: 0, created: 1, days: 3 })
  assert.equal((await post('List-Unsubscribe=One-Click')).status, 200)
  await choose(everything)
  await anybody.open(stop)
  assert.match(readable(await anybody.post(`${stop}/ferma`)), /Non riceverai più queste e-mail/)
  assert.deepEqual(await wants(), { payments: 0, created: 1, days: 3 })
  const wrong = stop.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  assert.match(readable(await anybody.open(wrong)), /non è completo/)
  await pay(await createPosition(world, world.roccaverde, { debtor: mario }), 'r-stopped')
  assert.deepEqual(await tell(), [])
})

test('a private calendar shows what is owed to whoever has its address, until another address is made', async () => {
  await enter(owner)
  await owner.post('/roccaverde/preferenze/calendario', { operationId: '019a0000-0000-7000-8000-00000000000a' })
  const address = async () => {
    const { body } = await owner.open('/roccaverde/preferenze')
    return /\/roccaverde\/calendario\/[\w-]{43}/.exec(body)?.[0]
  }
  const first = (await address())!
  const program = new Visitor(portal)
  const position = await createPosition(world, world.roccaverde, {
    debtor: mario,
    dueOn: '2027-09-01',
    description: 'Canone',
  })
  const feed = await program.get(first)
  assert.equal(feed.status, 200)
  assert.equal(feed.headers['set-cookie'], undefined)
  assert.match(String(feed.headers['content-type']), /^text\/calendar/)
  const event = `UID:${position.installmentId}@quietanza\r\n`
  assert.ok(feed.body.includes(event))
  const tag = String(feed.headers['etag'])
  assert.equal((await program.get(first, { 'if-none-match': tag })).status, 304)
  await pay(position, 'r-calendar')
  const later = await program.get(first, { 'if-none-match': tag })
  assert.equal(later.status, 200)
  assert.ok(!later.body.includes(event), 'paid is not due')
  await owner.open('/roccaverde/preferenze')
  await owner.post('/roccaverde/preferenze/calendario', { operationId: '' })
  const second = (await address())!
  assert.notEqual(second, first)
  assert.equal((await program.get(first)).status, 404)
  assert.equal((await program.get(second.replace('/roccaverde/', '/comune-di-test/'))).status, 404)
  await owner.open('/roccaverde/preferenze')
  await owner.post('/roccaverde/preferenze/calendario/chiudi')
  assert.equal(await address(), undefined)
  assert.equal((await program.get(second)).status, 404)
})

test('the day of one notice is a file, for who may see it', async () => {
  await enter(owner)
  const { installmentId } = await createPosition(world, world.roccaverde, { debtor: mario, dueOn: '2027-10-01' })
  const file = await owner.get(`/roccaverde/pratiche/${installmentId}/scadenza.ics`)
  assert.equal(file.status, 200)
  assert.match(String(file.headers['content-disposition']), /^attachment; filename="scadenza-\d{18}\.ics"$/)
  assert.match(file.body, /DTSTART;VALUE=DATE:20271001\r\n/)
  assert.equal((await impostor.get(`/roccaverde/pratiche/${installmentId}/scadenza.ics`)).status, 404)
})

test('what somebody has inserted is told to them alone, and only where they have not paid it at once', async () => {
  await enter(impostor, 'impostor@example.it')
  const insert = async (address: string) => {
    const form = await fillIn(impostor, 'passi-carrabili', { ...PASSO, 'field-indirizzo': address })
    const saved = await save(impostor, form.address, form.summary)
    assert.equal(saved.status, 303)
    return impostor.open(saved.location)
  }
  await insert('Via Verdi 7')
  const paid = await insert('Via Rossini 9')
  const noticeNumber = /Codice Avviso[^]*?((?:\d{4} ){4}\d{2})/.exec(readable(paid))![1]!.replaceAll(' ', '')
  assert.deepEqual(await tell(), [], 'not while they may be paying')
  await pay({ noticeNumber } as CreatedPosition, 'inserted-1')
  world.clock.advance({ minutes: 11 })
  const told = (await tell()).filter(({ subject }) => !subject.startsWith('Abbiamo ricevuto'))
  assert.deepEqual(subjects(told), ['impostor@example.it: Hai un nuovo avviso da pagare'])
  assert.match(told[0]!.text, /Via Verdi 7/)
  assert.doesNotMatch(told[0]!.text, /Via Rossini 9/)
  world.clock.advance({ minutes: 1 })
  assert.deepEqual(await tell(), [])
})
