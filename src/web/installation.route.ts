/** What belongs to the installation and to no ente: its files, its health, its letters from browsers and robots. */
import { fileURLToPath } from 'node:url'
import staticFiles from '@fastify/static'
import { routes } from '../routes.ts'
import { sql, integer } from '../platform/sql.ts'
import { clientKey } from '../platform/http/client-address.ts'
import type { App } from './edge.tsx'
import type { PortalServices } from './services.ts'

const machine = { config: { access: 'machine' } } as const
const reportsPerMinute = { name: 'csp-reports-ip-minute', limit: 10, windowSeconds: 60 } as const
const REPORT_BYTES = 10 * 1024

export function installationRoutes(app: App, services: PortalServices): void {
  const { db, log, limiter, clock, config } = services

  app.register(staticFiles, {
    root: fileURLToPath(new URL('../../assets/', import.meta.url)),
    prefix: routes.assets(''),
    preCompressed: true,
    // A name has its content's digest in it: what was fetched once is never asked for again.
    cacheControl: false,
    setHeaders: (reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable')
    },
    index: false,
  })

  app.get(routes.health(), machine, async (_request, reply) => {
    await db.query(sql`select 1 as alive`, { alive: integer })
    return reply.send({ status: 'ok' })
  })

  app.get(routes.robotsTxt(), machine, (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send('User-agent: *\nAllow: /$\nDisallow: /\n'),
  )

  app.get(routes.securityTxt(), machine, (_request, reply) => {
    const expires = clock
      .now()
      .add({ hours: 24 * 180 })
      .toString({ smallestUnit: 'second' })
    const lines = [`Contact: ${config.portal.securityContact}`, `Expires: ${expires}`, 'Preferred-Languages: it, en']
    return reply.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`)
  })

  app.register(async (reports) => {
    const types = ['application/reports+json', 'application/csp-report', 'application/json']
    reports.addContentTypeParser(types, { parseAs: 'string', bodyLimit: REPORT_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    reports.post(routes.cspReport(), { ...machine, bodyLimit: REPORT_BYTES }, async (request, reply) => {
      const count = { policy: reportsPerMinute, key: clientKey(request.ip), weight: 1 }
      if (!(await limiter.exceeded([count], clock.now()))) {
        log.warn(
          { event: 'web.csp-report', directives: directivesIn(String(request.body)) },
          'a browser refused something',
        )
      }
      return reply.code(204).send()
    })
  })
}

/** The names of the rules that were broken; the addresses in a report may hold anything. */
function directivesIn(report: string): string[] {
  const found = report.matchAll(/"(?:effective-?directive|violated-directive)":\s*"([a-z-]{1,40})/gi)
  return Array.from(new Set(Array.from(found, (match) => match[1] ?? '')))
}
