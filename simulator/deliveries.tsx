/** The table of the deliveries of receipts, wherever it is shown. */
import { At, NoticeNumber } from './layout.tsx'
import { deliveryStates } from './layout.text.ts'
import type { Delivery } from './receipts.ts'
import { text } from './receipts.text.ts'

/** Of the attempts, the last ones. */
const SHOWN = 5

export function DeliveryTable({ deliveries }: { deliveries: readonly Delivery[] }) {
  const { columns } = text
  return (
    <table>
      <thead>
        <tr>
          {[columns.notice, columns.operation, columns.recipient, columns.state, columns.attempts, columns.next].map(
            (name) => (
              <th key={name}>{name}</th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </tbody>
    </table>
  )
}

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const { columns } = text
  const last = delivery.attempts.at(-1)
  return (
    <tr>
      <td data-label={columns.notice}>
        <NoticeNumber value={delivery.noticeNumber} />
      </td>
      <td data-label={columns.operation}>{delivery.operation}</td>
      <td data-label={columns.recipient}>
        {delivery.idPA} ({text.recipients[delivery.recipient]})
      </td>
      <td data-label={columns.state}>
        <span class={`state ${delivery.state}`}>{deliveryStates[delivery.state]}</span>
      </td>
      <td data-label={columns.attempts} class="long">
        <div>
          <ol class="attempts" start={Math.max(delivery.attempts.length - SHOWN, 0) + 1}>
            {delivery.attempts.slice(-SHOWN).map(({ entryId, result }) => (
              <li key={entryId}>
                <a href={`/registro/${entryId}`}>{result}</a>
              </li>
            ))}
          </ol>
          {last && (
            <form method="post" action="/banco/rispedisci">
              <input type="hidden" name="entryId" value={last.entryId} />
              <button class="small">{text.replay}</button>
            </form>
          )}
        </div>
      </td>
      <td data-label={columns.next}>{delivery.nextAttemptAt ? <At iso={delivery.nextAttemptAt} isShort /> : '–'}</td>
    </tr>
  )
}
