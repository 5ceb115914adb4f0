/** The carts that we send, held against the schema that pagoPA publishes; and what we make of each answer. */
import assert from 'node:assert/strict'
import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { parseEmailAddress } from '../../src/core/email-address.ts'
import type { Cents } from '../../src/core/money.ts'
import { composeNoticeNumber } from '../../src/core/notice-number.ts'
import { type Cart, cartBody } from '../../src/integrations/pagopa-checkout/carts.wire.ts'
import { type CartResult, createCheckoutClient } from '../../src/integrations/pagopa-checkout/checkout-client.ts'
import { pagopaFile } from '../support/pagopa-files.ts'
import { testConfig } from '../support/portal.ts'

const openapi = (version: number) =>
  pagopaFile(`contracts/rest/checkout_v${version}.json`) ?? pagopaFile(`contracts/openapi/checkout_v${version}.json`)
const published = { 1: openapi(1), 2: openapi(2) }
const skip = published[2] === undefined && 'pagoPA’s OpenAPI is not here: clone pagopa/pagopa-api, set PAGOPA_CONTRACTS'

function publishedErrors(version: 1 | 2, body: unknown): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(JSON.parse(published[version]!) as Record<string, unknown>, 'checkout')
  const validate = ajv.getSchema(`checkout#/components/schemas/${version === 1 ? 'CartRequest' : 'CartRequestV2'}`)!
  return validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

const url = fc
  .string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 43, maxLength: 43 })
  .map((token) => `https://pagamenti.comune.example.it/roccaverde/rientro/esito/${token}`)

const email = fc
  .oneof(
    fc.emailAddress(),
    fc.constantFrom(
      'a@b.it',
      'MARIO.Rossi+tari@posta.example.it',
      "o'hara@example.com",
      'perché@posta.example.it',
      'a..b@x.it',
      '.a@x.it',
    ),
  )
  .map(parseEmailAddress)

const cart: fc.Arbitrary<Cart> = fc.record({
  idCart: fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 43, maxLength: 43 }),
  emailNotice: fc.option(email, { nil: undefined }),
  allPostal: fc.boolean(),
  notices: fc.array(
    fc.record({
      noticeNumber: fc.integer({ min: 0, max: 9_999_999 }).map((base) => composeNoticeNumber('01', base)),
      institutionFiscalCode: fc.constant('77777777777'),
      institutionName: fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }),
      amount: fc.integer({ min: 1, max: 99_999_999_999 }).map((amount) => amount as Cents),
      description: fc.string({ minLength: 1, maxLength: 400, unit: 'binary' }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  returnUrls: fc.record({ ok: url, cancel: url, error: url, waiting: url }),
})

for (const version of [1, 2] as const) {
  test(
    `whatever the ente and the notice, the cart is valid by the published schema, version ${version}`,
    { skip },
    () => {
      fc.assert(
        fc.property(cart, (one) => {
          assert.deepEqual(publishedErrors(version, JSON.parse(cartBody(one, version))), [])
        }),
        { numRuns: 60 },
      )
    },
  )
}

test('an address that a validator could refuse is left out, an ordinary one is not', () => {
  const sent = (emailNotice: string) => {
    const body = cartBody({ ...fc.sample(cart, 1)[0]!, emailNotice }, 2)
    return (JSON.parse(body) as { emailNotice?: string }).emailNotice
  }
  assert.equal(sent('perché@posta.example.it'), undefined)
  assert.equal(sent('mario.rossi+tari@posta.example.it'), 'mario.rossi+tari@posta.example.it')
})

test('version 1 has no address for waiting, version 2 must have one', () => {
  const [one] = fc.sample(cart, 1)
  const returnUrls = (version: 1 | 2) =>
    Object.keys((JSON.parse(cartBody(one!, version)) as { returnUrls: object }).returnUrls)
  assert.deepEqual(returnUrls(1), ['returnOkUrl', 'returnCancelUrl', 'returnErrorUrl'])
  assert.deepEqual(returnUrls(2), [...returnUrls(1), 'returnWaitingUrl'])
})

type Answer = (response: http.ServerResponse, request: http.IncomingMessage) => void

