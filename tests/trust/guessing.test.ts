/** Whoever guesses learns nothing, is slowed down, and never locks anybody else out. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { composeNoticeNumber } from '../../src/core/notice-number.ts'
import { randomNoticeBase } from '../../src/platform/random.ts'
import { sql } from '../../src/platform/sql.ts'
import {
  PASSWORD,
  type Page,
  type TestPortal,
  Visitor,
  createTestPortal,
  lastMail,
  linkIn,
  readable,
  register,
  registerAndSignIn,
  signIn,
} from '../support/portal.ts'
import { type World, createPosition, createWorld } from '../support/world.ts'

const MARIO = 'RSSMRA80A01H501U'

let world: World
let portal: TestPortal

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
})

// Each test begins with nobody suspected.
beforeEach(() => world.clock.advance({ hours: 25 }))

after(() => portal.close())

async function search(visitor: Visitor, fields: Record<string, string>): Promise<Page> {
  if (!visitor.last) await visitor.open('/roccaverde/')
  return visitor.post('/roccaverde/ricerca', fields)
}

const guess = () => composeNoticeNumber('02', randomNoticeBase())

test('numbers that are drawn cannot be counted up: no two neighbours, no order', () => {
  const bases = Array.from({ length: 2_000 }, randomNoticeBase)
  assert.equal(new Set(bases).size, bases.length)
  const rises = bases.slice(1).filter((base, index) => base > bases[index]!).length
  assert.ok(rises > 850 && rises < 1_150, `${rises} of 1999 rise`)
  assert.ok(Math.max(...bases) > 9e12 && Math.min(...bases) < 1e12)
})

test('one address gets ten answers a minute and sixty an hour, whatever it asks', async () => {
  const visitor = new Visitor(portal)
  let answered = 0
  for (let minute = 0; minute < 60; minute++) {
    for (let attempt = 0; attempt < 15; attempt++) {
      // Another codice fiscale each time, so that only the address is suspicious.
      const page = await search(visitor, { fiscalCode: companyCode(minute * 15 + attempt), noticeNumber: guess() })
      if (page.status === 422) answered++
      else assert.ok(page.status === 429 || page.status === 303, String(page.status))
    }
    world.clock.advance({ minutes: 1 })
  }
  assert.ok(answered <= 60, `${answered} answered`)
})

/** Eleven digits with their check digit. */
function companyCode(number: number): string {
  const first = String(number).padStart(10, '1')
  let total = 0
  for (let position = 0; position < 10; position++) {
    const doubled = Number(first[position]) * (1 + (position % 2))
    total += doubled > 9 ? doubled - 9 : doubled
  }
  return `${first}${(10 - (total % 10)) % 10}`
}

test('after five misses for one codice fiscale, from anywhere, a puzzle comes first; it never blocks its owner', async () => {
  const { noticeNumber } = await createPosition(world, world.roccaverde)
  for (let miss = 0; miss < 5; miss++) {
    assert.equal((await search(new Visitor(portal), { fiscalCode: MARIO, noticeNumber: guess() })).status, 422)
  }
  const guesser = new Visitor(portal)
  const stopped = await search(guesser, { fiscalCode: MARIO, noticeNumber: guess() })
  assert.equal(stopped.status, 303)
  assert.match(stopped.location, /\/controllo\?/)

  const mario = new Visitor(portal)
  const asked = await search(mario, { fiscalCode: MARIO, noticeNumber })
  assert.match(asked.location, /\/controllo\?/, 'also the right codes, so that the answer tells nothing')
  await mario.open(asked.location)
  await mario.post('/roccaverde/controllo', { step: 'send', poi: '/roccaverde/', email: 'mario@example.it' })
  const code = /\b\d{6}\b/.exec((await lastMail(world, 'mario@example.it')).body)![0]
  const passed = await mario.post('/roccaverde/controllo', { step: 'code', poi: '/roccaverde/', code })
  assert.equal(passed.location, '/roccaverde/')
  assert.match((await mario.open('/roccaverde/')).body, new RegExp(noticeNumber), 'what was typed is still there')
  assert.equal((await search(mario, { fiscalCode: MARIO, noticeNumber })).status, 303)
})

