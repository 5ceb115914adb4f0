/** Profilo: who may change what of an account, what becomes of everybody else who is signed in, and who is told. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  PASSWORD,
  type TestPortal,
  Visitor,
  createTestPortal,
  lastMail,
  linkIn,
  readable,
  registerAndSignIn,
  signIn,
} from '../../tests/support/portal.ts'
import { type World, createPosition, createWorld } from '../../tests/support/world.ts'
import { sql, text } from '../platform/sql.ts'
import { browserName } from './browser-name.ts'

let world: World
let portal: TestPortal

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
})

after(() => portal.close())

const MARIO = 'RSSMRA80A01H501U'
const OTHER_PASSWORD = 'quattro lumache corrono in salita'

let people = 0

/** Somebody new, signed in. */
async function person(): Promise<{ visitor: Visitor; email: string }> {
  const email = `persona-${++people}@example.it`
  const visitor = new Visitor(portal)
  await registerAndSignIn(world, visitor, 'roccaverde', { fiscalCode: MARIO, email })
  return { visitor, email }
}

async function alsoSignedIn(email: string, password = PASSWORD): Promise<Visitor> {
  const visitor = new Visitor(portal)
  assert.equal((await signIn(visitor, 'roccaverde', email, password)).status, 303)
  return visitor
}

async function isSignedIn(visitor: Visitor): Promise<boolean> {
  return (await visitor.get('/roccaverde/profilo')).status === 200
}

async function changePassword(visitor: Visitor, currentPassword: string, password: string, passwordRepeat = password) {
  await visitor.open('/roccaverde/profilo/password')
  return visitor.post('/roccaverde/profilo/password', { currentPassword, password, passwordRepeat })
}

async function askEmail(visitor: Visitor, email: string, password = PASSWORD) {
  await visitor.open('/roccaverde/profilo/email')
  return visitor.post('/roccaverde/profilo/email', { email, password })
}

async function mailsTo(recipient: string): Promise<string[]> {
  const rows = await world.database.app.query(
    sql`select kind from outgoing_mails where recipient = ${recipient} order by created_at, mail_id`,
    { kind: text },
  )
  return rows.map(({ kind }) => kind)
}

test('the menu of the person leads to the profile, to privacy and out', async () => {
  const { visitor } = await person()
  const page = await visitor.open('/roccaverde/')
  for (const address of ['/roccaverde/profilo', '/roccaverde/profilo/privacy', '/roccaverde/uscita']) {
    assert.match(page.body, new RegExp(`(href|action)="${address}"`))
  }
  assert.match(readable(await visitor.open('/roccaverde/profilo')), /RSSMRA80A01H501U/)
  assert.match(readable(await visitor.open('/roccaverde/profilo/privacy')), /Informativa Privacy versione/)
})

const NEW_CONTACTS = {
  streetAddress: 'Rue  de la Paix 3',
  country: 'FR',
  city: 'Nizza',
  province: 'ee',
  postalCode: 'F-06000',
  phone: '+33 4 12345678',
}

test('an owner changes address and phone, never name and codice fiscale, and it is written down once', async () => {
  const { visitor } = await person()
  const form = await visitor.open('/roccaverde/profilo/recapiti')
  assert.match(form.body, /value="Via Roma 1"/)
  assert.match(readable(form), /Che cosa non si cambia.*Mario Rossi.*RSSMRA80A01H501U.*chiedi all’ente/)
  for (let times = 0; times < 2; times++) {
    await visitor.open('/roccaverde/profilo/recapiti')
    const saved = await visitor.post('/roccaverde/profilo/recapiti', NEW_CONTACTS)
    assert.equal(saved.location, '/roccaverde/profilo?fatto=recapiti')
    const profile = readable(await visitor.open(saved.location))
    assert.match(profile, /I tuoi recapiti sono aggiornati/)
    assert.match(profile, /Rue de la Paix 3, F-06000 Nizza \(EE\), Francia/)
  }
  const accesses = readable(await visitor.open('/roccaverde/profilo/accessi'))
  assert.equal(accesses.split('Indirizzo o telefono cambiati').length, 2)

  await visitor.open('/roccaverde/profilo/recapiti')
  const renamed = await visitor.post('/roccaverde/profilo/recapiti', {
    ...NEW_CONTACTS,
    fiscalCode: 'X',
    lastName: 'X',
  })
  assert.equal(renamed.status, 400)
  assert.match(readable(await visitor.open('/roccaverde/profilo')), /Mario Rossi.*RSSMRA80A01H501U/)
})

test('contacts are as good as at the registration, and what was typed is kept', async () => {
  const { visitor } = await person()
  await visitor.open('/roccaverde/profilo/recapiti')
  const page = await visitor.post('/roccaverde/profilo/recapiti', {
    streetAddress: 'Via delle Mura 12',
    country: 'IT',
    city: '',
    province: 'Roma',
    postalCode: 'F-06000',
    phone: 'chiamami',
  })
  assert.equal(page.status, 422)
  const reasons = [/Scrivi la città/, /sigla di due lettere/, /il Cap ha 5 cifre/, /contiene solo cifre e spazi/]
  for (const reason of reasons) assert.match(readable(page), reason)
  assert.match(page.body, /value="Via delle Mura 12"/)
  assert.match(readable(await visitor.open('/roccaverde/profilo')), /Via Roma 1, 00100 Roccaverde/)
})

