/** Everything once more, before it is saved (modello Comuni, C.SE.1.4). */
import { routes } from '../routes.ts'
import { Actions, ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { Callout, DataList, PageTitle, Panel, Steps } from '../ui/pieces.tsx'
import { Amount, Day } from '../ui/values.tsx'
import type { Composed } from './compose-position.ts'
import type { FormId } from './filled-form.ts'
import type { OpenService } from './open-service.ts'
import { fillInText, servicesText, summaryText as text } from './services.text.ts'

export type SummaryPageProps = {
  frame: PortalFrame
  service: OpenService
  formId: FormId
  debtor: { name: string; fiscalCode: string; email: string | null }
  composed: Composed
  /** Of all of this: comes back when it is saved. */
  shown: string
  news?: 'changed' | 'limited' | 'tooManyOpen' | undefined
}

export const SummaryPage = (props: SummaryPageProps) => {
  const { frame, service, formId, debtor, composed, news } = props
  const { code } = frame.institution
  const form = routes.fillIn(code, service.code, formId)
  return (
    <Page
      frame={frame}
      title={text.title}
      section="services"
      above={[
        { label: servicesText.title, href: routes.services(code) },
        { label: service.name, href: form },
      ]}
    >
      <PageTitle lead={text.lead}>{text.title}</PageTitle>
      <Steps steps={fillInText.steps} current={1} back={form} />
      {news === 'changed' && (
        <Callout tone="warning" title={text.changed.title} isStatus>
          <p>{text.changed.body(text.amountOf(composed.amount))}</p>
        </Callout>
      )}
      {(news === 'limited' || news === 'tooManyOpen') && (
        <Callout tone="warning" isStatus>
          <p>{text[news]}</p>
        </Callout>
      )}
      <div class="q-split">
        <div>
          <Panel label={text.who}>
            <h2>{text.who}</h2>
            <DataList
              entries={[
                { term: fillInText.debtor.name, value: debtor.name },
                { term: fillInText.debtor.fiscalCode, value: debtor.fiscalCode },
                ...(debtor.email === null ? [] : [{ term: fillInText.debtor.email, value: debtor.email }]),
              ]}
            />
          </Panel>
          <Panel label={text.what}>
            <h2>{text.what}</h2>
            <DataList
              entries={[
                { term: fillInText.debtor.service, value: service.name },
                { term: text.description, value: composed.description },
                ...composed.answers.map(({ label, text: value }) => ({
                  term: label,
                  value: <span class="q-answer">{value}</span>,
                })),
              ]}
            />
            <p>
              <a href={form}>
                {text.edit}
                <span class="visually-hidden">{text.editWhat}</span>
              </a>
            </p>
          </Panel>
        </div>
        <AmountPanel {...props} />
      </div>
    </Page>
  )
}

const AmountPanel = ({ frame, service, formId, composed, shown }: SummaryPageProps) => {
  const { code } = frame.institution
  return (
    <div>
      <Panel label={text.amount}>
        <h2>{text.amount}</h2>
        <p>
          <Amount amount={composed.amount} isLarge />
        </p>
        {composed.lines.length > 0 && (
          <>
            <h3>{text.lines}</h3>
            <DataList
              entries={composed.lines.map(({ label, amount }) => ({ term: label, value: <Amount amount={amount} /> }))}
            />
          </>
        )}
        {composed.shares.length > 1 && (
          <>
            <h3>{text.shares.title}</h3>
            <DataList
              entries={composed.shares.map(({ name, amount, isRemainder }) => ({
                term: isRemainder ? `${name} ${text.shares.main}` : name,
                value: <Amount amount={amount} />,
              }))}
            />
            <p class="q-hint">{text.shares.cent}</p>
          </>
        )}
        <p>
          {text.due}{' '}
          <strong>
            <Day day={composed.dueOn} />
          </strong>
        </p>
        <p class="q-hint">{text.dueHint}</p>
        <p class="q-hint">{text.fee}</p>
        <Form frame={frame} action={routes.insertPosition(code, service.code, formId)}>
          <input type="hidden" name="shown" value={shown} />
          <p>{text.saveHint}</p>
          <Actions>
            <SubmitButton size="lg">{text.save}</SubmitButton>
            <ButtonLink look="secondary" href={routes.fillIn(code, service.code, formId)}>
              {text.edit}
            </ButtonLink>
          </Actions>
        </Form>
        <Form frame={frame} action={routes.dropForm(code, service.code, formId)}>
          <SubmitButton look="plain">{text.cancel}</SubmitButton>
        </Form>
      </Panel>
    </div>
  )
}
