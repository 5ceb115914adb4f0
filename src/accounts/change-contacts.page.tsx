import { routes } from '../routes.ts'
import { ErrorSummary, summaryEntries } from '../ui/error-summary.tsx'
import { Actions, ButtonLink, Form, RequiredNote, SubmitButton } from '../ui/form.tsx'
import type { PersonalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { PageTitle, Panel } from '../ui/pieces.tsx'
import { type Profile, displayName } from './account.ts'
import { AddressFields, CONTACT_FIELDS, PhoneField, detailMessage } from './detail-fields.tsx'
import { changeContactsText as text, profileText } from './profile.text.ts'
import type { ContactBody, ContactErrors } from './registration-form.ts'

export type ChangeContactsPageProps = {
  frame: PersonalFrame
  owner: Pick<Profile, 'name' | 'fiscalCode'>
  values: ContactBody
  errors: ContactErrors
}

export const ChangeContactsPage = ({ frame, owner, values, errors }: ChangeContactsPageProps) => {
  const { code } = frame.institution
  const { person } = profileText
  const entries = summaryEntries(CONTACT_FIELDS, (field) => detailMessage(errors, field))
  return (
    <Page
      frame={frame}
      title={text.title}
      section="account"
      above={[{ label: profileText.title, href: routes.profile(code) }]}
      hasErrors={entries.length > 0}
    >
      <ErrorSummary errors={entries} />
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      <div class="q-split">
        <Panel>
          <Form frame={frame} action={routes.changeContacts(code)}>
            <RequiredNote />
            <AddressFields values={values} errors={errors} />
            <PhoneField values={values} errors={errors} />
            <Actions>
              <SubmitButton>{text.submit}</SubmitButton>
              <ButtonLink href={routes.profile(code)} look="plain">
                {text.back}
              </ButtonLink>
            </Actions>
          </Form>
        </Panel>
        <Panel>
          <h2>{text.fixed.title}</h2>
          <ul class="q-log">
            <li>
              <span>{owner.name.kind === 'company' ? person.companyName : person.name}</span>
              <strong>{displayName(owner.name)}</strong>
            </li>
            <li>
              <span>{person.fiscalCode}</span>
              <strong class="q-code">{owner.fiscalCode}</strong>
            </li>
          </ul>
          <p>{text.fixed.why}</p>
          <p>{text.fixed.whom}</p>
          <p>
            <a href={`${routes.help(code)}#contatti-ente`}>{text.fixed.contacts}</a>
          </p>
        </Panel>
      </div>
    </Page>
  )
}
