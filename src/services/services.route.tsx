/** Inserimento spontaneo: the menu, and the page of each service. */
import { routes } from '../routes.ts'
import type { App } from '../web/edge.tsx'
import { type FormBody, querySchema } from '../web/form.ts'
import { ownInstitution, portalFrame } from '../web/frame.ts'
import { type ServiceParams, serviceParams } from '../web/params.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { listDrafts } from './filled-form.queries.ts'
import { categoriesOf } from './open-service.ts'
import { formOwner, mayFillIn } from './form-access.ts'
import { ServicePage } from './service.page.tsx'
import { ServicesPage } from './services.page.tsx'
import { findOpenService, listOpenServices } from './services.queries.ts'

const query = { cerca: 100, annullata: 1 }

export function servicesRoutes(app: App, services: PortalServices): void {
  const { db } = services

  app.get<{ Querystring: FormBody<typeof query> }>(
    routes.services(':institution'),
    { config: { access: 'anyone' }, schema: { querystring: querySchema(query) } },
    async (request, reply) => {
      const { institutionId } = ownInstitution(request)
      const words = request.query.cerca.trim()
      const [open, drafts, frame] = await Promise.all([
        listOpenServices(db, institutionId),
        listDrafts(db, institutionId, formOwner(request.browser)),
        portalFrame(services, request),
      ])
      const page = (
        <ServicesPage
          frame={frame}
          query={words}
          categories={categoriesOf(open, words)}
          drafts={drafts}
          isDropped={request.query.annullata === '1'}
        />
      )
      return sendPage(reply, page)
    },
  )

  app.get<{ Params: ServiceParams }>(
    routes.service(':institution', ':service'),
    { config: { access: 'anyone' }, schema: { params: serviceParams } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const [service, frame] = await Promise.all([
        findOpenService(db, institution.institutionId, request.params.service),
        portalFrame(services, request),
      ])
      if (!service) return reply.callNotFound()
      const page = (
        <ServicePage frame={frame} service={service} mayFillIn={mayFillIn(service, institution, request.browser)} />
      )
      return sendPage(reply, page)
    },
  )
}
