import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { type Mailer, createMailer } from './smtp.ts'

let server: SMTPServer
let mailer: Mailer
const received: { email: Email; source: string }[] = []

before(async () => {
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk))
      stream.on('end', async () => {
        const source = Buffer.concat(chunks)
        received.push({ email: await PostalMime.parse(source), source: source.toString() })
        done()
      })
    },
  })
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'Portale <portale@quietanza.example>' })
})

after(() => {
  mailer.close()
  return new Promise<void>((resolve) => server.close(() => resolve()))
})

const message = {
  messageId: '019a0000@quietanza',
  recipient: 'mario@example.it',
  subject: 'Un avviso scade – Comune di Roccaverde',
  text: 'Città, perché: è già così.',
  html: '<p>Città, perché: è già così.</p>',
  stopUrl: 'https://comune.example/roccaverde/messaggi/abc',
  attachments: [],
}

const header = ({ email }: { email: Email }, name: string) =>
  email.headers.find(({ key }) => key === name.toLowerCase())?.value

test('a message has both forms, says that a program sent it, and how a program stops it (RFC 8058)', async () => {
  await mailer.send(message)
  const mail = received.at(-1)!
  assert.match(mail.source, /^Content-Type: multipart\/alternative/m)
  assert.equal(mail.email.text?.trim(), message.text)
  assert.equal(mail.email.html?.trim(), message.html)
  assert.equal(mail.email.messageId, '<019a0000@quietanza>')
  assert.equal(header(mail, 'Auto-Submitted'), 'auto-generated')
  assert.equal(header(mail, 'List-Unsubscribe'), `<${message.stopUrl}>`)
  assert.equal(header(mail, 'List-Unsubscribe-Post'), 'List-Unsubscribe=One-Click')
})

test('what cannot be stopped does not say that it can; papers go with it whole', async () => {
  const content = Buffer.from('%PDF-1.7 è')
  const attachments = [{ filename: 'quietanza-3.pdf', contentType: 'application/pdf', content }] as const
  await mailer.send({ ...message, stopUrl: null, attachments })
  const mail = received.at(-1)!
  assert.equal(header(mail, 'List-Unsubscribe'), undefined)
  assert.equal(header(mail, 'List-Unsubscribe-Post'), undefined)
  const [paper] = mail.email.attachments
  assert.equal(paper?.filename, 'quietanza-3.pdf')
  assert.deepEqual(Buffer.from(paper?.content as ArrayBuffer), content)
})
