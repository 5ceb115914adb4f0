/** The portal, put together: every route of it, in the order in which it is registered, with what it is given. */
import { accountRoutes } from './accounts/account.route.tsx'
import { cartRoutes } from './cart/cart.route.tsx'
import { challengeRoutes } from './accounts/challenge.route.tsx'
import { profileRoutes } from './accounts/profile.route.tsx'
import { proveRoutes } from './accounts/prove.route.tsx'
import { registerRoutes } from './accounts/register.route.tsx'
import { caseRoutes } from './cases/case.route.tsx'
import { paidButMissingRoutes } from './cases/paid-but-missing.route.tsx'
import { payRoutes } from './checkout/pay.route.tsx'
import { paymentRoutes } from './checkout/payment.route.tsx'
import { addPositionRoutes } from './debt-positions/add-position.route.tsx'
import { listRoutes } from './debt-positions/lists.route.tsx'
import { createSessionOpener } from './debt-positions/session-view.queries.ts'
import { positionRoutes } from './debt-positions/position.route.tsx'
import { searchRoutes } from './debt-positions/search.route.tsx'
import { historyRoutes } from './history/history.route.tsx'
import { statementRoutes } from './history/statement.route.tsx'
import { homeRoutes } from './institutions/home.route.tsx'
import { informationRoutes } from './institutions/information.route.tsx'
import { manualRoutes } from './manual/manual.route.ts'
import { calendarRoutes } from './messages/calendar.route.ts'
import { preferenceRoutes } from './messages/preferences.route.tsx'
import { stopRoutes } from './messages/stop.route.tsx'
import { paperRoutes } from './papers/papers.route.ts'
import { privacyRoutes } from './privacy/privacy.route.tsx'
import { ratingRoutes } from './ratings/rating.route.tsx'
import { fillInRoutes } from './services/fill-in.route.tsx'
import { servicesRoutes } from './services/services.route.tsx'
import { type App, createEdge } from './web/edge.tsx'
import { installationRoutes } from './web/installation.route.ts'
import type { PortalServices } from './web/services.ts'

/** What the portal does not make itself. */
export type PortalGiven = Omit<PortalServices, 'openToSession'>

export function createPortal(given: PortalGiven): App {
  const services: PortalServices = {
    ...given,
    openToSession: createSessionOpener(given.db, (error) =>
      given.log.error({ event: 'search.split', err: error }, 'found positions are remembered one by one'),
    ),
  }
  const app = createEdge(services)
  // After the edge's own plugins: their hooks and parsers must be there before any route.
  app.register(async (portal) => {
    installationRoutes(portal, services)
    homeRoutes(portal, services)
    searchRoutes(portal, services)
    positionRoutes(portal, services)
    addPositionRoutes(portal, services)
    servicesRoutes(portal, services)
    fillInRoutes(portal, services)
    paperRoutes(portal, services)
    cartRoutes(portal, services)
    payRoutes(portal, services)
    paymentRoutes(portal, services)
    paidButMissingRoutes(portal, services)
    caseRoutes(portal, services)
    registerRoutes(portal, services)
    accountRoutes(portal, services)
    profileRoutes(portal, services)
    proveRoutes(portal, services)
    privacyRoutes(portal, services)
    preferenceRoutes(portal, services)
    stopRoutes(portal, services)
    calendarRoutes(portal, services)
    challengeRoutes(portal, services)
    listRoutes(portal, services)
    historyRoutes(portal, services)
    statementRoutes(portal, services)
    ratingRoutes(portal, services)
    informationRoutes(portal, services)
    manualRoutes(portal, services)
  })
  return app
}
