import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { createTestDatabase } from '../../tests/support/database.ts'
import { Temporal } from '../core/time.ts'
import { column } from './columns.ts'
import type { Database } from './database.ts'
import { boolean, bytes, day, integer, nullable, sql, text } from './sql.ts'

let db: Database

before(async () => {
  db = (await createTestDatabase()).app
})

const days = fc
  .tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, dayOfMonth]) => new Temporal.PlainDate(year, month, dayOfMonth))

const rows = fc.array(
  fc.record({
    id: fc.option(fc.uuid()),
    // PostgreSQL's text has no NUL and no lone surrogate.
    words: fc.option(fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', '').toWellFormed())),
    cents: fc.option(fc.integer({ min: -(2 ** 52), max: 2 ** 52 })),
    number: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
    small: fc.option(fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 })),
    flag: fc.option(fc.boolean()),
    on: fc.option(days),
    content: fc.option(fc.uint8Array().map((value) => Buffer.from(value))),
  }),
  { maxLength: 40 },
)

test('what goes in as columns comes out as rows, nulls and empty columns included', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (sent) => {
      const found = await db.query(
        sql`
          select * from unnest(${column.uuid(sent, (row) => row.id)}::uuid[],
            ${column.text(sent, (row) => row.words)}::text[], ${column.bigint(sent, (row) => row.cents)}::bigint[],
            ${column.integer(sent, (row) => row.number)}::integer[],
            ${column.smallint(sent, (row) => row.small)}::smallint[],
            ${column.boolean(sent, (row) => row.flag)}::boolean[], ${column.date(sent, (row) => row.on)}::date[],
            ${column.bytes(sent, (row) => row.content)}::bytea[])
            as sent (id, words, cents, number, small, flag, day, content)`,
        {
          id: nullable(text),
          words: nullable(text),
          cents: nullable(integer),
          number: nullable(integer),
          small: nullable(integer),
          flag: nullable(boolean),
          day: nullable(day),
          content: nullable(bytes),
        },
      )
      const plain = (on: Temporal.PlainDate | null) => on && on.toString()
      assert.deepEqual(
        found.map(({ day: on, ...rest }) => ({ ...rest, on: plain(on) })),
        sent.map((row) => ({ ...row, on: plain(row.on) })),
      )
    }),
    { numRuns: 60 },
  )
})

test('a column larger than any before it keeps every byte', async () => {
  const sent = Array.from({ length: 3_000 }, (_, index) => 'è€𝄞'.repeat(index % 50))
  const [row] = await db.query(
    sql`select count(*) as rows, sum(octet_length(word)) as bytes
      from unnest(${column.text(sent, (word) => word)}::text[]) as word`,
    { rows: integer, bytes: integer },
  )
  const total = sent.reduce((sum, word) => sum + Buffer.byteLength(word), 0)
  assert.deepEqual(row, { rows: sent.length, bytes: total })
})
