/** The mail that the bench has taken, for people and for programs. */
import type { Bench } from './bench.ts'
import { type App, type Request, fieldsOf, idOf, sendPage } from './http.ts'
import { BenchPage, Message } from './layout.tsx'
import type { Mail } from './mailbox.ts'
import { MailListPage, MailPage } from './mailbox.pages.tsx'
import { text } from './mailbox.text.ts'

/** Nothing runs, nothing is fetched: images are inside, links open elsewhere. */
const FRAME_POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox"

export function mailboxRoutes(app: App, { mailbox, addresses }: Bench): void {
  app.get('/posta', (_request, reply) =>
    sendPage(reply, <MailListPage mails={mailbox.list()} smtpUrl={addresses.smtpUrl} />),
  )

  app.get('/posta.json', (request) => mailbox.list(fieldsOf(request.query)['to']).map(toJson))

  app.post('/posta/svuota', (_request, reply) => {
    mailbox.clear()
    return reply.redirect('/posta', 303)
  })

  app.get('/posta/:id', (request, reply) => {
    const mail = mailbox.find(idOf(request))
    return mail ? sendPage(reply, <MailPage mail={mail} />) : sendPage(reply, <MissingMailPage />, 404)
  })

  app.get('/posta/:id.eml', (request, reply) => {
    const mail = mailbox.find(idOf(request))
    if (!mail) return sendPage(reply, <MissingMailPage />, 404)
    return reply.type('message/rfc822').header('content-disposition', 'attachment').send(mail.source)
  })

  app.get('/posta/:id/html', (request, reply) => {
    const mail = mailbox.find(idOf(request))
    if (!mail) return sendPage(reply, <MissingMailPage />, 404)
    return reply.type('text/html; charset=utf-8').header('content-security-policy', FRAME_POLICY).send(frameOf(mail))
  })

  app.get('/posta/:id/allegati/:index', (request, reply) => {
    const attachment = mailbox.find(idOf(request))?.attachments[indexOf(request)]
    if (!attachment) return sendPage(reply, <MissingMailPage />, 404)
    return reply
      .type(attachment.mimeType)
      .header('content-security-policy', 'sandbox')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename)}`)
      .send(Buffer.from(attachment.content))
  })
}

function MissingMailPage() {
  return (
    <BenchPage title={text.title} at="mailbox">
      <h1>{text.title}</h1>
      <Message tone="bad">{text.notFound}</Message>
      <p>
        <a href="/posta">{text.back}</a>
      </p>
    </BenchPage>
  )
}

function indexOf(request: Request): number {
  return Number((request.params as { index?: string }).index) - 1
}

function toJson({ id, at, from, to, subject, headers, text: plain, html, attachments }: Mail) {
  return {
    id,
    at,
    from,
    to,
    subject,
    headers,
    text: plain,
    html,
    attachments: attachments.map(({ filename, mimeType, content }) => ({ filename, mimeType, bytes: content.length })),
  }
}

/** Links leave the frame; images that the message carries with it are written into it. */
function frameOf({ html, attachments }: Mail): string {
  const base = '<base target="_blank">'
  const withBase = /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html
  return attachments
    .filter(({ contentId }) => contentId !== '')
    .reduce(
      (frame, { contentId, mimeType, content }) =>
        frame.replaceAll(`cid:${contentId}`, `data:${mimeType};base64,${Buffer.from(content).toString('base64')}`),
      withBase,
    )
}
