/** Privacy: what is known, for how long, and the two things that one can do about it. */
import type { Consent } from '../accounts/consent.ts'
import { dayInRome, formatDay } from '../core/time.ts'
import { routes } from '../routes.ts'
import { Actions, ButtonLink } from '../ui/form.tsx'
import type { PersonalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { DataList, PageTitle, Panel } from '../ui/pieces.tsx'
import { myPrivacyText as text } from './privacy.text.ts'

export type MyPrivacyPageProps = { frame: PersonalFrame; consents: readonly Consent[] }

export const MyPrivacyPage = ({ frame, consents }: MyPrivacyPageProps) => (
  <Page frame={frame} title={text.title} section="account">
    <PageTitle lead={text.lead}>{text.title}</PageTitle>
    <div class="q-split">
      <Kept />
      <div>
        <Consents code={frame.institution.code} consents={consents} />
        <TakeData code={frame.institution.code} />
        <Revoke code={frame.institution.code} />
      </div>
    </div>
  </Page>
)

const Consents = ({ code, consents }: { code: string; consents: readonly Consent[] }) => {
  const { kinds, given, revoked, version, read, title, body } = text.consents
  return (
    <Panel>
      <h2>{title}</h2>
      <p>{body}</p>
      <ul class="q-log">
        {consents.map((consent) => (
          <li key={`${consent.kind}-${consent.version}`}>
            <strong>{kinds[consent.kind]}</strong>
            <span>
              {version(consent.version)} · {given(formatDay(dayInRome(consent.givenAt)))}
              {consent.revokedAt && ` · ${revoked(formatDay(dayInRome(consent.revokedAt)))}`}
            </span>
            <a href={consent.kind === 'privacy' ? routes.privacy(code) : routes.legalNotes(code)}>
              {read[consent.kind]}
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

const TakeData = ({ code }: { code: string }) => (
  <Panel>
    <h2>{text.take.title}</h2>
    <p>{text.take.body}</p>
    <Actions>
      <ButtonLink href={routes.takeMyData(code)} look="secondary">
        {text.take.action}
      </ButtonLink>
    </Actions>
  </Panel>
)

const Revoke = ({ code }: { code: string }) => (
  <Panel>
    <h2>{text.revoke.title}</h2>
    <p>{text.revoke.body}</p>
    <Actions>
      <ButtonLink href={routes.revokeConsent(code)} look="secondary">
        {text.revoke.action}
      </ButtonLink>
    </Actions>
  </Panel>
)

const Kept = () => (
  <Panel>
    <h2>{text.kept.title}</h2>
    <p>{text.kept.lead}</p>
    <DataList isProse entries={text.kept.rows.map(({ what, ends }) => ({ term: what, value: ends }))} />
    <p>{text.kept.rights}</p>
  </Panel>
)
