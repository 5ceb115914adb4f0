import assert from 'node:assert/strict'
import * as https from 'node:https'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { TlsConfig } from '../config.ts'
import { type Authority, createAuthority } from '../../tests/support/certificates.ts'
import { createPosition, createWorld, silent } from '../../tests/support/world.ts'
import { valueOf, verifyMessage } from '../../tests/support/node.ts'
import { createStation } from './station.route.ts'

const NODE = 'forwarder.platform.pagopa.it'

let authority: Authority
let nextAuthority: Authority
let stranger: Authority
let station: ReturnType<typeof createStation>
let port: number
let notice: string

before(async () => {
  const world = await createWorld()
  ;[authority, nextAuthority, stranger] = await Promise.all([
    createAuthority('Node CA'),
    createAuthority('Next Node CA'),
    createAuthority('Somebody else'),
  ])
  const own = await authority.issue(['localhost'])
  const tls: TlsConfig = {
    certificate: own.cert,
    key: own.key,
    clientAuthorities: [authority.pem, nextAuthority.pem],
    clientNames: [NODE, 'forwarder.uat.platform.pagopa.it'],
  }
  station = createStation({
    config: { host: '127.0.0.1', port: 0, path: '/pa-for-node', tls },
    context: { db: world.database.app, directory: world.directory, clock: world.clock },
    log: silent,
  })
  await station.listen({ host: '127.0.0.1', port: 0 })
  port = (station.server.address() as AddressInfo).port
  notice = (await createPosition(world, world.comuneDiTest)).noticeNumber
})

after(() => station.close())

/** The outcome of one verify, or the error that the connection ended with. */
function verify(options: https.RequestOptions): Promise<string | Error> {
  return new Promise((resolve) => {
    const request = https.request(
      {
        host: '127.0.0.1',
        port,
        path: '/pa-for-node',
        method: 'POST',
        ca: authority.pem,
        servername: 'localhost',
        ...options,
      },
      (response) => {
        let body = ''
        response.on('data', (chunk: Buffer) => (body += chunk.toString()))
        response.on('end', () => resolve(valueOf(body, 'outcome') ?? `HTTP ${response.statusCode}`))
      },
    )
    request.on('error', resolve)
    request.end(verifyMessage(notice))
  })
}

test('the Node’s certificate opens the station, whichever of the two authorities signed it', async () => {
  assert.equal(await verify(await authority.issue([NODE])), 'OK')
  assert.equal(await verify(await nextAuthority.issue([NODE])), 'OK')
  assert.equal(await verify(await authority.issue(['something.else', NODE])), 'OK')
})

test('a new leaf every year needs no change: the name counts, not the key', async () => {
  assert.equal(await verify(await authority.issue([NODE])), 'OK')
  assert.equal(await verify(await authority.issue(['forwarder.uat.platform.pagopa.it'])), 'OK')
})

test('nobody else gets as far as a request', async () => {
  const cases: [string, https.RequestOptions][] = [
    ['no certificate', {}],
    ['another authority', await stranger.issue([NODE])],
    ['our authority, another name', await authority.issue(['www.example.org'])],
    ['our authority, a name that only begins like it', await authority.issue([`${NODE}.example.org`])],
    ['our authority, a wildcard', await authority.issue(['*.platform.pagopa.it'])],
    ['our authority, no name', await authority.issue([])],
  ]
  for (const [name, options] of cases) {
    const result = await verify({ ...options, agent: false })
    assert.ok(result instanceof Error, `${name}: ${String(result)}`)
  }
})

test('TLS below 1.2 is refused', async () => {
  const own = await authority.issue([NODE])
  const result = await verify({ ...own, agent: false, maxVersion: 'TLSv1.1', minVersion: 'TLSv1' })
  assert.ok(result instanceof Error)
})

test('plain HTTP on the station’s port gets no answer', async () => {
  await assert.rejects(fetch(`http://127.0.0.1:${port}/pa-for-node`, { method: 'POST', body: verifyMessage(notice) }))
})
