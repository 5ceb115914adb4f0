/** Days as texts, `2026-11-27`, whose order is the order of the days: the same in a browser, without any library. */

/** Reads `2026-11-27`, `27/11/2026`, `27.11.2026`: undefined for what is no day. */
export function readDay(text: string): string | undefined {
  const compact = text.trim()
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(compact)
  const italian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(compact)
  const [year, month, day] = iso ? iso.slice(1) : (italian?.slice(1).toReversed() ?? [])
  if (year === undefined || month === undefined || day === undefined) return undefined
  const found = dayText(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return found === `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` ? found : undefined
}

export function daysFrom(day: string, count: number): string {
  return dayText(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS)
}

const DAY_MS = 24 * 3600 * 1000

function dayText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

/** `27/11/2026`. */
export function italianDay(day: string): string {
  return day.split('-').toReversed().join('/')
}
