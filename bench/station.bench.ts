/** The Node's calls, with a million positions: ours, and the least that could answer them, in the same run. */
import { getPaymentMessage, headOfRoccaverde, receiptMessage, verifyMessage } from '../tests/support/node.ts'
import type { BenchContext } from './support/context.ts'
import { type Asked, type Measured, type Served, load, serve } from './support/load.ts'
import { prepareStationBench } from './support/station-database.ts'
import { type FreshNotice, freshNotices } from './support/seed.ts'

const CONNECTIONS = 64
const SECONDS = 8
const RECEIPTS_A_TURN = 80_000
const XML = { 'content-type': 'text/xml; charset=utf-8' }

export async function bench(context: BenchContext): Promise<void> {
  const { environment, superuserUrl } = await context.withPositions()
  await prepareStationBench(superuserUrl)
  const notices = await freshNotices(superuserUrl, 40_000)
  const [port, barePort] = [await context.freePort(), await context.freePort()]
  const station = await serve(
    'src/main.js',
    ['station'],
    { ...environment, STATION_PORT: String(port) },
    `http://127.0.0.1:${port}/health`,
  )
  const answer = await answerOf(station, verifyMessage(notices[0]!.noticeNumber, headOfRoccaverde))
  const bare = await serve(
    'bench/servers/bare-station.js',
    [],
    { DATABASE_URL: environment['DATABASE_URL']!, PORT: String(barePort), ANSWER: answer },
    `http://127.0.0.1:${barePort}/`,
  )
  try {
    await questions(context, { station, bare, notices })
    await receipts(context, { station, bare, superuserUrl })
  } finally {
    await Promise.all([station.stop(), bare.stop()])
  }
}

async function answerOf({ url }: Served, body: string): Promise<string> {
  return (await fetch(`${url}/pa-for-node`, { method: 'POST', headers: XML, body })).text()
}

type Contest = { station: Served; bare: Served; notices: FreshNotice[] }

async function questions(context: BenchContext, { station, bare, notices }: Contest): Promise<void> {
  const messages = {
    verify: notices.map(({ noticeNumber }) => verifyMessage(noticeNumber, headOfRoccaverde)),
    getPaymentV2: notices.map(({ noticeNumber }) => getPaymentMessage(2, noticeNumber, { head: headOfRoccaverde })),
  }
  for (const [name, bodies] of Object.entries(messages)) {
    const ask = (server: Served, path: string, isGood: (status: number, body: string) => boolean) =>
      load({ url: server.url, connections: CONNECTIONS, seconds: SECONDS, next: cycle(bodies, path), isGood })
    const isOk = (status: number, body: string) => status === 200 && body.includes('<outcome>OK</outcome>')
    const isAny = (status: number) => status === 200
    // One of each to warm up, then in turns, so that both meet the same machine.
    await ask(bare, '/question', isAny)
    await ask(station, '/pa-for-node', isOk)
    const baseline = await ask(bare, '/question', isAny)
    const ours = await ask(station, '/pa-for-node', isOk)
    report(context, `station: ${name}`, ours, baseline, 0.6)
  }
}

async function receipts(
  context: BenchContext,
  { station, bare, superuserUrl }: Pick<Contest, 'station' | 'bare'> & { superuserUrl: string },
): Promise<void> {
  const run = `${process.pid}-${context.startedAt}`
  const bodiesOf = (notices: readonly FreshNotice[]) =>
    notices.map(({ noticeNumber, amount }, index) =>
      receiptMessage(
        2,
        {
          receiptId: `${run}-${noticeNumber.slice(3, 16)}-${index}`,
          noticeNumber,
          fiscalCode: headOfRoccaverde.idPA,
          amount: `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`,
        },
        headOfRoccaverde,
      ),
    )
  // A turn pays half of them at most; a notice that is paid already is another question.
  const fresh = bodiesOf(await freshNotices(superuserUrl, 4 * RECEIPTS_A_TURN))
  const pay = async (who: 'bare' | 'ours') => {
    const bodies = fresh.splice(0, RECEIPTS_A_TURN)
    const server = who === 'bare' ? bare : station
    const measured = await load({
      url: server.url,
      connections: CONNECTIONS,
      seconds: SECONDS,
      next: cycle(bodies, who === 'bare' ? '/receipt' : '/pa-for-node'),
      isGood: (status, body) => status === 200 && (who === 'bare' || body.includes('<outcome>OK</outcome>')),
    })
    if (measured.total > RECEIPTS_A_TURN) throw new Error('a turn has paid more notices than it was given')
    return measured
  }
  await pay('bare')
  await pay('ours')
  const baseline = await pay('bare')
  const ours = await pay('ours')
  report(context, 'station: paSendRTV2', ours, baseline, 0.5)
}

function cycle(bodies: readonly string[], path: string): () => Asked {
  let index = 0
  return () => ({ method: 'POST', path, headers: XML, body: bodies[index++ % bodies.length]! })
}

function report({ record }: BenchContext, name: string, ours: Measured, baseline: Measured, target: number): void {
  if (ours.bad + baseline.bad > 0) throw new Error(`${name}: ${ours.bad} + ${baseline.bad} answers were not good`)
  record({ name, unit: 'calls/s', value: ours.perSecond, baseline: baseline.perSecond, target: { ratio: target } })
  record({ name: `${name}, p99`, unit: 'ms', value: ours.p99, baseline: baseline.p99, target: { most: 50 } })
}