test('a new password closes every other access, keeps this one, changes its cookie and tells the owner', async () => {
  const { visitor, email } = await person()
  const other = await alsoSignedIn(email)
  const formerCookie = visitor.cookie('sid')
  const page = await changePassword(visitor, PASSWORD, OTHER_PASSWORD)
  assert.equal(page.location, '/roccaverde/profilo?fatto=password')
  assert.match(readable(await visitor.open(page.location)), /La password è cambiata/)
  assert.notEqual(visitor.cookie('sid'), formerCookie)
  assert.equal(await isSignedIn(other), false)
  assert.match((await lastMail(world, email)).subject, /password è stata cambiata/)
  assert.equal((await signIn(new Visitor(portal), 'roccaverde', email)).status, 422)
  assert.equal((await signIn(new Visitor(portal), 'roccaverde', email, OTHER_PASSWORD)).status, 303)
  // The cookie from before the change opens nothing.
  const thief = new Visitor(portal)
  thief.setCookie('sid', formerCookie!)
  assert.equal(await isSignedIn(thief), false)
})

test('without the current password nothing changes, and ten wrong ones in a quarter of an hour are enough', async () => {
  const { visitor, email } = await person()
  for (let tries = 0; tries < 10; tries++) {
    const page = await changePassword(visitor, 'non è questa la password', OTHER_PASSWORD)
    assert.equal(page.status, 422)
    assert.match(readable(page), /La password attuale non è giusta/)
  }
  assert.equal((await changePassword(visitor, PASSWORD, OTHER_PASSWORD)).status, 429)
  assert.equal((await askEmail(visitor, 'altrove@example.it')).status, 429)
  assert.equal((await signIn(new Visitor(portal), 'roccaverde', email)).status, 303)
  world.clock.advance({ minutes: 16 })
  assert.equal((await changePassword(visitor, PASSWORD, OTHER_PASSWORD)).status, 303)
})

test('a new password is as good as at the registration, is not the old one, and is typed twice', async () => {
  const { visitor, email } = await person()
  const refused: [string, string, string, RegExp][] = [
    [PASSWORD, PASSWORD, PASSWORD, /È la password di adesso/],
    [PASSWORD, 'corta', 'corta', /meno di 15 caratteri/],
    [PASSWORD, `${email}${email}`, `${email}${email}`, /contiene il tuo nome/],
    [PASSWORD, OTHER_PASSWORD, 'un’altra', /Le due password non sono uguali/],
    ['', '', '', /Scrivi la tua password attuale/],
  ]
  for (const [current, password, repeat, reason] of refused) {
    const page = await changePassword(visitor, current, password, repeat)
    assert.equal(page.status, 422)
    assert.match(readable(page), reason)
    assert.doesNotMatch(page.body, /tre gatti|quattro lumache/)
  }
})

test('a new mailbox counts once it has answered, the old one is told twice, and its links die', async () => {
  const { visitor, email } = await person()
  const next = `nuova-${email}`
  await new Visitor(portal).open('/roccaverde/recupero-password')
  const stranger = new Visitor(portal)
  await stranger.open('/roccaverde/recupero-password')
  await stranger.post('/roccaverde/recupero-password', { email })
  const oldLink = linkIn((await lastMail(world, email)).body)

  assert.equal((await askEmail(visitor, next)).status, 303)
  assert.match(readable(await visitor.open('/roccaverde/profilo/email')), new RegExp(`Manca la conferma.*${next}`))
  const link = linkIn((await lastMail(world, next)).body)
  assert.equal((await signIn(new Visitor(portal), 'roccaverde', next)).status, 422)

  // Looking at the link, as mail scanners do, changes nothing; pressing does, once.
  const reader = new Visitor(portal)
  assert.match(readable(await reader.open(link)), /Premi il pulsante/)
  assert.equal((await signIn(new Visitor(portal), 'roccaverde', email)).status, 303)
  await reader.open(link)
  assert.match(readable(await reader.post(link)), /Il nuovo indirizzo è confermato/)
  assert.match(readable(await reader.open(link)), /già stato usato/)
  assert.equal((await signIn(new Visitor(portal), 'roccaverde', email)).status, 422)
  assert.equal((await signIn(new Visitor(portal), 'roccaverde', next)).status, 303)
  assert.deepEqual((await mailsTo(email)).slice(-2), ['email-change-asked', 'email-changed'])
  assert.match(readable(await new Visitor(portal).open(oldLink)), /non vale più/)
  assert.match(readable(await visitor.open('/roccaverde/profilo')), new RegExp(next))
})

