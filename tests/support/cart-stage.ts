/** Portal, station and the simulated pagoPA in one process, on free ports: what a cart needs to be paid in a browser. */
import { readFileSync } from 'node:fs'
import * as net from 'node:net'
import * as path from 'node:path'
import { parseConfig } from '../../simulator/config.ts'
import { startSimulator } from '../../simulator/start.ts'
import { systemClock } from '../../src/core/time.ts'
import { createCheckoutClient } from '../../src/integrations/pagopa-checkout/checkout-client.ts'
import { createStation } from '../../src/pa-for-node/station.route.ts'
import { projectRoot } from '../../src/platform/paths.ts'
import { type TestPortal, createTestPortal, testConfig } from './portal.ts'
import { type World, createWorld, silent } from './world.ts'

export type CartStage = {
  world: World
  portal: TestPortal
  /** Where the pages are. */
  url: string
  /** A form of the simulator's own pages: a payment at a counter, a switch of the bench. */
  simulate(action: string, form?: Record<string, string>): Promise<void>
  stop(): Promise<void>
}

export async function startCartStage(): Promise<CartStage> {
  const world = await createWorld()
  const stationPort = await freePort()
  const simulator = await startSimulator({
    config: configFor(`http://127.0.0.1:${stationPort}/pa-for-node`),
    timing: { hourMs: 500 },
  })
  const portalPort = await freePort()
  const url = `http://localhost:${portalPort}`
  const config = testConfig({
    PORTAL_BASE_URL: url,
    CHECKOUT_BASE_URL: `${simulator.url}/checkout/ec/v2`,
    CHECKOUT_REDIRECT_HOSTS: new URL(simulator.url).host,
  })
  const checkout = createCheckoutClient(config.checkout)
  const portal = await createTestPortal(world, { config, clock: systemClock, checkout })
  await portal.app.listen({ host: '127.0.0.1', port: portalPort })
  const station = createStation({
    config: { ...config.station, tls: undefined },
    context: { db: world.database.app, directory: world.directory, clock: systemClock },
    log: silent,
  })
  await station.listen({ host: '127.0.0.1', port: stationPort })
  return {
    world,
    portal,
    url,
    async simulate(action, form = {}) {
      const response = await fetch(`${simulator.url}/${action}`, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams(form),
      })
      if (!response.ok) throw new Error(`${action}: ${response.status}`)
    },
    async stop() {
      await portal.close()
      await Promise.all([station.close(), checkout.close(), simulator.stop()])
    },
  }
}

function configFor(url: string): ReturnType<typeof parseConfig> {
  const { institutions } = parseConfig(readFileSync(path.join(projectRoot, 'simulator', 'config.json'), 'utf8'))
  return {
    institutions: institutions.map((institution) => ({
      ...institution,
      stations: institution.stations.map((station) => ({ ...station, url })),
    })),
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
