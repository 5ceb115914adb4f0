/** What holds of every route of the portal, whichever will be added: the list is taken from the program itself. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  BASE_URL,
  type PortalRoute,
  type TestPortal,
  Visitor,
  createTestPortal,
  registerAndSignIn,
} from '../support/portal.ts'
import { allRows } from '../support/rows.ts'
import { type CreatedPosition, type World, createPosition, createWorld } from '../support/world.ts'

let world: World
let portal: TestPortal
let position: CreatedPosition
let owner: Visitor

const MARIO = 'RSSMRA80A01H501U'

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
  position = await createPosition(world, world.roccaverde, {
    debtor: { fiscalCode: MARIO, fullName: 'Mario Rossi', email: 'mario@example.it', emailIsVerified: true },
  })
  owner = new Visitor(portal)
  await registerAndSignIn(world, owner, 'roccaverde', { fiscalCode: MARIO, email: 'mario@example.it' })
})

after(() => portal.close())

/** An address of the route with parameters that exist, or could. */
function addressOf({ url }: PortalRoute): string {
  return url
    .replace(':institution', 'roccaverde')
    .replace(':installment', position.installmentId)
    .replace(/:(token|device)/, 'A'.repeat(43))
    .replace(':outcome', 'esito')
    .replace('*', 'nothing.css')
    .replace(/:\w+/g, '019a0000-0000-7000-8000-000000000000')
}

const changing = () => portal.routes.filter(({ method }) => !/^(GET|HEAD|OPTIONS)$/.test(method))
const ofPersons = () => changing().filter(({ access }) => access !== 'machine')

test('there are routes, and each of them says whom it is for', () => {
  assert.ok(portal.routes.length > 40)
  assert.ok(ofPersons().length > 8)
})

test('no form is taken without its token, with another browser’s, or from another site', async () => {
  const stranger = new Visitor(portal)
  await stranger.open('/roccaverde/')
  const foreign = /name="_csrf" value="([^"]+)"/.exec(stranger.last!.body)![1]!
  await owner.open('/roccaverde/')
  const own = /name="_csrf" value="([^"]+)"/.exec(owner.last!.body)![1]!
  const body = (token?: string) => (token ? new URLSearchParams({ _csrf: token }).toString() : '')
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  for (const route of ofPersons()) {
    const address = addressOf(route)
    const refused = {
      'without a token': owner.postRaw(address, body(), form),
      'with a token that is none': owner.postRaw(address, body('x'.repeat(86)), form),
      'with another browser’s token': owner.postRaw(address, body(foreign), form),
      'from another site': owner.postRaw(address, body(own), { ...form, 'sec-fetch-site': 'cross-site' }),
      'from another part of the site': owner.postRaw(address, body(own), { ...form, 'sec-fetch-site': 'same-site' }),
      'from another origin': owner.postRaw(address, body(own), {
        ...form,
        origin: 'https://evil.example',
        'sec-fetch-site': '',
      }),
    }
    for (const [how, response] of Object.entries(refused)) {
      assert.equal((await response).status, 403, `${route.method} ${route.url} ${how}`)
    }
  }
})

test('what is not a form is not read: JSON, XML, compressed or endless bodies', async () => {
  for (const route of ofPersons()) {
    const address = addressOf(route)
    const json = await owner.postRaw(address, '{"_csrf":"x"}', { 'content-type': 'application/json' })
    assert.ok([400, 403, 415].includes(json.status), `${route.url} json ${json.status}`)
    const packed = await owner.postRaw(address, 'x', { 'content-encoding': 'gzip' })
    assert.equal(packed.status, 415, route.url)
    const endless = await owner.postRaw(address, `a=${'x'.repeat(200_000)}`)
    assert.equal(endless.status, 413, route.url)
  }
})

test('a page for accounts sends everybody else to sign in, and comes back to itself', async () => {
  const anybody = new Visitor(portal)
  for (const route of portal.routes.filter(({ access, method }) => access === 'account' && method === 'GET')) {
    const page = await anybody.get(addressOf(route))
    assert.equal(page.status, 303, route.url)
    assert.match(page.location, /^\/roccaverde\/accesso\?poi=/, route.url)
  }
})

/** Written by looking: that somebody was here, how often they asked, and what the return address hinted at. */
const WRITTEN_BY_READING = new Set(['sessions', 'rate_counters', 'session_views', 'identity_proofs', 'account_events'])

test('looking changes nothing: no GET, no HEAD, by anybody', async () => {
  const earlier = await allRows(world.database)
  for (const route of portal.routes.filter(({ method }) => method === 'GET')) {
    for (const visitor of [owner, new Visitor(portal)]) {
      const page = await visitor.get(addressOf(route))
      assert.ok(page.status < 500, `${route.url} ${page.status}`)
    }
  }
  const later = await allRows(world.database)
  for (const [name, rows] of earlier) {
    if (!WRITTEN_BY_READING.has(name)) assert.equal(later.get(name), rows, name)
  }
})

test('every answer carries the headers that protect it, also the failures', async () => {
  const addresses = [
    ...portal.routes.filter(({ method }) => method === 'GET').map(addressOf),
    '/nobody/',
    '/roccaverde/nothing',
  ]
  for (const address of addresses) {
    const { headers } = await owner.get(address)
    const where = (name: string) => String(headers[name] ?? `no ${name} on ${address}`)
    assert.match(where('content-security-policy'), /default-src 'none'/)
    assert.doesNotMatch(where('content-security-policy'), /unsafe-inline(?!')|script-src[^;]*unsafe/)
    assert.equal(where('x-content-type-options'), 'nosniff')
    assert.equal(where('x-frame-options'), 'DENY')
    assert.equal(where('referrer-policy'), 'same-origin')
    assert.equal(where('cross-origin-opener-policy'), 'same-origin')
    assert.match(where('cache-control'), /no-store|immutable|max-age=86400/)
    assert.equal(headers['server'] ?? headers['x-powered-by'], undefined)
    if (String(headers['content-type']).startsWith('text/html'))
      assert.equal(where('cache-control'), 'no-store', address)
  }
})

test('a host that we are not, a forwarded address that is a lie: no link and no redirect is built from them', async () => {
  const visitor = new Visitor(portal)
  const page = await visitor.get('/roccaverde/pratiche', {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'javascript',
  })
  assert.doesNotMatch(page.location + page.body, /evil/)
})

test('where to go on is one of our own paths, or nowhere', async () => {
  const bad = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/roccaverde/../../evil',
    'javascript:alert(1)',
    '/comune-di-test/pratiche',
    '/roccaverde/%2f%2fevil',
    `${BASE_URL}.evil.example/`,
  ]
  for (const poi of bad) {
    const visitor = new Visitor(portal)
    const page = await visitor.get(`/roccaverde/accesso?poi=${encodeURIComponent(poi)}`)
    assert.equal(page.status, 200)
    assert.match(page.body, /name="poi" value="\/roccaverde\/pratiche"/, poi)
  }
})
