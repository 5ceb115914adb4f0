import type { Cents } from '../core/money.ts'
import type { Temporal } from '../core/time.ts'
import { routes } from '../routes.ts'
import { Panel } from '../ui/pieces.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Amount, Day, DueDay } from '../ui/values.tsx'
import type { CitizenStatus } from './citizen-status.ts'
import type { InstallmentId, Part } from './installment.ts'
import { positionText } from './position.text.ts'

const text = positionText.plan

/** One way, or one part of a way, to pay a debt. */
export type PlanSibling = {
  installmentId: InstallmentId
  part: Part
  amount: Cents
  dueOn: Temporal.PlainDate
  status: CitizenStatus
}

type SiblingListProps = {
  institution: string
  current: InstallmentId
  siblings: readonly PlanSibling[]
  today: Temporal.PlainDate
}

/** The installments of a plan and, where there is one, the payment of everything at once. */
export const SiblingList = ({ institution, current, siblings, today }: SiblingListProps) => {
  const here = siblings.find(({ installmentId }) => installmentId === current)
  const isFine = siblings.some(({ part }) => part === 'discounted')
  const title = isFine ? text.fineTitle : here && typeof here.part === 'object' ? nameOf(here.part) : text.singleTitle
  return (
    <Panel label={title}>
      <h2>{title}</h2>
      <p>{isFine ? text.fineBody : text.body}</p>
      <ul class="q-siblings">
        {siblings.map((sibling) => (
          <Sibling
            key={sibling.installmentId}
            institution={institution}
            sibling={sibling}
            isHere={sibling.installmentId === current}
            today={today}
          />
        ))}
      </ul>
    </Panel>
  )
}

const Sibling = ({
  institution,
  sibling,
  isHere,
  today,
}: {
  institution: string
  sibling: PlanSibling
  isHere: boolean
  today: Temporal.PlainDate
}) => {
  const name = nameOf(sibling.part)
  const isOpen = sibling.status.kind === 'to-pay'
  return (
    <li class={isHere ? 'q-sibling-here' : undefined}>
      <span>
        {isHere ? (
          <strong>
            {name} <span class="q-hint">({text.here})</span>
          </strong>
        ) : (
          <a href={routes.position(institution, sibling.installmentId)}>{name}</a>
        )}
      </span>
      <Amount amount={sibling.amount} />
      <span class="q-hint">
        {text.by} {isOpen ? <DueDay day={sibling.dueOn} today={today} /> : <Day day={sibling.dueOn} />}
      </span>
      <span class="q-sibling-state">
        <StatePill state={sibling.status.kind} />
      </span>
    </li>
  )
}

function nameOf(part: Part): string {
  if (part === 'whole') return text.single
  return typeof part === 'object' ? text.installment(part.number, part.count) : text[part]
}
