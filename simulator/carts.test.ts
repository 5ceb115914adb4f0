import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Entry } from './journal.ts'
import { COMUNE, type TestBench, cartBody, startTestBench } from './test-support/test-bench.ts'

const NOTICE = '301202600000012332'
const V2 = '/checkout/ec/v2/carts'

let bench: TestBench
let url: string
before(async () => {
  bench = await startTestBench()
  url = bench.simulator.url
})
after(() => bench.stop())

/** Each caller has a rate limit of its own, and most tests are not about it. */
let caller = 0
function postCart(
  body: unknown,
  path = V2,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.0.${++caller}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal ? { signal } : {}),
  })
}

test('a good cart is a 302 without a body, to a page that hops to the cart', async () => {
  const response = await postCart(cartBody([NOTICE]))
  assert.equal(response.status, 302)
  assert.equal(await response.text(), '')
  const location = response.headers.get('location') ?? ''
  assert.match(
    location,
    new RegExp(`^${url}/ecommerce/checkout/v1/carts/[0-9a-f-]{36}/redirect\\?clientId=CHECKOUT_CART$`),
  )
  const hop = await fetch(location, { redirect: 'manual' })
  assert.equal(hop.status, 200)
  assert.match(hop.headers.get('content-type') ?? '', /text\/html/)
  const target = /http-equiv="refresh" content="0; URL=([^"]+)"/.exec(await hop.text())?.[1] ?? ''
  assert.match(target, new RegExp(`^${url}/c/[0-9a-f-]{36}$`))
  assert.equal((await fetch(target)).status, 200)
})

test('version 1 does without the waiting URL, version 2 does not', async () => {
  const body = cartBody([NOTICE])
  const { returnWaitingUrl: _, ...three } = body.returnUrls
  assert.equal((await postCart({ ...body, returnUrls: three }, '/checkout/ec/v1/carts')).status, 302)
  const refused = await postCart({ ...body, returnUrls: three })
  assert.equal(refused.status, 400)
  assert.deepEqual(await refused.json(), {
    title: 'Request validation error',
    status: 400,
    detail: 'The input request is invalid',
  })
})

test('with a key the answer is JSON, and without one it is API Management’s', async () => {
  const path = '/checkout/carts-auth/v2/carts'
  const response = await postCart(cartBody([NOTICE]), path, { 'ocp-apim-subscription-key': 'a-key' })
  assert.equal(response.status, 200)
  const { checkoutRedirectUrl } = (await response.json()) as { checkoutRedirectUrl: string }
  assert.match(checkoutRedirectUrl, /\/redirect\?clientId=CHECKOUT_CART$/)
  const refused = await postCart(cartBody([NOTICE]), path)
  assert.equal(refused.status, 401)
  assert.equal(((await refused.json()) as { statusCode: number }).statusCode, 401)
})

test('what is not a cart is a 400, whatever it is', async () => {
  for (const body of ['', '{', '[]', 'null', '"x"', 'a=b', {}]) assert.equal((await postCart(body)).status, 400)
  const form = await postCart('a=b', V2, { 'content-type': 'application/x-www-form-urlencoded' })
  assert.equal(form.status, 400)
})

test('a notice twice is a 422 of its own', async () => {
  const response = await postCart(cartBody([NOTICE, NOTICE]))
  assert.equal(response.status, 422)
  assert.deepEqual(await response.json(), {
    title: 'Invalid payment info',
    status: 422,
    detail: 'Duplicate payment notice values found.',
  })
})

test('unknown institutions and stations are a 422, and nobody asks the institution', async () => {
  const calls = bench.station.calls.length
  for (const change of [
    { fiscalCode: '12345678901' },
    { noticeNumber: '399202600000012332' },
    { noticeNumber: 'abcdefghijklmnopqr' },
  ]) {
    const body = cartBody([NOTICE])
    const response = await postCart({ ...body, paymentNotices: [{ ...body.paymentNotices[0], ...change }] })
    assert.equal(response.status, 422)
    assert.equal(((await response.json()) as { detail: string }).detail, 'Invalid payment notice data')
  }
  assert.equal(bench.station.calls.length, calls)
})

