/** The manual's eight columns, and one for what can be done: a table from 768 px, cards below. */
import type { ComponentChildren } from 'preact'
import { type Temporal, dayInRome, formatDay } from '../core/time.ts'
import { routes } from '../routes.ts'
import { StatePill } from '../ui/state-pill.tsx'
import { Amount, Code, Day, DueDay, momentText } from '../ui/values.tsx'
import { listText as text } from './list.text.ts'
import type { PositionRecord } from './position-record.ts'

/** A row of another ente than the one whose pages these are says so, and leads there. */
export type ListedRecord = PositionRecord & { elsewhere?: { code: string; name: string } | undefined }

type RecordTableProps<Row extends ListedRecord> = {
  institution: string
  today: Temporal.PlainDate
  caption: string
  rows: readonly Row[]
  actions: (row: Row, name: string) => ComponentChildren
}

/** The roles are written out because a table that is laid out as cards loses its own in some browsers. */
export function RecordTable<Row extends ListedRecord>({
  institution,
  today,
  caption,
  rows,
  actions,
}: RecordTableProps<Row>) {
  return (
    <table class="q-records" role="table">
      <caption class="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {Object.entries(text.columns).map(([column, label]) => (
            <th key={column} role="columnheader" scope="col" class={COLUMN_CLASSES[column]}>
              {column === 'actions' ? <span class="visually-hidden">{label}</span> : label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <RecordRow key={row.installmentId} institution={institution} today={today} row={row}>
            {actions(row, recordName(row))}
          </RecordRow>
        ))}
      </tbody>
    </table>
  )
}

/** Literal names, so that the build finds them (tools/purge-css.ts). */
const COLUMN_CLASSES: Readonly<Record<string, string>> = {
  name: 'q-record-name',
  service: 'q-record-service',
  description: 'q-record-description',
  state: 'q-record-state',
  createdOn: 'q-record-created',
  dueOn: 'q-record-due',
  amount: 'q-record-amount',
  actions: 'q-record-actions',
}

/** What a row is called where there is no room for all of it. */
function recordName({ description, serviceName }: PositionRecord): string {
  return description ?? serviceName
}

type RecordRowProps = {
  institution: string
  today: Temporal.PlainDate
  row: ListedRecord
  children: ComponentChildren
}

const RecordRow = ({ institution, today, row, children }: RecordRowProps) => {
  const { columns } = text
  const isOpen = row.status.kind === 'to-pay'
  return (
    <tr role="row">
      <td role="cell" data-label={columns.name} class="q-record-name">
        {row.debtorName}
      </td>
      <td role="cell" data-label={columns.service} class="q-record-service">
        {row.serviceName}
        {row.elsewhere && <span class="q-record-since">{row.elsewhere.name}</span>}
      </td>
      <td role="cell" data-label={columns.description} class="q-record-description">
        <a href={routes.position(row.elsewhere?.code ?? institution, row.installmentId)}>
          {row.description ?? text.hidden}
        </a>
        {row.subject !== null && <span class="q-record-since">{row.subject}</span>}
      </td>
      <td role="cell" data-label={columns.state} class="q-record-state">
        <StatePill state={row.status.kind} />
        <StateFact row={row} today={today} />
      </td>
      <td role="cell" data-label={columns.createdOn} class="q-record-created">
        <Day day={row.createdOn} />
      </td>
      <td role="cell" data-label={columns.dueOn} class="q-record-due">
        {isOpen ? <DueDay day={row.dueOn} today={today} /> : <Day day={row.dueOn} />}
      </td>
      <td role="cell" data-label={columns.code} class="q-record-code">
        <Code code={row.creditorReferenceId} />
      </td>
      <td role="cell" data-label={columns.amount} class="q-record-amount">
        <Amount amount={row.amount} />
      </td>
      <td role="cell" class="q-record-actions">
        {children}
      </td>
    </tr>
  )
}

const StateFact = ({ row: { status }, today }: { row: PositionRecord; today: Temporal.PlainDate }) => {
  if (status.kind === 'not-confirmed') {
    return <span class="q-record-since">{text.since(momentText(status.since, today))}</span>
  }
  if (status.kind === 'confirmed') {
    return <span class="q-record-since">{text.paidOn(formatDay(dayInRome(status.paidAt)))}</span>
  }
  return null
}
