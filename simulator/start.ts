/** The pagoPA platform on one machine: the Node, Checkout, a counter, a mailbox, and a page that breaks them. */
import type { AddressInfo } from 'node:net'
import type { Bench } from './bench.ts'
import { benchRoutes } from './bench.routes.tsx'
import { cartsRoutes } from './carts.routes.ts'
import { Checkout } from './checkout.ts'
import { checkoutRoutes } from './checkout.routes.tsx'
import { type Clock, systemClock } from './clock.ts'
import type { SimulatorConfig } from './config.ts'
import { counterRoutes } from './counter.routes.tsx'
import { homeRoutes } from './home.routes.tsx'
import { type App, createApp } from './http.ts'
import { Journal } from './journal.ts'
import { logRoutes } from './log.routes.tsx'
import { Mailbox } from './mailbox.ts'
import { mailboxRoutes } from './mailbox.routes.tsx'
import { Node } from './node.ts'
import { Receipts } from './receipts.ts'
import { receiptsRoutes } from './receipts.routes.tsx'
import { type ClientTls, type StationClient, createStationClient } from './station-client.ts'
import { initialSwitches } from './switches.ts'
import { REAL_TIMING, type Timing } from './timing.ts'

export type SimulatorOptions = {
  config: SimulatorConfig
  host?: string
  /** 0, the default, is any free port. */
  port?: number
  smtpPort?: number
  /** Where browsers reach the bench, if not at its host and port. */
  publicUrl?: string
  timing?: Partial<Timing>
  clock?: Clock
  /** The certificate that the Node shows to stations that ask for one. */
  tls?: ClientTls
}

export type Simulator = { url: string; smtpUrl: string; stop(): Promise<void> }

/** A port that somebody else has. */
export class PortTakenError extends Error {
  readonly port: number
  constructor(port: number, cause: unknown) {
    super(`port ${port} is taken`, { cause })
    this.port = port
  }
}

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const host = options.host ?? '127.0.0.1'
  const ownClock = systemClock()
  const { bench, stations } = assemble(options, options.clock ?? ownClock)
  const app = await createApp()
  addRoutes(app, bench)
  const stop = async () => {
    ownClock.stop()
    await Promise.all([app.close(), bench.mailbox.stop(), stations.close()])
  }
  try {
    const port = await listen(options.port ?? 0, (wanted) => listenHttp(app, wanted, host))
    bench.addresses.url = options.publicUrl?.replace(/\/$/, '') ?? `http://${bracketed(host)}:${port}`
    const smtpPort = await listen(options.smtpPort ?? 0, (wanted) => bench.mailbox.listen(wanted, host))
    bench.addresses.smtpUrl = `smtp://${bracketed(host)}:${smtpPort}`
  } catch (error) {
    await stop()
    throw error
  }
  return { ...bench.addresses, stop }
}

function assemble(options: SimulatorOptions, clock: Clock): { bench: Bench; stations: StationClient } {
  const { config, tls } = options
  const timing = { ...REAL_TIMING, ...options.timing }
  const switches = initialSwitches()
  const journal = new Journal(clock)
  const stations = createStationClient({ clock, timing, switches, journal, ...(tls ? { tls } : {}) })
  const node = new Node({ config, clock, timing, stations })
  const receipts = new Receipts({ config, clock, timing, switches, stations })
  const checkout = new Checkout({ node, receipts, clock, timing, switches })
  const mailbox = new Mailbox(clock, switches)
  const addresses = { url: '', smtpUrl: '' }
  const bench = { config, clock, timing, switches, journal, node, receipts, checkout, mailbox, addresses }
  return { bench, stations }
}

function addRoutes(app: App, bench: Bench): void {
  homeRoutes(app, bench)
  cartsRoutes(app, bench)
  checkoutRoutes(app, bench)
  counterRoutes(app, bench)
  receiptsRoutes(app, bench)
  mailboxRoutes(app, bench)
  logRoutes(app, bench)
  benchRoutes(app, bench)
}

async function listenHttp(app: App, port: number, host: string): Promise<number> {
  await app.listen({ port, host })
  return (app.server.address() as AddressInfo).port
}

async function listen(port: number, work: (port: number) => Promise<number>): Promise<number> {
  try {
    return await work(port)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new PortTakenError(port, error)
    throw error
  }
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
