import { routes } from '../routes.ts'
import type { InstitutionFrame, PortalFrame } from '../ui/frame.ts'
import { Icon } from '../ui/icon.tsx'
import { ExternalLink, MailLink, PhoneLink } from '../ui/link.tsx'
import { NoticePicture } from '../ui/notice-picture.tsx'
import { Page } from '../ui/page.tsx'
import { type DataEntry, DataList, PageTitle, Panel } from '../ui/pieces.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { guideText } from './guide.text.ts'
import { helpText as text } from './help.text.ts'

export type HelpPageProps = { frame: PortalFrame }

const STATES = ['to-pay', 'not-confirmed', 'confirmed', 'expired', 'cancelled'] as const

export const HelpPage = ({ frame }: HelpPageProps) => (
  <Page frame={frame} title={text.title} section="help">
    <PageTitle lead={text.lead}>{text.title}</PageTitle>
    <Guides code={frame.institution.code} />
    <Contents />
    <div class="q-prose">
      <Panel>
        <h2 id="codici">{text.codes.title}</h2>
        <p>{text.codes.body}</p>
        <NoticePicture />
      </Panel>
      <Panel>
        <h2 id="stati">{text.states.title}</h2>
        <DataList
          isProse
          entries={STATES.map((state) => ({
            term: <StatePill state={state} />,
            value: text.states.meanings[state],
          }))}
        />
      </Panel>
      <Panel>
        <h2 id="pagare">{text.pay.title}</h2>
        <h3>{text.pay.online.title}</h3>
        <p>{text.pay.online.body}</p>
        <p>{frame.institution.allowsGuestPayment ? text.pay.guest : text.pay.login}</p>
        <h3>{text.pay.paper.title}</h3>
        <p>{text.pay.paper.body}</p>
      </Panel>
      <Panel>
        <h2 id="costi">{text.fees.title}</h2>
        <p>{text.fees.body}</p>
      </Panel>
      <Problems institution={frame.institution} />
      <Contacts institution={frame.institution} />
    </div>
  </Page>
)

const Guides = ({ code }: { code: string }) => (
  <ul class="q-guides">
    <li>
      <Icon name="info-circle" />
      <a href={routes.guide(code)}>{guideText.guide}</a>
    </li>
    <li>
      <Icon name="file-pdf-ext" />
      <a href={routes.manual(code)}>{guideText.manual}</a>
    </li>
  </ul>
)

const Contents = () => (
  <nav class="q-contents" aria-label={text.contents}>
    <ul>
      {[
        ['codici', text.codes.title],
        ['stati', text.states.title],
        ['pagare', text.pay.title],
        ['costi', text.fees.title],
        ['problemi', text.problems.title],
        ['contatti-ente', text.contacts.title],
      ].map(([id, title]) => (
        <li key={id}>
          <a href={`#${id}`}>{title}</a>
        </li>
      ))}
    </ul>
  </nav>
)

const Problems = ({ institution }: { institution: InstitutionFrame }) => {
  const { problems } = text
  return (
    <Panel>
      <h2 id="problemi">{problems.title}</h2>
      <h3>{problems.missing.title}</h3>
      <p>{problems.missing.body}</p>
      <p>
        <a href={routes.paidButMissing(institution.code)}>{problems.missing.link}</a>
      </p>
      {[problems.twice, problems.amount, problems.other].map(({ title, body }) => (
        <div key={title}>
          <h3>{title}</h3>
          <p>{body}</p>
        </div>
      ))}
    </Panel>
  )
}

const Contacts = ({ institution }: { institution: InstitutionFrame }) => {
  const { contacts } = text
  const { officeName, streetAddress, phone, email, certifiedEmail, openingHours, websiteUrl } = institution
  const entries: DataEntry[] = [
    ...(officeName === null ? [] : [{ term: contacts.office, value: officeName }]),
    ...(streetAddress === null ? [] : [{ term: contacts.address, value: streetAddress }]),
    ...(phone === null ? [] : [{ term: contacts.phone, value: <PhoneLink phone={phone} /> }]),
    ...(email === null ? [] : [{ term: contacts.mail, value: <MailLink address={email} /> }]),
    ...(certifiedEmail === null
      ? []
      : [{ term: contacts.certifiedMail, value: <MailLink address={certifiedEmail} /> }]),
    ...(openingHours === null ? [] : [{ term: contacts.hours, value: openingHours }]),
    ...(websiteUrl === null
      ? []
      : [{ term: contacts.website, value: <ExternalLink href={websiteUrl}>{institution.name}</ExternalLink> }]),
  ]
  return (
    <Panel>
      <h2 id="contatti-ente">{contacts.title}</h2>
      {entries.length === 0 ? (
        <p>{contacts.none}</p>
      ) : (
        <>
          <p>{contacts.body}</p>
          <DataList entries={entries} />
        </>
      )}
    </Panel>
  )
}
