/** Revoca del consenso: what goes, what stays, who may come back, and what happens to what was on its way. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type CartDesk, MARIO, type Notice, openCartDesk, openWithCodes } from '../../tests/support/cart-desk.ts'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import { deliverAll } from '../../tests/support/post.ts'
import {
  PASSWORD,
  Visitor,
  lastMail,
  linkIn,
  readable,
  register,
  registerAndSignIn,
  signIn,
} from '../../tests/support/portal.ts'
import { allRows } from '../../tests/support/rows.ts'
import { silent } from '../../tests/support/world.ts'
import { cancelAbandonedPositions } from '../debt-positions/cancel-abandoned.job.ts'
import { sql, text } from '../platform/sql.ts'

let desk: CartDesk

before(async () => {
  desk = await openCartDesk()
})

after(() => desk.close())

const LUCIA = 'BNCLCU85D41H501F'
let people = 0

async function person(): Promise<{ visitor: Visitor; email: string }> {
  const email = `revoca-${++people}@example.it`
  const visitor = new Visitor(desk.portal)
  await registerAndSignIn(desk.world, visitor, 'roccaverde', { fiscalCode: MARIO, email })
  return { visitor, email }
}

async function revoke(visitor: Visitor, password = PASSWORD) {
  await visitor.open('/roccaverde/profilo/privacy/revoca')
  return visitor.post('/roccaverde/profilo/privacy/revoca', { password })
}

/** Begins to pay, signed in, and says under which cart the receipt will come. */
async function beginToPay(visitor: Visitor, notice: Notice): Promise<string> {
  await visitor.open(notice.path)
  const gone = await visitor.post(`${notice.path}/paga`, { operationId: '', amount: '5400' })
  assert.equal(gone.status, 303, readable(gone))
  return desk.portal.checkout.carts.at(-1)!.idCart!
}

async function claims(notice: Notice): Promise<string[]> {
  const rows = await desk.world.database.verifier.query(
    sql`select reason from position_claims where installment_id = ${notice.installmentId}`,
    { reason: text },
  )
  return rows.map(({ reason }) => reason)
}

async function statusOf(notice: Notice): Promise<string> {
  const [row] = await desk.world.database.verifier.query(
    sql`
      select status || coalesce(' ' || cancellation_reason, '') as found from installments
      where installment_id = ${notice.installmentId}`,
    { found: text },
  )
  return row!.found
}

/** A position that its debtor has made, as the pages of the services make them. */
async function ownPosition(email: string): Promise<Notice> {
  const notice = await desk.created(desk.world.roccaverde)
  await desk.world.database.owner.institution(desk.world.roccaverde.institutionId, async (tx) => {
    await tx.run(sql`
      update debt_positions set origin = 'spontaneous'
      where institution_id = ${tx.institutionId} and position_id = ${notice.positionId}`)
    await tx.run(sql`
      insert into position_claims (institution_id, account_id, installment_id, reason, claimed_at)
      select ${tx.institutionId}::integer, account_id, ${notice.installmentId}::uuid, 'created', ${desk.world.clock.now()}
      from accounts where email = ${email}`)
  })
  return notice
}

async function runJob(): Promise<void> {
  const { database, clock } = desk.world
  const { signal } = new AbortController()
  await cancelAbandonedPositions.run({}, { db: database.worker, clock, log: silent, signal })
}

test('what was paid while signed in becomes one’s own with its receipt, and a claim becomes a payment', async () => {
  const { visitor } = await person()
  const fresh = await desk.created(desk.world.roccaverde)
  const claimed = await desk.created(desk.world.roccaverde, { service: 'tari' })
  for (const notice of [fresh, claimed]) await openWithCodes(visitor, notice)
  await visitor.open(claimed.path)
  await visitor.post(`${claimed.path}/segui`)
  assert.deepEqual(await claims(claimed), ['claimed'])
  for (const notice of [fresh, claimed]) {
    const cart = await beginToPay(visitor, notice)
    assert.equal(await desk.receive(notice, cart), 'OK')
    assert.deepEqual(await claims(notice), ['paid'])
  }
  const history = await visitor.open('/roccaverde/storico')
  for (const { path } of [fresh, claimed]) assert.ok(history.body.includes(`href="${path}"`), path)
})

