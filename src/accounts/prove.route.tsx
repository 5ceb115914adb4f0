/** Conferma il codice fiscale: where one stands with this ente, the letter, and its code. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { routes } from '../routes.ts'
import type { App } from '../web/edge.tsx'
import { type FormBody, formSchema, querySchema } from '../web/form.ts'
import { ownAccount, ownInstitution, personalFrame, sightOf } from '../web/frame.ts'
import { originOf } from '../web/origin.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { findLetter } from './letter.queries.ts'
import { mayProveLocally, readLetterCode } from './proof.ts'
import { findOwnProof } from './proof.queries.ts'
import { askLetter, proveByLetter } from './prove-by-letter.operation.ts'
import { ProvePage, type ProvePageProps } from './prove.page.tsx'

type Open = Extract<ProvePageProps['state'], { kind: 'open' }>

const query = { esito: 20 }
const codeForm = { code: 40 }

export function proveRoutes(app: App, services: PortalServices): void {
  const { db, clock } = services

  app.get<{ Querystring: FormBody<typeof query> }>(
    routes.proveFiscalCode(':institution'),
    { config: { access: 'account' }, schema: { querystring: querySchema(query) } },
    (request, reply) => show(request, reply, { isNew: request.query.esito === 'fatto' }),
  )

  app.post(
    routes.askLetter(':institution'),
    { config: { access: 'account' }, schema: { body: formSchema({}) } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const asked = await askLetter(services, institution, ownAccount(request), originOf(request))
      if (asked === 'too-often') return show(request, reply, { isTooOften: true }, 429)
      return reply.redirect(routes.proveFiscalCode(institution.code), 303)
    },
  )

  /** Somebody who reloads, or goes back to, the address that a form was sent to. */
  app.get(routes.askLetter(':institution'), { config: { access: 'account' } }, async (request, reply) =>
    reply.redirect(routes.proveFiscalCode(ownInstitution(request).code), 303),
  )

  app.post<{ Body: FormBody<typeof codeForm> }>(
    routes.proveFiscalCode(':institution'),
    { config: { access: 'account' }, schema: { body: formSchema(codeForm) } },
    async (request, reply) => {
      const institution = ownInstitution(request)
      const typed = request.body.code
      const refuse = (error: Open['error']) => show(request, reply, { code: typed, error }, 422)
      if (typed.trim() === '') return refuse({ kind: 'empty' })
      const code = readLetterCode(typed)
      if (!code) return refuse({ kind: 'wrong-form' })
      const proof = await proveByLetter(services, institution, ownAccount(request), originOf(request), code)
      switch (proof.outcome) {
        case 'proven':
          return reply.redirect(`${routes.proveFiscalCode(institution.code)}?esito=fatto`, 303)
        case 'wrong':
          return refuse({ kind: 'wrong', triesLeft: proof.triesLeft })
        case 'no-letter':
        case 'proven-by-another':
          return refuse({ kind: proof.outcome })
      }
    },
  )

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    { isNew = false, code = '', error, isTooOften = false }: Partial<Open> & { isNew?: boolean },
    status = 200,
  ): Promise<FastifyReply> {
    const institution = ownInstitution(request)
    const account = ownAccount(request)
    // First whoever is recognised already: that may make the proof which is looked for next.
    const sight = await sightOf(services, request)
    const [proof, letter, frame] = await Promise.all([
      findOwnProof(db, institution.institutionId, account.accountId),
      findLetter(db, institution.institutionId, account.accountId),
      personalFrame(services, request, sight),
    ])
    const state: ProvePageProps['state'] =
      institution.association === 'declared-fiscal-code'
        ? { kind: 'test' }
        : proof
          ? { kind: 'proven', how: proof.kind, provenAt: proof.provenAt, isNew }
          : mayProveLocally(institution, account)
            ? { kind: 'open', letter, code, error, isTooOften }
            : { kind: 'not-here' }
    const page = <ProvePage frame={frame} now={clock.now()} fiscalCode={account.fiscalCode} state={state} />
    return sendPage(reply, page, status)
  }
}