test('a mailbox that has an account gets no link, and the page does not tell', async () => {
  const { email: taken } = await person()
  const { visitor } = await person()
  assert.equal((await askEmail(visitor, taken)).status, 303)
  assert.match(readable(await visitor.open('/roccaverde/profilo/email')), /Manca la conferma/)
  const mail = await lastMail(world, taken)
  assert.match(mail.subject, /ha già un account/)
  assert.doesNotMatch(mail.body, /conferma-email/)
})

test('a link to change the mailbox dies with its hour, with a newer one and with a new password', async () => {
  const { visitor } = await person()
  const ask = async (email: string) => {
    await askEmail(visitor, email)
    return linkIn((await lastMail(world, email)).body)
  }
  const first = await ask('primo@example.it')
  const second = await ask('secondo@example.it')
  assert.match(readable(await new Visitor(portal).open(first)), /non vale più/)
  await changePassword(visitor, PASSWORD, OTHER_PASSWORD)
  assert.match(readable(await new Visitor(portal).open(second)), /non vale più/)
  await askEmail(visitor, 'terzo@example.it', OTHER_PASSWORD)
  const third = linkIn((await lastMail(world, 'terzo@example.it')).body)
  world.clock.advance({ minutes: 61 })
  assert.match(readable(await new Visitor(portal).open(third)), /non vale più/)
})

test('pressed twice at the same moment, a link changes the mailbox once', async () => {
  const { visitor, email } = await person()
  await askEmail(visitor, `due-${email}`)
  const link = linkIn((await lastMail(world, `due-${email}`)).body)
  const [one, other] = [new Visitor(portal), new Visitor(portal)]
  await Promise.all([one.open(link), other.open(link)])
  const pages = (await Promise.all([one.post(link), other.post(link)])).map(readable)
  assert.equal(pages.filter((page) => page.includes('è confermato')).length, 1)
  assert.equal(pages.filter((page) => page.includes('già stato usato')).length, 1)
})

test('what an ente has vouched for does not follow to another mailbox', async () => {
  const debtor = { fiscalCode: 'BNCLCU85D41H501F', fullName: 'Lucia Bianchi', email: 'lucia@example.it' }
  await createPosition(world, world.roccaverde, { debtor: { ...debtor, emailIsVerified: true } })
  const lucia = new Visitor(portal)
  await registerAndSignIn(world, lucia, 'roccaverde', debtor)
  assert.match(readable(await lucia.open('/roccaverde/pratiche')), /1 pratica da pagare/)
  await askEmail(lucia, 'altra-lucia@example.it')
  const link = linkIn((await lastMail(world, 'altra-lucia@example.it')).body)
  await lucia.open(link)
  await lucia.post(link)
  assert.match(readable(await lucia.open('/roccaverde/pratiche')), /Qui non c’è ancora nessuna pratica/)
})

test('the owner reads where the account is open and who came in, and closes all the others', async () => {
  const { visitor, email } = await person()
  const other = new Visitor(portal)
  await other.open('/roccaverde/accesso')
  const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1'
  await other.post('/roccaverde/accesso', { username: email, password: PASSWORD, poi: '' }, { 'user-agent': phone })
  const page = readable(await visitor.open('/roccaverde/profilo/accessi'))
  assert.match(page, /Safari su iPhone/)
  assert.match(page, new RegExp(`rete ${other.address.replace(/\d+$/, 'x')}`))
  assert.doesNotMatch(page, new RegExp(other.address))
  assert.equal((await visitor.post('/roccaverde/profilo/accessi/chiudi')).status, 303)
  assert.equal(await isSignedIn(other), false)
  assert.equal(await isSignedIn(visitor), true)
  const closed = readable(await visitor.open('/roccaverde/profilo/accessi?fatto=chiusi'))
  assert.match(closed, /Gli altri accessi sono chiusi.*Sei collegato solo da qui.*Chiusi gli altri accessi/)
})

test('what has happened can be added and never altered, and names nobody', async () => {
  for (const name of ['app', 'worker'] as const) {
    await assert.rejects(world.database[name].run(sql`update account_events set actor = 'nobody'`), /permission denied/)
  }
  await assert.rejects(world.database.app.run(sql`delete from account_events`), /permission denied/)
  const rows = await world.database.verifier.query(sql`select e::text as found from account_events e`, { found: text })
  assert.ok(rows.length > 10)
  assert.doesNotMatch(rows.map(({ found }) => found).join(), /@|RSSMRA/)
})

test('a browser is known by two words, and an unknown one is said to be', () => {
  const agents: [string, string][] = [
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox su Windows'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge su Mac'],
    [
      'Mozilla/5.0 (Linux; Android 15) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36',
      'Samsung Internet su Android',
    ],
    ['curl/8.5.0', 'Programma non riconosciuto'],
    ['', 'Programma non riconosciuto'],
  ]
  for (const [agent, name] of agents) assert.equal(browserName(agent), name)
})
