import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Entry } from './journal.ts'
import { validateMessages, withoutContracts } from './test-support/contracts.ts'
import { defaultAnswer, ko } from './test-support/stub-station.ts'
import { COMUNE, PROVINCIA, type Page, type TestBench, cartBody, startTestBench } from './test-support/test-bench.ts'
import { checkDigits } from './identifiers.ts'

let bench: TestBench
before(async () => {
  bench = await startTestBench()
})
after(() => bench.stop())

let lastBase = 0
/** A number that no other test has used. */
function newNotice(segregationCode = '01'): string {
  const first = `3${segregationCode}${String(++lastBase).padStart(13, '0')}`
  return first + checkDigits(first)
}

/** Where the page of a new cart is. */
async function openCart(noticeNumbers: string[], more: Record<string, unknown> = {}, version = 2): Promise<string> {
  const response = await fetch(`${bench.simulator.url}/checkout/ec/v${version}/carts`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(cartBody(noticeNumbers, 12_000, more)),
  })
  assert.equal(response.status, 302)
  const id = /carts\/([0-9a-f-]+)\//.exec(response.headers.get('location') ?? '')?.[1] ?? ''
  return `/c/${id}`
}

/** As far as the summary, pressing what a citizen presses. */
async function openSummary(noticeNumbers: string[], more: Record<string, unknown> = {}, version = 2): Promise<string> {
  const cart = await openCart(noticeNumbers, more, version)
  await follow(bench.post(`${cart}/email`, { action: 'continue', email: 'luca@example.it' }))
  await follow(bench.post(`${cart}/metodo`, { method: 'card' }))
  return cart
}

async function follow(page: Promise<Page>): Promise<Page> {
  const { status, location } = await page
  assert.equal(status, 303)
  return bench.get(location)
}

function press(cart: string, action: string, controls: Record<string, string> = {}): Promise<Page> {
  return follow(bench.post(`${cart}/riepilogo`, { action, ...controls }))
}

test('a citizen pays: e-mail, method, summary, outcome, and the button that goes back', async () => {
  const notice = newNotice()
  const cart = await openCart([notice])
  assert.match((await bench.get(cart)).html, /value="maria\.rossi@example\.it"/)
  const method = await follow(bench.post(`${cart}/email`, { action: 'continue', email: 'luca@example.it' }))
  assert.match(method.html, /Come vuoi pagare/)
  const summary = await follow(bench.post(`${cart}/metodo`, { method: 'card' }))
  assert.match(summary.html, /Paga 121,50/)
  const outcome = await press(cart, 'pay', { receipt: 'before-return' })
  assert.match(outcome.html, /Hai pagato/)
  const [delivery] = await bench.deliveries(notice)
  assert.equal(delivery?.state, 'notified')
  const back = await bench.post(`${cart}/continua`)
  assert.equal(back.status, 303)
  assert.equal(back.location, 'https://portale.example.it/ok?t=1')
  const [entry] = await bench.log('return')
  assert.equal(entry?.operation, 'returnOkUrl')
})

test('the station is asked for each notice, with the cart’s id as the note; the receipt names who paid', async () => {
  const notices = [newNotice(), newNotice()]
  const cart = await openSummary(notices, { idCart: 'tentativo & <uno>' })
  await press(cart, 'pay', { receipt: 'before-return' })
  const bodies = (operation: string, notice: string) =>
    bench.station.calls
      .filter((call) => call.operation === operation && call.body.includes(notice))
      .map(({ body }) => body)
  for (const notice of notices) {
    assert.match(bodies('paGetPaymentV2', notice)[0] ?? '', /<paymentNote>tentativo &amp; &lt;uno&gt;<\/paymentNote>/)
    assert.match(bodies('paSendRTV2', notice)[0] ?? '', /<e-mail>luca@example\.it</)
  }
})

