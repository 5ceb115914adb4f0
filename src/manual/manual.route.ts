/** The citizen's manual, with the name, the crest and the contacts of the ente whose pages these are. */
import { limits } from '../debt-positions/limits.ts'
import { clientKey } from '../platform/http/client-address.ts'
import { paperHeaders } from '../platform/http/headers.ts'
import { manualText as text } from '../institutions/guide.text.ts'
import { routes } from '../routes.ts'
import type { App } from '../web/edge.tsx'
import { ownInstitution } from '../web/frame.ts'
import type { PortalServices } from '../web/services.ts'
import type { ManualDocument } from './manual-document.ts'

const A_DAY = 'public, max-age=86400'

export function manualRoutes(app: App, services: PortalServices): void {
  const { config, clock, limiter, printer } = services

  app.get(routes.manual(':institution'), { config: { access: 'anyone' } }, async (request, reply) => {
    const count = { policy: limits.papersPerMinute, key: clientKey(request.ip), weight: 1 }
    if (await limiter.exceeded([count], clock.now())) {
      throw Object.assign(new Error('too many papers'), { statusCode: 429 })
    }
    const institution = ownInstitution(request)
    const manual: ManualDocument = {
      institution: {
        name: institution.name,
        officeName: institution.officeName,
        crestSvg: institution.crestSvg ?? undefined,
        allowsGuestPayment: institution.allowsGuestPayment,
        allowsLocalRegistration: institution.localRegistration !== 'off',
        opensServices: institution.opensServices,
        streetAddress: institution.streetAddress,
        phone: institution.phone,
        email: institution.email,
        certifiedEmail: institution.certifiedEmail,
        openingHours: institution.openingHours,
        websiteUrl: institution.websiteUrl,
      },
      address: new URL(routes.search(institution.code), config.portal.baseUrl).href,
      printedAt: clock.now(),
    }
    const pdf = await printer.manual(manual)
    return reply.headers({ ...paperHeaders(text.fileName), 'cache-control': A_DAY }).send(pdf)
  })
}