test('a notice in progress at a counter is a 422 until it is free, and for good once it is paid', async () => {
  const notice = { noticeNumber: '301202600000099919', fiscalCode: COMUNE }
  await bench.post('/sportello/paga', { ...notice, action: 'abandon' })
  assert.equal((await postCart(cartBody([notice.noticeNumber]))).status, 422)
  await bench.post('/banco/fine-token')
  assert.equal((await postCart(cartBody([notice.noticeNumber]))).status, 302)
  await bench.post('/sportello/paga', { ...notice, action: 'pay', receipt: 'never' })
  assert.equal((await postCart(cartBody([notice.noticeNumber]))).status, 422)
})

test('each sentinel amount has its answer', async () => {
  const answer = async (amount: number) => {
    const response = await postCart(cartBody([NOTICE], amount))
    return { status: response.status, location: response.headers.get('location'), body: await response.text() }
  }
  assert.deepEqual(await answer(66_01), {
    status: 422,
    location: null,
    body: '{"title":"Invalid payment info","status":422,"detail":"Invalid payment notice data"}',
  })
  assert.equal((await answer(66_02)).status, 400)
  const limited = await answer(66_03)
  assert.equal(limited.status, 429)
  assert.match(limited.body, /"statusCode":429,"message":"Rate limit/)
  assert.deepEqual(await answer(66_04), {
    status: 500,
    location: null,
    body: '{"title":"Error processing the request","status":500}',
  })
  assert.deepEqual(await answer(66_05), { status: 502, location: null, body: '{"title":"Bad gateway","status":502}' })
  const apim = await answer(66_06)
  assert.equal(apim.status, 500)
  assert.match(apim.body, /^\{"statusCode":500,"message":"Internal server error","activityId":"[0-9a-f-]{36}"\}$/)
  const elsewhere = await answer(66_10)
  assert.equal(elsewhere.status, 302)
  assert.ok(!elsewhere.location?.startsWith(url))
  assert.deepEqual(await answer(66_11), { status: 302, location: null, body: '' })
  const html = await answer(66_12)
  assert.equal(html.status, 503)
  assert.match(html.body, /^<!doctype html>/)
})

test('silence lasts until the caller gives up, a reset is immediate, slowness ends well', async () => {
  await assert.rejects(postCart(cartBody([NOTICE], 66_07), V2, {}, AbortSignal.timeout(100)), { name: 'TimeoutError' })
  await assert.rejects(postCart(cartBody([NOTICE], 66_08)), TypeError)
  const startedAt = performance.now()
  assert.equal((await postCart(cartBody([NOTICE], 66_09))).status, 302)
  assert.ok(performance.now() - startedAt >= 2_900)
})

test('the 151st call of a caller within ten seconds is a 429 that says how long to wait', async () => {
  const same = { 'x-forwarded-for': '192.0.2.1' }
  const answers = await Promise.all(Array.from({ length: 151 }, () => postCart('{}', V2, same)))
  assert.deepEqual(
    answers.map(({ status }) => status).filter((status) => status !== 400),
    [429],
  )
  const limited = answers.find(({ status }) => status === 429)
  assert.match(limited?.headers.get('retry-after') ?? '', /^\d+$/)
})

test('Checkout can be put out of service, in two ways', async () => {
  await bench.post('/banco/interruttori', { checkout: 'unavailable' })
  assert.equal((await postCart(cartBody([NOTICE]))).status, 503)
  assert.equal((await bench.get('/c/some-cart')).status, 503)
  await bench.post('/banco/interruttori', { checkout: 'reset' })
  await assert.rejects(postCart(cartBody([NOTICE])), TypeError)
  await bench.post('/banco/azzera')
  assert.equal((await postCart(cartBody([NOTICE]))).status, 302)
})

test('every cart is in the log with its body and its answer, also those without one', async () => {
  const entries = await bench.json<Entry[]>('/registro.json?kind=cart')
  const silent = entries.filter(({ status }) => status === 0).map(({ request }) => request)
  assert.ok(silent.some((request) => request.includes('"amount":6607')))
  assert.ok(silent.some((request) => request.includes('"amount":6608')))
  const created = entries.find(({ status }) => status === 302)
  assert.equal(created?.noticeNumber, NOTICE)
  assert.match(created?.url ?? '', /redirect\?clientId=CHECKOUT_CART$/)
  const second = '301202600000099918'
  await postCart(cartBody([NOTICE, second]))
  const only = await bench.json<Entry[]>(`/registro.json?noticeNumber=${second}&kind=cart`)
  assert.equal(only.length, 1)
})