test('the amount charged is what the institution answers, not what the cart said', async () => {
  const cart = await openSummary([newNotice()])
  const unchanged = await bench.get(cart)
  assert.doesNotMatch(unchanged.html, /Nel carrello era/)
  const body = cartBody([newNotice()], 5_000)
  const response = await fetch(`${bench.simulator.url}/checkout/ec/v2/carts`, {
    method: 'POST',
    redirect: 'manual',
    body: JSON.stringify(body),
  })
  const id = /carts\/([0-9a-f-]+)\//.exec(response.headers.get('location') ?? '')?.[1] ?? ''
  await bench.post(`/c/${id}/email`, { action: 'continue' })
  const summary = await follow(bench.post(`/c/${id}/metodo`, { method: 'card' }))
  assert.match(summary.html, /Nel carrello era 50,00/)
  assert.match(summary.html, /Paga 121,50/)
})

test('every button of the summary leads to its outcome and its way back', async () => {
  const wayBack = async (version: number, action: string, controls: Record<string, string> = {}) => {
    const cart = await openSummary([newNotice()], {}, version)
    const { html } = await press(cart, action, controls)
    const { location } = await bench.post(`${cart}/continua`)
    return [/<h1>([^<]*)</.exec(html)?.[1], new URL(location).pathname]
  }
  assert.deepEqual(await wayBack(2, 'pay', { receipt: 'never' }), ['Hai pagato 121,50\u00a0€', '/ok'])
  assert.deepEqual(await wayBack(2, 'cancel'), ['Hai annullato il pagamento', '/annullato'])
  assert.deepEqual(await wayBack(2, 'wait', { receipt: 'never' }), ['Pagamento in corso', '/attesa'])
  assert.deepEqual(await wayBack(1, 'wait', { receipt: 'never' }), ['Pagamento in corso', '/errore'])
  assert.deepEqual(await wayBack(2, 'fail', { failure: '8' }), ['Il pagamento non è riuscito', '/errore'])
})

test('Annulla on the e-mail page goes straight back, and nothing has been activated', async () => {
  const notice = newNotice()
  const cart = await openCart([notice])
  const back = await bench.post(`${cart}/email`, { action: 'cancel' })
  assert.equal(back.location, 'https://portale.example.it/annullato?t=1')
  assert.ok(!bench.station.calls.some(({ body }) => body.includes(notice)))
})

test('a fault of the institution is told in words, and the way back is the error URL', async () => {
  const words: [string, string][] = [
    ['PAA_PAGAMENTO_DUPLICATO', 'Questo avviso è stato già pagato!'],
    ['PAA_PAGAMENTO_IN_CORSO', 'C’è già un pagamento in corso, riprova più tardi'],
    ['PAA_PAGAMENTO_ANNULLATO', 'L’Ente Creditore ha revocato questo avviso'],
    ['PAA_PAGAMENTO_SCONOSCIUTO', 'Non riusciamo a trovare l’avviso'],
    ['PAA_PAGAMENTO_SCADUTO', 'scaduto'],
    ['PAA_SYSTEM_ERROR', 'sta avendo problemi'],
  ]
  for (const [code, expected] of words) {
    const notice = newNotice()
    bench.station.answer = (call) => (call.body.includes(notice) ? ko(call.operation, code) : defaultAnswer(call))
    const cart = await openSummary([notice])
    const { html } = await bench.get(cart)
    assert.ok(html.includes(expected), code)
    assert.ok(html.includes(code))
    assert.match((await bench.post(`${cart}/continua`)).location, /errore/)
  }
  bench.station.answer = defaultAnswer
})