test('a guest’s payment, or one made in another way, becomes nobody’s', async () => {
  const notice = await desk.created(desk.world.roccaverde)
  const guest = new Visitor(desk.portal)
  await openWithCodes(guest, notice)
  await desk.receive(notice, await beginToPay(guest, notice))
  assert.deepEqual(await claims(notice), [])
  const other = await desk.created(desk.world.roccaverde)
  await desk.receive(other)
  assert.deepEqual(await claims(other), [])
})

test('before anything goes, the page says what does and what stays, and asks for the password', async () => {
  const { visitor, email } = await person()
  const page = readable(await visitor.open('/roccaverde/profilo/privacy/revoca'))
  assert.match(page, /Che cosa si cancella subito.*Che cosa resta.*10 anni.*nessun importo viene addebitato/)
  assert.match(readable(await revoke(visitor, 'non è questa')), /La password attuale non è giusta/)
  assert.match(readable(await revoke(visitor, '')), /Scrivi la tua password attuale/)
  assert.equal((await signIn(new Visitor(desk.portal), 'roccaverde', email)).status, 303)
})

test('everything that says who it was goes, in every table; the payment, the consents and what happened stay', async () => {
  const email = 'chi-se-ne-va@example.it'
  const visitor = new Visitor(desk.portal)
  const lucrezia = { fiscalCode: LUCIA, email, firstName: 'Lucrezia', lastName: 'Sparita' }
  await registerAndSignIn(desk.world, visitor, 'roccaverde', lucrezia)
  const elsewhere = new Visitor(desk.portal)
  await signIn(elsewhere, 'comune-di-test', email)
  const notice = await desk.created(desk.world.roccaverde)
  await openWithCodes(visitor, notice)
  await desk.receive(notice, await beginToPay(visitor, notice))

  const page = await revoke(visitor)
  assert.equal(page.location, '/roccaverde/account-chiuso')
  assert.match(readable(await visitor.open(page.location)), /l’account è chiuso.*restano validi/)
  for (const browser of [visitor, elsewhere]) {
    assert.match((await browser.get('/roccaverde/profilo')).location, /\/accesso/)
  }
  assert.equal((await signIn(new Visitor(desk.portal), 'roccaverde', email)).status, 422)
  assert.match((await lastMail(desk.world, email)).subject, /account è chiuso/)

  const rows = await allRows(desk.world.database)
  // The outbox says to whom it has written until its own time is over.
  const everything = [...rows].filter(([table]) => !table.startsWith('outgoing')).map(([, found]) => found)
  assert.doesNotMatch(everything.join('\n'), /chi-se-ne-va|Lucrezia|Sparita|BNCLCU85D41H501F/)
  assert.deepEqual(await claims(notice), [])
  assert.equal(await statusOf(notice), 'paid')
  const [proof] = await desk.world.database.app.query(
    sql`
      select count(*)::text as found from account_consents c
      join accounts a on a.account_id = c.account_id
      where a.status = 'closed' and c.revoked_at = ${desk.world.clock.now()}`,
    { found: text },
  )
  assert.equal(proof?.found, '2')
  await assertLedgerIsSound(desk.world)
})

test('for thirty days the mailbox is for who had it; afterwards for anybody', async () => {
  const { visitor, email } = await person()
  await revoke(visitor)
  const stranger = { fiscalCode: LUCIA, email }
  assert.equal((await register(new Visitor(desk.portal), 'roccaverde', stranger)).status, 303, 'the page does not tell')
  assert.match((await lastMail(desk.world, email)).subject, /non si può ancora usare/)
  assert.doesNotMatch((await lastMail(desk.world, email)).body, /attivazione/)

  await registerAndSignIn(desk.world, visitor, 'roccaverde', { fiscalCode: MARIO, email })
  assert.equal((await visitor.get('/roccaverde/profilo')).status, 200)
  await revoke(visitor)
  await deliverAll(desk.world)
  desk.world.clock.advance({ hours: 24 * 30 + 1 })
  await register(new Visitor(desk.portal), 'roccaverde', stranger)
  assert.match(linkIn((await lastMail(desk.world, email)).body), /attivazione/)
})

