/** Days as texts, `2026-11-27`, whose order is the order of the days: the same in a browser, without any library. */

/** Reads `2026-11-27`, `27/11/2026`, `27.11.2026`: undefined for what is no day. */
export function readDay(text: string): string | undefined {
  const compact = text.trim()
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(compact)
  const italian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(compact)
  const [year, month, day] = (iso ? iso.slice(1) : (italian?.slice(1).toReversed() ?? [])).map(Number)
  if (year === undefined || month === undefined || day === undefined) return undefined
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const written = dayText(year, month, day)
  // The 31st of November would be the first of December.
  return daysFrom(written, 0) === written ? written : undefined
}

export function daysFrom(day: string, count: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return fromSerial(serialOf(year, month, date) + count)
}

/** `27/11/2026`. */
export function italianDay(day: string): string {
  return day.split('-').toReversed().join('/')
}

function dayText(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/**
 * Days since the first of March of the year 0, by the Gregorian calendar: a year that begins in March ends with its leap
 * day, and its months have 153 days in every five.
 */
function serialOf(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1
  return daysBefore(years) + Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
}

const CENTURY = 100

function daysBefore(years: number): number {
  return years * 365 + Math.floor(years / 4) - Math.floor(years / CENTURY) + Math.floor(years / (4 * CENTURY))
}

function fromSerial(serial: number): string {
  let years = Math.floor(serial / 365.2425)
  if (daysBefore(years + 1) <= serial) years++
  if (daysBefore(years) > serial) years--
  const dayOfYear = serial - daysBefore(years)
  const monthOfYear = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthOfYear + 2) / 5) + 1
  const month = ((monthOfYear + 2) % 12) + 1
  return dayText(month > 2 ? years : years + 1, month, day)
}
