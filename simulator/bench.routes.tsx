/** The page where the platform is broken and mended; each of its forms is also there for a program. */
import type { Bench } from './bench.ts'
import { findStation, payTwice, sendBroadcastReceipt, sendUnknownReceipt } from './bench-actions.ts'
import { SwitchesPage } from './bench.pages.tsx'
import { text } from './bench.text.ts'
import { type App, type Reply, type Request, fieldsOf, sendPage, wantsJson } from './http.ts'
import { type Notice, withoutSeparators } from './identifiers.ts'
import { initialSwitches, turnSwitches } from './switches.ts'

type Form = Record<string, string>
/** Where a person goes on, what a program is told; or what was wrong. */
type Done = { goTo: string; tell?: Record<string, unknown> } | { wrong: string }

export function benchRoutes(app: App, bench: Bench): void {
  const { switches, node, receipts, checkout } = bench

  const onPost = (path: string, work: (form: Form) => Promise<Done> | Done) => {
    app.post(`/banco/${path}`, async (request: Request, reply: Reply) => {
      const done = await work(fieldsOf(request.body))
      if (wantsJson(request)) {
        return 'wrong' in done ? reply.code(422).send({ error: done.wrong }) : reply.send(done.tell ?? { ...switches })
      }
      if ('goTo' in done) return reply.redirect(done.goTo, 303)
      return sendPage(reply, <SwitchesPage config={bench.config} switches={switches} error={done.wrong} />, 422)
    })
  }

  app.get('/banco', (_request, reply) => sendPage(reply, <SwitchesPage config={bench.config} switches={switches} />))
  app.get('/banco.json', () => ({ ...switches, smtpUrl: bench.addresses.smtpUrl, timing: bench.timing }))

  onPost('interruttori', async (form) => {
    const wrong = turnSwitches(switches, form)
    if (!switches.receiptsPaused) await receipts.resume()
    return wrong.length > 0 ? { wrong: text.wrong(wrong.join(', ')) } : { goTo: '/banco' }
  })
  onPost('azzera', async () => {
    Object.assign(switches, initialSwitches())
    await receipts.resume()
    return { goTo: '/banco' }
  })
  onPost('sonda', async ({ stationId = '' }) => {
    const found = findStation(bench, stationId)
    if (!found) return { wrong: text.unknown }
    const { isAlive, entryId } = await node.probe(found.station, found.institution.fiscalCode)
    return { goTo: `/registro/${entryId}`, tell: { isAlive, entryId } }
  })
  onPost('spontaneo', async ({ stationId = '', idServizio = '', idSoggettoServizio = '', serviceXml = '' }) => {
    const found = findStation(bench, stationId)
    if (!found) return { wrong: text.unknown }
    if ([...idServizio].length !== 5 || [...idSoggettoServizio].length !== 5) return { wrong: text.wrongService }
    const demand = { idServizio, idSoggettoServizio, serviceXml }
    const { entryId } = await node.demand(found.station, found.institution.fiscalCode, demand)
    return { goTo: `/registro/${entryId}`, tell: { entryId } }
  })
  onPost('paga-due-volte', async (form) => {
    const result = await payTwice(bench, readNotice(form))
    if (result.outcome === 'refused') return { wrong: text.refused(result.fault.code, result.fault.description) }
    return started(result)
  })
  onPost('ricevuta-sconosciuta', async ({ stationId = '' }) => started(await sendUnknownReceipt(bench, stationId)))
  onPost('ricevuta-altrui', async ({ fiscalCode = '' }) => started(await sendBroadcastReceipt(bench, fiscalCode)))
  onPost('rispedisci', async ({ entryId = '' }) => {
    const isSent = await receipts.replay(Number(entryId))
    return isSent ? { goTo: '/ricevute', tell: { isSent } } : { wrong: text.notReplayable }
  })
  onPost('dimentica', (form) => {
    node.forget(readNotice(form))
    return { goTo: '/banco' }
  })
  onPost('fine-carrelli', () => {
    checkout.endCarts()
    return { goTo: '/banco' }
  })
  onPost('fine-token', () => {
    node.endTokens()
    return { goTo: '/banco' }
  })
}

function started(result: { outcome: 'started'; noticeNumber: string } | { outcome: 'unknown' }): Done {
  if (result.outcome === 'unknown') return { wrong: text.unknown }
  return { goTo: '/ricevute', tell: { noticeNumber: result.noticeNumber } }
}

function readNotice({ noticeNumber = '', fiscalCode = '' }: Form): Notice {
  return { noticeNumber: withoutSeparators(noticeNumber), fiscalCode: withoutSeparators(fiscalCode) }
}
