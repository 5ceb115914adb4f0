/** Amounts, days and codes, always written the same way. */
import type { Cents } from '../core/money.ts'
import { formatEuro } from '../core/money.ts'
import { groupDigits } from '../core/notice-number.ts'
import { type Temporal, daysBetween, formatDay, formatInstant, formatTime, dayInRome } from '../core/time.ts'
import { classes } from './form.tsx'
import { codeText, relativeDueDay } from './ui.text.ts'
import { Icon } from './icon.tsx'

export const Amount = ({ amount, isLarge = false }: { amount: Cents; isLarge?: boolean }) => {
  const text = formatEuro(amount)
  return (
    <span class={classes('q-amount', isLarge && 'q-amount-large', text.length > 12 && 'q-amount-long')}>{text}</span>
  )
}

export const Day = ({ day }: { day: Temporal.PlainDate }) => <time datetime={day.toString()}>{formatDay(day)}</time>

/** A deadline, with how far it is: `10/12/2026, scade tra 3 giorni`. */
export const DueDay = ({ day, today }: { day: Temporal.PlainDate; today: Temporal.PlainDate }) => {
  const words = relativeDueDay(daysBetween(today, day))
  return (
    <>
      <Day day={day} />
      {words !== undefined && <span class={day.until(today).sign > 0 ? 'q-due q-due-past' : 'q-due'}>{words}</span>}
    </>
  )
}

/** `14:32` of today, `23/11/2026 14:32` of any other day. */
export const Moment = ({ at, today }: { at: Temporal.Instant; today: Temporal.PlainDate }) => (
  <time datetime={at.toString()}>{momentText(at, today)}</time>
)

export function momentText(at: Temporal.Instant, today: Temporal.PlainDate): string {
  return dayInRome(at).equals(today) ? formatTime(at) : formatInstant(at)
}

/** In groups of four, on one line, with a button that copies it whole where the browser can. */
export const NoticeNumberText = ({ noticeNumber }: { noticeNumber: string }) => (
  <span class="q-copy">
    <span class="q-code">{groupDigits(noticeNumber)}</span>
    <button
      type="button"
      class="q-copy-button"
      hidden
      data-enhance="copy"
      data-copy={noticeNumber}
      data-done={codeText.copied}
      aria-label={codeText.copyOf('codice avviso')}
    >
      <Icon name="copy" size="xs" />
      <span aria-hidden="true">{codeText.copy}</span>
    </button>
    <span class="visually-hidden" role="status" />
  </span>
)

/** An address or the like, whole, with the same button. */
export const CopyText = ({ value, label }: { value: string; label: string }) => (
  <span class="q-copy">
    <span class="q-breakable">{value}</span>
    <button
      type="button"
      class="q-copy-button"
      hidden
      data-enhance="copy"
      data-copy={value}
      data-done={codeText.copied}
      aria-label={codeText.copyOf(label)}
    >
      <Icon name="copy" size="xs" />
      <span aria-hidden="true">{codeText.copy}</span>
    </button>
    <span class="visually-hidden" role="status" />
  </span>
)

/** An IUV, in groups of four. */
export const Code = ({ code }: { code: string }) => <span class="q-code">{groupDigits(code)}</span>