test('a station that is slow, shut, absurd or rude has a code for each', async () => {
  const resultOf = async (answer: Awaited<ReturnType<TestBench['station']['answer']>>) => {
    const notice = newNotice()
    bench.station.answer = () => answer
    const { html } = await bench.get(`/sportello/verifica?noticeNumber=${notice}&fiscalCode=${COMUNE}`)
    return /PPT_[A-Z_]+/.exec(html)?.[0]
  }
  assert.equal(await resultOf('hang'), 'PPT_STAZIONE_INT_PA_TIMEOUT')
  assert.equal(await resultOf('reset'), 'PPT_STAZIONE_INT_PA_IRRAGGIUNGIBILE')
  assert.equal(await resultOf({ status: 500 }), 'PPT_STAZIONE_INT_PA_SERVIZIO_NONATTIVO')
  assert.equal(await resultOf('<html/>'), 'PPT_STAZIONE_INT_PA_ERRORE_RESPONSE')
  const good = defaultAnswer({
    operation: 'paVerifyPaymentNotice',
    body: `<idPA>${COMUNE}</idPA>`,
    contentType: '',
    soapAction: '',
  })
  assert.equal(
    await resultOf({ status: 200, body: good, contentType: 'application/json' }),
    'PPT_STAZIONE_INT_PA_ERRORE_RESPONSE',
  )
  assert.equal(
    await resultOf({ status: 200, body: Buffer.from(good, 'latin1') }),
    'PPT_STAZIONE_INT_PA_ERRORE_RESPONSE',
  )
  assert.equal(await resultOf({ status: 200, body: 'x'.repeat(1_100_000) }), 'PPT_STAZIONE_INT_PA_ERRORE_RESPONSE')
  assert.equal(await resultOf(good), undefined)
  bench.station.answer = defaultAnswer
})

test('at the counter: verify, pay in cash, and the receipt arrives with the payer and the fee', async () => {
  const notice = newNotice()
  const offer = await bench.get(`/sportello/verifica?qr=${encodeURIComponent(`PAGOPA|002|${notice}|${COMUNE}|12000`)}`)
  assert.match(offer.html, /TARI 2026 è l’ora/)
  assert.match(offer.html, /31\/12\/2026/)
  const payer = { payerName: 'Ada Neri', payerFiscalCode: 'NREDAA80A41H501X', fee: '1,30' }
  const paid = await bench.post('/sportello/paga', {
    noticeNumber: notice,
    fiscalCode: COMUNE,
    action: 'pay',
    ...payer,
  })
  assert.match(paid.location, /^\/sportello\/pagamenti\/[0-9a-f]{32}$/)
  const deliveries = await bench.until(
    () => bench.deliveries(notice),
    (all) => all.length === 2 && all.every(({ state }) => state === 'notified'),
  )
  assert.deepEqual(deliveries.map(({ recipient, idPA }) => [recipient, idPA]).toSorted(), [
    ['broadcast', PROVINCIA],
    ['owner', COMUNE],
  ])
  const sent = bench.station.calls.find(({ operation, body }) => operation === 'paSendRTV2' && body.includes(notice))
  assert.match(sent?.body ?? '', /<fullName>Ada Neri<.*<paymentMethod>cash<.*<fee>1\.30</)
  assert.match((await bench.get(paid.location)).html, /consegnata/)
  const again = await bench.get(`/sportello/verifica?noticeNumber=${notice}&fiscalCode=${COMUNE}`)
  assert.match(again.html, /Questo avviso è stato già pagato!/)
})

test('what is typed wrong at the counter is told, and nobody is asked', async () => {
  const calls = bench.station.calls.length
  for (const query of [
    'noticeNumber=123&fiscalCode=77777777777',
    `noticeNumber=${newNotice()}&fiscalCode=1`,
    'qr=ciao',
  ]) {
    assert.equal((await bench.get(`/sportello/verifica?${query}`)).status, 422)
  }
  const wrongFee = { noticeNumber: newNotice(), fiscalCode: COMUNE, fee: 'gratis', action: 'pay' }
  assert.equal((await bench.post('/sportello/paga', wrongFee)).status, 422)
  assert.equal(bench.station.calls.length, calls)
})

test('a station of version 1 is asked and told in version 1', async () => {
  const notice = newNotice('02')
  await bench.post('/sportello/paga', { noticeNumber: notice, fiscalCode: COMUNE, action: 'pay', receipt: 'now' })
  await bench.until(
    () => bench.deliveries(notice),
    (all) => all.length === 2 && all.every(({ state }) => state === 'notified'),
  )
  const operations = bench.station.calls.filter(({ body }) => body.includes(notice)).map(({ operation }) => operation)
  assert.deepEqual(operations, ['paGetPayment', 'paSendRT', 'paSendRT'])
})

