/** What a page says before somebody pays: what the amount is made of, for whom it is, and whether it looks paid already. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { payFields } from '../../tests/support/cart-desk.ts'
import { load } from '../../tests/support/imports.ts'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import { headOfRoccaverde, receiptMessage } from '../../tests/support/node.ts'
import { type TestPortal, Visitor, createTestPortal, readable, registerAndSignIn } from '../../tests/support/portal.ts'
import { type World, createPosition, createWorld, silent } from '../../tests/support/world.ts'
import { createStation } from '../pa-for-node/station.route.ts'
import { sql, text } from '../platform/sql.ts'

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
  await createPosition(world, world.roccaverde, { debtor, amountCents: 99 })
  mario = new Visitor(portal)
  await registerAndSignIn(world, mario, 'roccaverde', { fiscalCode: MARIO, email: 'mario@example.it' })
})

after(async () => {
  await portal.close()
  await station.close()
})

let receipts = 0

async function receive(noticeNumber: string, amount: string, paidAt = '2026-11-24T10:15:30'): Promise<void> {
  const tail = `<paymentDateTime>${paidAt}</paymentDateTime>`
  const receipt = { receiptId: `before-${++receipts}`, noticeNumber, amount, tail }
  const payload = receiptMessage(2, receipt, headOfRoccaverde)
  const { body } = await station.inject({ method: 'POST', url: '/pa-for-node', payload })
  assert.match(body, /<outcome>OK</)
}

const HEADER = 'servizio;codice fiscale;nome;causale;importo;scadenza;riferimento;voci;riguarda'
const row = (lines: string, subject: string) =>
  `tari;${MARIO};Mario Rossi;TARI 2026;180,75;31/12/2026;VOCI-1;${lines};${subject}`

async function imported(): Promise<{ installmentId: string; noticeNumber: string }> {
  const [found] = await world.database.worker.institution(world.roccaverde.institutionId, (tx) =>
    tx.many(
      sql`
        select i.installment_id, i.notice_number from installments i
        join debt_positions p using (institution_id, position_id)
        where p.institution_id = ${tx.institutionId} and p.reference = 'VOCI-1'`,
      { installment_id: text, notice_number: text },
    ),
  )
  return { installmentId: found!.installment_id, noticeNumber: found!.notice_number }
}

test('a file says what an amount is made of and for whom it is; loading it again changes both, or nothing', async () => {
  const again = async (line: string) => (await load(world, world.roccaverde, `${HEADER}\n${line}\n`)).counts
  const first = row('Tributo=168,80|Interessi=3,20|Spese di notifica=8,75', 'Immobile: via Verdi 3')
  assert.equal((await again(first)).created, 1)
  assert.equal((await again(first)).unchanged, 1)
  const { installmentId, noticeNumber } = await imported()
  const look = async (visitor = mario) => readable(await visitor.get(`/roccaverde/pratiche/${installmentId}`))
  const page = await look()
  assert.match(
    page,
    /Quanto pagherò Tributo 168,80 € Interessi 3,20 € Spese di notifica 8,75 € Importo dell’avviso 180,75 €/,
  )
  assert.match(page, /Commissione La decide chi gestisce il pagamento/)
  assert.match(page, /Riguarda Immobile: via Verdi 3/)
  await assertLedgerIsSound(world)

  const guest = new Visitor(portal)
  await guest.open('/roccaverde/')
  await guest.post('/roccaverde/ricerca', { fiscalCode: MARIO, noticeNumber })
  assert.doesNotMatch(await look(guest), /via Verdi|Interessi/, 'who has the codes alone reads neither')

  assert.equal((await again(row('Tributo=170,75|Interessi=10,00', ''))).changed, 1)
  const changed = await look()
  assert.match(changed, /Tributo 170,75 € Interessi 10,00 € Importo/)
  assert.doesNotMatch(changed, /via Verdi/)
  assert.equal((await again(row('', ''))).changed, 1)
  assert.doesNotMatch(await look(), /Tributo/)
  await receive(noticeNumber, '180.75')
  assert.match(await look(), /Pagato il/)
  await assertLedgerIsSound(world)
})

test('what looks paid already is said before it is paid, can be paid all the same, and is told to nobody else', async () => {
  const wanted = { debtor, service: 'mensa', amountCents: 4_800 }
  const paid = await createPosition(world, world.roccaverde, { ...wanted, description: 'Mensa di ottobre' })
  const next = await createPosition(world, world.roccaverde, { ...wanted, description: 'Mensa di novembre' })
  const path = `/roccaverde/pratiche/${next.installmentId}`
  assert.doesNotMatch(readable(await mario.get(path)), /Forse l’hai già pagata/)
  await receive(paid.noticeNumber, '48.00')
  assert.match(readable(await mario.get(path)), /Forse l’hai già pagata .* Mensa di ottobre/)

  const carts = portal.checkout.carts.length
  await mario.get('/roccaverde/pratiche')
  const stopped = await mario.post(`${path}/paga`, { operationId: '', amount: '4800' })
  assert.equal(stopped.status, 409)
  assert.match(readable(stopped), /Mensa di ottobre : pagata il .* Non è stato addebitato nessun importo/)
  assert.equal(portal.checkout.carts.length, carts)
  const gone = await mario.post(`${path}/paga`, { operationId: '', amount: '4800', again: 'yes' })
  assert.equal(gone.status, 303)
  assert.match(gone.location, /^https:\/\/checkout\.example/)

  const guest = new Visitor(portal)
  await guest.open('/roccaverde/')
  const found = await guest.post('/roccaverde/ricerca', { fiscalCode: MARIO, noticeNumber: next.noticeNumber })
  assert.doesNotMatch(readable(await guest.open(found.location)), /Forse|ottobre/)
})

test('in a cart it is said beside the notice, asked about once, and each one by itself', async () => {
  const wanted = { debtor, service: 'mensa' }
  const past = [4_910, 4_920].map((amountCents) => createPosition(world, world.roccaverde, { ...wanted, amountCents }))
  const [october, lesson] = await Promise.all(past)
  const november = await createPosition(world, world.roccaverde, { ...wanted, amountCents: 4_910 })
  const other = await createPosition(world, world.roccaverde, { ...wanted, amountCents: 4_920 })
  await receive(october!.noticeNumber, '49.10')
  const guest = new Visitor(portal)
  for (const { installmentId, noticeNumber } of [november, other]) {
    const path = `/roccaverde/pratiche/${installmentId}`
    await mario.open(path)
    await mario.post(`${path}/carrello`)
    await guest.open('/roccaverde/')
    await guest.post('/roccaverde/ricerca', { fiscalCode: MARIO, noticeNumber })
    await guest.open(path)
    await guest.post(`${path}/carrello`)
  }
  const cart = await mario.open('/roccaverde/carrello')
  assert.equal(readable(cart).split('Forse l’hai già pagata').length, 2)
  assert.match(cart.body, new RegExp(`risulta pagata il .*/roccaverde/pratiche/${october!.installmentId}`))
  assert.doesNotMatch(readable(await guest.open('/roccaverde/carrello')), /Forse/)

  const carts = portal.checkout.carts.length
  const press = (fields: Record<string, string>) => mario.post('/roccaverde/carrello/paga', fields)
  const asked = await press(payFields(cart))
  assert.equal(asked.status, 409)
  assert.match(readable(asked), /Forse hai già pagato qualcosa.*Non è stato addebitato nessun importo/)
  // What was not said on the page that somebody has read is asked about as well.
  await receive(lesson!.noticeNumber, '49.20')
  const askedAgain = await press(payFields(asked))
  assert.equal(askedAgain.status, 409)
  assert.equal(readable(askedAgain).split('Forse l’hai già pagata').length, 3)
  assert.equal(portal.checkout.carts.length, carts)
  assert.match((await press(payFields(askedAgain))).location, /^https:\/\/checkout\.example/)
  assert.equal(portal.checkout.carts.at(-1)!.notices.length, 2)
})

test('another amount, another service, another person, the parts of one debt, or long ago: nothing is said', async () => {
  const base = { debtor, service: 'mensa', amountCents: 7_700 }
  const old = await createPosition(world, world.roccaverde, base)
  await receive(old.noticeNumber, '77.00')
  const others = [
    { ...base, amountCents: 7_701 },
    { ...base, service: 'tari' },
    { ...base, debtor: { fiscalCode: 'BNCLCU85D41H501F', fullName: 'Lucia Bianchi' } },
  ]
  for (const wanted of others) {
    const { installmentId, noticeNumber } = await createPosition(world, world.roccaverde, wanted)
    await mario.open('/roccaverde/')
    await mario.post('/roccaverde/ricerca', { fiscalCode: wanted.debtor.fiscalCode, noticeNumber })
    assert.doesNotMatch(readable(await mario.get(`/roccaverde/pratiche/${installmentId}`)), /Forse l’hai già pagata/)
  }
  const twins = { ...base, amountCents: 7_900 }
  const past = await createPosition(world, world.roccaverde, twins)
  await receive(past.noticeNumber, '79.00', '2026-10-20T10:00:00')
  const plan = [
    { amountCents: 6_600, dueOn: '2026-12-31' },
    { amountCents: 6_600, dueOn: '2027-01-31' },
  ]
  const parts = await createPosition(world, world.roccaverde, { ...base, amountCents: 13_200, plan })
  await receive(parts.plan[0]!, '66.00')
  const [later, second] = [await createPosition(world, world.roccaverde, twins), parts.plan[1]!]
  for (const noticeNumber of [later.noticeNumber, second]) {
    await mario.open('/roccaverde/')
    const found = await mario.post('/roccaverde/ricerca', { fiscalCode: MARIO, noticeNumber })
    const page = readable(await mario.open(found.location))
    assert.match(page, /Paga 79,00|Paga 66,00/)
    assert.doesNotMatch(page, /Forse l’hai già pagata/)
  }
})
