/** What the bench is, and where everything is. */
import { readFileSync } from 'node:fs'
import type { Bench } from './bench.ts'
import { SENTINELS } from './cart-sentinels.ts'
import type { Cart } from './checkout.ts'
import type { Institution } from './config.ts'
import { fileBeside } from './files.ts'
import { text } from './home.text.ts'
import { type App, sendPage } from './http.ts'
import { BenchPage, Euro, Message, PATHS } from './layout.tsx'
import { text as frame } from './layout.text.ts'
import { sum } from './money.ts'
import { isBroken } from './switches.ts'

export function homeRoutes(app: App, bench: Bench): void {
  const style = readFileSync(fileBeside('style.css'), 'utf8')
  app.get('/style.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(style))
  app.get('/', (_request, reply) => sendPage(reply, <HomePage bench={bench} />))
  app.setNotFoundHandler((_request, reply) =>
    sendPage(
      reply,
      <BenchPage title={frame.pageNotFound}>
        <h1>{frame.pageNotFound}</h1>
        <p>
          <a href="/">{frame.toHome}</a>
        </p>
      </BenchPage>,
      404,
    ),
  )
}

function HomePage({ bench }: { bench: Bench }) {
  return (
    <BenchPage title={text.title} at="home">
      <h1>{text.title}</h1>
      <p class="lead">{text.intro}</p>
      {isBroken(bench.switches) && (
        <Message tone="bad">
          {text.broken} <a href={PATHS.bench}>{text.mend}</a>
        </Message>
      )}
      <h2>{text.parts}</h2>
      <div class="grid">
        {Object.entries(text.cards).map(([name, { title, detail }]) => (
          <a key={name} class="card" href={PATHS[name as keyof typeof text.cards]}>
            <strong>{title}</strong>
            <span>{detail}</span>
          </a>
        ))}
      </div>
      <Counts bench={bench} />
      <OpenCarts carts={bench.checkout.openCarts()} />
      <Institutions institutions={bench.config.institutions} />
      <Sentinels />
      <h2>{text.json}</h2>
      <dl>
        {text.endpoints.map(([path, detail]) => (
          <div key={path}>
            <dt>
              <code>{path}</code>
            </dt>
            <dd>{detail}</dd>
          </div>
        ))}
      </dl>
      <p>{text.memory}</p>
    </BenchPage>
  )
}

function Counts({ bench }: { bench: Bench }) {
  const pending = bench.receipts.deliveries().filter(({ state }) => state === 'waiting' || state === 'pending')
  const inProgress = bench.node.positions().filter(({ state }) => state === 'in-progress')
  const counts: [string, number][] = [
    [text.count.inProgress, inProgress.length],
    [text.count.payments, bench.node.payments().length],
    [text.count.pending, pending.length],
    [text.count.mails, bench.mailbox.size],
    [text.count.carts, bench.checkout.list().length],
    [text.count.entries, bench.journal.size],
  ]
  return (
    <>
      <h2>{text.counts}</h2>
      <ul class="counts">
        {counts.map(([name, count]) => (
          <li key={name}>
            <strong>{count.toLocaleString('it-IT')}</strong> {name}
          </li>
        ))}
      </ul>
    </>
  )
}

const CARTS_SHOWN = 10

function OpenCarts({ carts }: { carts: readonly Cart[] }) {
  return (
    <>
      <h2>{text.carts}</h2>
      {carts.length === 0 && <Message tone="calm">{text.noCarts}</Message>}
      <ul>
        {carts.slice(0, CARTS_SHOWN).map(({ id, request }) => (
          <li key={id}>
            <a href={`/c/${id}`}>{request.paymentNotices.map(({ description }) => description).join(' + ')}</a>,{' '}
            <Euro cents={sum(request.paymentNotices.map(({ amount }) => amount))} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Institutions({ institutions }: { institutions: readonly Institution[] }) {
  const { institution: words } = text
  return (
    <>
      <h2>{text.institutions}</h2>
      <table>
        <thead>
          <tr>
            {Object.entries(words).map(([name, label]) => (
              <th key={name}>{label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {institutions.map(({ name, fiscalCode, stations, broadcastTo, ibans }) => (
            <tr key={fiscalCode}>
              <td data-label={words.name}>{name}</td>
              <td data-label={words.fiscalCode} class="code">
                {fiscalCode}
              </td>
              <td data-label={words.station} class="long">
                <ul class="plain">
                  {stations.map(({ stationId, primitiveVersion, url }) => (
                    <li key={stationId}>{text.station(stationId, primitiveVersion, url)}</li>
                  ))}
                  {broadcastTo && <li>{text.onlyBroadcast(broadcastTo.stationId)}</li>}
                </ul>
              </td>
              <td data-label={words.notices} class="code">
                {stations.flatMap(prefixesOf).join(', ') || '–'}
              </td>
              <td data-label={words.ibans} class="code long">
                {ibans.join(' ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function prefixesOf({ auxDigits, segregationCodes, applicationCodes }: Institution['stations'][number]): string[] {
  return auxDigits.flatMap((digit) => {
    if (digit === '3') return segregationCodes.map((code) => digit + code)
    return digit === '0' ? applicationCodes.map((code) => digit + code) : [digit]
  })
}

function Sentinels() {
  return (
    <>
      <h2>{text.sentinels}</h2>
      <p>{text.sentinelsIntro}</p>
      <table class="small">
        <thead>
          <tr>
            <th>{text.amount}</th>
            <th>{text.answer}</th>
          </tr>
        </thead>
        <tbody>
          {[...SENTINELS.keys()].map((amount) => (
            <tr key={amount}>
              <td data-label={text.amount}>
                <Euro cents={amount} />
              </td>
              <td data-label={text.answer}>{text.sentinel[amount]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{text.otherSentinels}</p>
    </>
  )
}
