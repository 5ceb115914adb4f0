/** Whatever arrives: an answer, never a crash, never more than what was meant. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type TestPortal, Visitor, createTestPortal, lastMail, readable, register } from '../support/portal.ts'
import { assertLedgerIsSound } from '../support/ledger.ts'
import { type World, createPosition, createWorld } from '../support/world.ts'

let world: World
let portal: TestPortal

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
})

after(() => portal.close())

/** Each kind of text that has broken somebody's portal. */
const NAUGHTY = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `'; drop table accounts; --`,
  `\${7*7}{{7*7}}<%= 7*7 %>`,
  '../../../../etc/passwd',
  '%00%0d%0aSet-Cookie: x=1',
  '\u0000\u0001\u0008',
  '\u202egnp.exe',
  'e\u0301\u0327'.repeat(50),
  '\ud800',
  '👩‍👩‍👧‍👦'.repeat(20),
  'ＡＢＣ１２３',
  '٣٤٥',
  '1e309',
  '-0',
  'NaN',
  '__proto__',
  'constructor',
  ' '.repeat(200),
  'a'.repeat(150),
]

test('every field of every public form takes anything and answers in a page, within a second', async () => {
  const forms = [
    { page: '/roccaverde/', to: '/roccaverde/ricerca', fields: ['fiscalCode', 'creditorReferenceId', 'noticeNumber'] },
    { page: '/', to: '/trova-ente', fields: ['institutionCode'] },
    { page: '/roccaverde/registrazione', to: '/roccaverde/registrazione', fields: ['fiscalCode'] },
    { page: '/roccaverde/accesso', to: '/roccaverde/accesso', fields: ['username', 'password', 'poi'] },
    { page: '/roccaverde/recupero-password', to: '/roccaverde/recupero-password', fields: ['email'] },
    {
      page: '/roccaverde/ho-pagato',
      to: '/roccaverde/ho-pagato',
      fields: ['fiscalCode', 'noticeNumber', 'creditorReferenceId', 'paidOn', 'paper', 'email'],
    },
    { page: '/roccaverde/ho-pagato', to: '/roccaverde/ho-pagato/richiesta', fields: ['trackingCode'] },
    { page: '/roccaverde/quietanza', to: '/roccaverde/quietanza', fields: ['fiscalCode', 'noticeNumber'] },
    {
      page: '/roccaverde/controllo',
      to: '/roccaverde/controllo',
      fields: ['step', 'poi', 'solution', 'email', 'code'],
    },
  ]
  for (const form of forms) {
    for (const field of form.fields) {
      for (const text of NAUGHTY) {
        const visitor = new Visitor(portal)
        await visitor.open(form.page)
        const startedAt = performance.now()
        const page = await visitor.post(form.to, { [field]: text })
        assert.ok(page.status < 500, `${form.to} ${field} ${JSON.stringify(text)}: ${page.status}`)
        assert.ok(performance.now() - startedAt < 1_000, `${form.to} ${field} took too long`)
        assert.doesNotMatch(page.body, /<script>alert|<img src=x/, 'nothing comes back unescaped')
      }
    }
  }
})

test('a field that is not expected, comes twice, or is too long is refused before anybody reads it', async () => {
  const visitor = new Visitor(portal)
  await visitor.open('/roccaverde/')
  const token = /name="_csrf" value="([^"]+)"/.exec(visitor.last!.body)![1]!
  const send = (body: string) => visitor.postRaw('/roccaverde/ricerca', `_csrf=${encodeURIComponent(token)}&${body}`)
  for (const body of [
    'fiscalCode=a&isAdmin=true',
    'fiscalCode=a&fiscalCode=b',
    `fiscalCode=${'x'.repeat(1_000)}`,
    'fiscalCode[]=a',
    '__proto__[x]=1&fiscalCode=a',
    'constructor.prototype.x=1',
  ]) {
    assert.equal((await send(body)).status, 400, body.slice(0, 60))
  }
  assert.equal((Object.prototype as Record<string, unknown>)['x'], undefined)
})

