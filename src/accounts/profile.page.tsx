import { formatDay, dayInRome } from '../core/time.ts'
import { routes } from '../routes.ts'
import { Actions, ButtonLink } from '../ui/form.tsx'
import type { PersonalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { Callout, DataList, PageTitle, Panel } from '../ui/pieces.tsx'
import { type Profile, displayName } from './account.ts'
import { profileText as text } from './profile.text.ts'

export type ProfilePageProps = {
  frame: PersonalFrame
  profile: Profile
  /** In Italian. */
  countryName: string
  /** What has just been done. */
  done: keyof typeof text.done | undefined
}

export const ProfilePage = ({ frame, profile, countryName, done }: ProfilePageProps) => {
  const { code } = frame.institution
  const { person, access } = text
  const address = `${profile.streetAddress}, ${profile.postalCode} ${profile.city} (${profile.province}), ${countryName}`
  return (
    <Page frame={frame} title={text.title} section="account">
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      {done && (
        <Callout tone="success" title={text.done[done].title} isStatus>
          <p>{text.done[done].body}</p>
        </Callout>
      )}
      <div class="q-split">
        <Panel>
          <h2>{person.title}</h2>
          <DataList
            isProse
            entries={[
              {
                term: profile.name.kind === 'company' ? person.companyName : person.name,
                value: displayName(profile.name),
              },
              { term: person.fiscalCode, value: <span class="q-code">{profile.fiscalCode}</span> },
              { term: person.address, value: address },
              { term: person.phone, value: profile.phone },
              { term: person.since, value: formatDay(dayInRome(profile.activatedAt)) },
            ]}
          />
          <Actions>
            <ButtonLink href={routes.changeContacts(code)} look="secondary">
              {person.changeContacts}
            </ButtonLink>
          </Actions>
          <p class="q-hint">{person.fixed}</p>
          <p>
            <a href={routes.proveFiscalCode(code)}>{person.prove}</a>
          </p>
        </Panel>
        <div>
          <Panel>
            <h2>{access.title}</h2>
            <ul class="q-log">
              <li>
                <span>{access.username}</span>
                <strong>{profile.email}</strong>
              </li>
              <li>
                <span>{access.password}</span>
                <strong>{access.hiddenPassword}</strong>
              </li>
            </ul>
            <Actions>
              <ButtonLink href={routes.changeEmail(code)} look="secondary">
                {access.changeEmail}
              </ButtonLink>
              <ButtonLink href={routes.changePassword(code)} look="secondary">
                {access.changePassword}
              </ButtonLink>
            </Actions>
          </Panel>
          <Panel>
            <h2>{access.accesses}</h2>
            <p>{access.accessesBody}</p>
            <Actions>
              <ButtonLink href={routes.accesses(code)} look="secondary">
                {access.seeAccesses}
              </ButtonLink>
            </Actions>
          </Panel>
        </div>
      </div>
    </Page>
  )
}
