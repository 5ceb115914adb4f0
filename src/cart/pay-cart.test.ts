/** Paying a cart: what is sent, what stands in the way, what the receipts make of it. The real portal and station. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  type CartDesk,
  MARIO,
  type Notice,
  add,
  badge,
  openCartDesk,
  openWithCodes,
  payCart,
  payFields,
} from '../../tests/support/cart-desk.ts'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import { Visitor, readable, registerAndSignIn, signIn } from '../../tests/support/portal.ts'
import { integer, sql } from '../platform/sql.ts'

let desk: CartDesk

before(async () => {
  desk = await openCartDesk()
})

after(() => desk.close())

test('one press is one attempt for all the notices, of two enti, at the amounts of the page', async () => {
  const lucia = { fiscalCode: MARIO, fullName: 'Mario Rossi' }
  const mensa = await desk.created(desk.world.roccaverde, { description: 'Mensa di ottobre', debtor: lucia })
  const tari = await desk.created(desk.world.roccaverde, {
    service: 'tari',
    description: 'TARI di Mario',
    amountCents: 1_250,
  })
  const visitor = new Visitor(desk.portal)
  await registerAndSignIn(desk.world, visitor, 'comune-di-test', { fiscalCode: MARIO, email: 'un-carrello@example.it' })
  const own = await desk.created(desk.world.comuneDiTest, { description: 'TARI 2018' })
  for (const notice of [mensa, tari]) await openWithCodes(visitor, notice)
  for (const notice of [mensa, tari, own]) await add(visitor, notice)

  const cartsBefore = desk.portal.checkout.carts.length
  const page = await visitor.open('/comune-di-test/carrello')
  assert.match(readable(page), /3 pratiche di 2 enti/)
  const fields = payFields(page)
  const pressed = await Promise.all([1, 2, 3].map(() => visitor.post('/comune-di-test/carrello/paga', fields)))
  assert.equal(desk.portal.checkout.carts.length, cartsBefore + 1, 'three presses, one cart')
  const cart = desk.portal.checkout.carts.at(-1)!
  assert.deepEqual(
    cart.notices.map((notice) => [notice.noticeNumber, notice.institutionFiscalCode, notice.amount]),
    [
      [mensa.noticeNumber, '99000100018', 5_400],
      [tari.noticeNumber, '99000100018', 1_250],
      [own.noticeNumber, '77777777777', 5_400],
    ],
  )
  assert.equal(cart.emailNotice, 'un-carrello@example.it')
  assert.ok(!cart.notices.some(({ description }) => description.includes('Mario')), 'nothing personal leaves')
  assert.match(cart.returnUrls.ok, /^http:\/\/localhost:3000\/comune-di-test\/rientro\//)
  for (const { status, location } of pressed) {
    assert.equal(status, 303)
    assert.match(location, /^https:\/\/checkout\.example\/c\/|^\/comune-di-test\/pagamenti\//)
  }
  assert.ok(pressed.some(({ location }) => location.endsWith(cart.idCart)))
  const again = await visitor.post('/comune-di-test/carrello/paga', fields)
  assert.match(again.location, new RegExp(`/c/${cart.idCart}$`), 'and a later press finds it')
  await assertLedgerIsSound(desk.world)
})

test('Annulla on Checkout brings back to the cart, with everything in it', async () => {
  const notice = await desk.created(desk.world.roccaverde)
  const visitor = await desk.guestWith(notice, await desk.created(desk.world.roccaverde))
  await payCart(visitor)
  const { returnUrls, idCart } = desk.portal.checkout.carts.at(-1)!
  const back = await visitor.open(new URL(returnUrls.cancel).pathname)
  assert.match(readable(back), /Hai annullato il pagamento.*Non è stato addebitato nessun importo/)
  assert.match(readable(back), /Paga carrello · 108,00 €/)
  assert.equal(badge(back), 2)
  const stranger = new Visitor(desk.portal)
  assert.doesNotMatch(readable(await stranger.open(new URL(returnUrls.cancel).pathname)), /annullato/)

  await payCart(visitor)
  const second = desk.portal.checkout.carts.at(-1)!
  assert.notEqual(second.idCart, idCart, 'a cancelled cart is not used again')
  await desk.activate(notice, second.idCart)
  const late = await visitor.open(new URL(second.returnUrls.cancel).pathname)
  assert.match(readable(late), /Se pagoPA ti risponde che c’è già un pagamento in corso, riprova dalle 11:15/)
})

test('what was paid, cancelled, expired or priced anew meanwhile is said, and never holds up the others', async () => {
  const [good, paid, cancelled, expiring, dearer] = await Promise.all([
    desk.created(desk.world.roccaverde, { description: 'Quella buona' }),
    desk.created(desk.world.roccaverde, { description: 'Quella pagata' }),
    desk.created(desk.world.roccaverde, { description: 'Quella annullata' }),
    desk.created(desk.world.roccaverde, { description: 'Quella scaduta', dueOn: '2026-11-24', expiresAfterDue: true }),
    desk.created(desk.world.roccaverde, { description: 'Quella rincarata' }),
  ])
  const visitor = await desk.guestWith(good, paid, cancelled, expiring, dearer)
  const page = await visitor.open('/roccaverde/carrello')
  const stale = payFields(page)
  await change(
    cancelled,
    sql`
    update installments set status = 'cancelled', cancelled_at = ${desk.world.clock.now()},
      cancellation_reason = 'by-institution' where installment_id = ${cancelled.installmentId}`,
  )
  await change(
    expiring,
    sql`
    update installments set status = 'expired', due_on = '2026-11-20' where installment_id = ${expiring.installmentId}`,
  )
  await reprice(dearer, 6_000)
  assert.equal(await desk.receive(paid), 'OK')

  const cartsBefore = desk.portal.checkout.carts.length
  const refused = await visitor.post('/roccaverde/carrello/paga', stale)
  assert.equal(refused.status, 409)
  assert.equal(desk.portal.checkout.carts.length, cartsBefore, 'nothing was sent')
  const said = readable(refused)
  assert.match(said, /Il carrello è cambiato mentre eri sulla pagina.*Non è stato addebitato nessun importo/)
  assert.match(said, /Quella pagata.*Risulta pagata il 24\/11\/2026/)
  assert.match(said, /Quella annullata.*L’ente l’ha annullata/)
  assert.match(said, /Quella scaduta.*È scaduta/)
  assert.match(said, /L’importo è cambiato: era 54,00 €, adesso è 60,00 €/)
  assert.match(said, /1 pratica: 4 sono escluse.*Paga l’altra · 54,00 €/)

  assert.match(said, /Quella buona.*Forse l’hai già pagata.*Quella pagata/, 'they look the same')
  const sent = await payCart(visitor)
  assert.match(sent.location, /^https:\/\/checkout\.example\/c\//)
  assert.deepEqual(
    desk.portal.checkout.carts.at(-1)!.notices.map(({ noticeNumber }) => noticeNumber),
    [good.noticeNumber],
  )
  const fields = { institutionCode: 'roccaverde', installmentId: dearer.installmentId }
  await visitor.open('/roccaverde/carrello')
  const wrong = await visitor.post('/roccaverde/carrello/nuovo-importo', { ...fields, amount: '5900' })
  assert.match(readable(await visitor.open(wrong.location)), /era 54,00 €, adesso è 60,00 €/, 'only what was read')
  const accepted = await visitor.post('/roccaverde/carrello/nuovo-importo', { ...fields, amount: '6000' })
  assert.match(readable(await visitor.open(accepted.location)), /l’importo è aggiornato.*Paga le altre 2 · 114,00 €/)
})

async function change({ institution }: Notice, statement: ReturnType<typeof sql>): Promise<void> {
  await desk.world.database.worker.institution(institution.institutionId, async (tx) => {
    await tx.run(statement)
    await tx.run(sql`
      insert into position_events (institution_id, position_id, installment_id, name, actor, occurred_at, status_after,
        amount_cents_after)
      select institution_id, position_id, installment_id, 'changed', 'test', ${desk.world.clock.now()}, status, amount_cents
      from installments where institution_id = ${tx.institutionId}`)
  })
}

function reprice(notice: Notice, amountCents: number): Promise<void> {
  return change(
    notice,
    sql`
    with priced as (
      update installments set amount_cents = ${amountCents}, amount_version = amount_version + 1
      where installment_id = ${notice.installmentId} returning institution_id, installment_id
    )
    update transfers t set amount_cents = ${amountCents} from priced
    where t.institution_id = priced.institution_id and t.installment_id = priced.installment_id`,
  )
}

test('an amount that changes between the page and the press is asked about, alone or in a cart', async () => {
  const one = await desk.created(desk.world.roccaverde)
  const other = await desk.created(desk.world.roccaverde)
  const visitor = await desk.guestWith(one, other)
  const page = await visitor.open('/roccaverde/carrello')
  // The total stays what it was: what counts is each amount.
  await reprice(one, 5_300)
  await reprice(other, 5_500)
  const cartsBefore = desk.portal.checkout.carts.length
  const refused = await visitor.post('/roccaverde/carrello/paga', payFields(page))
  assert.equal(refused.status, 409)
  assert.match(readable(refused), /era 54,00 €, adesso è 53,00 €.*era 54,00 €, adesso è 55,00 €/)
  assert.equal(desk.portal.checkout.carts.length, cartsBefore)
})

test('where Checkout refuses the cart, each notice is asked for alone, and the good ones can go on', async () => {
  const [good, bad, better] = await Promise.all([
    desk.created(desk.world.roccaverde, { description: 'La prima' }),
    desk.created(desk.world.roccaverde, { description: 'La seconda' }),
    desk.created(desk.world.roccaverde, { description: 'La terza' }),
  ])
  const visitor = await desk.guestWith(good, bad, better)
  const { answer } = desk.portal.checkout
  desk.portal.checkout.answer = (cart) =>
    cart.notices.some(({ noticeNumber }) => noticeNumber === bad.noticeNumber)
      ? { outcome: 'not-payable-now' }
      : answer(cart)
  const refused = await payCart(visitor)
  assert.equal(refused.status, 409)
  const said = readable(refused)
  assert.match(said, /pagoPA non accetta il carrello così com’è.*Non è stato addebitato nessun importo/)
  assert.match(said, /La seconda.*pagoPA non l’accetta in questo momento.*Riprova dalle 11:30/)
  assert.match(said, /Paga le altre 2 · 108,00 €/)
  const sent = await visitor.post('/roccaverde/carrello/paga', payFields(refused))
  assert.match(sent.location, /^https:\/\/checkout\.example\/c\//)
  desk.portal.checkout.answer = (cart) => (cart.notices.length > 1 ? { outcome: 'not-payable-now' } : answer(cart))
  const other = await desk.guestWith(
    await desk.created(desk.world.roccaverde),
    await desk.created(desk.world.roccaverde),
  )
  assert.match(readable(await payCart(other)), /pagoPA non accetta queste pratiche insieme/)
  desk.portal.checkout.answer = answer
  await assertLedgerIsSound(desk.world)
})

test('any other refusal is the same page as for a single payment, and leads back to the cart', async () => {
  for (const [result, status] of [
    [{ outcome: 'busy' }, 503],
    [{ outcome: 'unavailable', detail: 'timeout' }, 503],
    [{ outcome: 'rejected', detail: 'x' }, 502],
    [{ outcome: 'unexpected', detail: 'x' }, 502],
  ] as const) {
    const visitor = await desk.guestWith(
      await desk.created(desk.world.roccaverde),
      await desk.created(desk.world.roccaverde),
    )
    const { answer } = desk.portal.checkout
    desk.portal.checkout.answer = () => result
    const page = await payCart(visitor)
    desk.portal.checkout.answer = answer
    assert.equal(page.status, status, result.outcome)
    assert.match(readable(page), /Non è stato addebitato nessun importo.*Torna al carrello e riprova/)
    assert.match((await payCart(visitor)).location, /^https:\/\/checkout\.example/, 'and it can be tried again')
  }
})

test('the notices of a cart that Checkout refused are paid elsewhere, one after the other: no receipt is lost', async () => {
  const one = await desk.created(desk.world.roccaverde)
  const other = await desk.created(desk.world.comuneDiTest)
  const email = 'rifiutato@example.it'
  const visitor = new Visitor(desk.portal)
  await registerAndSignIn(desk.world, visitor, 'roccaverde', { fiscalCode: MARIO, email })
  for (const notice of [one, other]) {
    await openWithCodes(visitor, notice)
    await add(visitor, notice)
  }
  const { answer } = desk.portal.checkout
  desk.portal.checkout.answer = () => ({ outcome: 'unavailable', detail: 'timeout' })
  assert.equal((await payCart(visitor)).status, 503)
  desk.portal.checkout.answer = answer
  assert.equal(await desk.receive(one), 'OK')
  assert.match(readable(await visitor.open('/roccaverde/carrello')), /Risulta pagata.*Paga l’altra · 54,00 €/)
  await assertLedgerIsSound(desk.world)
  assert.equal(await desk.receive(other), 'OK')
  await assertLedgerIsSound(desk.world)
})

test('an ente that asks who pays: the guest reads it, and pays the others meanwhile', async () => {
  const free = await desk.created(desk.world.roccaverde)
  const asking = await desk.created(desk.world.comuneDiTest)
  const visitor = await desk.guestWith(free, asking)
  const page = await visitor.open('/roccaverde/carrello')
  assert.match(readable(page), /Comune di Test chiede l’accesso prima del pagamento in linea/)
  assert.match(readable(page), /1 pratica: una è esclusa.*Paga l’altra · 54,00 €.*Accedi per pagarle tutte/)
  const forced = { ...payFields(page), notices: asking.installmentId }
  assert.equal((await visitor.post('/roccaverde/carrello/paga', forced)).status, 409, 'not by a made-up form either')
  await payCart(visitor)
  assert.deepEqual(
    desk.portal.checkout.carts.at(-1)!.notices.map(({ noticeNumber }) => noticeNumber),
    [free.noticeNumber],
  )
})

test('the receipts of one payment come one by one: each notice has its own outcome, and waits for its own', async () => {
  const one = await desk.created(desk.world.roccaverde, { description: 'Mensa di novembre' })
  const other = await desk.created(desk.world.comuneDiTest, { description: 'Trasporto' })
  const visitor = new Visitor(desk.portal)
  await registerAndSignIn(desk.world, visitor, 'comune-di-test', { fiscalCode: MARIO, email: 'esito@example.it' })
  for (const notice of [one, other]) {
    await openWithCodes(visitor, notice)
    await add(visitor, notice)
  }
  await payCart(visitor, 'comune-di-test')
  const { idCart, returnUrls } = desk.portal.checkout.carts.at(-1)!
  await Promise.all([desk.activate(one, idCart), desk.activate(other, idCart)])
  const returned = await visitor.get(new URL(returnUrls.ok).pathname)
  assert.match(readable(await visitor.open(returned.location)), /Stiamo verificando il pagamento/)
  assert.match(readable(await visitor.open('/comune-di-test/carrello')), /Nessuna di queste pratiche si può pagare/)

  assert.equal(await desk.receive(one, idCart), 'OK')
  const partly = await visitor.open(returned.location)
  assert.match(readable(partly), /Pagamento ricevuto in parte.*non pagare di nuovo le pratiche in verifica/)
  assert.match(readable(partly), /Mensa di novembre Comune di Roccaverde 54,00 € Confermato Quietanza/)
  assert.match(readable(partly), /Trasporto Comune di Test 54,00 € Non confermato/)
  assert.equal(badge(partly), 1, 'the paid one has left the cart by itself')
  assert.doesNotMatch((await visitor.open(other.path)).body, /name="operationId"/, 'nobody is asked to pay twice')

  assert.equal(await desk.receive(other, idCart), 'OK')
  const all = await visitor.open(returned.location)
  assert.match(readable(all), /Pagamento ricevuto.*Ogni pratica ha la sua quietanza/)
  assert.match(readable(all), /Importo pagato: 108,00 €/)
  assert.equal(badge(all), 0)
  assert.equal((await visitor.get(`${other.path}/quietanza.pdf`)).status, 200)
  assert.match(readable(await visitor.open(returned.location.replace('comune-di-test', 'roccaverde'))), /ricevuto/)
  await assertLedgerIsSound(desk.world)
})

test('two receipts of two enti at the same moment: both are counted, every time', async () => {
  for (let round = 0; round < 12; round++) {
    desk.world.clock.advance({ seconds: 10 })
    const one = await desk.created(desk.world.roccaverde)
    const other = await desk.created(desk.world.comuneDiTest)
    const third = await desk.created(desk.world.roccaverde)
    const visitor = new Visitor(desk.portal)
    const email = 'insieme@example.it'
    if (round === 0) await registerAndSignIn(desk.world, visitor, 'comune-di-test', { fiscalCode: MARIO, email })
    else await signIn(visitor, 'comune-di-test', email)
    for (const notice of [one, other, third]) {
      await openWithCodes(visitor, notice)
      await add(visitor, notice)
    }
    await payCart(visitor)
    const { idCart, returnUrls } = desk.portal.checkout.carts.at(-1)!
    const notices = [one, other, third]
    await Promise.all(notices.map((notice) => desk.activate(notice, idCart)))
    const [answers] = await Promise.all([
      Promise.all(notices.map((notice) => desk.receive(notice, idCart))),
      visitor.get(new URL(returnUrls.ok).pathname),
      visitor.open('/roccaverde/carrello'),
    ])
    assert.deepEqual(answers, ['OK', 'OK', 'OK'])
    const [attempt] = await desk.world.database.app.query(
      sql`select paid_count, (status = 'concluded')::integer as is_over from checkout_attempts where id_cart = ${idCart}`,
      { paid_count: integer, is_over: integer },
    )
    assert.deepEqual(attempt, { paid_count: 3, is_over: 1 })
    assert.equal(badge(await visitor.open('/roccaverde/')), 0)
  }
  await assertLedgerIsSound(desk.world)
})

test('a declined cart blocks nobody: paying one of its notices alone leaves the others payable', async () => {
  const one = await desk.created(desk.world.roccaverde)
  const other = await desk.created(desk.world.roccaverde)
  const visitor = await desk.guestWith(one, other)
  await payCart(visitor)
  const declined = desk.portal.checkout.carts.at(-1)!
  await desk.activate(one, declined.idCart)
  await desk.activate(other, declined.idCart)
  const back = await visitor.open(new URL(declined.returnUrls.error).pathname)
  assert.match(readable(back), /Il pagamento non risulta completato.*Torna al carrello/)
  await visitor.open(one.path)
  await visitor.post(`${one.path}/paga`, { operationId: '', amount: '5400' })
  const alone = desk.portal.checkout.carts.at(-1)!
  assert.notEqual(alone.idCart, declined.idCart)
  desk.world.clock.advance({ minutes: 1 })
  await desk.activate(one, alone.idCart)
  assert.equal(await desk.receive(one), 'OK')
  assert.match(readable(await visitor.open('/roccaverde/carrello')), /Paga carrello · 54,00 €/)
  assert.match(readable(await visitor.open(back.location || new URL(declined.returnUrls.error).pathname)), /altro modo/)
  await assertLedgerIsSound(desk.world)
})

test('a notice that somebody else has paid stays in the cart, and says so', async () => {
  const notice = await desk.created(desk.world.roccaverde)
  const one = await desk.guestWith(notice)
  const other = await desk.guestWith(notice)
  await payCart(one)
  const { idCart } = desk.portal.checkout.carts.at(-1)!
  await desk.activate(notice, idCart)
  assert.equal(await desk.receive(notice, idCart), 'OK')
  assert.equal(badge(await one.open('/roccaverde/')), 0)
  assert.equal(badge(await other.open('/roccaverde/')), 1)
  const cart = readable(await other.open('/roccaverde/carrello'))
  assert.match(cart, /Risulta pagata il 24\/11\/2026: non devi fare altro/)
  assert.match(cart, /Nessuna di queste pratiche si può pagare adesso/)
})

test('a payment under way is not offered again before its time, and then with a warning', async () => {
  const notice = await desk.created(desk.world.roccaverde)
  const visitor = await desk.guestWith(notice, await desk.created(desk.world.roccaverde))
  await payCart(visitor)
  await desk.activate(notice, desk.portal.checkout.carts.at(-1)!.idCart)
  const waiting = readable(await visitor.open('/roccaverde/carrello'))
  assert.match(waiting, /Pagamento in verifica dalle \d\d:\d\d: aspettiamo la conferma.*potrai pagarla dalle \d\d:\d\d/)
  desk.world.clock.advance({ minutes: 16 })
  const later = readable(await visitor.open('/roccaverde/carrello'))
  assert.match(later, /Se hai già pagato, aspetta la conferma.*Paga carrello · 108,00 €/)
  desk.world.clock.advance({ minutes: -16 })
})
