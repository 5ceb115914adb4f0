import type { ComponentChildren } from 'preact'
import type { PaymentNotice } from './cart-request.ts'
import {
  type ActivatedNotice,
  type Cart,
  FAILURES,
  METHODS,
  type Method,
  type Outcome,
  totalOf,
  wayBack,
} from './checkout.ts'
import { text } from './checkout.text.ts'
import { romeDateTime } from './clock.ts'
import { problemOf, tellingCode } from './faults.ts'
import { problems } from './layout.text.ts'
import { CitizenPage, Euro, Facts, Field, Message, NoticeNumber, ReceiptPlanFields, Select } from './layout.tsx'
import { formatEuro, sum } from './money.ts'

const PATH = '/c'
export const PAID_ALL_THE_SAME = 'paid'

export function EmailPage({ cart }: { cart: Cart }) {
  const { paymentNotices } = cart.request
  return (
    <CitizenPage title={text.steps.email} heading={text.heading}>
      <h1>{text.steps.email}</h1>
      <section>
        <h2>{text.notices}</h2>
        {paymentNotices.map((notice) => (
          <NoticeCard key={notice.noticeNumber} notice={notice} amount={notice.amount} />
        ))}
        <Total cents={sum(paymentNotices.map(({ amount }) => amount))} />
      </section>
      <form method="post" action={`${PATH}/${cart.id}/email`}>
        <Field
          name="email"
          label={text.email}
          hint={text.emailHint}
          type="email"
          value={cart.email}
          inputMode="email"
        />
        <div class="buttons">
          <button class="primary" name="action" value="continue">
            {text.continue}
          </button>
          <button name="action" value="cancel" formNoValidate>
            {text.cancel}
          </button>
        </div>
      </form>
    </CitizenPage>
  )
}

export function MethodPage({ cart }: { cart: Cart }) {
  return (
    <CitizenPage title={text.steps.method} heading={text.heading}>
      <h1>{text.steps.method}</h1>
      <form method="post" action={`${PATH}/${cart.id}/metodo`}>
        <fieldset>
          <legend>{text.method}</legend>
          {Object.entries(METHODS).map(([name, { fee }], index) => (
            <label key={name} class="choice">
              <input type="radio" name="method" value={name} checked={index === 0} />
              <span>{text.methods[name as Method]}</span>
              <Euro cents={fee} />
            </label>
          ))}
        </fieldset>
        <p>{text.activationHint}</p>
        <Controls>
          <Select name="transferType" label={text.transferType} options={Object.entries(text.transferTypes)} />
        </Controls>
        <button class="primary">{text.continue}</button>
      </form>
    </CitizenPage>
  )
}

type SummaryProps = { cart: Cart; method: Method; activated: readonly ActivatedNotice[] }

export function SummaryPage({ cart, method, activated }: SummaryProps) {
  const { fee } = METHODS[method]
  const total = totalOf(activated) + fee
  const until = Math.min(...activated.map(({ activation }) => activation.expiresAt))
  return (
    <CitizenPage title={text.steps.summary} heading={text.heading}>
      <h1>{text.steps.summary}</h1>
      <section>
        <h2>{text.notices}</h2>
        {activated.map(({ notice, activation }) => (
          <NoticeCard key={notice.noticeNumber} notice={notice} amount={activation.payment.amount} />
        ))}
        <p class="row fee">
          <span>{text.fee}</span>
          <Euro cents={fee} />
        </p>
        <Total cents={total} />
      </section>
      <p>{text.tokenUntil(romeDateTime(until).slice(11, 16))}</p>
      <form method="post" action={`${PATH}/${cart.id}/riepilogo`}>
        <Controls>
          <p>{text.controlsHint}</p>
          <ReceiptPlanFields />
          <Select name="failure" label={text.failure} options={failures()} />
        </Controls>
        <div class="buttons">
          <button class="primary" name="action" value="pay">
            {text.pay(formatEuro(total))}
          </button>
          <button name="action" value="cancel">
            {text.cancel}
          </button>
          <button name="action" value="fail">
            {text.fail}
          </button>
          <button name="action" value="wait">
            {text.wait}
          </button>
        </div>
      </form>
    </CitizenPage>
  )
}

