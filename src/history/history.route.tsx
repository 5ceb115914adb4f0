/** Storico pratiche: what the person who is signed in has paid, with a search, and the same for a spreadsheet. */
import type { FastifyRequest } from 'fastify'
import { parseInstant, todayInRome } from '../core/time.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import type { Institution } from '../institutions/institution.ts'
import { paperHeaders } from '../platform/http/headers.ts'
import { routes } from '../routes.ts'
import type { App } from '../web/edge.tsx'
import { type FormBody, querySchema } from '../web/form.ts'
import { ownInstitution, personalFrame, sightAt, sightOf } from '../web/frame.ts'
import { isUuid } from '../web/params.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import {
  HISTORY_FIELDS,
  type HistoryForm,
  addressOf,
  emptyHistoryForm,
  historyQuery,
  readHistoryForm,
} from './history-filter.ts'
import { HISTORY_PAGE_ROWS, type HistoryCursor, type HistoryRow, type HistoryRows } from './history-rows.ts'
import { historyTable } from './history-table.text.ts'
import { HistoryPage } from './history.page.tsx'
import { findChoices } from './history.queries.ts'
import { MOST_EXPORTED, MOST_INSTITUTIONS, limits } from './limits.ts'
import { lookBack } from './look-back.operation.ts'

const query = { ...HISTORY_FIELDS, dopo: 100, prima: 100 }
type HistoryRequest = FastifyRequest<{ Querystring: FormBody<typeof query> }>

export function historyRoutes(app: App, services: PortalServices): void {
  const { db, clock, directory, limiter } = services
  const options = { config: { access: 'account' }, schema: { querystring: querySchema(query) } } as const

  app.get(routes.history(':institution'), options, async (request: HistoryRequest, reply) => {
    const institution = ownInstitution(request)
    const form = formOf(request)
    const { filter, errors } = readHistoryForm(form)
    const sight = await sightOf(services, request)
    const [found, choices, frame] = await Promise.all([
      lookBack(services, {
        institutions: institutionsOf(request, form),
        sightAt: (other) => (other === institution ? Promise.resolve(sight) : sightAt(services, request, other)),
        filter,
        cursor: cursorOf(request.query),
        size: HISTORY_PAGE_ROWS,
      }),
      findChoices(db, institution.institutionId, sight, clock.now()),
      personalFrame(services, request, sight),
    ])
    const page = (
      <HistoryPage
        frame={frame}
        today={todayInRome(clock)}
        rows={found.rows.map((row) => toRecord(row, institution))}
        form={form}
        errors={errors}
        choices={{
          years: choices.years.map(String),
          services: form.ente === '' ? choices.services : [],
          institutions: choosable(),
        }}
        {...links(routes.history(institution.code), found, form)}
      />
    )
    return sendPage(reply, page, Object.keys(errors).length > 0 ? 422 : 200)
  })

  app.get(routes.historyExport(':institution'), options, async (request: HistoryRequest, reply) => {
    const { account } = request.browser
    const count = { policy: limits.exportsPerMinute, key: account?.accountId ?? '', weight: 1 }
    const tooMany = await limiter.exceeded([count], clock.now())
    if (tooMany) {
      reply.header('retry-after', tooMany.retryAfterSeconds)
      throw Object.assign(new Error('too many exports'), { statusCode: 429 })
    }
    const form = formOf(request)
    const { rows, hasNext } = await lookBack(services, {
      institutions: institutionsOf(request, form),
      sightAt: (other) => sightAt(services, request, other),
      filter: readHistoryForm(form).filter,
      cursor: undefined,
      size: MOST_EXPORTED,
    })
    return reply.headers(paperHeaders('storico.csv', 'text/csv; charset=utf-8')).send(historyTable(rows, !hasNext))
  })

  /** Those whose pages are there for everybody, as long as they are few. */
  function choosable(): readonly Institution[] {
    const listed = directory.all().filter(({ isListed }) => isListed)
    return listed.length <= MOST_INSTITUTIONS ? listed : []
  }

  function institutionsOf(request: HistoryRequest, { ente }: HistoryForm): readonly Institution[] {
    const own = ownInstitution(request)
    if (ente === '') return [own]
    const all = choosable()
    if (ente === 'tutti' && all.length > 0) return all
    const one = directory.byCode(ente)
    return one?.isListed ? [one] : [own]
  }
}

function formOf({ query: asked }: HistoryRequest): HistoryForm {
  const names = Object.keys(emptyHistoryForm) as (keyof HistoryForm)[]
  return Object.fromEntries(names.map((name) => [name, asked[name]])) as HistoryForm
}

function toRecord({ record, institution }: HistoryRow, here: Institution) {
  return {
    ...record,
    elsewhere: institution === here ? undefined : { code: institution.code, name: institution.name },
    canGetReceipt: record.status.kind === 'confirmed',
  }
}

/** `dopo=2026-11-24T10:00:00Z_<id>`: after this row. One that does not read is as good as none. */
function cursorOf({ dopo, prima }: HistoryRequest['query']): HistoryCursor | undefined {
  const [instant = '', id = ''] = (dopo || prima).split('_')
  const closedAt = /^\d{4}-/.test(instant) ? parseInstant(instant) : undefined
  if (!closedAt || !isUuid(id)) return undefined
  return { direction: dopo ? 'after' : 'before', closedAt, installmentId: id as InstallmentId }
}

function links(path: string, { rows, hasPrevious, hasNext }: HistoryRows, form: HistoryForm) {
  const at = (name: 'dopo' | 'prima', row: HistoryRow | undefined) => {
    if (!row) return undefined
    const kept = historyQuery(form)
    kept.set(name, `${row.closedAt.toString()}_${row.record.installmentId}`)
    return addressOf(path, kept)
  }
  return {
    previous: hasPrevious ? at('prima', rows[0]) : undefined,
    next: hasNext ? at('dopo', rows.at(-1)) : undefined,
  }
}
