/** The day on which a notice is due, alone or with all of one's own, for a calendar. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { recognise } from '../accounts/recognise.operation.ts'
import { type Cursor, findPosition, listOwed } from '../debt-positions/citizen.queries.ts'
import type { PositionRecord } from '../debt-positions/position-record.ts'
import type { Sight } from '../debt-positions/visibility.ts'
import type { Institution } from '../institutions/institution.ts'
import { clientKey } from '../platform/http/client-address.ts'
import { sha256 } from '../platform/random.ts'
import { routes } from '../routes.ts'
import type { App } from '../web/edge.tsx'
import { ownInstitution, sightOf } from '../web/frame.ts'
import { type InstallmentParams, type TokenParams, installmentParams, tokenParams } from '../web/params.ts'
import type { PortalServices } from '../web/services.ts'
import { findFeedOwner, findRevisions } from './calendar.queries.ts'
import { calendarWords as words } from './calendar.text.ts'
import { type DueEvent, calendarText } from './calendar.ts'
import { limits } from './limits.ts'
import { readToken } from './message-token.ts'
import { findPreferences } from './preferences.queries.ts'

/** A company may owe thousands; a calendar shows the next of them. */
const MOST_EVENTS = 200
const SINGLE_ALARMS = [7, 1] as const

export function calendarRoutes(app: App, services: PortalServices): void {
  const { db, clock, links, limiter, messageKey } = services

  app.get<{ Params: InstallmentParams }>(
    routes.dueDay(':institution', ':installment'),
    { config: { access: 'anyone' }, schema: { params: installmentParams } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const sight = await sightOf(services, request)
      const position = await findPosition(db, institution.institutionId, sight, request.params.installment, clock.now())
      if (!position || !isOpen(position.record)) return notFound(reply)
      const events = await eventsOf(institution, [position.record], SINGLE_ALARMS)
      const fileName = `scadenza-${position.record.noticeNumber}.ics`
      return reply
        .headers(calendarHeaders())
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .send(calendarText(words.name(institution.name), events))
    },
  )

  app.get<{ Params: TokenParams }>(
    routes.calendar(':institution', ':token'),
    // Asked for by a program that has no cookies and keeps none.
    { config: { access: 'machine' }, schema: { params: tokenParams } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const feedId = readToken(messageKey, 'calendar', request.params.token)
      const owner = feedId && (await findFeedOwner(db, institution.institutionId, feedId))
      if (!owner) return unknownAddress(request, reply)
      const now = clock.now()
      const fiscalCode = await recognise(db, institution, owner, now)
      const sight: Sight = { sessionId: null, accountId: owner.accountId, fiscalCode, cartId: null }
      const [records, { reminderDays }] = await Promise.all([
        openPositions(institution, sight),
        findPreferences(db, owner.accountId),
      ])
      const text = calendarText(words.name(institution.name), await eventsOf(institution, records, reminderDays))
      const tag = `"${sha256(text).toString('base64url', 0, 24)}"`
      reply.headers({ ...calendarHeaders(), etag: tag, 'cache-control': 'private, no-cache' })
      if (request.headers['if-none-match']?.split(/,\s*/).some((known) => known.replace(/^W\//, '') === tag)) {
        return reply.code(304).send()
      }
      return reply.send(text)
    },
  )

  async function openPositions(institution: Institution, sight: Sight): Promise<PositionRecord[]> {
    const records: PositionRecord[] = []
    let cursor: Cursor | undefined
    for (;;) {
      const page = await listOwed(db, institution.institutionId, sight, cursor, clock.now())
      records.push(...page.rows.map(({ record }) => record).filter(isOpen))
      const last = page.rows.at(-1)?.record
      if (!page.hasNext || !last || records.length >= MOST_EVENTS) return records.slice(0, MOST_EVENTS)
      cursor = { direction: 'after', key: last.dueOn.toString(), installmentId: last.installmentId }
    }
  }

  async function eventsOf(
    institution: Institution,
    records: readonly PositionRecord[],
    alarmDays: readonly number[],
  ): Promise<DueEvent[]> {
    const ids = records.map(({ installmentId }) => installmentId)
    const revisions = await findRevisions(db, institution.institutionId, ids)
    return records.map((record) => {
      const revision = revisions.get(record.installmentId)
      if (!revision) throw new Error('a notice without any event')
      const url = links.absolute(routes.position(institution.code, record.installmentId))
      return {
        uid: `${record.installmentId}@quietanza`,
        on: record.dueOn,
        summary: words.summary(record, institution.name),
        description: words.description(record, url),
        url,
        sequence: revision.changes - 1,
        changedAt: revision.changedAt,
        alarmDays,
      }
    })
  }

  async function unknownAddress(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const count = { policy: limits.wrongAddresses, key: clientKey(request.ip), weight: 1 }
    if (await limiter.exceeded([count], clock.now())) {
      throw Object.assign(new Error('too many addresses tried'), { statusCode: 429 })
    }
    return notFound(reply)
  }
}

function isOpen({ status }: PositionRecord): boolean {
  return status.kind === 'to-pay' || status.kind === 'not-confirmed'
}

function calendarHeaders(): Record<string, string> {
  return { 'content-type': 'text/calendar; charset=utf-8', 'content-security-policy': "sandbox; default-src 'none'" }
}

function notFound(reply: FastifyReply): FastifyReply {
  reply.callNotFound()
  return reply
}
