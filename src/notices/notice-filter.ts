/** Which notices a campaign prints: `service=tari,due-from=2026-12-01,due-to=2026-12-31,reference=TARI-2026-`. */
import { type Temporal, parseDay } from '../core/time.ts'

export type NoticeFilter = {
  service: string | undefined
  dueFrom: Temporal.PlainDate | undefined
  dueTo: Temporal.PlainDate | undefined
  /** How the institution's own references begin. */
  reference: string | undefined
}

export type FilterReading = { outcome: 'read'; filter: NoticeFilter } | { outcome: 'wrong'; part: string }

const NAMES = new Set(['service', 'due-from', 'due-to', 'reference'])
const MAX_LENGTH = 400

export function readNoticeFilter(filterText: string): FilterReading {
  if (filterText.length > MAX_LENGTH) return { outcome: 'wrong', part: filterText.slice(0, 40) }
  const values = new Map<string, string>()
  for (const part of filterText.split(',').filter((each) => each.trim() !== '')) {
    const [name = '', ...rest] = part.trim().split('=')
    const value = rest.join('=').trim()
    const isDay = name.startsWith('due-')
    if (!NAMES.has(name) || value === '' || values.has(name) || (isDay && !parseDay(value))) {
      return { outcome: 'wrong', part: part.trim() }
    }
    values.set(name, value)
  }
  const day = (name: string) => parseDay(values.get(name) ?? '')
  return {
    outcome: 'read',
    filter: {
      service: values.get('service'),
      dueFrom: day('due-from'),
      dueTo: day('due-to'),
      reference: values.get('reference'),
    },
  }
}
