import type { SimulatorConfig } from './config.ts'
import { formatDate } from './clock.ts'
import { text } from './counter.text.ts'
import { text as checkoutText } from './checkout.text.ts'
import { DeliveryTable } from './deliveries.tsx'
import { type NodeFault, problemOf, tellingCode } from './faults.ts'
import type { Notice } from './identifiers.ts'
import { problems } from './layout.text.ts'
import { At, BenchPage, Euro, Facts, Field, Message, NoticeNumber, ReceiptPlanFields, Select } from './layout.tsx'
import type { Offer, Receipt } from './messages.ts'
import { formatEuro } from './money.ts'
import type { Delivery } from './receipts.ts'

type Typed = { noticeNumber?: string; fiscalCode?: string; qr?: string }

export function CounterPage({ config, typed = {}, error }: { config: SimulatorConfig; typed?: Typed; error?: string }) {
  return (
    <BenchPage title={text.title} at="counter">
      <h1>{text.title}</h1>
      <p>{text.intro}</p>
      {error && <Message tone="bad">{error}</Message>}
      <form action="/sportello/verifica" class="card">
        <Field name="qr" label={text.qr} hint={text.qrHint} value={typed.qr ?? ''} />
        <div class="pair">
          <Field
            name="noticeNumber"
            label={text.noticeNumber}
            hint={text.noticeNumberHint}
            value={typed.noticeNumber ?? ''}
            inputMode="numeric"
          />
          <Field
            name="fiscalCode"
            label={text.fiscalCode}
            hint={text.fiscalCodeHint}
            value={typed.fiscalCode ?? config.institutions[0]?.fiscalCode ?? ''}
            inputMode="numeric"
            list="institutions"
          />
        </div>
        <datalist id="institutions">
          {config.institutions.map(({ fiscalCode, name }) => (
            <option key={fiscalCode} value={fiscalCode}>
              {name}
            </option>
          ))}
        </datalist>
        <button class="primary">{text.verify}</button>
      </form>
    </BenchPage>
  )
}

type OfferProps = { notice: Notice; offer: Offer; qrAmount?: number | undefined; error?: string }

export function OfferPage({ notice, offer, qrAmount, error }: OfferProps) {
  const { facts } = text
  return (
    <BenchPage title={text.payable} at="counter">
      <h1>{text.payable}</h1>
      {error && <Message tone="bad">{error}</Message>}
      <section class="card">
        <Facts
          facts={[
            [facts.amount, <Euro cents={offer.amount} />],
            [
              facts.qrAmount,
              qrAmount !== undefined && qrAmount !== offer.amount ? <Euro cents={qrAmount} /> : undefined,
            ],
            [facts.description, offer.paymentDescription],
            [facts.detail, offer.detailDescription],
            [facts.institution, `${offer.companyName} (${offer.fiscalCodePA})`],
            [facts.office, offer.officeName],
            [facts.notice, <NoticeNumber value={notice.noticeNumber} />],
            [facts.dueDate, offer.dueDate && formatDate(offer.dueDate)],
            [facts.allCCP, offer.allCCP ? text.yes : text.no],
          ]}
        />
      </section>
      <PayForm notice={notice} amount={offer.amount} />
    </BenchPage>
  )
}

function PayForm({ notice, amount }: { notice: Notice; amount: number }) {
  return (
    <form method="post" action="/sportello/paga" class="card">
      <h2>{text.payTitle}</h2>
      <input type="hidden" name="noticeNumber" value={notice.noticeNumber} />
      <input type="hidden" name="fiscalCode" value={notice.fiscalCode} />
      <input type="hidden" name="amount" value={amount} />
      <div class="pair">
        <Field name="payerName" label={text.payerName} hint={text.payerNameHint} />
        <Field name="payerFiscalCode" label={text.payerFiscalCode} />
      </div>
      <Field name="fee" label={text.fee} value="2,00" inputMode="decimal" />
      <fieldset class="controls">
        <legend>{text.controls}</legend>
        <ReceiptPlanFields without={['before-return', 'after-return']} />
        <Select name="transferType" label={text.transferType} options={Object.entries(checkoutText.transferTypes)} />
        <p>{text.abandonHint}</p>
      </fieldset>
      <div class="buttons">
        <button class="primary" name="action" value="pay">
          {text.pay(formatEuro(amount))}
        </button>
        <button name="action" value="abandon">
          {text.abandon}
        </button>
        <button name="action" value="refuse">
          {text.refuse}
        </button>
      </div>
    </form>
  )
}

export function FaultPage({ notice, fault }: { notice: Notice; fault: NodeFault }) {
  const { facts } = text
  return (
    <BenchPage title={text.notPayable} at="counter">
      <h1>{text.notPayable}</h1>
      <Message tone="bad">{problems[problemOf(fault)]}</Message>
      <Facts
        facts={[
          [facts.notice, <NoticeNumber value={notice.noticeNumber} />],
          [facts.institution, notice.fiscalCode],
          [facts.code, tellingCode(fault)],
          [facts.reason, fault.original?.description ?? fault.original?.faultString ?? fault.description],
        ]}
      />
      <AnotherNotice />
    </BenchPage>
  )
}

export function ActivatedPage({ notice, isReleased }: { notice: Notice; isReleased: boolean }) {
  return (
    <BenchPage title={text.title} at="counter">
      <h1>{text.title}</h1>
      <Message tone="calm">{isReleased ? text.released : text.activated}</Message>
      <Facts facts={[[text.facts.notice, <NoticeNumber value={notice.noticeNumber} />]]} />
      <AnotherNotice />
    </BenchPage>
  )
}

export function PaidPage({ receipt, deliveries }: { receipt: Receipt; deliveries: readonly Delivery[] }) {
  const isMoving = deliveries.length === 0 || deliveries.some(({ state }) => state === 'waiting' || state === 'pending')
  const { paid, facts } = text
  return (
    <BenchPage title={text.paidTitle} at="counter" refreshSeconds={isMoving ? 2 : undefined}>
      <h1>{text.paidTitle}</h1>
      <Message tone="good">
        {receipt.description}: <Euro cents={receipt.amount} />
      </Message>
      <Facts
        facts={[
          [facts.institution, `${receipt.companyName} (${receipt.fiscalCode})`],
          [facts.notice, <NoticeNumber value={receipt.noticeNumber} />],
          [paid.fee, <Euro cents={receipt.fee} />],
          [paid.at, <At iso={new Date(receipt.paidAt).toISOString()} />],
          [paid.payer, receipt.payer?.fullName],
          [paid.receiptId, <span class="code">{receipt.receiptId}</span>],
        ]}
      />
      <h2>{text.deliveries}</h2>
      {deliveries.length > 0 ? <DeliveryTable deliveries={deliveries} /> : <p>{text.noDelivery}</p>}
      <p class="buttons">
        <a href={`/sportello/pagamenti/${receipt.receiptId}`}>{text.refresh}</a>
        <a href="/sportello">{text.another}</a>
      </p>
    </BenchPage>
  )
}

export function UnknownReceiptPage() {
  return (
    <BenchPage title={text.title} at="counter">
      <h1>{text.title}</h1>
      <Message tone="bad">{text.unknownReceipt}</Message>
      <AnotherNotice />
    </BenchPage>
  )
}

function AnotherNotice() {
  return (
    <p>
      <a href="/sportello">{text.another}</a>
    </p>
  )
}
