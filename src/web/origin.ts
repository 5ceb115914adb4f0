/** From where a request comes, in the words that are written beside what it did. */
import type { FastifyRequest } from 'fastify'
import type { Origin } from '../accounts/account-event.ts'
import { browserName } from '../accounts/browser-name.ts'
import { networkOf } from '../platform/http/client-address.ts'
import { ownInstitution } from './frame.ts'

export function originOf(request: FastifyRequest): Origin {
  return {
    institutionId: ownInstitution(request).institutionId,
    browser: browserName(request.headers['user-agent'] ?? ''),
    network: networkOf(request.ip),
  }
}
