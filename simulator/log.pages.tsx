import { type Entry, KINDS } from './journal.ts'
import { At, BenchPage, Facts, Field, Message, NoticeNumber, Select } from './layout.tsx'
import { text } from './log.text.ts'
import { prettyXml } from './xml.ts'

export type LogFilter = { kind?: string; noticeNumber?: string }

export function LogPage({ entries, filter }: { entries: readonly Entry[]; filter: LogFilter }) {
  return (
    <BenchPage title={text.title} at="log">
      <h1>{text.title}</h1>
      <p>{text.intro}</p>
      <form action="/registro" class="filter">
        <Select
          name="kind"
          label={text.filter.kind}
          value={filter.kind ?? ''}
          options={[['', text.filter.all], ...KINDS.map((kind) => [kind, text.kinds[kind]] as const)]}
        />
        <Field
          name="noticeNumber"
          label={text.filter.noticeNumber}
          value={filter.noticeNumber ?? ''}
          inputMode="numeric"
        />
        <button>{text.filter.apply}</button>
      </form>
      {entries.length > 0 ? <LogTable entries={entries} /> : <Message tone="calm">{text.empty}</Message>}
      <form method="post" action="/registro/svuota" class="buttons">
        <button>{text.clear}</button>
        <a href="/registro.json">{text.json}</a>
      </form>
    </BenchPage>
  )
}

export function LogTable({ entries }: { entries: readonly Entry[] }) {
  const { columns } = text
  return (
    <table>
      <thead>
        <tr>
          {Object.entries(columns).map(([name, words]) => (
            <th key={name}>{words}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td data-label={columns.at}>
              <At iso={entry.at} isShort />
            </td>
            <td data-label={columns.operation} class="long">
              <a href={`/registro/${entry.id}`}>{entry.operation}</a>
            </td>
            <td data-label={columns.noticeNumber}>
              {entry.noticeNumber && <NoticeNumber value={entry.noticeNumber} />}
            </td>
            <td data-label={columns.status}>{entry.status || text.noAnswer}</td>
            <td data-label={columns.durationMs}>{entry.durationMs}</td>
            <td data-label={columns.result} class="long">
              {entry.result}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function EntryPage({ entry }: { entry: Entry }) {
  return (
    <BenchPage title={entry.operation} at="log">
      <p>
        <a href="/registro">{text.back}</a>
      </p>
      <h1>{entry.operation}</h1>
      <Facts
        facts={[
          [text.columns.at, <At iso={entry.at} />],
          [text.kind, text.kinds[entry.kind]],
          [text.direction, text.directions[entry.direction]],
          [text.columns.noticeNumber, entry.noticeNumber && <NoticeNumber value={entry.noticeNumber} />],
          [text.url, entry.url && <span class="url">{entry.url}</span>],
          [text.columns.status, entry.status || text.noAnswer],
          [text.columns.durationMs, entry.durationMs],
          [text.columns.result, entry.result],
        ]}
      />
      {entry.kind === 'receipt' && (
        <form method="post" action="/banco/rispedisci">
          <input type="hidden" name="entryId" value={entry.id} />
          <button>{text.replay}</button>
        </form>
      )}
      <Body title={text.request} body={entry.request} />
      <Body title={text.response} body={entry.response} />
    </BenchPage>
  )
}

function Body({ title, body }: { title: string; body: string }) {
  const pretty = prettyBody(body)
  return (
    <section>
      <h2>{title}</h2>
      <pre tabIndex={0}>{pretty || text.nothing}</pre>
      {pretty !== body && (
        <details>
          <summary>{text.raw}</summary>
          <pre tabIndex={0}>{body}</pre>
        </details>
      )}
    </section>
  )
}

export function MissingEntryPage() {
  return (
    <BenchPage title={text.title} at="log">
      <h1>{text.title}</h1>
      <Message tone="bad">{text.notFound}</Message>
    </BenchPage>
  )
}

function prettyBody(body: string): string {
  const start = body.trimStart()[0]
  if (start === '<') return prettyXml(body)
  if (start !== '{' && start !== '[') return body
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2)
  } catch {
    // Somebody sent what is not quite JSON: it is shown as it came.
    return body
  }
}
