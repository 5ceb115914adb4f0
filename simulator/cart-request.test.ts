import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { hasDuplicates, readCartRequest } from './cart-request.ts'
import { readCheckoutApi, withoutContracts } from './test-support/contracts.ts'
import { cartBody } from './test-support/test-bench.ts'

const NOTICE = '301202600000012332'
const good = cartBody([NOTICE])

function isRead(body: unknown, version: 1 | 2 = 2): boolean {
  return readCartRequest(JSON.stringify(body), version).outcome === 'read'
}

/** The published schema of a cart, as a validator of somebody else reads it. */
function publishedValidator(version: 1 | 2): (body: unknown) => boolean {
  const document = JSON.parse(readCheckoutApi(version)) as Record<string, unknown>
  const ajv = new Ajv({ strict: false })
  addFormats.default(ajv)
  ajv.addSchema(document, 'checkout')
  const name = version === 1 ? 'CartRequest' : 'CartRequestV2'
  const validate = ajv.getSchema(`checkout#/components/schemas/${name}`)
  if (!validate) throw new Error(`no ${name}`)
  return (body) => Boolean(validate(body))
}

/** Values that a careless caller might put into any field. */
const VALUES: readonly unknown[] = [
  [undefined, null, true, 'false', '', 'x', 0, 1, 1.5, -1, 1e15, '1000', [], {}, [NOTICE]],
  ['x'.repeat(140), 'x'.repeat(141), '𝄞'.repeat(140), NOTICE, `${NOTICE}1`, Number(NOTICE), 'abcdefghijklmnopqr'],
  ['77777777777', '7777777777', 'MARIA.ROSSI@EXAMPLE.IT', 'maria@localhost', 'a@b', 'a b@c.it', 'à@b.it', 'a@b.it '],
  ['https://a.it', 'http://localhost:3000/x?y=z#w', 'www.comune.di.prova.it/ok.html', '/ok', 'https://a.it/è'],
  ['https://a.it/ x', 'https://', 'https://a.it/%zz', 'https://a.it/"x"', 'HTTPS://A.IT', 'https://a.it:99999/'],
].flat()
const FIELDS = [
  ['emailNotice', 'idCart', 'allCCP', 'paymentNotices', 'returnUrls'],
  ['noticeNumber', 'fiscalCode', 'amount', 'companyName', 'description'].map((name) => `paymentNotices.0.${name}`),
  ['returnOkUrl', 'returnCancelUrl', 'returnErrorUrl', 'returnWaitingUrl'].map((name) => `returnUrls.${name}`),
].flat()

function withValue(path: string, value: unknown): unknown {
  const body = structuredClone(good) as Record<string, unknown>
  const steps = path.split('.')
  const holder = steps
    .slice(0, -1)
    .reduce<Record<string, unknown>>((at, step) => at[step] as Record<string, unknown>, body)
  holder[steps.at(-1)!] = value
  // What has no value is not there at all.
  return JSON.parse(JSON.stringify(body)) as unknown
}

for (const version of [1, 2] as const) {
  test(`version ${version} takes and refuses what its published schema does`, { skip: withoutContracts }, () => {
    const isPublished = publishedValidator(version)
    assert.ok(isPublished(good))
    let refused = 0
    for (const path of FIELDS) {
      for (const value of VALUES) {
        const body = withValue(path, value)
        const isStricter = typeof value === 'string' && isUrlOnlyForTheSchema(path, value)
        if (isStricter) continue
        assert.equal(isRead(body, version), isPublished(body), `${path} = ${JSON.stringify(value)}`)
        if (!isRead(body, version)) refused++
      }
    }
    assert.ok(refused > 200)
  })
}

/** `format: uri` lets through what no browser could go back to. */
function isUrlOnlyForTheSchema(path: string, value: string): boolean {
  return path.startsWith('returnUrls.') && ['https://', 'https://a.it:99999/', 'https://a.it/%zz'].includes(value)
}

test('from none to six notices, one to five are taken', { skip: withoutContracts }, () => {
  const isPublished = publishedValidator(2)
  for (const count of [0, 1, 5, 6]) {
    const body = cartBody(Array.from({ length: count }, (_, index) => `3012026000000${10_000 + index}`))
    assert.equal(isRead(body), isPublished(body))
    assert.equal(isRead(body), count >= 1 && count <= 5)
  }
})

test('unknown fields do no harm, and every missing one is told', () => {
  assert.ok(isRead({ ...good, somethingNew: { a: 1 } }))
  const reading = readCartRequest('{}', 2)
  assert.equal(reading.outcome === 'invalid' && reading.problems.length, 6)
})

test('only addresses that a browser can come back to are taken', () => {
  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a.it',
    'mailto:a@b.it',
    'https://a.it/<script>',
  ]) {
    assert.equal(isRead(withValue('returnUrls.returnOkUrl', url)), false, url)
  }
})

test('no body makes the reader throw', () => {
  fc.assert(fc.property(fc.json(), (body) => void readCartRequest(body, 2)))
  fc.assert(fc.property(fc.string(), (body) => void readCartRequest(body, 1)))
})

test('a notice is a duplicate when number and institution are both the same', () => {
  const reading = readCartRequest(JSON.stringify(cartBody([NOTICE, NOTICE])), 2)
  assert.ok(reading.outcome === 'read' && hasDuplicates(reading.cart))
  if (reading.outcome === 'read') reading.cart.paymentNotices[1]!.fiscalCode = '99000200016'
  assert.ok(reading.outcome === 'read' && !hasDuplicates(reading.cart))
})
