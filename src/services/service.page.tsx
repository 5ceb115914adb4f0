/** One service: what it is, for whom, what it costs, whom to ask. */
import { formatEuro } from '../core/money.ts'
import { loginThen, routes } from '../routes.ts'
import { ButtonLink } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Icon } from '../ui/icon.tsx'
import { ExternalLink } from '../ui/link.tsx'
import { Page } from '../ui/page.tsx'
import { Callout, type DataEntry, DataList, PageTitle, Panel } from '../ui/pieces.tsx'
import { isAsked } from './field.ts'
import { amountHint } from './form-problem.text.ts'
import type { OpenService } from './open-service.ts'
import type { Contacts, ServiceForm } from './service-form.ts'
import { servicesText } from './services.text.ts'

const text = servicesText.service

export type ServicePageProps = { frame: PortalFrame; service: OpenService; mayFillIn: boolean }

export const ServicePage = ({ frame, service, mayFillIn }: ServicePageProps) => {
  const { code } = frame.institution
  const { form } = service
  const asked = form.fields.filter(isAsked)
  return (
    <Page
      frame={frame}
      title={service.name}
      section="services"
      above={[{ label: servicesText.title, href: routes.services(code) }]}
    >
      <PageTitle lead={form.summary}>{service.name}</PageTitle>
      <div class="q-split">
        <div>
          <Panel>
            {form.about.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
            <DataList isProse entries={facts(form)} />
            {asked.length > 0 && (
              <>
                <h2>{text.whatYouNeed}</h2>
                <ul>
                  {asked.map(({ name, label }) => (
                    <li key={name}>{label}</li>
                  ))}
                </ul>
              </>
            )}
          </Panel>
          {service.hint !== null && (
            <Callout tone="note">
              <p>{service.hint}</p>
            </Callout>
          )}
        </div>
        <div>
          <Panel label={text.start}>
            <p>{text.due(form.daysToPay)}</p>
            {mayFillIn ? (
              <p>
                <ButtonLink href={routes.newForm(code, service.code)} size="lg">
                  {text.start}
                </ButtonLink>
              </p>
            ) : (
              <>
                <p>
                  <Icon name="lock" size="xs" /> {text.signInFirst}
                </p>
                <p>
                  <ButtonLink href={loginThen(code, routes.newForm(code, service.code), 'login-needed')} size="lg">
                    {text.signIn}
                  </ButtonLink>
                </p>
              </>
            )}
            {mayFillIn && !frame.viewer && <p class="q-hint">{text.guestToo}</p>}
          </Panel>
          {form.contacts && <ContactPanel contacts={form.contacts} />}
        </div>
      </div>
    </Page>
  )
}

function facts(form: ServiceForm): DataEntry[] {
  return [
    ...(form.audience === null ? [] : [{ term: text.audience, value: form.audience }]),
    { term: text.howMuch, value: costOf(form) },
  ]
}

function costOf({ tariff }: ServiceForm): string {
  if (tariff.kind === 'typed') return `${text.typed} ${amountHint(tariff)}`
  return tariff.kind === 'fixed' ? text.fixed(formatEuro(tariff.amount)) : text.computed
}

const ContactPanel = ({ contacts }: { contacts: Contacts }) => {
  const { office, phone, email, hours, websiteUrl } = contacts
  const entries: DataEntry[] = [
    ...(office === null ? [] : [{ term: text.office, value: office }]),
    ...(phone === null
      ? []
      : [{ term: text.phone, value: <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a> }]),
    ...(email === null ? [] : [{ term: text.email, value: <a href={`mailto:${email}`}>{email}</a> }]),
    ...(hours === null ? [] : [{ term: text.hours, value: hours }]),
    ...(websiteUrl === null
      ? []
      : [
          {
            term: text.website,
            value: <ExternalLink href={websiteUrl}>{URL.parse(websiteUrl)?.hostname ?? websiteUrl}</ExternalLink>,
          },
        ]),
  ]
  return (
    <Panel label={text.contacts}>
      <h2>{text.contacts}</h2>
      <DataList isProse entries={entries} />
    </Panel>
  )
}
