/** The chooser of enti, and the way from a notice in hand to the ente that sent it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isInstitutionFiscalCode } from '../core/fiscal-code.ts'
import { routes } from '../routes.ts'
import type { App, EdgeServices } from '../web/edge.tsx'
import { type FormBody, formSchema, querySchema } from '../web/form.ts'
import { bareFrame } from '../web/frame.ts'
import { sendPage } from '../web/reply.ts'
import { HomePage, type HomePageProps } from './home.page.tsx'
import type { Institution } from './institution.ts'

const MOST = 50
const query = { cerca: 100 }
const form = { institutionCode: 200 }

export function homeRoutes(app: App, services: EdgeServices): void {
  const { directory } = services

  app.get<{ Querystring: FormBody<typeof query> }>(
    routes.home(),
    { config: { access: 'anyone' }, schema: { querystring: querySchema(query) } },
    (request, reply) => show(request, reply, { query: request.query.cerca }),
  )

  app.post<{ Body: FormBody<typeof form> }>(
    routes.findInstitution(),
    { config: { access: 'anyone' }, schema: { body: formSchema(form) } },
    (request, reply) => {
      const { institutionCode: code } = request.body
      const refuse = (codeError: NonNullable<HomePageProps['codeError']>) =>
        show(request, reply, { code, codeError }, 422)
      if (code.trim() === '') return refuse('empty')
      const fiscalCode = fiscalCodeIn(code)
      if (!fiscalCode) return refuse(code.includes('|') ? 'unreadable-code' : 'not-eleven-digits')
      const institution = directory.byFiscalCode(fiscalCode)
      return institution?.isListed
        ? reply.redirect(routes.search(institution.code), 303)
        : refuse('unknown-institution')
    },
  )

  function show(
    request: FastifyRequest,
    reply: FastifyReply,
    { query: words = '', code = '', codeError = undefined as HomePageProps['codeError'] },
    status = 200,
  ): FastifyReply {
    const found = directory.all().filter((institution) => institution.isListed && matches(institution, words))
    const page = (
      <HomePage
        frame={bareFrame(services, request)}
        query={words}
        institutions={found.slice(0, MOST).map((institution) => ({
          code: institution.code,
          name: institution.name,
          regionName: institution.regionName,
          isTest: institution.environment === 'test',
          hasCrest: institution.crestSvg !== null,
        }))}
        hasMore={found.length > MOST}
        code={code}
        codeError={codeError}
      />
    )
    return sendPage(reply.header('x-robots-tag', 'all'), page, status)
  }
}

function matches({ name, regionName, fiscalCode }: Institution, words: string): boolean {
  const text = plain(`${name} ${regionName ?? ''} ${fiscalCode}`)
  return plain(words)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Without capitals and accents: who looks for "forli" means Forlì. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The eleven digits themselves, or the text of a notice's QR code: `PAGOPA|002|<avviso>|<codice fiscale>|<importo>`. */
function fiscalCodeIn(text: string): string | undefined {
  const code = /^PAGOPA\|002\|\d{18}\|(\d{11})\|\d{2,11}$/.exec(text.trim())?.[1] ?? text.replace(/\s/g, '')
  return isInstitutionFiscalCode(code) ? code : undefined
}
