/** Which mails one gets, and the private calendar. */
import type { AccountId } from '../accounts/account.ts'
import { newId } from '../platform/random.ts'
import { routes } from '../routes.ts'
import type { App } from '../web/edge.tsx'
import { type FormBody, formSchema, querySchema } from '../web/form.ts'
import { ownInstitution, personalFrame, sightOf } from '../web/frame.ts'
import { operationIdOf } from '../web/params.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { REMINDER_DAYS } from './message.ts'
import { makeToken } from './message-token.ts'
import { PreferencesPage, type PreferencesPageProps } from './preferences.page.tsx'
import { deleteFeed, findFeedOf, findPreferences, saveFeed, savePreferences } from './preferences.queries.ts'

const form = { newPositions: 3, payments: 3, days30: 3, days7: 3, days1: 3, receipt: 10 }
const calendarForm = { operationId: 36 }
const query = { fatto: 20 }

/** What has just been done, as the address says it. */
const DONE: Readonly<Record<string, PreferencesPageProps['done']>> = {
  salvate: 'saved',
  'calendario-attivo': 'opened',
  'calendario-chiuso': 'closed',
}

export function preferenceRoutes(app: App, services: PortalServices): void {
  const { db, clock, links, messageKey } = services
  const access = { config: { access: 'account' } } as const

  app.get<{ Querystring: FormBody<typeof query> }>(
    routes.preferences(':institution'),
    { ...access, schema: { querystring: querySchema(query) } },
    async (request, reply) => {
      const { institutionId, code } = ownInstitution(request)
      const accountId = signedIn(request)
      const sight = await sightOf(services, request)
      const [frame, preferences, feedId] = await Promise.all([
        personalFrame(services, request, sight),
        findPreferences(db, accountId),
        findFeedOf(db, institutionId, accountId),
      ])
      const calendarUrl = feedId && links.absolute(routes.calendar(code, makeToken(messageKey, 'calendar', feedId)))
      const page = (
        <PreferencesPage
          frame={frame}
          preferences={preferences}
          isRecognised={sight.fiscalCode !== null}
          calendarUrl={calendarUrl}
          operationId={newId()}
          done={DONE[request.query.fatto]}
        />
      )
      return sendPage(reply, page)
    },
  )

  app.post<{ Body: FormBody<typeof form> }>(
    routes.preferences(':institution'),
    { ...access, schema: { body: formSchema(form) } },
    async (request, reply) => {
      const { body } = request
      const preferences = {
        wantsNewPositions: body.newPositions === 'yes',
        wantsPayments: body.payments === 'yes',
        attachesReceipt: body.receipt === 'attached',
        reminderDays: REMINDER_DAYS.filter((days) => body[`days${days}`] === 'yes'),
      }
      await savePreferences(db, signedIn(request), preferences, clock.now())
      return reply.redirect(`${routes.preferences(ownInstitution(request).code)}?fatto=salvate`, 303)
    },
  )

  app.post<{ Body: FormBody<typeof calendarForm> }>(
    routes.openCalendar(':institution'),
    { ...access, schema: { body: formSchema(calendarForm) } },
    async (request, reply) => {
      const { institutionId, code } = ownInstitution(request)
      const feedId = operationIdOf(request.body.operationId)
      await db.institution(institutionId, (tx) => saveFeed(tx, signedIn(request), feedId, clock.now()))
      return reply.redirect(`${routes.preferences(code)}?fatto=calendario-attivo`, 303)
    },
  )

  app.post(
    routes.closeCalendar(':institution'),
    { ...access, schema: { body: formSchema({}) } },
    async (request, reply) => {
      const { institutionId, code } = ownInstitution(request)
      await db.institution(institutionId, (tx) => deleteFeed(tx, signedIn(request)))
      return reply.redirect(`${routes.preferences(code)}?fatto=calendario-chiuso`, 303)
    },
  )
}

/** On a route for accounts there is one: the edge has seen to it. */
function signedIn(request: { browser: { account: { accountId: AccountId } | undefined } }): AccountId {
  const { account } = request.browser
  if (!account) throw new Error('a personal page without anybody signed in')
  return account.accountId
}
