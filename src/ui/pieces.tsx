/** The blocks that pages are put together from. */
import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import { SafeLink } from './link.tsx'
import { paginationText, stepsText } from './ui.text.ts'

/** The page's only first heading, with the sentence that says what to do here. */
export const PageTitle = ({
  children,
  lead,
  above,
}: {
  children: ComponentChildren
  lead?: ComponentChildren
  above?: ComponentChildren
}) => (
  <div class="q-title">
    {above}
    <h1>{children}</h1>
    {lead !== undefined && <p class="q-lead">{lead}</p>}
  </div>
)

/** A white sheet on the neutral ground. */
export const Panel = ({ children, label }: { children: ComponentChildren; label?: string }) =>
  label === undefined ? (
    <div class="q-panel">{children}</div>
  ) : (
    <section class="q-panel" aria-label={label}>
      {children}
    </section>
  )

type Tone = 'note' | 'success' | 'warning' | 'danger'

const TONES: Record<Tone, { class: string; icon: IconName }> = {
  note: { class: 'q-callout q-callout-note', icon: 'info-circle' },
  success: { class: 'q-callout q-callout-success', icon: 'check-circle' },
  warning: { class: 'q-callout q-callout-warning', icon: 'warning-circle' },
  danger: { class: 'q-callout q-callout-danger', icon: 'error' },
}

/** Something to know before going on. */
export const Callout = ({
  tone,
  title,
  children,
  isStatus = false,
}: {
  tone: Tone
  title?: string
  children?: ComponentChildren
  /** Said aloud when the page opens: the answer to what was just done. */
  isStatus?: boolean
}) => (
  <div class={TONES[tone].class} role={isStatus ? 'status' : undefined}>
    <Icon name={TONES[tone].icon} />
    <div class="q-callout-body">
      {title !== undefined && <p class="q-callout-title">{title}</p>}
      {children}
    </div>
  </div>
)

/** How something ended: one drawing, one heading, what it means for the money, the next step. */
export const Outcome = ({
  tone,
  icon,
  title,
  children,
}: {
  tone: Tone
  icon?: IconName | undefined
  title: string
  children: ComponentChildren
}) => (
  <div class={OUTCOME_TONES[tone]}>
    <span class="q-outcome-icon">
      <Icon name={icon ?? TONES[tone].icon} size="xl" />
    </span>
    <h1>{title}</h1>
    {children}
  </div>
)

const OUTCOME_TONES: Record<Tone, string> = {
  note: 'q-outcome q-outcome-note',
  success: 'q-outcome q-outcome-success',
  warning: 'q-outcome q-outcome-warning',
  danger: 'q-outcome q-outcome-danger',
}

/** Whether money moved: on every page where somebody could ask. */
export const MoneyLine = ({ children }: { children: ComponentChildren }) => <p class="q-money">{children}</p>

/** One sentence, one drawing, one next step. */
export const EmptyState = ({
  icons,
  children,
  action,
}: {
  icons: readonly [IconName, IconName, IconName]
  children: ComponentChildren
  action?: ComponentChildren
}) => (
  <div class="q-empty">
    <span class="q-empty-drawing">
      <Icon name={icons[0]} size="lg" />
      <Icon name={icons[1]} size="xl" />
      <Icon name={icons[2]} size="lg" />
    </span>
    <p>{children}</p>
    {action}
  </div>
)

/**
 * Where one is in a procedure of several pages (modello Comuni, C.SE.1.8). `back` leads to the first of them, while
 * something can still be changed there.
 */
export const Steps = ({
  steps,
  current,
  back,
}: {
  steps: readonly string[]
  current: number
  back?: string | undefined
}) => (
  <nav class="q-steps" aria-label={stepsText.label}>
    <p class="q-steps-position">{stepsText.position(current + 1, steps.length)}</p>
    <ol>
      {steps.map((step, index) => (
        <li
          key={step}
          class={index < current ? 'q-step-done' : index === current ? 'q-step-current' : undefined}
          aria-current={index === current ? 'step' : undefined}
        >
          {index < current && <span class="visually-hidden">{stepsText.done} </span>}
          {index === 0 && current > 0 && back !== undefined ? <SafeLink href={back}>{step}</SafeLink> : step}
        </li>
      ))}
    </ol>
  </nav>
)

/** To pay is to choose, to check, to go to pagoPA and to read what came of it, whichever way one began. */
export const PaymentSteps = ({ at, back }: { at: keyof typeof PAYMENT_STEPS; back?: string }) => (
  <Steps steps={stepsText.payment} current={PAYMENT_STEPS[at]} back={back} />
)

const PAYMENT_STEPS = { choose: 0, check: 1, checkout: 2, outcome: 3 } as const

export type DataEntry = { term: ComponentChildren; value: ComponentChildren }

/** Names and values, one above the other on a phone. */
export const DataList = ({ entries, isProse = false }: { entries: readonly DataEntry[]; isProse?: boolean }) => (
  <dl class={isProse ? 'q-data q-data-prose' : 'q-data'}>
    {entries.map(({ term, value }, index) => (
      <div key={index}>
        <dt>{term}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

/** Several actions behind one button; it opens without scripts, which only close it in more ways. */
export const ActionsMenu = ({
  label,
  children,
  isCompact = false,
}: {
  label: string
  children: readonly ComponentChildren[]
  isCompact?: boolean
}) => (
  <details class="q-menu" data-enhance="menu">
    <summary class={isCompact ? 'q-menu-button q-menu-button-compact' : 'q-menu-button'}>
      {isCompact ? <span class="visually-hidden">{label}</span> : label}
      <Icon name="expand" />
    </summary>
    <ul class="q-menu-items">
      {children.map(
        (child, index) => child !== null && child !== false && child !== undefined && <li key={index}>{child}</li>,
      )}
    </ul>
  </details>
)

/** Only where one can go: no numbers, since the list may change between two pages. */
export const Pagination = ({ previous, next }: { previous: string | undefined; next: string | undefined }) =>
  previous === undefined && next === undefined ? null : (
    <nav class="q-pagination" aria-label={paginationText.label}>
      {previous !== undefined && (
        <SafeLink href={previous}>
          <Icon name="arrow-left" />
          {paginationText.previous}
        </SafeLink>
      )}
      {next !== undefined && (
        <SafeLink href={next}>
          {paginationText.next}
          <Icon name="arrow-right" />
        </SafeLink>
      )}
    </nav>
  )
