/** The menu of what can be paid of one's own accord. */
import { type Temporal, formatInstant } from '../core/time.ts'
import { routes } from '../routes.ts'
import { Field } from '../ui/field.tsx'
import { Actions, ButtonLink, Form, SearchForm, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Icon } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Callout, EmptyState, PageTitle, Panel } from '../ui/pieces.tsx'
import type { FormId } from './filled-form.ts'
import type { Category, ServiceSummary } from './open-service.ts'
import { servicesText as text } from './services.text.ts'

export type Draft = { formId: FormId; serviceCode: string; serviceName: string; changedAt: Temporal.Instant }

export type ServicesPageProps = {
  frame: PortalFrame
  /** What was searched, in the address: `cerca`. */
  query: string
  categories: readonly Category[]
  drafts: readonly Draft[]
  /** A draft was just thrown away. */
  isDropped: boolean
}

export const ServicesPage = ({ frame, query, categories, drafts, isDropped }: ServicesPageProps) => (
  <Page frame={frame} title={text.title} section="services">
    <PageTitle lead={text.lead}>{text.title}</PageTitle>
    {isDropped && (
      <Callout tone="note" isStatus>
        <p>{text.dropped}</p>
      </Callout>
    )}
    {drafts.length > 0 && <Drafts frame={frame} drafts={drafts} />}
    {query === '' && categories.length === 0 ? (
      <EmptyState
        icons={['file', 'search', 'card']}
        action={<ButtonLink href={routes.search(frame.institution.code)}>{text.emptyAction}</ButtonLink>}
      >
        {text.empty}
      </EmptyState>
    ) : (
      <>
        <SearchForm action={routes.services(frame.institution.code)} label={text.search.label}>
          <Field
            name="cerca"
            label={text.search.field}
            hint={text.search.hint}
            value={query}
            type="search"
            maxlength={100}
          />
          <SubmitButton>{text.search.submit}</SubmitButton>
        </SearchForm>
        <Found frame={frame} query={query} categories={categories} />
      </>
    )}
  </Page>
)

const Found = ({ frame, query, categories }: Pick<ServicesPageProps, 'frame' | 'query' | 'categories'>) => {
  const { code } = frame.institution
  const count = categories.reduce((total, { services }) => total + services.length, 0)
  if (count === 0) {
    return (
      <EmptyState
        icons={['file', 'search', 'card']}
        action={
          <ButtonLink href={routes.services(code)} look="secondary">
            {text.search.all}
          </ButtonLink>
        }
      >
        {text.nothingFound(query)}
      </EmptyState>
    )
  }
  return (
    <>
      {query !== '' && (
        <p role="status">
          {text.search.found(count, query)} – <a href={routes.services(code)}>{text.search.all}</a>
        </p>
      )}
      {categories.map(({ name, services }) => (
        <section key={name} class="q-category" aria-label={name}>
          <h2>{name}</h2>
          <ul class="q-links">
            {services.map((service) => (
              <Service key={service.code} frame={frame} service={service} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

const Service = ({ frame, service }: { frame: PortalFrame; service: ServiceSummary }) => (
  <li>
    <a href={routes.service(frame.institution.code, service.code)}>
      <span>
        <span class="q-link-name">{service.name}</span>
        <span class="q-link-more">{service.summary}</span>
        {service.access === 'account' && !frame.viewer && (
          <span class="q-link-more">
            <Icon name="lock" size="xs" /> {text.needsAccount}
          </span>
        )}
      </span>
      <Icon name="chevron-right" />
    </a>
  </li>
)

const Drafts = ({ frame, drafts }: Pick<ServicesPageProps, 'frame' | 'drafts'>) => {
  const { code } = frame.institution
  const words = text.drafts
  return (
    <Panel label={words.title}>
      <h2>{words.title}</h2>
      <p>{frame.viewer ? words.lead : words.guestLead}</p>
      <ul class="q-drafts">
        {drafts.map(({ formId, serviceCode, serviceName, changedAt }) => (
          <li key={formId}>
            <span>
              <strong>{serviceName}</strong> <span class="q-hint">{words.changed(formatInstant(changedAt))}</span>
            </span>
            <Actions>
              <ButtonLink href={routes.fillIn(code, serviceCode, formId)} size="sm">
                {words.resume}
                <span class="visually-hidden">{words.resumeWhat(serviceName)}</span>
              </ButtonLink>
              <Form frame={frame} action={routes.dropForm(code, serviceCode, formId)}>
                <SubmitButton look="secondary" size="sm">
                  {words.delete}
                  <span class="visually-hidden">{words.deleteWhat(serviceName)}</span>
                </SubmitButton>
              </Form>
            </Actions>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
