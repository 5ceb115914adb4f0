/** The log, for people and for programs. */
import type { Bench } from './bench.ts'
import { type App, fieldsOf, idOf, sendPage } from './http.ts'
import { withoutSeparators } from './identifiers.ts'
import { EntryPage, type LogFilter, LogPage, MissingEntryPage } from './log.pages.tsx'

const SHOWN = 200

export function logRoutes(app: App, { journal }: Bench): void {
  app.get('/registro', (request, reply) => {
    const filter = readFilter(request.query)
    return sendPage(reply, <LogPage entries={journal.list(filter).slice(0, SHOWN)} filter={filter} />)
  })

  app.get('/registro.json', (request) => {
    const after = Number(fieldsOf(request.query)['after'] ?? 0)
    return journal.list(readFilter(request.query)).filter(({ id }) => id > after)
  })

  app.post('/registro/svuota', (_request, reply) => {
    journal.clear()
    return reply.redirect('/registro', 303)
  })

  app.get('/registro/:id', (request, reply) => {
    const entry = journal.find(idOf(request))
    return entry ? sendPage(reply, <EntryPage entry={entry} />) : sendPage(reply, <MissingEntryPage />, 404)
  })
}

function readFilter(query: unknown): LogFilter {
  const { kind, noticeNumber } = fieldsOf(query)
  const digits = withoutSeparators(noticeNumber ?? '')
  return { ...(kind ? { kind } : {}), ...(digits ? { noticeNumber: digits } : {}) }
}
