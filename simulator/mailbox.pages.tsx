import type { ComponentChild } from 'preact'
import { At, BenchPage, Facts, Message } from './layout.tsx'
import type { Mail } from './mailbox.ts'
import { text } from './mailbox.text.ts'

export function MailListPage({ mails, smtpUrl }: { mails: readonly Mail[]; smtpUrl: string }) {
  const { columns } = text
  return (
    <BenchPage title={text.title} at="mailbox">
      <h1>{text.title}</h1>
      <p>{text.intro}</p>
      <p>
        {text.server}: <code>{smtpUrl}</code>
      </p>
      {mails.length === 0 ? (
        <Message tone="calm">{text.empty}</Message>
      ) : (
        <>
          <table>
            <thead>
              <tr>
                <th>{columns.at}</th>
                <th>{columns.to}</th>
                <th>{columns.subject}</th>
              </tr>
            </thead>
            <tbody>
              {mails.map((mail) => (
                <tr key={mail.id}>
                  <td data-label={columns.at}>
                    <At iso={mail.at} />
                  </td>
                  <td data-label={columns.to}>{mail.to.join(', ')}</td>
                  <td data-label={columns.subject}>
                    <a href={`/posta/${mail.id}`}>{mail.subject || text.noSubject}</a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <form method="post" action="/posta/svuota">
            <button>{text.clear}</button>
          </form>
        </>
      )}
    </BenchPage>
  )
}

export function MailPage({ mail }: { mail: Mail }) {
  return (
    <BenchPage title={mail.subject || text.noSubject} at="mailbox">
      <p>
        <a href="/posta">{text.back}</a>
      </p>
      <h1>{mail.subject || text.noSubject}</h1>
      <Facts
        facts={[
          [text.from, mail.from],
          [text.to, mail.to.join(', ')],
          [text.at, <At iso={mail.at} />],
        ]}
      />
      {mail.text !== '' && (
        <section>
          <h2>{text.plainText}</h2>
          <pre class="mail">{withLinks(mail.text)}</pre>
        </section>
      )}
      <Attachments mail={mail} />
      <Html mail={mail} />
      <details>
        <summary>{text.headers}</summary>
        <pre>{mail.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')}</pre>
      </details>
      <p>
        <a href={`/posta/${mail.id}.eml`}>{text.source}</a>
      </p>
    </BenchPage>
  )
}

function Attachments({ mail }: { mail: Mail }) {
  if (mail.attachments.length === 0) return null
  return (
    <section>
      <h2>{text.attachments}</h2>
      <ul>
        {mail.attachments.map(({ filename, mimeType, content }, index) => (
          <li key={filename}>
            <a href={`/posta/${mail.id}/allegati/${index + 1}`} download={filename}>
              {filename}
            </a>{' '}
            ({mimeType}, {text.bytes(content.length)})
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What others wrote is shown in a frame that may run nothing and load nothing. */
function Html({ mail }: { mail: Mail }) {
  if (mail.html === '') return null
  return (
    <section>
      <h2>{text.html}</h2>
      <iframe
        src={`/posta/${mail.id}/html`}
        title={text.htmlFrame}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
      />
      <details>
        <summary>{text.htmlSource}</summary>
        <pre>{mail.html}</pre>
      </details>
    </section>
  )
}

/** Only addresses of web pages become links. */
export function withLinks(plain: string): ComponentChild[] {
  return plain.split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/g).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  )
}