test('the puzzle’s code is tried five times and no more, and a solution counts once', async () => {
  const visitor = new Visitor(portal)
  await visitor.open('/roccaverde/controllo?poi=%2Froccaverde%2F')
  await visitor.post('/roccaverde/controllo', { step: 'send', poi: '/roccaverde/', email: 'tries@example.it' })
  const code = /\b\d{6}\b/.exec((await lastMail(world, 'tries@example.it')).body)![0]
  const wrong = code === '000000' ? '000001' : '000000'
  for (let attempt = 0; attempt < 5; attempt++) {
    assert.equal((await visitor.post('/roccaverde/controllo', { step: 'code', poi: '', code: wrong })).status, 422)
  }
  assert.equal((await visitor.post('/roccaverde/controllo', { step: 'code', poi: '', code })).status, 422)
})

test('registering an address that has an account answers the same, word for word, and tells only the mailbox', async () => {
  const email = 'esiste@example.it'
  await registerAndSignIn(world, new Visitor(portal), 'comune-di-test', { fiscalCode: MARIO, email })
  const forms = [
    { visitor: new Visitor(portal), email },
    { visitor: new Visitor(portal), email: 'nuovo1@example.it' },
  ]
  const pages: string[] = []
  for (const form of forms) {
    const answer = await register(form.visitor, 'comune-di-test', { fiscalCode: MARIO, email: form.email })
    assert.equal(answer.status, 303)
    const page = await form.visitor.open(answer.location)
    pages.push(readable(page).replaceAll(form.email, 'ADDRESS'))
  }
  assert.equal(pages[0], pages[1])
  assert.match((await lastMail(world, email)).subject, /già/i)
})

test('recovering an address that has no account answers the same, word for word', async () => {
  await registerAndSignIn(world, new Visitor(portal), 'comune-di-test', { fiscalCode: MARIO, email: 'c1@example.it' })
  const answers = await Promise.all(
    ['c1@example.it', 'nessuno@example.it'].map(async (email) => {
      const visitor = new Visitor(portal)
      await visitor.open('/comune-di-test/recupero-password')
      const page = await visitor.post('/comune-di-test/recupero-password', { email })
      return `${page.status} ${readable(page).replaceAll(email, 'ADDRESS')}`
    }),
  )
  assert.equal(answers[0], answers[1])
})

test('a wrong password, a name that does not exist and an account not yet active: one answer', async () => {
  await registerAndSignIn(world, new Visitor(portal), 'comune-di-test', { fiscalCode: MARIO, email: 'c2@example.it' })
  await register(new Visitor(portal), 'comune-di-test', { fiscalCode: MARIO, email: 'c3@example.it' })
  const answers = await Promise.all(
    ['c2@example.it', 'nessuno@example.it', 'c3@example.it'].map(async (email) => {
      const visitor = new Visitor(portal)
      const page = await signIn(visitor, 'comune-di-test', email, 'un altra password qualsiasi')
      return `${page.status} ${readable(page).replaceAll(email, 'ADDRESS')}`
    }),
  )
  assert.equal(answers[0], answers[1])
  assert.equal(answers[0], answers[2])
})

test('guessing one account’s password slows down, from however many addresses, and its owner still gets in', async () => {
  const email = 'bersaglio@example.it'
  const mario = new Visitor(portal)
  await registerAndSignIn(world, mario, 'comune-di-test', { fiscalCode: MARIO, email })
  await mario.open('/comune-di-test/')
  await mario.post('/comune-di-test/uscita')
  let tried = 0
  for (let attempt = 0; attempt < 60; attempt++) {
    const page = await signIn(new Visitor(portal), 'comune-di-test', email, `sbagliata numero ${attempt} davvero`)
    if (page.status === 422) tried++
    world.clock.advance({ seconds: 1 })
  }
  assert.ok(tried <= 20, `${tried} passwords were compared`)
  assert.match((await lastMail(world, email)).subject, /accesso|tentativi/i)
  assert.equal((await signIn(mario, 'comune-di-test', email)).status, 303, 'from a browser that was here before')
})

