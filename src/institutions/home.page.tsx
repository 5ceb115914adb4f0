import { routes } from '../routes.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Actions, ButtonLink, Form, SearchForm, SubmitButton } from '../ui/form.tsx'
import type { Frame } from '../ui/frame.ts'
import { Icon } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState, PageTitle, Panel } from '../ui/pieces.tsx'
import { homeText as text } from './home.text.ts'

export type InstitutionChoice = {
  code: string
  name: string
  regionName: string | null
  isTest: boolean
  hasCrest: boolean
}

export type HomePageProps = {
  /** The frame of no institution. */
  frame: Frame
  /** What was searched, in the address: `cerca`. */
  query: string
  institutions: readonly InstitutionChoice[]
  /** Whether there are more than the page lists. */
  hasMore: boolean
  /** What was typed as the institution's code, sent as `institutionCode`. */
  code: string
  codeError: keyof typeof text.notice.errors | undefined
}

export const HomePage = (props: HomePageProps) => {
  const { frame, code, codeError } = props
  const error = codeError && text.notice.errors[codeError]
  return (
    <Page frame={frame} title={text.title} hasErrors={error !== undefined}>
      <ErrorSummary errors={error === undefined ? [] : [{ field: 'institutionCode', message: error }]} />
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      <div class="q-split">
        <section aria-labelledby="scegli">
          <h2 id="scegli">{text.choose.title}</h2>
          <Chooser {...props} />
        </section>
        <Panel>
          <h2>{text.notice.title}</h2>
          <Form frame={frame} action={routes.findInstitution()}>
            <Field
              name="institutionCode"
              label={text.notice.label}
              hint={text.notice.hint}
              value={code}
              error={error}
              help="digits"
              maxlength={200}
            />
            <Actions>
              <SubmitButton>{text.notice.submit}</SubmitButton>
            </Actions>
          </Form>
        </Panel>
      </div>
    </Page>
  )
}

const Chooser = ({ query, institutions, hasMore }: HomePageProps) => {
  const isFiltered = query !== ''
  return (
    <>
      {(isFiltered || institutions.length > 0) && (
        <SearchForm action={routes.home()} label={text.choose.label}>
          <Field name="cerca" label={text.choose.field} value={query} type="search" maxlength={100} />
          <SubmitButton>{text.choose.submit}</SubmitButton>
        </SearchForm>
      )}
      {institutions.length === 0 ? (
        <EmptyState
          icons={['map-marker', 'pa', 'search']}
          action={
            isFiltered && (
              <ButtonLink href={routes.home()} look="secondary">
                {text.choose.reset}
              </ButtonLink>
            )
          }
        >
          {isFiltered ? text.choose.none(query) : text.choose.nothing}
        </EmptyState>
      ) : (
        <>
          {isFiltered && (
            <p role="status">
              {text.choose.found(institutions.length)} – <a href={routes.home()}>{text.choose.reset}</a>
            </p>
          )}
          <ul class="q-links">
            {institutions.map((institution) => (
              <Choice key={institution.code} institution={institution} />
            ))}
          </ul>
          {hasMore && <p class="q-note">{text.choose.more}</p>}
        </>
      )}
    </>
  )
}

const Choice = ({ institution }: { institution: InstitutionChoice }) => (
  <li>
    <a href={routes.search(institution.code)}>
      {institution.hasCrest ? (
        <img src={routes.crest(institution.code)} alt="" width="44" height="52" />
      ) : (
        <Icon name="pa" size="lg" />
      )}
      <span>
        <span class="q-link-name">{institution.name}</span>
        <span class="q-link-more">{institution.isTest ? text.choose.test : institution.regionName}</span>
      </span>
      <Icon name="chevron-right" />
    </a>
  </li>
)
