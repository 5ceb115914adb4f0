/** Everything the routes need, put together once. */
import type { Checkout } from './checkout.ts'
import type { Clock } from './clock.ts'
import type { SimulatorConfig } from './config.ts'
import type { Journal } from './journal.ts'
import type { Mailbox } from './mailbox.ts'
import type { Node } from './node.ts'
import type { Receipts } from './receipts.ts'
import type { Switches } from './switches.ts'
import type { Timing } from './timing.ts'

export type Bench = {
  config: SimulatorConfig
  clock: Clock
  timing: Timing
  switches: Switches
  journal: Journal
  node: Node
  receipts: Receipts
  checkout: Checkout
  mailbox: Mailbox
  /** Known once the ports are. */
  addresses: { url: string; smtpUrl: string }
}
