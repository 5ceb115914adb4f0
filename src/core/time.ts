/**
 * Time is read in one place and passed on: `Temporal.Instant` for what happened, `Temporal.PlainDate` for days.
 * A day always means a day in Rome, where the deadlines of an Italian public body live.
 */
import { Temporal } from 'temporal-polyfill'

export { Temporal }

/** The only source of "now"; a test passes one that stands still. */
export type Clock = { now(): Temporal.Instant }

export const systemClock: Clock = { now: () => Temporal.Now.instant() }

const ROME = 'Europe/Rome'

export function todayInRome(clock: Clock): Temporal.PlainDate {
  return dayInRome(clock.now())
}

export function dayInRome(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(ROME).toPlainDate()
}

/** The instant at which a day begins in Rome. */
export function startOfDayInRome(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime(ROME).toInstant()
}

/** `27/11/2026`. */
export function formatDay(day: Temporal.PlainDate): string {
  return `${pad(day.day)}/${pad(day.month)}/${String(day.year).padStart(4, '0')}`
}

/** `27/11/2026 14:32`, in Rome. */
export function formatInstant(instant: Temporal.Instant): string {
  const local = instant.toZonedDateTimeISO(ROME)
  return `${formatDay(local.toPlainDate())} ${pad(local.hour)}:${pad(local.minute)}`
}

/** `14:32`, in Rome. */
export function formatTime(instant: Temporal.Instant): string {
  const local = instant.toZonedDateTimeISO(ROME)
  return `${pad(local.hour)}:${pad(local.minute)}`
}

/** Whole days from one day to another; negative when `to` is before `from`. */
export function daysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return from.until(to, { largestUnit: 'day' }).days
}

/** Field by field: asked a million times by an import, where the distance between two days would be costly. */
export function isDayBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  if (one.year !== other.year) return one.year < other.year
  return one.month !== other.month ? one.month < other.month : one.day < other.day
}

const MILLISECONDS_OF_A_DAY = 86_400_000

/** Days since the 1st of January 1970: how a binary format counts them. */
export function epochDays(day: Temporal.PlainDate): number {
  return Date.UTC(day.year, day.month - 1, day.day) / MILLISECONDS_OF_A_DAY
}

/** Reads `2026-11-27` or `27/11/2026`; a day that does not exist is undefined. */
export function parseDay(text: string): Temporal.PlainDate | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const italian = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : italian
      ? [italian[3], italian[2], italian[1]]
      : [undefined, undefined, undefined]
  if (year === undefined) return undefined
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    )
  } catch {
    return undefined // the 31st of November and its like
  }
}

/** Reads an ISO 8601 instant with an offset (`2026-11-17T11:32:20.554Z`); anything else is undefined. */
export function parseInstant(text: string): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(text)
  } catch {
    return undefined
  }
}

/** Reads an XML dateTime, with or without a zone: pagoPA writes Rome's local time where it writes none. */
export function parseXmlDateTime(text: string): Temporal.Instant | undefined {
  if (/(Z|[+-]\d{2}:\d{2})$/.test(text)) return parseInstant(text)
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(ROME).toInstant()
  } catch {
    return undefined
  }
}

/** For libraries that know no Temporal. */
export function legacyDate(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds)
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