test('leaked pairs tried from many addresses: each address is stopped after a few names', async () => {
  const address = '203.0.113.7'
  let compared = 0
  for (let attempt = 0; attempt < 40; attempt++) {
    const page = await signIn(new Visitor(portal, address), 'comune-di-test', `persona${attempt}@example.it`, PASSWORD)
    if (page.status === 422) compared++
  }
  assert.ok(compared <= 10, `${compared} names`)
})

test('links from mails are long, used once, and die: activation in a day, a new password in half an hour', async () => {
  const email = 'lento@example.it'
  await register(new Visitor(portal), 'comune-di-test', { fiscalCode: MARIO, email })
  const activation = linkIn((await lastMail(world, email)).body)
  assert.match(activation, /[A-Za-z0-9_-]{43}$/)
  world.clock.advance({ hours: 24, minutes: 1 })
  const late = new Visitor(portal)
  assert.match(readable(await late.open(activation)), /non vale più/)

  const other = 'veloce@example.it'
  await registerAndSignIn(world, new Visitor(portal), 'comune-di-test', { fiscalCode: MARIO, email: other })
  const forgetful = new Visitor(portal)
  await forgetful.open('/comune-di-test/recupero-password')
  await forgetful.post('/comune-di-test/recupero-password', { email: other })
  const first = linkIn((await lastMail(world, other)).body)
  await forgetful.open('/comune-di-test/recupero-password')
  await forgetful.post('/comune-di-test/recupero-password', { email: other })
  const second = linkIn((await lastMail(world, other)).body)
  assert.notEqual(first, second)
  assert.match(readable(await forgetful.open(first)), /non vale più|già/, 'a newer link ends the older')
  world.clock.advance({ minutes: 31 })
  assert.match(readable(await forgetful.open(second)), /non vale più|già/)
})

test('signing in changes the cookie, signing out ends it, and a stolen row opens nothing', async () => {
  const visitor = new Visitor(portal)
  await visitor.open('/comune-di-test/')
  const cookieBefore = visitor.cookie('sid')
  await registerAndSignIn(world, visitor, 'comune-di-test', { fiscalCode: MARIO, email: 'fissa@example.it' })
  const cookie = visitor.cookie('sid')!
  assert.notEqual(cookie, cookieBefore)
  const thief = new Visitor(portal)
  thief.setCookie('sid', cookieBefore!)
  assert.equal((await thief.get('/comune-di-test/pratiche')).status, 303)
  await visitor.open('/comune-di-test/pratiche')
  await visitor.post('/comune-di-test/uscita')
  const replay = new Visitor(portal)
  replay.setCookie('sid', cookie)
  assert.equal((await replay.get('/comune-di-test/pratiche')).status, 303)
})

test('a sixth sign-in ends the oldest of the five before', async () => {
  const email = 'molti@example.it'
  const first = new Visitor(portal)
  await registerAndSignIn(world, first, 'comune-di-test', { fiscalCode: MARIO, email })
  for (let count = 0; count < 4; count++) {
    world.clock.advance({ seconds: 1 })
    await signIn(new Visitor(portal), 'comune-di-test', email)
  }
  assert.equal((await first.get('/comune-di-test/pratiche')).status, 200)
  world.clock.advance({ seconds: 1 })
  await signIn(new Visitor(portal), 'comune-di-test', email)
  assert.equal((await first.get('/comune-di-test/pratiche')).status, 303)
})

test('a hundred wrong passwords in a row: only a new one, through the mailbox, opens the account', async () => {
  const email = 'cento@example.it'
  await registerAndSignIn(world, new Visitor(portal), 'comune-di-test', { fiscalCode: MARIO, email })
  await world.database.app.run(sql`update accounts set failed_logins = 100 where email = ${email}`)
  assert.equal((await signIn(new Visitor(portal), 'comune-di-test', email)).status, 422)
})
