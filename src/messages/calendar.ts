/** Days on which notices are due, as a calendar reads them (RFC 5545). */
import type { Temporal } from '../core/time.ts'

export type DueEvent = {
  /** The same for ever: it is by this that a calendar knows the event again. */
  uid: string
  on: Temporal.PlainDate
  summary: string
  description: string
  url: string
  /** Grows with every change of the notice, so that the later version wins. */
  sequence: number
  changedAt: Temporal.Instant
  /** So many days before, at nine in the morning. */
  alarmDays: readonly number[]
}

const LINE_BYTES = 75
const ALARM_HOUR = 9

export function calendarText(name: string, events: readonly DueEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Quietanza//Scadenze//IT',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    // How often to ask again: RFC 7986, and what programs knew before it.
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function eventLines(event: DueEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${utc(event.changedAt)}`,
    `LAST-MODIFIED:${utc(event.changedAt)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTART;VALUE=DATE:${date(event.on)}`,
    `DTEND;VALUE=DATE:${date(event.on.add({ days: 1 }))}`,
    `SUMMARY:${escaped(event.summary)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    `URL:${event.url}`,
    // A day on which something is due is not a day on which one is away.
    'TRANSP:TRANSPARENT',
    ...event.alarmDays.flatMap((days) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:${before(days)}`,
      `DESCRIPTION:${escaped(event.summary)}`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ]
}

/** From the midnight with which the day begins, back to nine in the morning so many days earlier. */
function before(days: number): string {
  const whole = days - 1
  return `-P${whole > 0 ? `${whole}D` : ''}T${24 - ALARM_HOUR}H`
}

function utc(instant: Temporal.Instant): string {
  return `${instant
    .toString({ smallestUnit: 'second' })
    .replaceAll(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z')}`
}

function date(day: Temporal.PlainDate): string {
  return day.toString().replaceAll('-', '')
}

/** Section 3.3.11. A control character has no form there, and is left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
}

/** Section 3.1: no line is longer than 75 bytes, and no character is broken in two. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let bytes = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (bytes + size > LINE_BYTES) {
      parts.push(part)
      part = ''
      bytes = 1 // the space with which a continued line begins
    }
    part += character
    bytes += size
  }
  return [...parts, part].join('\r\n ')
}
