/** Pressing "Paga" did not lead to pagoPA: what happened, that no money moved, where to go. */
import { type Cents, formatEuro } from '../core/money.ts'
import { type Temporal, dayInRome, formatDay } from '../core/time.ts'
import { unreachable } from '../core/unreachable.ts'
import type { Twin } from '../debt-positions/before-paying.ts'
import type { InstallmentId } from '../debt-positions/installment.ts'
import { routes } from '../routes.ts'
import { Actions, ButtonLink, Form, SubmitButton } from '../ui/form.tsx'
import type { PortalFrame } from '../ui/frame.ts'
import { Page } from '../ui/page.tsx'
import { DataList, MoneyLine, Outcome } from '../ui/pieces.tsx'
import { Amount, momentText } from '../ui/values.tsx'
import { problemText as text } from './payment.text.ts'

export type CheckoutProblem =
  | { kind: 'already-paid' | 'expired' | 'cancelled' | 'unavailable' | 'busy' }
  | { kind: 'payment-in-progress'; retryAt: Temporal.Instant }
  | { kind: 'amount-changed'; before: Cents; now: Cents; operationId: string }
  /** Another position of the same service, debtor and amount is paid, or being paid, since a short while. */
  | { kind: 'looks-paid'; twin: Twin; amount: Cents; operationId: string }
  | { kind: 'our-fault'; reference: string }

export type CheckoutProblemPageProps = {
  frame: PortalFrame
  today: Temporal.PlainDate
  origin: { kind: 'position'; installmentId: InstallmentId } | { kind: 'cart' }
  problem: CheckoutProblem
}

const TONES = {
  'already-paid': 'success',
  'payment-in-progress': 'warning',
  expired: 'danger',
  cancelled: 'note',
  'amount-changed': 'warning',
  'looks-paid': 'warning',
  unavailable: 'warning',
  busy: 'warning',
  'our-fault': 'danger',
} as const

export const CheckoutProblemPage = (props: CheckoutProblemPageProps) => {
  const { frame, today, problem } = props
  const title = text.titles[problem.kind]
  return (
    <Page frame={frame} title={title} section={frame.viewer ? 'positions' : 'search'}>
      <Outcome tone={TONES[problem.kind]} title={title}>
        <p>
          {text.bodies[problem.kind]}
          {problem.kind === 'payment-in-progress' && ` ${text.retryFrom(momentText(problem.retryAt, today))}`}
        </p>
        {problem.kind === 'amount-changed' && (
          <DataList
            entries={[
              { term: text.oldAmount, value: <Amount amount={problem.before} /> },
              { term: text.newAmount, value: <Amount amount={problem.now} /> },
            ]}
          />
        )}
        {problem.kind === 'looks-paid' && (
          <p>
            <a href={routes.position(frame.institution.code, problem.twin.installmentId)}>{problem.twin.name}</a>
            {': '}
            {problem.twin.paidAt ? text.twinPaid(formatDay(dayInRome(problem.twin.paidAt))) : text.twinUnderWay}
          </p>
        )}
        {problem.kind === 'our-fault' && (
          <p>
            {text.reference}: <code class="q-reference">{problem.reference}</code>
          </p>
        )}
        <MoneyLine>{problem.kind === 'already-paid' ? text.money['already-paid'] : text.money.other}</MoneyLine>
        <NextSteps {...props} />
      </Outcome>
    </Page>
  )
}

const NextSteps = ({ frame, origin, problem }: CheckoutProblemPageProps) => {
  const { code } = frame.institution
  if (origin.kind === 'cart') {
    return (
      <Actions>
        <ButtonLink href={routes.cart(code)}>{text.retryCart}</ButtonLink>
      </Actions>
    )
  }
  const { installmentId } = origin
  const position = routes.position(code, installmentId)
  switch (problem.kind) {
    case 'already-paid':
      return (
        <Actions>
          <ButtonLink href={position}>{text.toPosition}</ButtonLink>
        </Actions>
      )
    case 'expired':
    case 'cancelled':
      return (
        <Actions>
          <ButtonLink href={`${routes.help(code)}#contatti-ente`}>{text.contact}</ButtonLink>
          <a href={routes.search(code)}>{text.search}</a>
        </Actions>
      )
    case 'amount-changed':
      return (
        <Actions>
          <Form frame={frame} action={routes.pay(code, installmentId)}>
            <input type="hidden" name="operationId" value={problem.operationId} />
            <input type="hidden" name="amount" value={problem.now} />
            <SubmitButton size="lg">{text.payNew(formatEuro(problem.now))}</SubmitButton>
          </Form>
          <a href={position}>{text.toPosition}</a>
        </Actions>
      )
    case 'looks-paid':
      return (
        <Actions>
          <ButtonLink href={position}>{text.toPosition}</ButtonLink>
          <Form frame={frame} action={routes.pay(code, installmentId)}>
            <input type="hidden" name="operationId" value={problem.operationId} />
            <input type="hidden" name="amount" value={problem.amount} />
            <input type="hidden" name="again" value="yes" />
            <SubmitButton look="secondary">{text.payAnother(formatEuro(problem.amount))}</SubmitButton>
          </Form>
        </Actions>
      )
    case 'payment-in-progress':
    case 'unavailable':
    case 'busy':
    case 'our-fault':
      return (
        <Actions>
          <ButtonLink href={position}>
            {problem.kind === 'payment-in-progress' ? text.toPosition : text.retry}
          </ButtonLink>
          <a href={routes.notice(code, installmentId)}>{text.print}</a>
        </Actions>
      )
    default:
      return unreachable(problem)
  }
}
