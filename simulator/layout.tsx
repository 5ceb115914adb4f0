/** The frame of every page, and the pieces that several pages are made of. */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { formatDateTime } from './clock.ts'
import { groupDigits } from './identifiers.ts'
import { receiptPlans, text } from './layout.text.ts'
import { formatEuro } from './money.ts'
import { DEFAULT_PLAN, RECEIPT_PLANS, type ReceiptPlan } from './receipt-plan.ts'

export type PageName = keyof typeof text.pages

export const PATHS: Readonly<Record<PageName, string>> = {
  home: '/',
  counter: '/sportello',
  mailbox: '/posta',
  receipts: '/ricevute',
  log: '/registro',
  bench: '/banco',
}

type FrameProps = { title: string; refreshSeconds?: number | undefined; children: ComponentChildren }

/** A page of the bench itself, with the way to all others. */
export function BenchPage({ at, ...frame }: FrameProps & { at?: PageName }) {
  return (
    <Frame {...frame}>
      <nav aria-label={text.navigation}>
        <ul>
          {Object.entries(PATHS).map(([name, path]) => (
            <li key={name}>
              <a href={path} aria-current={name === at ? 'page' : undefined}>
                {text.pages[name as PageName]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main id="main">{frame.children}</main>
      <footer>{text.footer}</footer>
    </Frame>
  )
}

/** A page that a citizen would see: one column and nothing that leads away. */
export function CitizenPage({ heading, ...frame }: FrameProps & { heading: string }) {
  return (
    <Frame {...frame}>
      <main id="main" class="narrow">
        <p class="imitation">{heading}</p>
        {frame.children}
      </main>
    </Frame>
  )
}

function Frame({ title, refreshSeconds, children }: FrameProps) {
  return (
    <html lang="it">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {refreshSeconds !== undefined && <meta http-equiv="refresh" content={String(refreshSeconds)} />}
        <title>{`${title} – ${text.name}`}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <a class="skip" href="#main">
          {text.skip}
        </a>
        <header>
          <a href="/">{text.band}</a>
        </header>
        {children}
      </body>
    </html>
  )
}

/** A list of names and values; what is undefined is left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl>
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

export function NoticeNumber({ value }: { value: string }) {
  return <span class="code notice">{groupDigits(value)}</span>
}

export function Euro({ cents }: { cents: number }) {
  return <span class="amount">{formatEuro(cents)}</span>
}

export function At({ iso, isShort = false }: { iso: string; isShort?: boolean }) {
  const words = formatDateTime(Date.parse(iso))
  return (
    <time dateTime={iso} title={words}>
      {isShort ? words.slice(-8) : words}
    </time>
  )
}

export function Message({ tone, children }: { tone: 'good' | 'bad' | 'calm'; children: ComponentChildren }) {
  return (
    <div class={`message ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}

type FieldProps = {
  name: string
  label: string
  value?: string
  type?: 'text' | 'email'
  hint?: string
  inputMode?: 'numeric' | 'decimal' | 'email'
  required?: boolean
  list?: string
}

export function Field({ name, label, value = '', type = 'text', hint, inputMode, required, list }: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && <small id={hintId}>{hint}</small>}
      <input
        id={id}
        name={name}
        type={type}
        value={value}
        inputMode={inputMode}
        required={required}
        list={list}
        autocomplete="off"
        aria-describedby={hint ? hintId : undefined}
      />
    </div>
  )
}

type SelectProps = { name: string; label: string; value?: string; options: readonly (readonly [string, string])[] }

export function Select({ name, label, value, options }: SelectProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name}>
        {options.map(([key, words]) => (
          <option key={key} value={key} selected={key === value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The fields that `readReceiptPlan` reads. */
export function ReceiptPlanFields({ without = [] }: { without?: readonly ReceiptPlan['kind'][] }) {
  const plans = RECEIPT_PLANS.filter((plan) => !without.includes(plan))
  return (
    <div class="pair wide">
      <Select
        name="receipt"
        label={text.receiptPlan}
        value={DEFAULT_PLAN.kind}
        options={plans.map((plan) => [plan, receiptPlans[plan]])}
      />
      <Field name="seconds" label={text.seconds} value={String(DEFAULT_PLAN.seconds)} inputMode="numeric" />
    </div>
  )
}