let server: http.Server
let base: string
let answer: Answer = (response) => response.end()
const seen: { method: string; path: string; headers: http.IncomingHttpHeaders }[] = []

before(async () => {
  server = http.createServer((request, response) => {
    seen.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers })
    request.resume().on('end', () => answer(response, request))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

after(() => new Promise((resolve) => server.close(resolve)))

async function resultOf(how: Answer, changes: Record<string, string> = {}): Promise<CartResult> {
  answer = how
  const config = testConfig({ CHECKOUT_BASE_URL: `${base}/checkout/ec/v2`, ...changes })
  const client = createCheckoutClient({ ...config.checkout, redirectHosts: ['checkout.example'] })
  try {
    return await client.createCart(fc.sample(cart, 1)[0]!)
  } finally {
    await client.close()
  }
}

const head =
  (status: number, headers: Record<string, string> = {}, body = ''): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body)

test('a good answer gives the address and is not followed, whichever of its two forms it has', async () => {
  const location = 'http://checkout.example/ecommerce/checkout/v1/carts/1/redirect?clientId=CHECKOUT_CART'
  seen.length = 0
  assert.deepEqual(await resultOf(head(302, { location })), { outcome: 'created', location })
  const keyed = head(200, { 'content-type': 'application/json' }, JSON.stringify({ checkoutRedirectUrl: location }))
  assert.deepEqual(await resultOf(keyed, { CHECKOUT_SUBSCRIPTION_KEY: 'a-key' }), { outcome: 'created', location })
  assert.equal(seen.length, 2)
  assert.deepEqual(seen[0]?.path, '/checkout/ec/v2/carts')
  assert.equal(seen[0]?.headers['ocp-apim-subscription-key'], undefined, 'the key is sent only where there is one')
  assert.equal(seen[1]?.headers['ocp-apim-subscription-key'], 'a-key')
})

test('a citizen is sent nowhere but to the hosts that are configured', async () => {
  const places = [
    'https://evil.example/c/1',
    'https://checkout.example.evil.example/c/1',
    'https://checkout.example@evil.example/c/1',
    'https://user:pw@checkout.example/c/1',
    'javascript:alert(1)',
    '/c/1',
    'https://checkout.example:8443/c/1',
    '',
  ]
  for (const location of places) assert.equal((await resultOf(head(302, { location }))).outcome, 'unexpected', location)
  assert.equal((await resultOf(head(302))).outcome, 'unexpected')
})

test('each refusal has its own outcome, in whichever of three shapes it comes', async () => {
  const problem = JSON.stringify({ title: 'Invalid payment info', status: 422, detail: 'Invalid payment notice data' })
  const json = { 'content-type': 'application/json' }
  assert.equal((await resultOf(head(422, json, problem))).outcome, 'not-payable-now')
  assert.deepEqual(await resultOf(head(400, json, '{"detail":"The input request is invalid","status":400}')), {
    outcome: 'rejected',
    detail: 'The input request is invalid',
  })
  assert.equal(
    (await resultOf(head(429, json, '{"statusCode":429,"message":"Rate limit is exceeded."}'))).outcome,
    'busy',
  )
  for (const status of [500, 502, 503, 504]) {
    assert.equal((await resultOf(head(status, {}, '<html>no</html>'))).outcome, 'unavailable', String(status))
  }
  for (const status of [200, 201, 301, 303, 401, 403, 404, 418]) {
    assert.equal((await resultOf(head(status, {}, 'x'))).outcome, 'unexpected', String(status))
  }
})

test('no answer, half an answer, an endless one: nothing is thrown, and nothing has been paid', async () => {
  const broken: Answer[] = [
    (response) => response.destroy(),
    (response) => response.writeHead(302, { 'content-length': '100' }).write('x', () => response.destroy()),
    (response) => {
      response.writeHead(500, { 'content-type': 'text/html' })
      const more = () => response.write('x'.repeat(16_384), (error) => error ?? more())
      more()
    },
  ]
  for (const how of broken) assert.equal((await resultOf(how)).outcome, 'unavailable')
  const nobody = await resultOf(head(302), { CHECKOUT_BASE_URL: 'http://127.0.0.1:1/checkout/ec/v2' })
  assert.equal(nobody.outcome, 'unavailable')
})
