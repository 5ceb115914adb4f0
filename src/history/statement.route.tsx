/** Riepilogo annuale: what was paid in one year, on a page, on paper and for a spreadsheet. */
import type { FastifyRequest } from 'fastify'
import { displayName } from '../accounts/account.ts'
import { todayInRome } from '../core/time.ts'
import type { Sight } from '../debt-positions/visibility.ts'
import { paperHeaders } from '../platform/http/headers.ts'
import type { StatementDocument } from '../receipts/statement-document.ts'
import { routes } from '../routes.ts'
import type { App } from '../web/edge.tsx'
import { type FormBody, querySchema } from '../web/form.ts'
import { ownInstitution, personalFrame, sightOf } from '../web/frame.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { findChoices } from './history.queries.ts'
import { MOST_ON_STATEMENT, limits } from './limits.ts'
import { statementTable } from './statement-table.text.ts'
import { StatementPage } from './statement.page.tsx'
import { listPaidIn } from './statement.queries.ts'

const query = { anno: 4 }
type StatementRequest = FastifyRequest<{ Querystring: FormBody<typeof query> }>

export function statementRoutes(app: App, services: PortalServices): void {
  const { db, clock, limiter, printer } = services
  const options = { config: { access: 'account' }, schema: { querystring: querySchema(query) } } as const

  app.get(routes.statement(':institution'), options, async (request: StatementRequest, reply) => {
    const { institutionId } = ownInstitution(request)
    const sight = await sightOf(services, request)
    const [{ paidYears }, frame] = await Promise.all([
      findChoices(db, institutionId, sight, clock.now()),
      personalFrame(services, request, sight),
    ])
    const asked = yearOf(request)
    const year = asked ?? paidYears[0] ?? todayInRome(clock).year
    const years = asked === undefined || paidYears.includes(asked) ? paidYears : [asked, ...paidYears]
    const statement = await statementOf(request, sight, year)
    return sendPage(reply, <StatementPage frame={frame} statement={statement} years={years} />)
  })

  app.get(routes.statementPaper(':institution'), options, async (request: StatementRequest, reply) => {
    const statement = await countedStatement(request)
    if (!statement) return reply.callNotFound()
    const pdf = await printer.statement(statement)
    return reply.headers(paperHeaders(`riepilogo-${statement.year}.pdf`)).send(pdf)
  })

  app.get(routes.statementTable(':institution'), options, async (request: StatementRequest, reply) => {
    const statement = await countedStatement(request)
    if (!statement) return reply.callNotFound()
    const headers = paperHeaders(`riepilogo-${statement.year}.csv`, 'text/csv; charset=utf-8')
    return reply.headers(headers).send(statementTable(statement))
  })

  /** Undefined for a year that is none, or in which nothing was paid: a paper that says nothing is not printed. */
  async function countedStatement(request: StatementRequest): Promise<StatementDocument | undefined> {
    const { account } = request.browser
    const count = { policy: limits.exportsPerMinute, key: account?.accountId ?? '', weight: 1 }
    if (await limiter.exceeded([count], clock.now())) {
      throw Object.assign(new Error('too many statements'), { statusCode: 429 })
    }
    const year = yearOf(request)
    if (year === undefined) return undefined
    const statement = await statementOf(request, await sightOf(services, request), year)
    return statement.lines.length > 0 ? statement : undefined
  }

  async function statementOf(request: StatementRequest, sight: Sight, year: number): Promise<StatementDocument> {
    const { account } = request.browser
    if (!account) throw new Error('a statement without anybody signed in')
    const institution = ownInstitution(request)
    const lines = await listPaidIn(db, institution.institutionId, sight, year, MOST_ON_STATEMENT + 1)
    return {
      institution: {
        name: institution.name,
        fiscalCode: institution.fiscalCode,
        crestSvg: institution.crestSvg ?? undefined,
      },
      holder: { name: displayName(account.name), fiscalCode: sight.fiscalCode ?? undefined },
      year,
      lines: lines.slice(0, MOST_ON_STATEMENT),
      isWhole: lines.length <= MOST_ON_STATEMENT,
      printedAt: clock.now(),
      isTest: institution.environment === 'test',
    }
  }
}

function yearOf({ query: { anno } }: StatementRequest): number | undefined {
  return /^[12]\d{3}$/.test(anno) ? Number(anno) : undefined
}
