import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import { stateText } from './ui.text.ts'

/** The kinds of debt-positions/citizen-status.ts, which this folder may not import. */
export type StateKind = keyof typeof stateText

const LOOKS: Record<StateKind, { class: string; icon: IconName }> = {
  'to-pay': { class: 'q-pill q-pill-to-pay', icon: 'card' },
  'not-confirmed': { class: 'q-pill q-pill-not-confirmed', icon: 'clock' },
  confirmed: { class: 'q-pill q-pill-confirmed', icon: 'check-circle' },
  expired: { class: 'q-pill q-pill-expired', icon: 'warning-circle' },
  cancelled: { class: 'q-pill q-pill-cancelled', icon: 'ban' },
}

/** A state is told by its word; the colour and the drawing only repeat it. */
export const StatePill = ({ state }: { state: StateKind }) => (
  <span class={LOOKS[state].class}>
    <Icon name={LOOKS[state].icon} size="xs" />
    {stateText[state]}
  </span>
)
