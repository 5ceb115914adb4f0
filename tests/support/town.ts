/**
 * The whole of it in one process, as a citizen meets it: portal, station and worker on a database of their own, and the
 * simulator for everything of pagoPA's. Real ports, real mail, real time.
 */
import { readFileSync } from 'node:fs'
import * as path from 'node:path'
import { createPortal } from '../../src/app.ts'
import { createPaperPrinter } from '../../src/papers/paper-printer.operation.ts'
import { type Clock, systemClock } from '../../src/core/time.ts'
import { createLastLook } from '../../src/messages/last-look.operation.ts'
import { createMailer } from '../../src/integrations/mail/smtp.ts'
import { createCheckoutClient } from '../../src/integrations/pagopa-checkout/checkout-client.ts'
import { jobs } from '../../src/jobs.ts'
import { createStation } from '../../src/pa-for-node/station.route.ts'
import { openJobQueue, startWorker } from '../../src/platform/jobs.ts'
import { createLinks } from '../../src/platform/links.ts'
import { createPasswords } from '../../src/platform/passwords.ts'
import { projectRoot } from '../../src/platform/paths.ts'
import { createRateLimiter } from '../../src/platform/rate-limit.ts'
import { portalKeys } from '../../src/web.command.ts'
import { parseConfig } from '../../simulator/config.ts'
import { freePort } from '../../tools/free-port.ts'
import { type Simulator, startSimulator } from '../../simulator/start.ts'
import { testConfig } from './portal.ts'
import { type World, createWorld, silent } from './world.ts'

export type Town = { url: string; world: World<Clock>; simulator: Simulator; stop(): Promise<void> }

export async function startTown(): Promise<Town> {
  const world = await createWorld(systemClock)
  // The portal must know its own address before it listens.
  const [portalPort, stationPort, simulatorPort] = [await freePort(), await freePort(), await freePort()]
  const url = `http://localhost:${portalPort}`
  const simulatorUrl = `http://localhost:${simulatorPort}`
  const simulator = await startSimulator({
    config: simulatorConfig(`http://127.0.0.1:${stationPort}/pa-for-node`),
    port: simulatorPort,
    publicUrl: simulatorUrl,
    timing: { hourMs: 200, receiptDelayMs: 200 },
  })
  const config = testConfig({
    PORTAL_BASE_URL: url,
    CHECKOUT_BASE_URL: `${simulatorUrl}/checkout/ec/v2`,
    CHECKOUT_REDIRECT_HOSTS: new URL(simulatorUrl).host,
    SMTP_URL: simulator.smtpUrl,
  })
  const { database, directory, clock } = world
  const log = silent
  const queue = await openJobQueue({ url: database.url, role: 'quietanza_app', log })
  const workerQueue = await openJobQueue({ url: database.url, role: 'quietanza_worker', log })
  const checkout = createCheckoutClient(config.checkout)
  const links = createLinks(url)
  const keys = portalKeys(config)
  const printer = createPaperPrinter({ assetsFolder: undefined, threads: 1 })
  const portal = createPortal({
    config,
    db: database.app,
    directory,
    queue,
    checkout,
    printer,
    log,
    clock,
    links,
    ...keys,
    limiter: createRateLimiter(database.app, keys.limiterKey, () => {}),
    passwords: createPasswords({ current: config.portal.passwordPepper.reveal(), previous: undefined }),
  })
  const station = createStation({ config: config.station, context: { db: database.app, directory, clock }, log })
  const mailer = createMailer({ smtpUrl: config.mail.smtpUrl.reveal(), from: config.mail.from })
  const worker = await startWorker({ url: database.url, role: 'quietanza_worker', log }, jobs, {
    db: database.worker,
    verifier: database.verifier,
    clock,
    log,
    queue: workerQueue,
    links,
    mailer,
    messageKey: keys.messageKey,
    lastLook: createLastLook(printer),
  })
  await portal.listen({ port: portalPort, host: '127.0.0.1' })
  await station.listen({ port: stationPort, host: '127.0.0.1' })
  return {
    url,
    world,
    simulator,
    async stop() {
      await Promise.all([portal.close(), simulator.stop()])
      await Promise.all([station.close(), worker.stop(), checkout.close(), printer.close()])
      await Promise.all([queue.close(), workerQueue.close()])
      mailer.close()
    },
  }
}

function simulatorConfig(stationUrl: string) {
  const text = readFileSync(path.join(projectRoot, 'simulator/config.json'), 'utf8')
  return parseConfig(text.replaceAll(/"url": "[^"]+"/g, `"url": "${stationUrl}"`))
}