test('a receipt that comes after the account is closed is kept, and gives nobody anything', async () => {
  const { visitor } = await person()
  const notice = await desk.created(desk.world.roccaverde)
  await openWithCodes(visitor, notice)
  const cart = await beginToPay(visitor, notice)
  await revoke(visitor)
  assert.equal(await desk.receive(notice, cart), 'OK')
  assert.equal(await statusOf(notice), 'paid')
  assert.deepEqual(await claims(notice), [])
  await assertLedgerIsSound(desk.world)
})

test('closing twice at once, while a receipt arrives, ends as one of them alone would', async () => {
  for (let round = 0; round < 3; round++) {
    const { visitor, email } = await person()
    const notice = await desk.created(desk.world.roccaverde)
    await openWithCodes(visitor, notice)
    const cart = await beginToPay(visitor, notice)
    await visitor.open('/roccaverde/profilo/privacy/revoca')
    const press = () => visitor.post('/roccaverde/profilo/privacy/revoca', { password: PASSWORD })
    const [one, other, receipt] = await Promise.all([press(), press(), desk.receive(notice, cart)])
    assert.equal(receipt, 'OK')
    for (const page of [one, other]) assert.ok([303, 403].includes(page.status), String(page.status))
    assert.equal(await statusOf(notice), 'paid')
    assert.deepEqual(await claims(notice), [])
    assert.equal((await signIn(new Visitor(desk.portal), 'roccaverde', email)).status, 422)
  }
  await assertLedgerIsSound(desk.world)
})

test('what is chosen while the account is being closed goes with it, whichever comes first', async () => {
  for (let round = 0; round < 8; round++) {
    const { visitor, email } = await person()
    const other = new Visitor(desk.portal)
    await signIn(other, 'roccaverde', email)
    const { body } = await other.open('/roccaverde/preferenze')
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(body)![1]!
    const press = (path: string, fields: Record<string, string>) =>
      other.postRaw(`/roccaverde/preferenze${path}`, new URLSearchParams({ _csrf, ...fields }).toString())
    let isClosed = false
    const closing = revoke(visitor).then(() => (isClosed = true))
    while (!isClosed) {
      await Promise.all([press('', { payments: 'yes', receipt: 'link' }), press('/calendario', { operationId: '' })])
    }
    await closing
  }
  await assertLedgerIsSound(desk.world)
})

test('own unpaid positions are cancelled, but not while a payment may be on its way', async () => {
  const { visitor, email } = await person()
  const [left, paying, paid] = [await ownPosition(email), await ownPosition(email), await ownPosition(email)]
  const foreign = await desk.created(desk.world.roccaverde)
  await openWithCodes(visitor, foreign)
  await visitor.open(foreign.path)
  await visitor.post(`${foreign.path}/segui`)
  const cart = await beginToPay(visitor, paying)
  await desk.receive(paid, await beginToPay(visitor, paid))
  await revoke(visitor)
  await runJob()
  assert.equal(await statusOf(left), 'cancelled by-debtor')
  assert.equal(await statusOf(paying), 'unpaid')
  assert.equal(await statusOf(paid), 'paid')
  assert.equal(await statusOf(foreign), 'unpaid')
  desk.world.clock.advance({ minutes: 61 })
  await runJob()
  assert.equal(await statusOf(paying), 'cancelled by-debtor')
  await runJob() // nothing is left to do
  await desk.receive(paying, cart)
  assert.equal(await statusOf(paying), 'paid', 'a receipt always wins')
  await assertLedgerIsSound(desk.world)
})
