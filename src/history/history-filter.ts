/** "Ricerca pratiche" of the Storico: what can be asked, as the address has it and as the program understands it. */
import { type Cents, parseAmount } from '../core/money.ts'

/** The fields of the form, by their names in the address, with their greatest lengths. */
export const HISTORY_FIELDS = {
  cerca: 100,
  anno: 4,
  stato: 12,
  ente: 60,
  servizio: 60,
  persona: 12,
  da: 20,
  a: 20,
} as const

export type HistoryForm = Readonly<Record<keyof typeof HISTORY_FIELDS, string>>

export const emptyHistoryForm: HistoryForm = {
  cerca: '',
  anno: '',
  stato: '',
  ente: '',
  servizio: '',
  persona: '',
  da: '',
  a: '',
}

/** What is closed: paid, called off by the ente, or past the day on which it could be paid. */
export type ClosedState = 'paid' | 'cancelled' | 'expired'

export type HistoryFilter = {
  /** All of them must be found somewhere. */
  words: readonly string[]
  year: number | undefined
  states: readonly ClosedState[]
  /** The service's code. */
  service: string | undefined
  /** In the viewer's own name, in somebody else's (a claim keeps it at hand), or both. */
  holder: 'own' | 'others' | undefined
  least: Cents | undefined
  most: Cents | undefined
}

export type HistoryErrors = { da?: 'no-amount'; a?: 'no-amount' | 'below-least' }

export type HistoryReading = { filter: HistoryFilter; errors: HistoryErrors }

const STATES: Readonly<Record<string, readonly ClosedState[]>> = {
  '': ['paid'],
  annullate: ['cancelled'],
  scadute: ['expired'],
  tutte: ['paid', 'cancelled', 'expired'],
}
const HOLDERS: Readonly<Record<string, 'own' | 'others'>> = { mie: 'own', altre: 'others' }

/** What cannot be understood asks for nothing; an amount that is none is said, since it was typed. */
export function readHistoryForm(form: HistoryForm): HistoryReading {
  const least = amountOf(form.da)
  const most = amountOf(form.a)
  const errors: HistoryErrors = {}
  if (least === 'no-amount') errors.da = least
  if (most === 'no-amount') errors.a = most
  const isUpsideDown = typeof least === 'number' && typeof most === 'number' && most < least
  if (isUpsideDown) errors.a = 'below-least'
  return {
    filter: {
      words: form.cerca.split(/\s+/).filter((word) => word !== ''),
      year: /^[12]\d{3}$/.test(form.anno) ? Number(form.anno) : undefined,
      states: Object.hasOwn(STATES, form.stato) ? STATES[form.stato]! : STATES['']!,
      service: form.servizio === '' ? undefined : form.servizio,
      holder: Object.hasOwn(HOLDERS, form.persona) ? HOLDERS[form.persona] : undefined,
      least: typeof least === 'number' ? least : undefined,
      most: typeof most === 'number' && !isUpsideDown ? most : undefined,
    },
    errors,
  }
}

function amountOf(text: string): Cents | 'no-amount' | undefined {
  if (text.trim() === '') return undefined
  return parseAmount(text) ?? 'no-amount'
}

/** Only what was asked goes on to the next page, into the export and back into the form. */
export function historyQuery(form: HistoryForm): URLSearchParams {
  const query = new URLSearchParams()
  for (const name of Object.keys(HISTORY_FIELDS) as (keyof HistoryForm)[]) {
    const value = form[name].trim()
    if (value !== '') query.set(name, value)
  }
  return query
}

/** As it stands in an address: the one sign that URLSearchParams leaves as it is goes, too. */
export function addressOf(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query.toString().replaceAll('*', '%2A')}`
}

/** Whether anything but the state of every day is asked for. */
export function isFiltered(form: HistoryForm): boolean {
  return historyQuery(form).size > 0
}
