import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Temporal } from '../core/time.ts'
import { type DueEvent, calendarText } from './calendar.ts'

const words = fc.string({ unit: 'binary', maxLength: 120 })
const event: fc.Arbitrary<DueEvent> = fc.record({
  uid: fc.uuid().map((id) => `${id}@quietanza`),
  on: fc.integer({ min: 0, max: 20_000 }).map((days) => Temporal.PlainDate.from('2000-01-01').add({ days })),
  summary: words,
  description: words,
  url: fc.constant('https://comune.example/roccaverde/pratiche/1'),
  sequence: fc.nat(),
  changedAt: fc.nat().map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1_001)),
  alarmDays: fc.subarray([30, 7, 1]),
})

/** The lines as a reader puts them together again (RFC 5545, section 3.1). */
function unfolded(text: string): string[] {
  return text.replaceAll('\r\n ', '').split('\r\n')
}

function unescaped(value: string): string {
  return value.replace(/\\([\\;,n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))
}

function values(text: string, name: string): string[] {
  return unfolded(text).flatMap((line) => (line.startsWith(`${name}:`) ? [line.slice(name.length + 1)] : []))
}

test('no line is longer than 75 bytes, every one ends with CRLF, and no character is broken', () => {
  fc.assert(
    fc.property(words, fc.array(event, { maxLength: 3 }), (name, events) => {
      const text = calendarText(name, events)
      assert.ok(text.endsWith('\r\n'))
      assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n]/)
      for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
      assert.equal(Buffer.from(text).toString(), text)
    }),
  )
})

test('what was written is what is read, and nobody’s words become a line of their own', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 3 }), (events) => {
      const text = calendarText('Scadenze', events)
      const written = (value: string) =>
        value
          .toWellFormed()
          .replace(/\r\n?/g, '\n')
          .replace(/[^\P{Cc}\n]/gu, '')
      assert.deepEqual(
        values(text, 'SUMMARY').map(unescaped),
        events.map(({ summary }) => written(summary)),
      )
      const count = (line: string) => unfolded(text).filter((each) => each === line).length
      assert.equal(count('BEGIN:VEVENT'), events.length)
      assert.equal(count('BEGIN:VALARM'), events.flatMap(({ alarmDays }) => alarmDays).length)
      assert.deepEqual(
        values(text, 'UID'),
        events.map(({ uid }) => uid),
      )
    }),
  )
})

test('an alarm rings at nine in the morning, so many days before', () => {
  const one: DueEvent = {
    uid: 'x@quietanza',
    on: Temporal.PlainDate.from('2026-12-31'),
    summary: 'Scade: TARI, seconda rata; 2026',
    description: '',
    url: 'https://comune.example/',
    sequence: 0,
    changedAt: Temporal.Instant.from('2026-11-24T10:00:00.987654Z'),
    alarmDays: [7, 1],
  }
  const text = calendarText('Scadenze', [one])
  const due = one.on.toPlainDateTime()
  assert.deepEqual(
    values(text, 'TRIGGER').map((trigger) => due.add(Temporal.Duration.from(trigger)).toString()),
    ['2026-12-24T09:00:00', '2026-12-30T09:00:00'],
  )
  assert.match(text, /\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n/)
  assert.match(text, /\r\nDTSTAMP:20261124T100000Z\r\n/)
  assert.match(text, /\r\nSUMMARY:Scade: TARI\\, seconda rata\\; 2026\r\n/)
})
