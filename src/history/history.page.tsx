import type { Temporal } from '../core/time.ts'
import { listText } from '../debt-positions/list.text.ts'
import { type ListedRecord, RecordTable } from '../debt-positions/record-table.tsx'
import { routes } from '../routes.ts'
import { ErrorSummary, summaryEntries } from '../ui/error-summary.tsx'
import { Field, SelectField } from '../ui/field.tsx'
import { ButtonLink, SearchForm, SubmitButton } from '../ui/form.tsx'
import type { PersonalFrame } from '../ui/frame.ts'
import { Icon } from '../ui/icon.tsx'
import { SafeLink } from '../ui/link.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState, PageTitle, Pagination } from '../ui/pieces.tsx'
import { type HistoryErrors, type HistoryForm, addressOf, historyQuery, isFiltered } from './history-filter.ts'
import { historyText as text } from './history.text.ts'

export type HistoryPageProps = {
  frame: PersonalFrame
  today: Temporal.PlainDate
  /** The last closed first. */
  rows: readonly (ListedRecord & { canGetReceipt: boolean })[]
  /** What was asked, as it was typed. */
  form: HistoryForm
  errors: HistoryErrors
  /** What one can choose from. More than one ente only where the choice makes sense. */
  choices: {
    years: readonly string[]
    services: readonly { code: string; name: string }[]
    institutions: readonly { code: string; name: string }[]
  }
  previous: string | undefined
  next: string | undefined
}

export const HistoryPage = (props: HistoryPageProps) => {
  const { frame, today, rows, form, errors, previous, next } = props
  const { code } = frame.institution
  const isAsked = isFiltered(form)
  const entries = summaryEntries(['da', 'a'] as const, (field) => {
    const error = errors[field]
    return error && text.errors[error]
  })
  return (
    <Page frame={frame} title={text.title} section="history" hasErrors={entries.length > 0}>
      <ErrorSummary errors={entries} />
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      {(rows.length > 0 || isAsked || props.choices.years.length > 0) && <Filter {...props} />}
      {rows.length === 0 ? (
        <EmptyState
          icons={['file', isAsked ? 'search' : 'inbox', 'calendar']}
          action={
            isAsked ? (
              <ButtonLink href={routes.history(code)}>{text.search.reset}</ButtonLink>
            ) : (
              <ButtonLink href={routes.positions(code)}>{text.emptyAction}</ButtonLink>
            )
          }
        >
          {isAsked ? text.noMatch : text.empty}
        </EmptyState>
      ) : (
        <RecordTable
          institution={code}
          today={today}
          caption={text.caption}
          rows={rows}
          actions={(row, name) =>
            row.canGetReceipt && (
              <a class="q-record-receipt" href={routes.receipt(row.elsewhere?.code ?? code, row.installmentId)}>
                <Icon name="download" />
                {listText.receipt}
                <span class="visually-hidden">{listText.receiptOf(name)}</span>
              </a>
            )
          }
        />
      )}
      <Pagination previous={previous} next={next} />
      <Tools {...props} />
    </Page>
  )
}

const Filter = ({ frame, form, errors, choices }: HistoryPageProps) => {
  const { search } = text
  const { code } = frame.institution
  const action = routes.history(code)
  const isMoreOpen = [form.ente, form.servizio, form.persona, form.da, form.a].some((value) => value !== '')
  return (
    <SearchForm action={action} label={search.label}>
      <Field
        name="cerca"
        label={search.words}
        hint={search.wordsHint}
        value={form.cerca}
        type="search"
        maxlength={100}
      />
      <SelectField
        name="anno"
        label={search.year}
        value={form.anno}
        options={[{ value: '', label: search.anyYear }, ...choices.years.map((year) => ({ value: year, label: year }))]}
      />
      <SelectField name="stato" label={search.state} value={form.stato} options={search.states} />
      <details class="q-more-filters" open={isMoreOpen}>
        <summary>
          {search.more}
          <Icon name="expand" />
        </summary>
        <div class="q-more-filters-fields">
          {choices.institutions.length > 1 && (
            <SelectField
              name="ente"
              label={search.institution}
              value={form.ente}
              options={[
                { value: '', label: frame.institution.name },
                { value: 'tutti', label: search.allInstitutions },
                ...choices.institutions
                  .filter((one) => one.code !== code)
                  .map((one) => ({ value: one.code, label: one.name })),
              ]}
            />
          )}
          {choices.services.length > 0 && (
            <SelectField
              name="servizio"
              label={search.service}
              value={form.servizio}
              options={[
                { value: '', label: search.anyService },
                ...choices.services.map((one) => ({ value: one.code, label: one.name })),
              ]}
            />
          )}
          <SelectField name="persona" label={search.holder} value={form.persona} options={search.holders} />
          <Field
            name="da"
            label={search.least}
            hint={search.amountHint}
            value={form.da}
            error={errors.da && text.errors[errors.da]}
            maxlength={20}
          />
          <Field name="a" label={search.most} value={form.a} error={errors.a && text.errors[errors.a]} maxlength={20} />
        </div>
      </details>
      <div class="q-search-actions">
        <SubmitButton>{search.submit}</SubmitButton>
        {isFiltered(form) && (
          <ButtonLink href={action} look="plain">
            {search.reset}
          </ButtonLink>
        )}
      </div>
    </SearchForm>
  )
}

/** What can be taken away from here: the table as it is asked for, a year, and the way on for what is not in it. */
const Tools = ({ frame, rows, form, choices }: HistoryPageProps) => {
  const { code } = frame.institution
  return (
    <ul class="q-tools" aria-label={text.tools}>
      {rows.length > 0 && (
        <li>
          <Icon name="download" />
          <span>
            <SafeLink href={addressOf(routes.historyExport(code), historyQuery(form))}>{text.export}</SafeLink>
            <span class="q-hint">{text.exportWhy}</span>
          </span>
        </li>
      )}
      {choices.years.length > 0 && (
        <li>
          <Icon name="calendar" />
          <span>
            <a href={routes.statement(code)}>{text.statement}</a>
            <span class="q-hint">{text.statementWhy}</span>
          </span>
        </li>
      )}
      <li>
        <Icon name="help-circle" />
        <span>
          <a href={routes.paidButMissing(code)}>{text.missing}</a>
          <span class="q-hint">{text.missingWhy}</span>
        </span>
      </li>
    </ul>
  )
}
