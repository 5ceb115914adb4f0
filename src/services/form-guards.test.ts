/** What guards the forms: limits, other people's names, who sees what, and addresses of any kind. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PASSO, fillIn, openForm, save, shownIn } from '../../tests/support/forms.ts'
import {
  PASSWORD,
  type TestPortal,
  Visitor,
  createTestPortal,
  readable,
  registerAndSignIn,
} from '../../tests/support/portal.ts'
import { type World, createPosition, createWorld } from '../../tests/support/world.ts'
import { personalCheckCharacter } from '../core/fiscal-code.ts'
import { sql, text } from '../platform/sql.ts'

let world: World
let portal: TestPortal

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
})

after(() => portal.close())

const MARIO = 'RSSMRA80A01H501U'
let people = 0

async function person(): Promise<Visitor> {
  const visitor = new Visitor(portal)
  await registerAndSignIn(world, visitor, 'roccaverde', {
    fiscalCode: MARIO,
    email: `inserisce-${++people}@example.it`,
  })
  return visitor
}

/** As if its time were over: it no longer counts among those that are open. */
async function overrule(location: string): Promise<void> {
  const installment = /pratiche\/([0-9a-f-]{36})/.exec(location)![1]!
  await world.database.owner.institution(world.roccaverde.institutionId, (tx) =>
    tx.run(sql`update installments set status = 'expired' where installment_id = ${installment}`),
  )
}

test('ten that are inserted and unpaid are enough; the eleventh waits as a draft', async () => {
  const visitor = await person()
  for (let each = 0; each < 10; each++) {
    const { address, summary } = await fillIn(visitor, 'passi-carrabili', PASSO)
    assert.match((await save(visitor, address, summary)).location, /inserita=1$/)
  }
  const { address, summary } = await fillIn(visitor, 'passi-carrabili', PASSO)
  const refused = await save(visitor, address, summary)
  assert.equal(refused.status, 409)
  assert.match(readable(refused), /Hai già 10 pratiche inserite e non ancora pagate/)
  assert.equal((await visitor.open(`${address}/riepilogo`)).status, 200)
})

test('twenty drafts are enough; what was typed into one more is still on the page', async () => {
  const visitor = await person()
  for (let each = 0; each < 20; each++) {
    const address = await openForm(visitor, 'mensa')
    assert.equal((await visitor.post(address, { 'field-alunno': 'Anna', keep: '1' })).status, 303)
  }
  const refused = await visitor.post(await openForm(visitor, 'mensa'), { 'field-alunno': 'Bruno', keep: '1' })
  assert.equal(refused.status, 409)
  assert.match(refused.body, /value="Bruno"/)
  assert.match(readable(refused), /Hai già 20 bozze/)
})

test('what a stranger inserts in somebody’s name is not in that person’s lists until it is paid', async () => {
  const GIULIA = `BNCGLI85D41H501${personalCheckCharacter('BNCGLI85D41H501')}`
  const word = 'MINACCIA'
  const guest = new Visitor(portal)
  const address = await openForm(guest, 'sanzioni')
  const sent = await guest.post(address, {
    'field-verbale': word,
    'field-data': '2026-11-20',
    'field-targa': 'AB123CD',
    amount: '41,00',
    fullName: 'Giulia Bianchi',
    fiscalCode: GIULIA,
  })
  assert.equal(sent.status, 303, readable(sent))
  const saved = await save(guest, address, await guest.open(sent.location))
  await createPosition(world, world.roccaverde, {
    debtor: { fiscalCode: GIULIA, fullName: 'Giulia Bianchi', email: 'giulia@example.it', emailIsVerified: true },
    description: 'TARI di Giulia',
  })
  const giulia = new Visitor(portal)
  await registerAndSignIn(world, giulia, 'roccaverde', { fiscalCode: GIULIA, email: 'giulia@example.it' })
  const position = saved.location.split('?')[0]!
  const lists = ['/roccaverde/pratiche', '/roccaverde/storico?stato=tutte', '/roccaverde/storico/riepilogo']
  assert.match(readable(await giulia.open('/roccaverde/pratiche')), /TARI di Giulia/, 'she is known')
  for (const list of lists) assert.doesNotMatch(readable(await giulia.open(list)), new RegExp(word), list)
  assert.equal((await giulia.get(position)).status, 404)
  await overrule(saved.location)
  for (const list of lists) assert.doesNotMatch(readable(await giulia.open(list)), new RegExp(word), `${list}, expired`)
  assert.match(readable(await guest.open(position)), new RegExp(word), 'who wrote it reads it')
})

