/** The switches of the bench: where the platform is broken, on purpose. */
import { isDeepStrictEqual } from 'node:util'

/** What somebody at the bench can break, and mend again. */
export type Switches = {
  /** The Node thinks this long before it calls a station. */
  nodeDelayMs: number
  /** The station that the Node cannot reach: an id, `*` for all of them, empty for none. */
  unreachableStation: string
  checkout: (typeof CHECKOUT_STATES)[number]
  smtp: (typeof SMTP_STATES)[number]
  receiptsPaused: boolean
  /** Which receipt a station gets: the one of its own version, or always the one named. */
  receiptVersion: (typeof RECEIPT_VERSIONS)[number]
  /** Whether Annulla on Checkout's summary gives the notice back at once, or only when its token ends. */
  cancelFreesNotice: boolean
}

export const CHECKOUT_STATES = ['up', 'unavailable', 'reset'] as const
export const SMTP_STATES = ['up', 'temporary-failure', 'permanent-failure', 'down'] as const
export const RECEIPT_VERSIONS = ['station', '1', '2'] as const

const MAX_DELAY_MS = 60_000

export function initialSwitches(): Switches {
  return {
    nodeDelayMs: 0,
    unreachableStation: '',
    checkout: 'up',
    smtp: 'up',
    receiptsPaused: false,
    receiptVersion: 'station',
    cancelFreesNotice: true,
  }
}

/** Turns the switches that a form names; a value that is none of a switch's own is told by the name of the switch. */
export function turnSwitches(switches: Switches, form: Readonly<Record<string, string>>): string[] {
  const wrong: string[] = []
  const turn = <T>(name: string, read: (text: string) => T | undefined, apply: (value: T) => void) => {
    const text = form[name]
    if (text === undefined) return
    const value = read(text)
    if (value === undefined) wrong.push(name)
    else apply(value)
  }
  turn('nodeDelayMs', readDelay, (value) => (switches.nodeDelayMs = value))
  turn('unreachableStation', readStation, (value) => (switches.unreachableStation = value))
  turn('checkout', oneOf(CHECKOUT_STATES), (value) => (switches.checkout = value))
  turn('smtp', oneOf(SMTP_STATES), (value) => (switches.smtp = value))
  turn('receiptsPaused', readBoolean, (value) => (switches.receiptsPaused = value))
  turn('receiptVersion', oneOf(RECEIPT_VERSIONS), (value) => (switches.receiptVersion = value))
  turn('cancelFreesNotice', readBoolean, (value) => (switches.cancelFreesNotice = value))
  return wrong
}

/** Whether anything is not as it was at the start. */
export function isBroken(switches: Switches): boolean {
  return !isDeepStrictEqual(switches, initialSwitches())
}

export function isUnreachable(switches: Switches, stationId: string): boolean {
  return switches.unreachableStation === '*' || switches.unreachableStation === stationId
}

function readDelay(text: string): number | undefined {
  const delay = Number(text)
  return text !== '' && Number.isInteger(delay) && delay >= 0 && delay <= MAX_DELAY_MS ? delay : undefined
}

function readStation(text: string): string | undefined {
  return text.length <= 35 ? text : undefined
}

function readBoolean(text: string): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined
}

function oneOf<T extends string>(values: readonly T[]): (text: string) => T | undefined {
  return (text) => values.find((value) => value === text)
}
