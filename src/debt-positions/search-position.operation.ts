/**
 * From the two codes to one position. "No such notice", "another codice fiscale" and "not to be seen" are one answer,
 * reached by the same statements; counters stand between a guesser and the thirteen random digits of a number.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FiscalCode } from '../core/fiscal-code.ts'
import { noticeNumbersOf } from '../core/notice-number.ts'
import type { Clock } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import type { Count, RateLimiter } from '../platform/rate-limit.ts'
import { type SearchCandidate, type SearchKey, findSearchCandidates } from './citizen.queries.ts'
import type { PositionCode } from './codes-form.ts'
import type { InstallmentId } from './installment.ts'
import { limits } from './limits.ts'
import type { OpenToSession } from './session-view.queries.ts'

export type SearchServices = {
  db: Database
  limiter: RateLimiter
  clock: Clock
  comparisonKey: string
  openToSession: OpenToSession
}

export type Search = {
  institution: Institution
  fiscalCode: FiscalCode
  code: PositionCode
  clientKey: string
  /** Whether a solved puzzle pays for this try; asked only where one is needed. */
  hasSolvedChallenge: () => Promise<boolean>
  /** Makes sure that the browser has a session to remember the position in. */
  session: () => Promise<string>
}

export type SearchResult =
  | { outcome: 'found'; installmentId: InstallmentId }
  | { outcome: 'not-found' }
  | { outcome: 'limited'; retryAfterSeconds: number }
  | { outcome: 'challenge' }

export async function searchPosition(services: SearchServices, search: Search): Promise<SearchResult> {
  const { db, limiter, clock } = services
  const { institution, fiscalCode } = search
  const now = clock.now()
  const misses = missCounts(search)
  const requests: Count[] = [
    { policy: limits.searchPerMinute, key: search.clientKey, weight: 1 },
    { policy: limits.searchPerHour, key: search.clientKey, weight: 1 },
  ]
  const hits = await limiter.count([...requests, ...misses.map((count) => ({ ...count, weight: 0 }))], now)
  for (const { policy } of requests) {
    if ((hits.get(policy.name) ?? 0) > policy.limit) {
      return { outcome: 'limited', retryAfterSeconds: policy.windowSeconds }
    }
  }
  const isSuspicious = misses.some(({ policy }) => (hits.get(policy.name) ?? 0) >= policy.limit)
  if (isSuspicious && !(await search.hasSolvedChallenge())) return { outcome: 'challenge' }

  const candidates = await findSearchCandidates(db, institution.institutionId, searchKey(search), now)
  const found = candidates.find((candidate) => candidate.isVisible && isSame(services, candidate, fiscalCode))
  if (!found) {
    // A miss weighs double on the address that asks.
    await limiter.count([...misses, { policy: limits.searchPerHour, key: search.clientKey, weight: 1 }], now)
    return { outcome: 'not-found' }
  }
  const sessionId = await search.session()
  const { institutionId } = institution
  await services.openToSession({ institutionId, sessionId, installmentId: found.installmentId, now })
  return { outcome: 'found', installmentId: found.installmentId }
}

function missCounts({ institution, fiscalCode }: Search): Count[] {
  const key = `${institution.code}:${fiscalCode}`
  return [
    { policy: limits.missesPerFiscalCodeHour, key, weight: 1 },
    { policy: limits.missesPerFiscalCodeDay, key, weight: 1 },
    { policy: limits.missesPerInstitution, key: institution.code, weight: 1 },
  ]
}

function searchKey({ institution, code }: Search): SearchKey {
  if (code.kind === 'notice-number') return { kind: 'numbers', numbers: [code.noticeNumber] }
  const digits = code.text.replace(/\s/g, '')
  const numbers = noticeNumbersOf(digits, institution.applicationCodes)
  return numbers.length > 0 ? { kind: 'numbers', numbers } : { kind: 'reference', reference: code.text.trim() }
}

/** Compares digests, so that the time taken tells nothing about how many characters were right. */
function isSame({ comparisonKey }: SearchServices, candidate: SearchCandidate, fiscalCode: FiscalCode): boolean {
  const digest = (code: string) => createHmac('sha256', comparisonKey).update(code).digest()
  return timingSafeEqual(digest(candidate.fiscalCode), digest(fiscalCode))
}