test('a form of tens of thousands of fields costs no more than one of ten, however it is packed', async () => {
  const visitor = new Visitor(portal)
  await visitor.open('/roccaverde/servizi/passi-carrabili')
  const address = '/roccaverde/servizi/sanzioni/compila/019a0000-0000-7000-8000-000000000009'
  const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'
  const bodies = {
    'application/x-www-form-urlencoded': 'a=&'.repeat(33_000),
    'multipart/form-data; boundary=x': `${part.repeat(80_000)}--x--\r\n`,
    'multipart/form-data; xboundary=zzz; boundary=x': `${part.repeat(80_000)}--x--\r\n`,
  }
  for (const [type, body] of Object.entries(bodies)) {
    const startedAt = performance.now()
    const answer = await visitor.postRaw(address, body, { 'content-type': type })
    assert.ok(answer.status === 400 || answer.status === 403, `${type} ${answer.status}`)
    // Read naively, the first takes eight seconds and the second eighty, in which nobody else is served.
    assert.ok(performance.now() - startedAt < 1_000, type)
  }
})

test('any bytes as a body, any text as an address: an answer, and the next visitor is served', async () => {
  const visitor = new Visitor(portal)
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
      const paths = [
        `/${encodeURIComponent(text)}`,
        `/roccaverde/${encodeURIComponent(text)}`,
        `/roccaverde/pratiche/${encodeURIComponent(text)}`,
      ]
      for (const address of paths) {
        const page = await visitor.get(address)
        assert.ok(page.status < 500, `${address} ${page.status}`)
      }
      const posted = await visitor.postRaw('/roccaverde/ricerca', text)
      assert.ok(posted.status >= 400 && posted.status < 500)
    }),
    { numRuns: 150 },
  )
  assert.equal((await visitor.get('/roccaverde/')).status, 200)
})

test('what an ente loads is text on every page, whatever is in it', async () => {
  const description = '<b onmouseover=alert(1)>TARI</b> "2026" & altro'
  const { noticeNumber, installmentId } = await createPosition(world, world.roccaverde, {
    service: 'mensa',
    description,
  })
  const visitor = new Visitor(portal)
  await visitor.open('/roccaverde/')
  await visitor.post('/roccaverde/ricerca', { fiscalCode: 'RSSMRA80A01H501U', noticeNumber })
  const page = await visitor.open(`/roccaverde/pratiche/${installmentId}`)
  assert.doesNotMatch(page.body, /<b onmouseover/)
  assert.match(readable(page), /<b onmouseover=alert\(1\)>TARI<\/b> "2026" & altro/)
})

test('an amount, a notice, a price from the browser is never believed: the cart is made of our own books', async () => {
  const { noticeNumber, installmentId } = await createPosition(world, world.roccaverde)
  const visitor = new Visitor(portal)
  await visitor.open('/roccaverde/')
  await visitor.post('/roccaverde/ricerca', { fiscalCode: 'RSSMRA80A01H501U', noticeNumber })
  await visitor.open(`/roccaverde/pratiche/${installmentId}`)
  for (const amount of ['1', '0', '-5400', '5400.5', 'x', '99999999999']) {
    const page = await visitor.post(`/roccaverde/pratiche/${installmentId}/paga`, { operationId: '', amount })
    assert.equal(page.status, 409, amount)
  }
  const paid = await visitor.post(`/roccaverde/pratiche/${installmentId}/paga`, { operationId: 'x', amount: '5400' })
  assert.equal(paid.status, 303)
  assert.equal(portal.checkout.carts.at(-1)?.notices[0]?.amount, 5_400)
  await assertLedgerIsSound(world)
})

test('no text of a registration becomes a header of a mail', async () => {
  const visitor = new Visitor(portal)
  const evil = 'mario@example.it\r\nBcc: everybody@example.it'
  const answer = await register(visitor, 'comune-di-test', { fiscalCode: 'RSSMRA80A01H501U', email: evil })
  assert.equal(answer.status, 422)
  const named = await register(new Visitor(portal), 'comune-di-test', {
    fiscalCode: 'RSSMRA80A01H501U',
    email: 'testata@example.it',
    firstName: 'Mario\r\nBcc: x@example.it',
  })
  assert.equal(named.status, 303)
  assert.doesNotMatch((await lastMail(world, 'testata@example.it')).subject, /[\r\n]/)
})
