/** Pratiche associate: what the person who is signed in owes. */
import { parseDay, todayInRome } from '../core/time.ts'
import { newId } from '../platform/random.ts'
import { routes } from '../routes.ts'
import { readCartNews } from '../ui/cart-news.tsx'
import type { App } from '../web/edge.tsx'
import { type FormBody, querySchema } from '../web/form.ts'
import { ownInstitution, personalFrameWith, sightOf } from '../web/frame.ts'
import { isUuid } from '../web/params.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { type Cursor, type ListPage as Rows, listOwed, totalOwed } from './citizen.queries.ts'
import type { InstallmentId } from './installment.ts'
import { ListPage } from './list.page.tsx'
import { canPrintNotice, cartOffer, payOffer } from './pay-offer.ts'
import type { SeenPosition } from './position-record.ts'

const cursorQuery = { dopo: 100, prima: 100 }
const listQuery = { ...cursorQuery, carrello: 20 }

export function listRoutes(app: App, services: PortalServices): void {
  const { db, clock } = services

  app.get<{ Querystring: FormBody<typeof listQuery> }>(
    routes.positions(':institution'),
    { config: { access: 'account' }, schema: { querystring: querySchema(listQuery) } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const { institutionId, code, allowsGuestPayment } = institution
      const now = clock.now()
      const sight = await sightOf(services, request)
      const cursor = cursorOf(request.query)
      const [rows, total] = await Promise.all([
        listOwed(db, institutionId, sight, cursor, now),
        totalOwed(db, institutionId, sight, now),
      ])
      const payer = { allowsGuestPayment, isSignedIn: true }
      const page = (
        <ListPage
          frame={personalFrameWith(services, request, total)}
          today={todayInRome(clock)}
          rows={rows.rows.map((row) => {
            const pay = payOffer(row, payer, now, newId)
            return { ...row.record, pay, cart: cartOffer(row, pay), canPrintNotice: canPrintNotice(row) }
          })}
          total={total}
          isProven={sight.fiscalCode !== null}
          cartNews={readCartNews(request.query.carrello)}
          here={hereOf(cursor)}
          {...links(routes.positions(code), rows)}
        />
      )
      return sendPage(reply, page)
    },
  )
}

/** `dopo=2026-12-31_<id>`: after this row. One that does not read is as good as none. */
function cursorOf({ dopo, prima }: FormBody<typeof cursorQuery>): Cursor | undefined {
  const [key = '', id = ''] = (dopo || prima).split('_')
  if (!parseDay(key) || !isUuid(id)) return undefined
  return { direction: dopo ? 'after' : 'before', key, installmentId: id as InstallmentId }
}

/** The cursor as the address has it: only what has been read goes into the page. */
function hereOf(cursor: Cursor | undefined): { dopo?: string; prima?: string } {
  if (!cursor) return {}
  const place = `${cursor.key}_${cursor.installmentId}`
  return cursor.direction === 'after' ? { dopo: place } : { prima: place }
}

function links(path: string, { rows, hasPrevious, hasNext }: Rows) {
  const at = (name: 'dopo' | 'prima', row: SeenPosition | undefined) =>
    row && `${path}?${name}=${row.record.dueOn.toString()}_${row.record.installmentId}`
  return {
    previous: hasPrevious ? at('prima', rows[0]) : undefined,
    next: hasNext ? at('dopo', rows.at(-1)) : undefined,
  }
}
