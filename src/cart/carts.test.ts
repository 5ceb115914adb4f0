/** What goes into a cart, what comes out, whose it is: the real portal over HTTP, on a real PostgreSQL. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  type CartDesk,
  MARIO,
  add,
  badge,
  openCartDesk,
  openWithCodes,
  payCart,
  payFields,
} from '../../tests/support/cart-desk.ts'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import { Visitor, readable, registerAndSignIn, signIn } from '../../tests/support/portal.ts'
import { forget } from '../housekeeping/clean-up.queries.ts'
import { integer, sql } from '../platform/sql.ts'

let desk: CartDesk

before(async () => {
  desk = await openCartDesk()
})

after(() => desk.close())

test('a notice is added where it stands, once, and taken out again; the header counts', async () => {
  const notice = await desk.created(desk.world.roccaverde)
  const visitor = new Visitor(desk.portal)
  await openWithCodes(visitor, notice)
  assert.equal(badge(await visitor.open(notice.path)), 0)
  const added = await add(visitor, notice)
  assert.match(readable(added), /Aggiunta al carrello\. Vai al carrello/)
  assert.match(readable(added), /Carrello 1 : 1 pratica/)
  assert.match(readable(added), /Mensa scolastica/, 'still on the page of the position')
  assert.match(readable(await add(visitor, notice)), /è già nel carrello/)
  assert.equal(badge(visitor.last!), 1)

  const cart = await visitor.open('/roccaverde/carrello')
  assert.match(readable(cart), /Riepilogo carrello/)
  assert.match(readable(cart), /M\*{4} R\*{4}/, 'masked as everywhere')
  assert.match(readable(cart), /Paga carrello · 54,00 €/)
  const fields = { institutionCode: 'roccaverde', installmentId: notice.installmentId }
  const removed = await visitor.post('/roccaverde/carrello/rimuovi', fields)
  assert.match(readable(await visitor.open(removed.location)), /Tolta dal carrello.*Il carrello è vuoto/)
  assert.equal(badge(visitor.last!), 0)
  // A page without forms: the token is taken from one that has.
  await visitor.open(notice.path)
  assert.equal((await visitor.post('/roccaverde/carrello/rimuovi', fields)).status, 303, 'again changes nothing')
  assert.match(readable(await visitor.open(notice.path)), /Aggiungi pratica al carrello/)
})

test('only what the viewer may see goes in: anything else is a 404, and stays out', async () => {
  const notice = await desk.created(desk.world.roccaverde)
  const owner = new Visitor(desk.portal)
  await openWithCodes(owner, notice)
  const stranger = new Visitor(desk.portal)
  await stranger.open('/roccaverde/')
  assert.equal((await stranger.post(`${notice.path}/carrello`)).status, 404)
  assert.equal((await owner.get(`/comune-di-test/pratiche/${notice.installmentId}`)).status, 404)
  await owner.open(notice.path)
  assert.equal((await owner.post(`/comune-di-test/pratiche/${notice.installmentId}/carrello`)).status, 404)
  assert.match(readable(await stranger.open('/roccaverde/carrello')), /Il carrello è vuoto/)
})

test('nobody changes or reads another one’s cart', async () => {
  const notice = await desk.created(desk.world.roccaverde)
  const owner = await desk.guestWith(notice)
  const stranger = new Visitor(desk.portal)
  await stranger.open('/roccaverde/')
  await stranger.post('/roccaverde/carrello/rimuovi', {
    institutionCode: 'roccaverde',
    installmentId: notice.installmentId,
  })
  await stranger.post('/roccaverde/carrello/pulisci')
  assert.doesNotMatch(readable(await stranger.open('/roccaverde/carrello')), /54,00/)
  await stranger.open('/roccaverde/')
  const paid = await stranger.post('/roccaverde/carrello/paga', payFields(await owner.open('/roccaverde/carrello')))
  assert.equal(paid.status, 409, 'there is nothing of it in this one’s cart')
  assert.equal(badge(await owner.open('/roccaverde/')), 1)
})

test('a form that does not come from our pages changes nothing', async () => {
  const notice = await desk.created(desk.world.roccaverde)
  const visitor = await desk.guestWith(notice)
  const fields = `institutionCode=roccaverde&installmentId=${notice.installmentId}&amount=5400`
  for (const path of ['rimuovi', 'pulisci', 'nuovo-importo', 'paga']) {
    assert.equal((await visitor.postRaw(`/roccaverde/carrello/${path}`, fields)).status, 403, path)
  }
  assert.equal((await visitor.postRaw(`${notice.path}/carrello`, '')).status, 403)
  await visitor.open('/roccaverde/carrello')
  const crossSite = { 'sec-fetch-site': 'cross-site' }
  assert.equal((await visitor.post('/roccaverde/carrello/pulisci', {}, crossSite)).status, 403)
  assert.equal(badge(await visitor.open('/roccaverde/')), 1)
})

test('nothing that a form can say makes a cart fail', async () => {
  const notice = await desk.created(desk.world.roccaverde)
  const visitor = await desk.guestWith(notice)
  const long = 'x'.repeat(5_000)
  for (const [path, fields] of [
    ['rimuovi', { institutionCode: 'atlantide', installmentId: notice.installmentId }],
    ['rimuovi', { institutionCode: 'roccaverde', installmentId: 'tutto' }],
    ['rimuovi', {}],
    ['nuovo-importo', { institutionCode: 'roccaverde', installmentId: notice.installmentId, amount: '-1' }],
    ['nuovo-importo', { institutionCode: 'roccaverde', installmentId: notice.installmentId, amount: '99999999999' }],
    ['paga', { operationId: 'x', amount: '5400', notices: `${notice.installmentId} ${notice.installmentId}` }],
    ['paga', { operationId: '', amount: '', notices: '' }],
    ['paga', { operationId: '', amount: '1', notices: notice.installmentId }],
    ['paga', { operationId: '', amount: '5400', notices: long }],
    ['rimuovi', { institutionCode: long }],
  ] as const) {
    await visitor.open('/roccaverde/carrello')
    const { status } = await visitor.post(`/roccaverde/carrello/${path}`, fields)
    assert.ok(
      status === 303 || status === 409 || status === 400,
      `${path} ${JSON.stringify(fields).slice(0, 80)}: ${status}`,
    )
  }
  assert.equal(badge(await visitor.open('/roccaverde/carrello?esito=%00&annullato=1&accesso=2')), 1)
})

test('the sixth is refused with a sentence, and the five stay', async () => {
  const five = await Promise.all([1, 2, 3, 4, 5].map(() => desk.created(desk.world.roccaverde)))
  const visitor = await desk.guestWith(...five)
  const sixth = await desk.created(desk.world.comuneDiTest)
  await openWithCodes(visitor, sixth)
  const refused = await add(visitor, sixth)
  assert.match(readable(refused), /Il carrello è pieno: tiene al massimo 5 pratiche/)
  assert.equal(badge(refused), 5)
  assert.match(readable(await visitor.open('/roccaverde/carrello')), /Paga carrello · 270,00 €/)
})

test('two ways of paying one debt are not in the cart together; two rate of one plan are', async () => {
  const whole = await desk.created(desk.world.roccaverde, {
    plan: [
      { amountCents: 2_700, dueOn: '2026-12-01' },
      { amountCents: 2_700, dueOn: '2027-01-01' },
    ],
  })
  const rates = await desk.world.database.worker.institution(desk.world.roccaverde.institutionId, (tx) =>
    tx.many(
      sql`select installment_id::text as id from installments where notice_number = any(${whole.plan})
        order by installment_no`,
      { id: (value) => String(value) },
    ),
  )
  const [first, second] = rates.map(({ id }, index) => ({
    ...whole,
    installmentId: id,
    noticeNumber: whole.plan[index]!,
    path: `/roccaverde/pratiche/${id}`,
  }))
  const visitor = await desk.guestWith(whole)
  await openWithCodes(visitor, first!)
  assert.match(readable(await add(visitor, first!)), /si paga tutto insieme oppure a rate/)
  assert.equal(badge(visitor.last!), 1)
  const other = await desk.guestWith(first!, second!)
  await openWithCodes(other, whole)
  assert.match(readable(await add(other, whole)), /altro modo di pagare lo stesso debito/)
  assert.match(readable(await other.open('/roccaverde/carrello')), /Paga carrello · 54,00 €/)
})

test('what cannot be paid now does not go in', async () => {
  const expired = await desk.created(desk.world.roccaverde, {
    status: 'expired',
    dueOn: '2026-11-01',
    expiresAfterDue: true,
  })
  const underWay = await desk.created(desk.world.roccaverde)
  const payer = await desk.guestWith(underWay)
  await payCart(payer)
  await desk.activate(underWay, desk.portal.checkout.carts.at(-1)!.idCart)
  const visitor = new Visitor(desk.portal)
  for (const notice of [expired, underWay]) {
    await openWithCodes(visitor, notice)
    assert.doesNotMatch(readable(await visitor.open(notice.path)), /Aggiungi pratica al carrello/, 'it is not offered')
    await visitor.open('/roccaverde/')
    const answer = await visitor.post(`${notice.path}/carrello`)
    assert.match(readable(await visitor.open(answer.location)), /adesso non si può mettere nel carrello/)
  }
  assert.equal(badge(visitor.last!), 0)
})

test('signing in takes the cart along; every browser of the account shows it; signing out leaves nothing', async () => {
  const email = 'due-dispositivi@example.it'
  const first = new Visitor(desk.portal)
  await registerAndSignIn(desk.world, first, 'roccaverde', { fiscalCode: MARIO, email })
  await first.open('/roccaverde/pratiche')
  await first.post('/roccaverde/uscita')

  const notice = await desk.created(desk.world.roccaverde)
  const asking = await desk.created(desk.world.comuneDiTest)
  await openWithCodes(first, notice)
  await add(first, notice)
  await openWithCodes(first, asking)
  await add(first, asking)
  await signIn(first, 'roccaverde', email)
  assert.equal(badge(await first.open('/roccaverde/pratiche')), 2)
  assert.match(readable(await first.open('/roccaverde/carrello')), /Paga carrello · 108,00 €/)

  const second = new Visitor(desk.portal)
  await signIn(second, 'roccaverde', email)
  const elsewhere = await second.open('/roccaverde/carrello')
  assert.match(readable(elsewhere), /Paga carrello · 108,00 €/)
  assert.match(readable(elsewhere), /M\*{4} R\*{4}/, 'masked there as well')
  assert.equal((await second.open(notice.path)).status, 200, 'and its page opens from there')

  await first.post('/roccaverde/uscita')
  assert.equal(badge(await first.open('/roccaverde/')), 0)
  assert.match(readable(await first.open('/roccaverde/carrello')), /Il carrello è vuoto/)
  assert.equal((await first.open(notice.path)).status, 404)
  await second.open('/roccaverde/carrello')
  const cleared = await second.post('/roccaverde/carrello/pulisci')
  assert.match(readable(await second.open(cleared.location)), /Il carrello è vuoto\. Le pratiche restano da pagare/)
  assert.equal((await second.open(notice.path)).status, 404, 'what showed it was the cart')
})

test('the account’s cart has its own five: what finds no room is told by name, once', async () => {
  const email = 'carrello-pieno@example.it'
  const home = new Visitor(desk.portal)
  await registerAndSignIn(desk.world, home, 'roccaverde', { fiscalCode: MARIO, email })
  for (let i = 0; i < 4; i++) {
    const notice = await desk.created(desk.world.roccaverde)
    await openWithCodes(home, notice)
    await add(home, notice)
  }
  const fits = await desk.created(desk.world.comuneDiTest, { description: 'Quella che entra' })
  const left = await desk.created(desk.world.comuneDiTest, { description: 'Quella che resta fuori' })
  const guest = await desk.guestWith(fits, left)
  const signedIn = await signIn(guest, 'roccaverde', email)
  const told = await guest.open(signedIn.location)
  assert.match(readable(told), /sono rimaste fuori dal carrello.*Quella che resta fuori , Comune di Test/)
  assert.doesNotMatch(readable(told), /rimaste fuori.*Quella che entra , Comune di Test/)
  assert.equal(badge(told), 5)
  assert.doesNotMatch(readable(await guest.open(signedIn.location)), /rimaste fuori/)
  assert.equal(badge(await home.open('/roccaverde/')), 5)
  await assertLedgerIsSound(desk.world)
})

test('from the list one comes back to the same page of the list', async () => {
  const visitor = new Visitor(desk.portal)
  const debtor = { fiscalCode: 'BNCLCU85D41H501F', fullName: 'Lucia Bianchi' }
  const made = []
  for (let i = 0; i < 27; i++) made.push(await desk.created(desk.world.comuneDiTest, { debtor }))
  await registerAndSignIn(desk.world, visitor, 'comune-di-test', {
    fiscalCode: debtor.fiscalCode,
    email: 'elenco@example.it',
  })
  const list = await visitor.open('/comune-di-test/pratiche')
  const next = /href="([^"]+dopo=[^"]+)"/.exec(list.body)![1]!.replaceAll('&amp;', '&')
  const second = await visitor.open(next)
  const form = /<form[^>]*action="([^"]*\/carrello)".*?<\/form>/.exec(second.body)!
  const dopo = /name="dopo" value="([^"]+)"/.exec(form[0])![1]!
  const added = await visitor.post(form[1]!, { from: 'elenco', dopo })
  assert.match(added.location, /^\/comune-di-test\/pratiche\?carrello=aggiunta&dopo=/)
  const back = await visitor.open(added.location)
  assert.match(readable(back), /Aggiunta al carrello/)
  assert.match(readable(back), /È nel carrello/)
  assert.match(back.body, /Pagina precedente/)
})

test('before the cart is emptied a page says what will go', async () => {
  const visitor = await desk.guestWith(await desk.created(desk.world.roccaverde, { description: 'Da ritrovare' }))
  const page = await visitor.open('/roccaverde/carrello/pulisci')
  assert.match(readable(page), /Vuoi svuotare il carrello\?.*Da ritrovare, Comune di Roccaverde: 54,00 €/)
  assert.equal(badge(page), 1, 'asking changes nothing')
  const cleared = await visitor.post('/roccaverde/carrello/pulisci')
  assert.match(readable(await visitor.open(cleared.location)), /Il carrello è vuoto/)
  assert.equal((await visitor.get('/roccaverde/carrello/pulisci')).location, '/roccaverde/carrello')
})

test('an address that only forms are sent to leads back when it is reloaded', async () => {
  const notice = await desk.created(desk.world.roccaverde)
  const visitor = await desk.guestWith(notice)
  for (const path of ['rimuovi', 'nuovo-importo', 'paga']) {
    assert.equal((await visitor.get(`/roccaverde/carrello/${path}`)).location, '/roccaverde/carrello')
  }
  assert.equal((await visitor.get(`${notice.path}/carrello`)).location, notice.path)
})

test('a day after its last change a cart is forgotten: by the pages at once, by the clean-up for good', async () => {
  const visitor = new Visitor(desk.portal)
  const email = 'ieri@example.it'
  await registerAndSignIn(desk.world, visitor, 'roccaverde', { fiscalCode: MARIO, email })
  const notice = await desk.created(desk.world.roccaverde)
  await openWithCodes(visitor, notice)
  await add(visitor, notice)
  const left = () => desk.world.database.app.query(sql`select count(*) as carts from carts`, { carts: integer })
  desk.world.clock.advance({ hours: 23 })
  await signIn(visitor, 'roccaverde', email)
  assert.equal(badge(await visitor.open('/roccaverde/')), 1)
  desk.world.clock.advance({ hours: 2 })
  await signIn(visitor, 'roccaverde', email)
  assert.equal(badge(await visitor.open('/roccaverde/')), 0)
  assert.match(readable(await visitor.open('/roccaverde/carrello')), /Il carrello è vuoto/)
  await forget(desk.world.database.worker, desk.world.clock.now())
  assert.deepEqual(await left(), [{ carts: 0 }])
  await assertLedgerIsSound(desk.world)
})

test('an error page that asks no database has no number, and every other page has it', async () => {
  const visitor = await desk.guestWith(await desk.created(desk.world.roccaverde))
  assert.equal(badge(await visitor.open('/roccaverde/aiuto')), 1)
  assert.equal(badge(await visitor.open('/comune-di-test/')), 1, 'one cart for all enti')
  assert.match((await visitor.open('/atlantide/')).body, /<h1>/)
  assert.doesNotMatch((await visitor.open('/')).body, /q-cart-link/)
})