test('a receipt that finds the station shut arrives when it opens, the same to the byte', async () => {
  const notice = newNotice()
  let refusals = 3
  bench.station.answer = (call) =>
    call.operation.startsWith('paSendRT') && refusals-- > 0 ? { status: 503 } : defaultAnswer(call)
  await bench.post('/sportello/paga', { noticeNumber: notice, fiscalCode: COMUNE, action: 'pay', receipt: 'now' })
  const deliveries = await bench.until(
    () => bench.deliveries(notice),
    (all) => all.length === 2 && all.every(({ state }) => state === 'notified'),
  )
  assert.equal(
    deliveries.reduce((total, { attempts }) => total + attempts.length, 0),
    5,
  )
  const bodies = bench.station.calls.filter(
    ({ operation, body }) => operation === 'paSendRTV2' && body.includes(notice),
  )
  assert.equal(new Set(bodies.map(({ body }) => body)).size, 1)
  bench.station.answer = defaultAnswer
})

test('two receipts together reach the station before either is answered', async () => {
  const notice = newNotice()
  let waiting: (() => void)[] = []
  bench.station.answer = async (call) => {
    if (call.operation === 'paSendRTV2' && call.body.includes(notice)) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
        if (waiting.length === 2) for (const release of waiting.splice(0)) release()
      })
    }
    return defaultAnswer(call)
  }
  await bench.post('/sportello/paga', {
    noticeNumber: notice,
    fiscalCode: COMUNE,
    action: 'pay',
    receipt: 'twice-together',
  })
  await bench.until(
    () => bench.deliveries(notice),
    (all) => all.length === 4 && all.every(({ state, attempts }) => state === 'notified' && attempts.length === 1),
  )
  bench.station.answer = defaultAnswer
  waiting = []
})

