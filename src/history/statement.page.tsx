import { dayInRome } from '../core/time.ts'
import { type StatementDocument, statementTotal, totalsByService } from '../receipts/statement-document.ts'
import { statementText } from '../receipts/statement.text.ts'
import { routes } from '../routes.ts'
import { SelectField } from '../ui/field.tsx'
import { Actions, ButtonLink, SearchForm, SubmitButton } from '../ui/form.tsx'
import type { PersonalFrame } from '../ui/frame.ts'
import { Icon } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Callout, EmptyState, PageTitle, Panel } from '../ui/pieces.tsx'
import { Amount, Day } from '../ui/values.tsx'
import { statementPageText as text } from './statement-page.text.ts'

export type StatementPageProps = {
  frame: PersonalFrame
  statement: Pick<StatementDocument, 'year' | 'lines' | 'isWhole'>
  /** Those in which something was paid, and the one that is shown; the last first. */
  years: readonly number[]
}

export const StatementPage = ({ frame, statement, years }: StatementPageProps) => {
  const { code } = frame.institution
  const { year, lines } = statement
  const action = routes.statement(code)
  return (
    <Page
      frame={frame}
      title={text.title}
      section="history"
      above={[{ label: text.above, href: routes.history(code) }]}
    >
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      {years.length > 0 && (
        <SearchForm action={action} label={text.title}>
          <SelectField
            name="anno"
            label={text.year}
            value={String(year)}
            width="short"
            options={years.map((one) => ({ value: String(one), label: String(one) }))}
          />
          <div class="q-search-beside">
            <SubmitButton look="secondary">{text.show}</SubmitButton>
          </div>
        </SearchForm>
      )}
      {lines.length === 0 ? (
        <EmptyState
          icons={['file', 'inbox', 'calendar']}
          action={<ButtonLink href={routes.history(code)}>{text.emptyAction}</ButtonLink>}
        >
          {years.length === 0 ? text.empty : text.emptyYear(year)}
        </EmptyState>
      ) : (
        <Statement institution={code} statement={statement} />
      )}
    </Page>
  )
}

const Statement = ({ institution, statement }: { institution: string } & Pick<StatementPageProps, 'statement'>) => {
  const { year, lines, isWhole } = statement
  return (
    <>
      <div class="q-total">
        <p>{text.count(lines.length)}</p>
        <p>
          {text.total(year)} <Amount amount={statementTotal(lines)} />
        </p>
      </div>
      <Panel>
        <h2>{statementText.services.heading}</h2>
        <ul class="q-sums">
          {totalsByService(lines).map((service) => (
            <li key={service.serviceName}>
              <span>
                {service.serviceName}
                <span class="q-hint">{text.count(service.count)}</span>
              </span>
              <Amount amount={service.amount} />
            </li>
          ))}
        </ul>
        <Actions>
          <ButtonLink href={`${routes.statementPaper(institution)}?anno=${year}`}>{text.pdf(year)}</ButtonLink>
          <a href={`${routes.statementTable(institution)}?anno=${year}`}>
            <Icon name="download" /> {text.csv}
          </a>
        </Actions>
        <p class="q-hint">{statementText.note.body}</p>
      </Panel>
      {!isWhole && (
        <Callout tone="warning">
          <p>{statementText.note.cut(lines.length)}</p>
        </Callout>
      )}
      <Payments statement={statement} />
    </>
  )
}

/** The roles are written out because a table that is laid out as cards loses its own in some browsers. */
const Payments = ({ statement: { year, lines } }: Pick<StatementPageProps, 'statement'>) => {
  const { columns } = text
  return (
    <table class="q-records" role="table">
      <caption class="visually-hidden">{text.caption(year)}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {Object.entries(columns).map(([column, label]) => (
            <th
              key={column}
              role="columnheader"
              scope="col"
              class={column === 'amount' ? 'q-record-amount' : undefined}
            >
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lines.map((line) => (
          <tr role="row" key={line.receiptId}>
            <td role="cell" data-label={columns.date} class="q-record-created">
              <Day day={dayInRome(line.paidAt)} />
            </td>
            <td role="cell" data-label={columns.service} class="q-record-service">
              {line.serviceName}
            </td>
            <td role="cell" data-label={columns.description} class="q-record-description">
              {line.description ?? text.hidden}
              {line.subject !== null && <span class="q-record-since">{line.subject}</span>}
            </td>
            <td role="cell" data-label={columns.name} class="q-record-name">
              {line.debtorName}
            </td>
            <td role="cell" data-label={columns.amount} class="q-record-amount">
              <Amount amount={line.amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
