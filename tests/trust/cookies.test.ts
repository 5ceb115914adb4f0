/** No banner is needed, because there is nothing to consent to (modello Comuni, C.SE.3.1). */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  type Page,
  type TestPortal,
  Visitor,
  createTestPortal,
  register,
  signIn,
  linkIn,
  lastMail,
} from '../support/portal.ts'
import { type World, createPosition, createWorld } from '../support/world.ts'

const MARIO = 'RSSMRA80A01H501U'

let world: World
let portal: TestPortal

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
})

after(() => portal.close())

/** The cookies that an answer sets, each with all that it says. */
function cookiesOf({ headers }: Page): string[] {
  return [headers['set-cookie'] ?? []].flat().map(String)
}

/** What a browser would fetch, or tell, elsewhere: links that a person follows are not among it. */
function foreignParts({ body }: Page): string[] {
  const addresses = body.matchAll(
    /<(?:script|img|link|iframe|source|use|object|embed)\b[^>]*?(?:src|href|srcset|data)="([^"]+)"/g,
  )
  return Array.from(addresses, ([, address]) => address!).filter((address) => !/^\/(?!\/)/.test(address))
}

test('whoever looks, searches and pays has one cookie, of the session; signing in adds one that knows the device', async () => {
  const { noticeNumber } = await createPosition(world, world.roccaverde)
  const visitor = new Visitor(portal)
  const set = new Map<string, string>()
  const keep = (page: Page) => {
    for (const cookie of cookiesOf(page)) set.set(cookie.slice(0, cookie.indexOf('=')), cookie)
    assert.deepEqual(foreignParts(page), [])
    assert.doesNotMatch(page.body, /cookie-?(bar|banner|consent)|accetta (tutti )?i cookie/i)
    return page
  }
  for (const path of ['/', '/roccaverde/', '/roccaverde/aiuto', '/roccaverde/aiuto/guida', '/roccaverde/privacy']) {
    keep(await visitor.get(path))
  }
  await visitor.open('/roccaverde/')
  const found = keep(await visitor.post('/roccaverde/ricerca', { fiscalCode: MARIO, noticeNumber }))
  keep(await visitor.open(found.location))
  keep(await visitor.post(`${found.location}/paga`, { amount: '5400' }))
  keep(await visitor.open('/roccaverde/valutazione'))
  assert.deepEqual([...set.keys()], ['sid'])

  await register(visitor, 'roccaverde', { fiscalCode: MARIO, email: 'mario@example.it' })
  const link = linkIn((await lastMail(world, 'mario@example.it')).body)
  keep(await visitor.open(link))
  keep(await visitor.post(link))
  keep(await signIn(visitor, 'roccaverde', 'mario@example.it'))
  keep(await visitor.open('/roccaverde/pratiche'))
  assert.deepEqual([...set.keys()].toSorted(), ['dev', 'sid'])
  for (const cookie of set.values()) {
    assert.match(cookie, /; HttpOnly(;|$)/, cookie)
    assert.match(cookie, /; SameSite=Lax(;|$)/, cookie)
    assert.doesNotMatch(cookie, /Domain=/, cookie)
  }
})
