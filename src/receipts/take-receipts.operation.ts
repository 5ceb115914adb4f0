/** The door for receipts: those that come at the same moment share a transaction, as far as they can. */
import type { Database } from '../platform/database.ts'
import { together } from '../platform/together.ts'
import type { Registration } from './receipt.ts'
import { type Arrival, type Recipient, registerPlainReceipts, registerReceipt } from './register-receipt.operation.ts'

export type TakeReceipt = (recipient: Recipient, arrival: Arrival) => Promise<Registration>

/** With 64 callers: more in a round and fewer rounds wait for each other, the other way round nothing is shared. */
const MOST = 16
const ROUNDS = 3

/** `onSplit` hears of a round that failed as a whole: one that the database refuses must not keep the others out. */
export function createTakeReceipt(db: Database, onSplit: (error: unknown) => void): TakeReceipt {
  const take = together<{ recipient: Recipient; arrival: Arrival }, Registration>({
    keyOf: ({ recipient }) => recipient.institutionId,
    most: MOST,
    rounds: ROUNDS,
    onSplit,
    async work(items) {
      const { recipient } = items[0]!
      const arrivals = items.map(({ arrival }) => arrival)
      const registered = arrivals.length === 1 ? [] : await registerPlainReceipts(db, recipient, arrivals)
      return arrivals.map((arrival, index) => registered[index] ?? registerReceipt(db, recipient, arrival))
    },
  })
  return (recipient, arrival) => take({ recipient, arrival })
}
