/** "Ho pagato ma non risulta", from the question to the answer, over HTTP and through the worker's job. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { headOfRoccaverde, receiptMessage } from '../../tests/support/node.ts'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import {
  type Page,
  type TestPortal,
  Visitor,
  createTestPortal,
  lastMail,
  linkIn,
  readable,
} from '../../tests/support/portal.ts'
import { type World, createPosition, createWorld, silent } from '../../tests/support/world.ts'
import { type JobQueue, openJobQueue } from '../platform/jobs.ts'
import { integer, sql, text } from '../platform/sql.ts'
import { createStation } from '../pa-for-node/station.route.ts'
import { drawCase } from './case-list.text.ts'
import { listCases } from './case-queue.queries.ts'
import { casesCommand } from './cases.command.ts'
import { followUpCases } from './follow-up.job.ts'

let world: World
let portal: TestPortal
let station: ReturnType<typeof createStation>
let queue: JobQueue

const MARIO = 'RSSMRA80A01H501U'

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
  station = createStation({
    config: portal.services.config.station,
    context: { db: world.database.app, directory: world.directory, clock: world.clock },
    log: silent,
  })
  queue = await openJobQueue({ url: world.database.url, role: 'quietanza_worker', log: silent })
})

after(async () => {
  await Promise.all([portal.close(), station.close(), queue.close()])
})

type Fields = Partial<
  Record<'fiscalCode' | 'noticeNumber' | 'creditorReferenceId' | 'paidOn' | 'paper' | 'email', string>
>

async function ask(visitor: Visitor, fields: Fields): Promise<Page> {
  await visitor.open('/roccaverde/ho-pagato')
  return visitor.post('/roccaverde/ho-pagato', { fiscalCode: MARIO, ...fields })
}

function followUp(): Promise<void> {
  const { database, clock } = world
  const { links } = portal.services
  const { signal } = new AbortController()
  return followUpCases.run({}, { db: database.worker, clock, log: silent, queue, links, signal })
}

async function receive(receiptId: string, noticeNumber: string): Promise<void> {
  const payload = receiptMessage(2, { receiptId, noticeNumber }, headOfRoccaverde)
  await station.inject({ method: 'POST', url: '/pa-for-node', payload })
}

const open = async () =>
  listCases(world.database.worker, world.roccaverde.institutionId, { includesClosed: false, limit: 100 })

test('what is paid is said at once, and no case is opened', async () => {
  const { noticeNumber } = await createPosition(world, world.roccaverde)
  await receive('cases-1', noticeNumber)
  const page = await ask(new Visitor(portal), { noticeNumber })
  assert.equal(page.status, 200)
  assert.match(readable(page), /Ci risulta pagata/)
  assert.deepEqual(await open(), [])
})

test('an unpaid notice and one that does not exist get the same answer, and the request is kept either way', async () => {
  const { noticeNumber } = await createPosition(world, world.roccaverde)
  const pages = []
  for (const number of [noticeNumber, '302999999999999999']) {
    const visitor = new Visitor(portal)
    const asked = await ask(visitor, { noticeNumber: number, paidOn: '20/11/2026', paper: 'Tabaccheria, op. 77' })
    assert.equal(asked.status, 303)
    assert.doesNotMatch(asked.location, new RegExp(number))
    pages.push((await visitor.open(asked.location)).body)
  }
  const strip = (html: string) =>
    html.replace(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/, 'CODE').replace(/name="_csrf" value="[^"]*"/g, '')
  assert.equal(strip(pages[0]!), strip(pages[1]!))
  const queued = await open()
  assert.equal(queued.length, 2)
  const words = queued.map(drawCase)
  assert.match(words[0]!, /avviso 302\d .*TARI 2026, 54,00.€, da pagare/)
  assert.match(words[0]!, /dice di aver pagato il 20\/11\/2026\n.*Tabaccheria, op\. 77/)
  assert.match(words[1]!, /nessun avviso ha questi due codici/)
})

test('the same question from one browser is one case, at once or later; another browser’s is another', async () => {
  const earlier = (await open()).length
  const { noticeNumber } = await createPosition(world, world.roccaverde)
  const visitor = new Visitor(portal)
  const first = await ask(visitor, { noticeNumber })
  const again = await Promise.all(
    [1, 2, 3].map(() => visitor.post('/roccaverde/ho-pagato', { fiscalCode: MARIO, noticeNumber })),
  )
  for (const page of again) assert.equal(page.location, first.location)
  const other = await ask(new Visitor(portal), { noticeNumber })
  assert.notEqual(other.location, first.location)
  assert.equal((await open()).length, earlier + 2)
  // A press is doubled also before there is a session.
  const quick = new Visitor(portal)
  await quick.open('/roccaverde/ho-pagato')
  const pressed = await Promise.all(
    [1, 2].map(() => quick.post('/roccaverde/ho-pagato', { fiscalCode: MARIO, noticeNumber: '302888888888888888' })),
  )
  for (const page of pressed) assert.equal(page.status, 303)
})

test('the code opens the request from anywhere, however it is typed; who guesses is stopped', async () => {
  const { noticeNumber } = await createPosition(world, world.roccaverde)
  const asked = await ask(new Visitor(portal), { noticeNumber })
  const code = asked.location.split('/').at(-1)!
  const guest = new Visitor(portal)
  await guest.open('/roccaverde/ho-pagato')
  const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4, 8)} ${code.slice(8)}`
  const found = await guest.post('/roccaverde/ho-pagato/richiesta', { trackingCode: typed })
  assert.equal(found.location, asked.location)
  const page = readable(await guest.open(found.location))
  assert.match(page, /Finora non ci risulta nessun pagamento/)
  assert.doesNotMatch(page, new RegExp(`${noticeNumber}|54,00|RSSMRA|Rossi|TARI`))
  assert.equal((await guest.get(asked.location.replace('roccaverde', 'comune-di-test'))).status, 404)
  await guest.open('/roccaverde/ho-pagato')
  assert.equal((await guest.post('/roccaverde/ho-pagato/richiesta', { trackingCode: 'Q7KM-4M2P-XW9T' })).status, 422)
  const statuses = []
  for (let tries = 0; tries < 12; tries++) {
    statuses.push((await guest.get(`/roccaverde/ho-pagato/richieste/ZZZZ0000000${tries % 10}`)).status)
  }
  assert.deepEqual([statuses[0], statuses.at(-1)], [404, 429])
})

test('when the receipt arrives the case closes, and one mail says so', async () => {
  const { noticeNumber } = await createPosition(world, world.roccaverde)
  const visitor = new Visitor(portal)
  const asked = await ask(visitor, { noticeNumber, email: 'mario@example.it' })
  await followUp()
  await receive('cases-2', noticeNumber)
  await followUp()
  await followUp()
  const { subject, body } = await lastMail(world, 'mario@example.it')
  assert.match(subject, /Il pagamento risulta/)
  assert.doesNotMatch(body, new RegExp(`${noticeNumber}|RSSMRA|TARI`))
  assert.equal(linkIn(body), asked.location)
  const [mails] = await world.database.app.query(
    sql`select count(*)::integer as found from outgoing_mails where recipient = 'mario@example.it'`,
    { found: integer },
  )
  assert.equal(mails!.found, 1)
  assert.match(readable(await new Visitor(portal).open(asked.location)), /Il pagamento è arrivato il/)
})

test('the ente answers by the command: the citizen reads it on the page and in the mail, once', async () => {
  const asked = await ask(new Visitor(portal), { noticeNumber: '302777777777777777', email: 'lucia@example.it' })
  const code = asked.location.split('/').at(-1)!
  const environment = { DATABASE_URL: world.database.url, LOG_LEVEL: 'silent' }
  const answer = ['answer', code, '--institution', 'roccaverde', '--by', 'Anna Verdi', '--text', 'È di un altro ente.']
  assert.equal(await casesCommand.run(answer, environment), 0)
  assert.equal(await casesCommand.run(answer, environment), 1, 'closed already')
  await assert.rejects(casesCommand.run(['answer', 'x', '--institution', 'roccaverde'], environment), /codice/)
  await followUp()
  assert.match((await lastMail(world, 'lucia@example.it')).body, /È di un altro ente\./)
  assert.match(readable(await new Visitor(portal).open(asked.location)), /L’ente ha risposto .*È di un altro ente\./)
})

async function mailsToRoccaverde(): Promise<string[]> {
  const rows = await world.database.app.query(
    sql`select text_body from outgoing_mails where recipient = ${world.roccaverde.email} order by created_at, mail_id`,
    { text_body: text },
  )
  return rows.map(({ text_body: body }) => body)
}

test('the ente is told of new cases in one mail an hour, by their codes and how many, and of nobody', async () => {
  await followUp()
  const earlier = (await mailsToRoccaverde()).length
  const { noticeNumber } = await createPosition(world, world.roccaverde)
  const codes = []
  for (const number of [noticeNumber, '302666666666666666']) {
    const asked = await ask(new Visitor(portal), { noticeNumber: number, email: 'mario@example.it', paper: 'op. 78' })
    codes.push(
      asked.location
        .split('/')
        .at(-1)!
        .replace(/(.{4})(?=.)/g, '$1-'),
    )
    await followUp()
  }
  assert.equal((await mailsToRoccaverde()).length, earlier, 'one has gone less than an hour ago')
  world.clock.advance({ minutes: 60 })
  await Promise.all([1, 2, 3].map(() => followUp()))
  await followUp()
  const mails = await mailsToRoccaverde()
  assert.equal(mails.length, earlier + 1)
  const mail = mails.at(-1)!
  assert.match(mail, new RegExp(`Richieste aperte: ${(await open()).length}\\nLe nuove: ${codes.join(', ')}\\n`))
  assert.doesNotMatch(mail, new RegExp(`${noticeNumber}|302666|RSSMRA|Rossi|TARI|mario@|op\\. 78`))
  world.clock.advance({ minutes: 61 })
  await followUp()
  assert.equal((await mailsToRoccaverde()).length, mails.length, 'there is nothing new')
})

test('an ente without a mailbox is not written to, and hears of what waits once it has one', async () => {
  const earlier = (await mailsToRoccaverde()).length
  const { email, institutionId } = world.roccaverde
  const setMailbox = (address: string | null) =>
    world.database.owner.run(sql`update institutions set email = ${address} where institution_id = ${institutionId}`)
  await setMailbox(null)
  await ask(new Visitor(portal), { noticeNumber: '302555555555555555' })
  world.clock.advance({ minutes: 61 })
  await followUp()
  assert.equal((await mailsToRoccaverde()).length, earlier)
  await setMailbox(email)
  await followUp()
  assert.equal((await mailsToRoccaverde()).length, earlier + 1)
})

test('a payment that was said to have succeeded and has no receipt is a case by itself, and the page says so', async () => {
  const { noticeNumber } = await createPosition(world, world.roccaverde, { service: 'mensa' })
  const visitor = new Visitor(portal)
  await visitor.open('/roccaverde/')
  const found = await visitor.post('/roccaverde/ricerca', { fiscalCode: MARIO, noticeNumber })
  await visitor.open(found.location)
  await visitor.post(`${found.location}/paga`, { operationId: '', amount: '' })
  const returned = await visitor.get(new URL(portal.checkout.carts.at(-1)!.returnUrls.ok).pathname)
  const cases = async () => (await open()).filter(({ kind }) => kind === 'payment-unanswered').length
  await followUp()
  assert.equal(await cases(), 0, 'it is still awaited')
  // A citizen's own browser stays in use; only the payment's time ends.
  for (let hours = 0; hours < 25; hours++) {
    world.clock.advance({ minutes: 20 })
    await visitor.get('/roccaverde/')
    world.clock.advance({ minutes: 20 })
    await visitor.get('/roccaverde/')
    world.clock.advance({ minutes: 20 })
    await visitor.get('/roccaverde/')
  }
  assert.doesNotMatch(readable(await visitor.get(returned.location)), /Abbiamo avvisato/)
  await followUp()
  await followUp()
  assert.equal(await cases(), 1)
  const page = await visitor.get(returned.location)
  assert.match(readable(page), /Abbiamo avvisato l’ente, che controlla\. Segui la richiesta/)
  const link = /href="(\/roccaverde\/ho-pagato\/richieste\/[^"]+)"/.exec(page.body)![1]!
  assert.match(readable(await visitor.open(link)), /L’ente sta controllando un pagamento in linea/)
  await receive('cases-3', noticeNumber)
  await followUp()
  assert.equal(await cases(), 0)
  await assertLedgerIsSound(world)
})

test('no card number is kept, no day of the future is believed, and what was typed comes back', async () => {
  const page = await ask(new Visitor(portal), {
    noticeNumber: '302777777777777777',
    paper: 'carta 4111 1111 1111 1111',
    paidOn: '01/01/2031',
  })
  assert.equal(page.status, 422)
  assert.match(readable(page), /Togli il numero della carta/)
  assert.match(readable(page), /non può essere nel futuro/)
  assert.match(page.body, /value="01\/01\/2031"/)
})

test('the quietanza of what is paid is found with the two codes, masked; of what is not, the page says why', async () => {
  const { noticeNumber, installmentId } = await createPosition(world, world.roccaverde)
  const find = async () => {
    const visitor = new Visitor(portal)
    await visitor.open('/roccaverde/quietanza')
    const found = await visitor.post('/roccaverde/quietanza', { fiscalCode: MARIO, noticeNumber })
    return { visitor, page: readable(await visitor.open(found.location)) }
  }
  assert.match((await find()).page, /non risulta pagata, quindi la quietanza non c’è ancora/)
  await receive('cases-4', noticeNumber)
  const { visitor, page } = await find()
  assert.match(page, /Scarica la quietanza/)
  assert.equal((await visitor.get(`/roccaverde/pratiche/${installmentId}/quietanza.pdf`)).status, 200)
})
