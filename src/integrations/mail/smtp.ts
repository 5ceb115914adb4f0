/** Hands messages to a mail server. */
import { createTransport } from 'nodemailer'

export type OutgoingMessage = {
  messageId: string
  recipient: string
  subject: string
  text: string
  /** The same in another form; empty for none. */
  html: string
  /** Where a POST stops messages of this kind; null where they cannot be stopped. */
  stopUrl: string | null
  attachments: readonly Attachment[]
}

export type Attachment = { filename: string; contentType: 'application/pdf'; content: Buffer }

export type Mailer = { send(message: OutgoingMessage): Promise<void>; close(): void }

const TIMEOUT_MS = 20_000

export function createMailer(options: { smtpUrl: string; from: string }): Mailer {
  const transport = createTransport({
    url: options.smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // What is sent is text that we wrote: nothing in it may make the library read a file or a page.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ messageId, recipient, subject, text, html, stopUrl, attachments }) {
      await transport.sendMail({
        messageId: `<${messageId}>`,
        from: options.from,
        to: { name: '', address: recipient },
        subject,
        text,
        ...(html === '' ? {} : { html }),
        attachments: attachments.map((one) => ({ ...one })),
        headers: {
          'Auto-Submitted': 'auto-generated',
          // RFC 8058: the mail program posts there by itself when its reader presses "unsubscribe".
          ...(stopUrl === null
            ? {}
            : {
                'List-Unsubscribe': { prepared: true, value: `<${stopUrl}>` },
                'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
              }),
        },
      })
    },
    close: () => transport.close(),
  }
}
