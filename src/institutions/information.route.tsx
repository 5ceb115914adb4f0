/** Help, legal pages, colours and crest of an ente. */
import { routes } from '../routes.ts'
import { parseHexColor, themeCss, DEFAULT_PRIMARY } from '../ui/theme.ts'
import type { App, EdgeServices } from '../web/edge.tsx'
import { ownInstitution, portalFrame } from '../web/frame.ts'
import { sendPage } from '../web/reply.ts'
import { GuidePage } from './guide.page.tsx'
import { HelpPage } from './help.page.tsx'
import { AccessibilityPage, LegalNotesPage, PrivacyPage } from './legal.page.tsx'

const FOR_EVER = 'public, max-age=31536000, immutable'
const A_DAY = 'public, max-age=86400'

export function informationRoutes(app: App, services: EdgeServices): void {
  const anyone = { config: { access: 'anyone' } } as const
  const machine = { config: { access: 'machine' } } as const

  app.get(routes.help(':institution'), anyone, async (request, reply) =>
    sendPage(reply, <HelpPage frame={await portalFrame(services, request)} />),
  )
  app.get(routes.guide(':institution'), anyone, async (request, reply) =>
    sendPage(reply, <GuidePage frame={await portalFrame(services, request)} />),
  )
  app.get(routes.privacy(':institution'), anyone, async (request, reply) =>
    sendPage(reply, <PrivacyPage frame={await portalFrame(services, request)} />),
  )
  app.get(routes.accessibility(':institution'), anyone, async (request, reply) =>
    sendPage(reply, <AccessibilityPage frame={await portalFrame(services, request)} />),
  )
  app.get(routes.legalNotes(':institution'), anyone, async (request, reply) =>
    sendPage(reply, <LegalNotesPage frame={await portalFrame(services, request)} />),
  )

  app.get(routes.theme(':institution'), machine, (request, reply) => {
    const color = parseHexColor(ownInstitution(request).primaryColor) ?? DEFAULT_PRIMARY
    // Its address changes with its content.
    return reply.header('cache-control', FOR_EVER).type('text/css; charset=utf-8').send(themeCss(color))
  })

  app.get(routes.crest(':institution'), machine, (request, reply) => {
    const { crestSvg } = ownInstitution(request)
    if (crestSvg === null) return reply.callNotFound()
    return reply
      .headers({
        'cache-control': A_DAY,
        // An image from a file of the ente's: whatever is in it, nothing of it runs.
        'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
      })
      .type('image/svg+xml')
      .send(crestSvg)
  })
}
