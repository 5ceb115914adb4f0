import { routes } from '../routes.ts'
import { CheckboxField, FieldGroup } from '../ui/field.tsx'
import { Actions, Form, SubmitButton } from '../ui/form.tsx'
import type { PersonalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { Callout, PageTitle, Panel } from '../ui/pieces.tsx'
import { OptionGroup } from '../ui/option-group.tsx'
import { CopyText } from '../ui/values.tsx'
import { type Preferences, REMINDER_DAYS } from './message.ts'
import { preferencesText as text } from './preferences.text.ts'

export type PreferencesPageProps = {
  frame: PersonalFrame
  preferences: Preferences
  /** False while the ente does not know whose codice fiscale the account's is. */
  isRecognised: boolean
  /** Of the private calendar; undefined where there is none. */
  calendarUrl: string | undefined
  /** The id of the address that "crea" would make: the same press twice makes one. */
  operationId: string
  done: 'saved' | 'opened' | 'closed' | undefined
}

export const PreferencesPage = (props: PreferencesPageProps) => (
  <Page frame={props.frame} title={text.title} section="account">
    <PageTitle lead={text.lead}>{text.title}</PageTitle>
    <Done done={props.done} />
    <div class="q-split">
      <MailPanel {...props} />
      <CalendarPanel {...props} />
    </div>
  </Page>
)

const Done = ({ done }: Pick<PreferencesPageProps, 'done'>) => {
  if (!done) return null
  const words = done === 'saved' ? text.saved : text.calendar.done[done]
  return (
    <Callout tone="success" title={words.title} isStatus>
      <p>{words.body}</p>
    </Callout>
  )
}

const MailPanel = ({ frame, preferences, isRecognised }: PreferencesPageProps) => {
  const { code } = frame.institution
  const { mails } = text
  return (
    <Panel>
      <h2>{mails.title}</h2>
      <p>
        {mails.to} <strong class="q-breakable">{frame.viewer.email}</strong>.{' '}
        <a href={routes.changeEmail(code)}>{mails.change}</a>
      </p>
      {!isRecognised && (
        <Callout tone="note" title={mails.unproven.title}>
          <p>{mails.unproven.body}</p>
        </Callout>
      )}
      <Form frame={frame} action={routes.preferences(code)}>
        <FieldGroup legend={mails.what}>
          <CheckboxField name="newPositions" label={mails.newPositions} isChecked={preferences.wantsNewPositions} />
          <CheckboxField name="payments" label={mails.payments} isChecked={preferences.wantsPayments} />
        </FieldGroup>
        <FieldGroup legend={mails.reminders}>
          <p class="q-hint">{mails.remindersHint}</p>
          {REMINDER_DAYS.map((days) => (
            <CheckboxField
              key={days}
              name={`days${days}`}
              label={mails.days[days]}
              isChecked={preferences.reminderDays.includes(days)}
            />
          ))}
        </FieldGroup>
        <OptionGroup
          name="receipt"
          legend={mails.receipt}
          options={[
            { value: 'link', label: mails.receiptAs.link },
            { value: 'attached', label: mails.receiptAs.attached },
          ]}
          values={[preferences.attachesReceipt ? 'attached' : 'link']}
        />
        <p class="q-hint">{mails.always}</p>
        <Actions>
          <SubmitButton size="lg">{mails.submit}</SubmitButton>
        </Actions>
      </Form>
    </Panel>
  )
}

const CalendarPanel = ({ frame, calendarUrl, operationId }: PreferencesPageProps) => {
  const { code } = frame.institution
  const { calendar } = text
  return (
    <Panel>
      <h2>{calendar.title}</h2>
      <p>{calendar.why}</p>
      {calendarUrl !== undefined && (
        <>
          <p class="q-breakable">
            <strong>{calendar.address}</strong>
            <br />
            <CopyText value={calendarUrl} label={calendar.address} />
          </p>
          <p>{calendar.how}</p>
          <Callout tone="warning">
            <p>{calendar.secret}</p>
          </Callout>
        </>
      )}
      <Form frame={frame} action={routes.openCalendar(code)}>
        <input type="hidden" name="operationId" value={operationId} />
        {calendarUrl !== undefined && <p class="q-hint">{calendar.renewWhy}</p>}
        <Actions>
          <SubmitButton look="secondary">{calendarUrl === undefined ? calendar.open : calendar.renew}</SubmitButton>
        </Actions>
      </Form>
      {calendarUrl !== undefined && (
        <Form frame={frame} action={routes.closeCalendar(code)}>
          <SubmitButton look="plain">{calendar.close}</SubmitButton>
        </Form>
      )}
    </Panel>
  )
}
