/** Everything that a page needs besides its own data, from a request. */
import type { FastifyRequest } from 'fastify'
import { type Account, displayName } from '../accounts/account.ts'
import type { SessionId } from '../accounts/session.ts'
import { recognise } from '../accounts/recognise.operation.ts'
import { sha256 } from '../platform/random.ts'
import { type Total, totalOwed } from '../debt-positions/citizen.queries.ts'
import type { Sight } from '../debt-positions/visibility.ts'
import type { Institution } from '../institutions/institution.ts'
import { csrfToken } from '../platform/http/csrf.ts'
import type { Frame, InstitutionFrame, PersonalFrame, PortalFrame } from '../ui/frame.ts'
import { csrfSubjects, secondsLeft } from './browser.ts'
import type { EdgeServices } from './edge.tsx'

function institutionFrame(institution: Institution): InstitutionFrame {
  return {
    code: institution.code,
    name: institution.name,
    officeName: institution.officeName,
    regionName: institution.regionName,
    isTest: institution.environment === 'test',
    hasCrest: institution.crestSvg !== null,
    themeVersion: sha256(institution.primaryColor).toString('hex', 0, 4),
    allowsGuestPayment: institution.allowsGuestPayment,
    opensServices: institution.opensServices,
    allowsLocalRegistration: institution.localRegistration !== 'off',
    streetAddress: institution.streetAddress,
    websiteUrl: institution.websiteUrl,
    phone: institution.phone,
    email: institution.email,
    certifiedEmail: institution.certifiedEmail,
    openingHours: institution.openingHours,
    privacyUrl: institution.privacyUrl,
    accessibilityUrl: institution.accessibilityUrl,
    legalNotesUrl: institution.legalNotesUrl,
    appointmentUrl: institution.appointmentUrl,
  }
}

type Needs = Pick<EdgeServices, 'config' | 'db' | 'clock'>

/** Without asking the database: for errors, and for the pages of no institution. */
export function bareFrame({ config, clock }: Needs, request: FastifyRequest): Frame {
  const { browser } = request
  const account = browser?.account
  return {
    institution: request.institution ? institutionFrame(request.institution) : undefined,
    viewer: account && { name: displayName(account.name), email: account.email },
    csrfToken: browser ? csrfToken(config.portal.sessionKey.reveal(), csrfSubjects(browser)[0]) : '',
    dueCount: undefined,
    cartCount: browser?.cart?.count ?? 0,
    sessionSecondsLeft: browser && secondsLeft(browser, clock.now()),
  }
}

/** What this browser may see of the institution whose pages it is on. */
export function sightOf(needs: Needs, request: FastifyRequest): Promise<Sight> {
  return sightAt(needs, request, ownInstitution(request))
}

/** What it may see of any: another ente may know somebody whom this one does not. */
export async function sightAt({ db, clock }: Needs, request: FastifyRequest, institution: Institution): Promise<Sight> {
  const { session, account, cart } = request.browser
  return {
    sessionId: session?.sessionId ?? null,
    accountId: account?.accountId ?? null,
    fiscalCode: account ? await recognise(db, institution, account, clock.now()) : null,
    cartId: cart?.cartId ?? null,
  }
}

export async function portalFrame(needs: Needs, request: FastifyRequest, sight?: Sight): Promise<PortalFrame> {
  const institution = ownInstitution(request)
  if (!request.browser.account) return frameWith(needs, request, undefined)
  const whatIsSeen = sight ?? (await sightOf(needs, request))
  const owed = await totalOwed(needs.db, institution.institutionId, whatIsSeen, needs.clock.now())
  return frameWith(needs, request, owed)
}

/** On a route for accounts there is somebody signed in: the edge has seen to it. */
export async function personalFrame(needs: Needs, request: FastifyRequest, sight: Sight): Promise<PersonalFrame> {
  return asPersonal(await portalFrame(needs, request, sight))
}

/** The same for a page that says itself what is owed, and has asked for it once. */
export function personalFrameWith(needs: Needs, request: FastifyRequest, owed: Total): PersonalFrame {
  return asPersonal(frameWith(needs, request, owed))
}

function frameWith(needs: Needs, request: FastifyRequest, owed: Total | undefined): PortalFrame {
  const institution = institutionFrame(ownInstitution(request))
  return { ...bareFrame(needs, request), institution, dueCount: owed?.count }
}

function asPersonal(frame: PortalFrame): PersonalFrame {
  if (!frame.viewer) throw new Error('a personal page without anybody signed in')
  return { ...frame, viewer: frame.viewer }
}

/** On a route for accounts there is somebody signed in, in a session: the edge has seen to it. */
export function ownAccount({ browser: { account, session } }: FastifyRequest): Account & { sessionId: SessionId } {
  if (!account || !session) throw new Error('a page for accounts without anybody signed in')
  return { ...account, sessionId: session.sessionId }
}

/** On a route below an institution there is one: the edge has seen to it. */
export function ownInstitution(request: FastifyRequest): Institution {
  if (!request.institution) throw new Error('a page of an institution without one')
  return request.institution
}
