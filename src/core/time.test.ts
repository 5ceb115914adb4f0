import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  Temporal,
  dayInRome,
  epochDays,
  formatInstant,
  isDayBefore,
  parseDay,
  parseXmlDateTime,
  startOfDayInRome,
} from './time.ts'

test('a day begins and ends in Rome, also when the clocks change', () => {
  const at = (text: string) => dayInRome(Temporal.Instant.from(text)).toString()
  assert.equal(at('2026-12-31T22:59:59Z'), '2026-12-31')
  assert.equal(at('2026-12-31T23:00:00Z'), '2027-01-01')
  assert.equal(at('2026-06-30T22:00:00Z'), '2026-07-01')
  assert.equal(startOfDayInRome(Temporal.PlainDate.from('2026-03-29')).toString(), '2026-03-28T23:00:00Z')
  assert.equal(startOfDayInRome(Temporal.PlainDate.from('2026-03-30')).toString(), '2026-03-29T22:00:00Z')
})

test('a dateTime without a zone is Rome’s local time', () => {
  assert.equal(parseXmlDateTime('2026-11-20T10:15:30')?.toString(), '2026-11-20T09:15:30Z')
  assert.equal(parseXmlDateTime('2026-07-20T10:15:30')?.toString(), '2026-07-20T08:15:30Z')
  assert.equal(parseXmlDateTime('2026-11-20T10:15:30.250+02:00')?.toString(), '2026-11-20T08:15:30.25Z')
  assert.equal(parseXmlDateTime('2026-13-20T10:15:30'), undefined)
})

test('days are read as people and as machines write them; impossible ones are not', () => {
  assert.equal(parseDay('2026-02-28')?.toString(), '2026-02-28')
  assert.equal(parseDay('28/2/2026')?.toString(), '2026-02-28')
  for (const text of ['2026-02-29', '31/11/2026', '2026-2-1', '01-02-2026', '', 'domani']) {
    assert.equal(parseDay(text), undefined, text)
  }
})

test('an instant is printed in Rome', () => {
  assert.equal(formatInstant(Temporal.Instant.from('2026-11-24T13:32:00Z')), '24/11/2026 14:32')
})

test('days are counted from 1970, over leap days and before it', () => {
  const epoch = Temporal.PlainDate.from('1970-01-01')
  for (const text of ['1970-01-01', '1969-12-31', '2000-02-29', '2026-11-27', '2100-03-01']) {
    const day = Temporal.PlainDate.from(text)
    assert.equal(epochDays(day), epoch.until(day).days, text)
    assert.equal(isDayBefore(day, epoch), epochDays(day) < 0, text)
    assert.equal(isDayBefore(epoch, day), epochDays(day) > 0, text)
  }
})
