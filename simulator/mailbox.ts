/** A mail server that delivers to nobody: it takes every message and shows it. */
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerEnvelope } from 'smtp-server'
import type { Clock } from './clock.ts'
import { text } from './mailbox.text.ts'
import type { Switches } from './switches.ts'

export type Mail = {
  id: number
  /** ISO 8601, UTC: when it arrived. */
  at: string
  /** The envelope: who the server was told it is from and for. */
  from: string
  to: string[]
  subject: string
  headers: { name: string; value: string }[]
  text: string
  html: string
  attachments: MailAttachment[]
  /** The message as it came. */
  source: Buffer
}

export type MailAttachment = { filename: string; mimeType: string; contentId: string; content: Uint8Array }

const MAX_MESSAGE = 10_000_000
const MAX_MAILS = 500
const MAX_TOTAL = 200_000_000

export class Mailbox {
  readonly #clock: Clock
  readonly #switches: Switches
  readonly #mails: Mail[] = []
  readonly #server: SMTPServer
  #lastId = 0

  constructor(clock: Clock, switches: Switches) {
    this.#clock = clock
    this.#switches = switches
    this.#server = this.#createServer()
  }

  #createServer(): SMTPServer {
    const server = new SMTPServer({
      banner: 'banco di prova',
      size: MAX_MESSAGE,
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onConnect: (_session, callback) => callback(this.#switches.smtp === 'down' ? smtpError(421, text.down) : null),
      onMailFrom: (_address, _session, callback) => callback(this.#refusal()),
      onData: (stream, session, callback) => void this.#answer(stream, session.envelope, callback),
    })
    // A client that hangs up in the middle is the client's business.
    server.on('error', () => {})
    return server
  }

  /** The answer is the port, which for 0 is whichever is free. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const listener = this.#server.listen(port, host, () => resolve((listener.address() as AddressInfo).port))
      listener.once('error', reject)
    })
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve))
  }

  /** Newest first. */
  list(to?: string): Mail[] {
    const address = to?.toLowerCase()
    return this.#mails
      .filter((mail) => address === undefined || mail.to.some((recipient) => recipient.toLowerCase() === address))
      .toReversed()
  }

  find(id: number): Mail | undefined {
    return this.#mails.find((mail) => mail.id === id)
  }

  clear(): void {
    this.#mails.length = 0
  }

  get size(): number {
    return this.#mails.length
  }

  #refusal(): Error | null {
    if (this.#switches.smtp === 'temporary-failure') return smtpError(451, text.temporaryFailure)
    return this.#switches.smtp === 'permanent-failure' ? smtpError(550, text.permanentFailure) : null
  }

  async #answer(
    stream: SMTPServerDataStream,
    envelope: SMTPServerEnvelope,
    callback: (error?: Error) => void,
  ): Promise<void> {
    try {
      await this.#receive(stream, envelope)
    } catch (error) {
      callback(error as Error)
      return
    }
    callback()
  }

  async #receive(stream: SMTPServerDataStream, { mailFrom, rcptTo }: SMTPServerEnvelope): Promise<void> {
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length <= MAX_MESSAGE) chunks.push(chunk)
    }
    if (length > MAX_MESSAGE) throw smtpError(552, text.tooLarge)
    const source = Buffer.concat(chunks)
    const email = await PostalMime.parse(source)
    this.#keep({
      id: ++this.#lastId,
      at: new Date(this.#clock.now()).toISOString(),
      from: mailFrom ? mailFrom.address : '',
      to: rcptTo.map(({ address }) => address),
      ...contents(email),
      source,
    })
  }

  #keep(mail: Mail): void {
    this.#mails.push(mail)
    const total = () => this.#mails.reduce((bytes, { source }) => bytes + source.length, 0)
    while (this.#mails.length > MAX_MAILS || total() > MAX_TOTAL) this.#mails.shift()
  }
}

function contents(email: Email): Pick<Mail, 'subject' | 'headers' | 'text' | 'html' | 'attachments'> {
  return {
    subject: email.subject ?? '',
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    text: email.text ?? '',
    html: email.html ?? '',
    attachments: email.attachments.map((attachment, index) => ({
      filename: attachment.filename ?? `allegato-${index + 1}`,
      mimeType: attachment.mimeType,
      contentId: (attachment.contentId ?? '').replace(/^<|>$/g, ''),
      content: toBytes(attachment.content),
    })),
  }
}

function toBytes(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
