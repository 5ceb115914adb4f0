import type { FastifyRequest } from 'fastify'
import { limits } from '../accounts/limits.ts'
import { clientKey } from '../platform/http/client-address.ts'
import type { RateLimiter } from '../platform/rate-limit.ts'
import type { EdgeServices } from './edge.tsx'

/** A link from a mail may be tried by anybody: not often. */
export async function countTokenPage(
  { limiter, clock }: Pick<EdgeServices, 'clock'> & { limiter: RateLimiter },
  request: FastifyRequest,
): Promise<void> {
  const count = { policy: limits.tokenPages, key: clientKey(request.ip), weight: 1 }
  if (await limiter.exceeded([count], clock.now())) {
    throw Object.assign(new Error('too many links tried'), { statusCode: 429 })
  }
}
