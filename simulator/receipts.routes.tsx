/** The receipts on their way, and the memory of the Node, for people and for programs. */
import type { Bench } from './bench.ts'
import { DeliveryTable } from './deliveries.tsx'
import { type App, fieldsOf, sendPage } from './http.ts'
import { BenchPage, Message } from './layout.tsx'
import { text } from './receipts.text.ts'

const SHOWN = 200

export function receiptsRoutes(app: App, bench: Bench): void {
  app.get('/ricevute', (_request, reply) => {
    const deliveries = bench.receipts.deliveries().slice(0, SHOWN)
    return sendPage(
      reply,
      <BenchPage title={text.title} at="receipts">
        <h1>{text.title}</h1>
        <p>
          {text.intro} {text.hour(bench.timing.hourMs)}
        </p>
        {bench.switches.receiptsPaused && <Message tone="bad">{text.paused}</Message>}
        {deliveries.length > 0 ? (
          <DeliveryTable deliveries={deliveries} />
        ) : (
          <Message tone="calm">{text.empty}</Message>
        )}
      </BenchPage>,
    )
  })

  app.get('/ricevute.json', (request) => bench.receipts.deliveries(readFilter(fieldsOf(request.query))))
  app.get('/nodo.json', () => ({ positions: bench.node.positions(), payments: bench.node.payments() }))
}

function readFilter({ receiptId, noticeNumber }: { receiptId?: string; noticeNumber?: string }) {
  return { ...(receiptId ? { receiptId } : {}), ...(noticeNumber ? { noticeNumber } : {}) }
}
