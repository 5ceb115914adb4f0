/** Stops mails of one kind without a sign-in: a page with one button, and the post that a mail program makes by itself. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { clientKey } from '../platform/http/client-address.ts'
import { routes } from '../routes.ts'
import type { App } from '../web/edge.tsx'
import { formSchema } from '../web/form.ts'
import { portalFrame } from '../web/frame.ts'
import { type TokenParams, tokenParams } from '../web/params.ts'
import { sendPage } from '../web/reply.ts'
import type { PortalServices } from '../web/services.ts'
import { limits } from './limits.ts'
import { MESSAGE_KINDS, type MessageKind } from './message.ts'
import { readToken } from './message-token.ts'
import { stopKind } from './preferences.queries.ts'
import { StopPage, type StopPageProps } from './stop.page.tsx'

/** RFC 8058, section 3.1: these words and nothing else, in either form of a form. */
const ONE_CLICK = /^List-Unsubscribe=One-Click$|name="List-Unsubscribe"\r\n\r\nOne-Click\r\n/
const ONE_CLICK_BYTES = 1_000

type Stop = { accountId: string; kind: MessageKind }

export function stopRoutes(app: App, services: PortalServices): void {
  const { db, clock, limiter, messageKey } = services
  const params = { schema: { params: tokenParams } } as const

  app.get<{ Params: TokenParams }>(
    routes.stopMessages(':institution', ':token'),
    { ...params, config: { access: 'anyone' } },
    async (request, reply) => {
      const { token } = request.params
      const stop = await read(request)
      return show(request, reply, stop ? { kind: 'ready', token, message: stop.kind } : { kind: 'unknown' })
    },
  )

  app.post<{ Params: TokenParams }>(
    routes.confirmStop(':institution', ':token'),
    { config: { access: 'anyone' }, schema: { params: tokenParams, body: formSchema({}) } },
    async (request, reply) => {
      const stop = await read(request)
      if (!stop) return show(request, reply, { kind: 'unknown' })
      await stopKind(db, stop.accountId, stop.kind, clock.now())
      return show(request, reply, { kind: 'done' })
    },
  )

  // In a room of its own: here alone a body is read as it comes.
  app.register(async (room) => {
    room.removeAllContentTypeParsers()
    const types = ['application/x-www-form-urlencoded', 'multipart/form-data']
    room.addContentTypeParser(types, { parseAs: 'string', bodyLimit: ONE_CLICK_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    room.post<{ Params: TokenParams }>(
      routes.stopMessages(':institution', ':token'),
      // No cookie and no token of a form: the address is the whole right, and it stops mails and nothing else.
      { ...params, config: { access: 'machine' } },
      async (request, reply) => {
        if (typeof request.body !== 'string' || !ONE_CLICK.test(request.body)) return reply.code(400).send()
        const stop = await read(request)
        if (!stop) return reply.code(404).send()
        await stopKind(db, stop.accountId, stop.kind, clock.now())
        return reply.code(200).send()
      },
    )
  })

  /** What the address stops. Only what is no address of ours is counted: a mail service asks for many people. */
  async function read(request: FastifyRequest<{ Params: TokenParams }>): Promise<Stop | undefined> {
    for (const kind of MESSAGE_KINDS) {
      const accountId = readToken(messageKey, `stop:${kind}`, request.params.token)
      if (accountId) return { accountId, kind }
    }
    const count = { policy: limits.wrongAddresses, key: clientKey(request.ip), weight: 1 }
    if (await limiter.exceeded([count], clock.now())) {
      throw Object.assign(new Error('too many addresses tried'), { statusCode: 429 })
    }
    return undefined
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    state: StopPageProps['state'],
  ): Promise<FastifyReply> {
    return sendPage(reply, <StopPage frame={await portalFrame(services, request)} state={state} />)
  }
}