export function OutcomePage({ cart, outcome }: { cart: Cart; outcome: Outcome }) {
  const { detail } = text.outcomes[outcome.kind]
  const title = outcome.kind === 'paid' ? text.paid(formatEuro(outcome.total)) : text.outcomes[outcome.kind].title
  const tone =
    outcome.kind === 'paid' ? 'good' : outcome.kind === 'waiting' || outcome.kind === 'cancelled' ? 'calm' : 'bad'
  return (
    <CitizenPage title={title} heading={text.heading}>
      <h1>{title}</h1>
      <Message tone={tone}>
        <p>{detail}</p>
        {outcome.kind === 'failed' && <p>{text.outcomeCode(text.failures[outcome.code])}</p>}
      </Message>
      {outcome.kind === 'refused' && <Faults faults={outcome.faults} />}
      <ContinueForm cart={cart} />
    </CitizenPage>
  )
}

function Faults({ faults }: { faults: Extract<Outcome, { kind: 'refused' }>['faults'] }) {
  return (
    <>
      {faults.map(({ notice, fault }) => (
        <section key={notice.noticeNumber} class="card">
          <h2>{problems[problemOf(fault)]}</h2>
          <p>
            <NoticeNumber value={notice.noticeNumber} /> · {notice.description}
          </p>
          <Facts
            facts={[
              [text.faultCode, tellingCode(fault)],
              [text.faultDescription, fault.original?.description ?? fault.description],
            ]}
          />
        </section>
      ))}
    </>
  )
}

export function SessionExpiredPage({ cart }: { cart: Cart }) {
  const { title, detail } = text.expired
  return (
    <CitizenPage title={title} heading={text.heading}>
      <h1>{title}</h1>
      <Message tone="bad">{detail}</Message>
      <ContinueForm cart={cart} />
    </CitizenPage>
  )
}

/** Without a way back: here the real Checkout has lost the cart, and with it the portal's addresses. */
export function LostPage({ title, detail }: { title: string; detail: string }) {
  return (
    <CitizenPage title={title} heading={text.heading}>
      <h1>{title}</h1>
      <Message tone="bad">{detail}</Message>
    </CitizenPage>
  )
}

function ContinueForm({ cart }: { cart: Cart }) {
  const { name, url } = wayBack(cart)
  return (
    <form method="post" action={`${PATH}/${cart.id}/continua`}>
      <button class="primary">{text.continue}</button>
      <p class="aside">
        {text.leadsTo(name)} <span class="url">{url}</span>
      </p>
    </form>
  )
}

function NoticeCard({ notice, amount }: { notice: PaymentNotice; amount: number }) {
  return (
    <article class="card">
      <div class="row">
        <strong>{notice.description}</strong>
        <Euro cents={amount} />
      </div>
      <p>{notice.companyName}</p>
      <p>
        <NoticeNumber value={notice.noticeNumber} />
      </p>
      {amount !== notice.amount && <p class="changed">{text.changed(formatEuro(notice.amount))}</p>}
    </article>
  )
}

function Total({ cents }: { cents: number }) {
  return (
    <p class="row total">
      <span>{text.total}</span>
      <Euro cents={cents} />
    </p>
  )
}

function Controls({ children }: { children: ComponentChildren }) {
  return (
    <fieldset class="controls">
      <legend>{text.controls}</legend>
      {children}
    </fieldset>
  )
}

function failures(): [string, string][] {
  const codes = FAILURES.map((code): [string, string] => [String(code), text.failures[code]])
  return [...codes, [PAID_ALL_THE_SAME, text.paidAllTheSame]]
}