test('the switches: an unreachable station queues receipts, a pause holds them, a slow Node is slow', async () => {
  const notice = newNotice()
  await bench.post('/banco/interruttori', { receiptsPaused: 'true' })
  await bench.post('/sportello/paga', { noticeNumber: notice, fiscalCode: COMUNE, action: 'pay', receipt: 'now' })
  await bench.until(
    () => bench.deliveries(notice),
    (all) => all.length === 2,
  )
  assert.deepEqual(
    (await bench.deliveries(notice)).map(({ state }) => state),
    ['waiting', 'waiting'],
  )
  await bench.post('/banco/interruttori', { unreachableStation: '*', receiptsPaused: 'false' })
  assert.deepEqual(
    (await bench.deliveries(notice)).map(({ state }) => state),
    ['pending', 'pending'],
  )
  await bench.post('/banco/interruttori', { unreachableStation: '' })
  await bench.until(
    () => bench.deliveries(notice),
    (all) => all.every(({ state }) => state === 'notified'),
  )
  await bench.post('/banco/interruttori', { nodeDelayMs: '200' })
  const startedAt = performance.now()
  await bench.get(`/sportello/verifica?noticeNumber=${newNotice()}&fiscalCode=${COMUNE}`)
  assert.ok(performance.now() - startedAt >= 190)
  await bench.post('/banco/azzera')
  const wrong = await bench.post('/banco/interruttori', { nodeDelayMs: 'presto', checkout: 'rotto' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /nodeDelayMs, checkout/)
})

test('the commands: probe, double payment, unknown notice, broadcast, demand, replay', async () => {
  const probe = await follow(bench.post('/banco/sonda', { stationId: `${COMUNE}_01` }))
  assert.match(probe.html, /viva: ha risposto SCONOSCIUTO/)
  const probed = bench.station.calls.at(-1)
  assert.equal(probed?.soapAction, '"paVerifyPaymentNotice"')
  assert.match(probed?.body ?? '', /<noticeNumber>000000000000000000</)

  const notice = newNotice()
  await bench.post('/banco/paga-due-volte', { noticeNumber: notice, fiscalCode: COMUNE })
  const twice = (await bench.deliveries(notice)).filter(({ recipient }) => recipient === 'owner')
  assert.equal(new Set(twice.map(({ receiptId }) => receiptId)).size, 2)
  assert.equal(
    bench.station.calls.filter(({ body }) => body.includes(notice) && body.includes('<standIn>true')).length,
    2,
  )

  await bench.post('/banco/ricevuta-sconosciuta', { stationId: `${COMUNE}_02` })
  assert.match(bench.station.calls.at(-1)?.body ?? '', /paSendRTReq[^]*<noticeNumber>302/)

  await bench.post('/banco/ricevuta-altrui', { fiscalCode: PROVINCIA })
  const broadcast = bench.station.calls.at(-1)?.body ?? ''
  assert.match(broadcast, new RegExp(`<idPA>${PROVINCIA}<`))
  assert.match(broadcast, /<fiscalCode>99000300014</)
  assert.match(broadcast, new RegExp(`<fiscalCodePA>${PROVINCIA}<`))

  const demand = { stationId: `${COMUNE}_01`, idServizio: '00005', idSoggettoServizio: '00001', serviceXml: '<a/>' }
  assert.match((await follow(bench.post('/banco/spontaneo', demand))).html, /KO PAA_SEMANTICA/)

  const [receipt] = await bench.log('receipt')
  await bench.post('/banco/rispedisci', { entryId: String(receipt?.id) })
  assert.equal(bench.station.calls.at(-1)?.body, receipt?.request)
  assert.equal((await bench.post('/banco/rispedisci', { entryId: '999999' })).status, 422)
  assert.equal((await bench.post('/banco/sonda', { stationId: 'nessuna' })).status, 422)
})

test('a program that asks for JSON gets JSON', async () => {
  const response = await fetch(`${bench.simulator.url}/banco/sonda`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({ stationId: `${COMUNE}_01` }),
  })
  assert.equal(((await response.json()) as { isAlive: boolean }).isAlive, true)
})

test('carts and tokens can be made to end, and each has a page that says so', async () => {
  const unopened = await openCart([newNotice()])
  const activated = await openSummary([newNotice()])
  await bench.post('/banco/fine-carrelli')
  assert.equal((await bench.get(unopened)).status, 404)
  assert.equal((await bench.get(activated)).status, 200)
  await bench.post('/banco/fine-token')
  const expired = await bench.get(activated)
  assert.match(expired.html, /La sessione è scaduta/)
  assert.match((await bench.post(`${activated}/continua`)).location, /errore/)
  assert.match((await bench.get('/c/mai-esistito')).html, /Il carrello non c’è/)
})

test('every page answers, and none lets words become markup', async () => {
  const notice = newNotice()
  const description = '<script>alert(1)</script>'
  const base = cartBody([notice])
  const cart = await openCart([notice], { paymentNotices: [{ ...base.paymentNotices[0], description }] })
  const [entry] = await bench.log('cart')
  const pages = [
    '/',
    '/sportello',
    '/posta',
    '/ricevute',
    '/registro',
    '/banco',
    `/registro/${entry?.id}`,
    cart,
    '/style.css',
  ]
  for (const path of pages) {
    const { status, html } = await bench.get(path)
    assert.equal(status, 200, path)
    assert.doesNotMatch(html, /<script/, path)
  }
  assert.equal((await bench.get('/non-esiste')).status, 404)
})

test('every message that left is valid for pagoPA’s schema', { skip: withoutContracts }, async () => {
  const entries = (await bench.json<Entry[]>('/registro.json')).filter(
    ({ kind }) => kind === 'station' || kind === 'receipt',
  )
  assert.ok(new Set(entries.map(({ operation }) => operation)).size === 6)
  const verdicts = await validateMessages(entries.map(({ request }) => request))
  assert.deepEqual(
    verdicts.filter((verdict) => verdict !== ''),
    [],
  )
})