test('a draft of a guest becomes the account’s when they sign in, and its author reads what they saved', async () => {
  const email = 'porta-con-se@example.it'
  const visitor = new Visitor(portal)
  await registerAndSignIn(world, visitor, 'roccaverde', { fiscalCode: MARIO, email })
  const leave = async () => {
    await visitor.open('/roccaverde/pratiche')
    await visitor.post('/roccaverde/uscita')
  }
  const enter = async () => {
    await visitor.open('/roccaverde/accesso')
    await visitor.post('/roccaverde/accesso', { username: email, password: PASSWORD, poi: '' })
  }
  await leave()
  const address = await openForm(visitor, 'diritti-segreteria')
  await visitor.post(address, { 'field-certificati': 'nascita', 'field-urgente': 'no', keep: '1' })
  await enter()
  await leave()
  await enter()
  const summary = await visitor.open(`${address}/riepilogo`)
  assert.match(readable(summary), /nascita/)
  const saved = await save(visitor, address, summary)
  await leave()
  await enter()
  assert.match(readable(await visitor.open(saved.location)), /Intestata a Mario Rossi/)
  const [kept] = await world.database.verifier.query(
    sql`
      select typed::text as typed from filled_forms f
      join installments i on i.institution_id = f.institution_id and i.position_id = f.position_id
      where i.installment_id = ${/pratiche\/([0-9a-f-]{36})/.exec(saved.location)![1]!}`,
    { typed: text },
  )
  assert.equal(kept?.typed, '{}', 'what was typed is kept once')
})

test('a form is saved by the service that it is of', async () => {
  const visitor = await person()
  const { address, summary } = await fillIn(visitor, 'passi-carrabili', PASSO)
  const elsewhere = address.replace('passi-carrabili', 'mensa')
  const answer = await visitor.post(`${elsewhere}/salva`, { shown: shownIn(summary) })
  assert.equal(answer.status, 404)
})

test('no address and no answer makes the portal fail', async () => {
  const visitor = await person()
  for (const service of ['%00', '%0d%0aX:y', '%C3%A8%E2%82%AC', '..%2f', 'MENSA']) {
    for (const rest of ['', '/compila', '/compila/019a0000-0000-7000-8000-000000000003']) {
      const page = await visitor.get(`/roccaverde/servizi/${service}${rest}`)
      assert.ok(page.status === 400 || page.status === 404, `${service}${rest} ${page.status}`)
      assert.match(String(page.headers['content-type']), /^text\/html/)
    }
  }
  const address = await openForm(visitor, 'passi-carrabili')
  const page = await visitor.post(address, { ...PASSO, 'field-indirizzo': '\u200b', 'field-note': '\u200b' })
  assert.match(readable(page), /C’è un dato da correggere.*Scrivi «Indirizzo del passo carrabile»/)
})

test('too many of them in an hour are asked to wait, and nothing of the draft is lost', async () => {
  const visitor = await person()
  for (let each = 0; each < 20; each++) {
    const { address, summary } = await fillIn(visitor, 'passi-carrabili', PASSO)
    const saved = await save(visitor, address, summary)
    assert.match(saved.location, /inserita=1$/)
    await overrule(saved.location)
  }
  const { address, summary } = await fillIn(visitor, 'passi-carrabili', PASSO)
  const limited = await save(visitor, address, summary)
  assert.equal(limited.status, 429)
  assert.match(readable(limited), /La bozza resta salvata/)
  world.clock.advance({ hours: 1 })
  await visitor.open('/roccaverde/accesso')
  await visitor.post('/roccaverde/accesso', {
    username: `inserisce-${people}@example.it`,
    password: PASSWORD,
    poi: '',
  })
  assert.match((await save(visitor, address, await visitor.open(`${address}/riepilogo`))).location, /inserita=1$/)
})
