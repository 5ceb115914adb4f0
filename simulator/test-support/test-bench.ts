/** A bench in the test's own process, with a stub for a station and short times. */
import type { SimulatorConfig } from '../config.ts'
import type { Entry } from '../journal.ts'
import type { Delivery } from '../receipts.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../start.ts'
import { IBANS, type StubStation, startStubStation } from './stub-station.ts'

export const COMUNE = '77777777777'
export const PROVINCIA = '99000200016'

export type TestBench = {
  simulator: Simulator
  station: StubStation
  stop(): Promise<void>
  get(path: string): Promise<Page>
  post(path: string, form?: Record<string, string>): Promise<Page>
  json<T>(path: string): Promise<T>
  deliveries(noticeNumber: string): Promise<Delivery[]>
  log(kind?: string): Promise<Entry[]>
  /** Asks again and again, for at most five seconds, until what it gives is what was wanted. */
  until<T>(read: () => Promise<T>, isWanted: (value: T) => boolean): Promise<T>
}

export type Page = { status: number; location: string; html: string; contentType: string }

export function testConfig(url: string, primitiveVersion: 1 | 2 = 2): SimulatorConfig {
  const station = { brokerFiscalCode: COMUNE, url, primitiveVersion }
  return {
    institutions: [
      {
        fiscalCode: COMUNE,
        name: 'Comune di Test',
        stations: [
          {
            ...station,
            stationId: `${COMUNE}_01`,
            auxDigits: ['3', '0', '1'],
            segregationCodes: ['01'],
            applicationCodes: ['01'],
          },
          {
            ...station,
            primitiveVersion: 1,
            stationId: `${COMUNE}_02`,
            auxDigits: ['3'],
            segregationCodes: ['02'],
            applicationCodes: [],
          },
        ],
        ibans: [IBANS.bank],
      },
      {
        fiscalCode: PROVINCIA,
        name: 'Provincia di Roccaverde',
        stations: [],
        broadcastTo: { ...station, stationId: `${COMUNE}_03`, primitiveVersion: 1 },
        ibans: [IBANS.other],
      },
    ],
  }
}

export async function startTestBench(options: Partial<SimulatorOptions> = {}): Promise<TestBench> {
  const station = await startStubStation()
  const simulator = await startSimulator({
    config: testConfig(station.url),
    ...options,
    timing: { hourMs: 30, receiptDelayMs: 1, paymentTimeoutMs: 1_000, receiptTimeoutMs: 2_000, ...options.timing },
  })
  const get = (path: string) => toPage(fetch(new URL(path, simulator.url), { redirect: 'manual' }))
  const json = async <T>(path: string) => (await (await fetch(new URL(path, simulator.url))).json()) as T
  return {
    simulator,
    station,
    get,
    json,
    post: (path, form = {}) =>
      toPage(
        fetch(new URL(path, simulator.url), { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' }),
      ),
    deliveries: (noticeNumber) => json<Delivery[]>(`/ricevute.json?noticeNumber=${noticeNumber}`),
    log: (kind = '') => json<Entry[]>(`/registro.json?kind=${kind}`),
    until,
    async stop() {
      await Promise.all([simulator.stop(), station.stop()])
    },
  }
}

async function toPage(response: Promise<Response>): Promise<Page> {
  const { status, headers, ...rest } = await response.then(async (answer) => ({
    status: answer.status,
    headers: answer.headers,
    html: await answer.text(),
  }))
  return { status, location: headers.get('location') ?? '', contentType: headers.get('content-type') ?? '', ...rest }
}

async function until<T>(read: () => Promise<T>, isWanted: (value: T) => boolean): Promise<T> {
  const end = performance.now() + 5_000
  for (;;) {
    const value = await read()
    if (isWanted(value)) return value
    if (performance.now() > end) throw new Error(`still ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** A cart of version 2 with one notice after another. */
export function cartBody(noticeNumbers: readonly string[], amount = 12_000, more: Record<string, unknown> = {}) {
  return {
    emailNotice: 'maria.rossi@example.it',
    idCart: 'tentativo-1',
    paymentNotices: noticeNumbers.map((noticeNumber) => ({
      noticeNumber,
      fiscalCode: COMUNE,
      amount,
      companyName: 'Comune di Test',
      description: 'TARI 2026',
    })),
    returnUrls: {
      returnOkUrl: 'https://portale.example.it/ok?t=1',
      returnCancelUrl: 'https://portale.example.it/annullato?t=1',
      returnErrorUrl: 'https://portale.example.it/errore?t=1',
      returnWaitingUrl: 'https://portale.example.it/attesa?t=1',
    },
    ...more,
  }
}
