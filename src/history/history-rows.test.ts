import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Temporal } from '../core/time.ts'
import type { HistoryCursor, HistoryRow } from './history-rows.ts'
import { pageOfRows } from './history-rows.ts'

/** What decides of a row's place, and nothing else. */
function rowAt(minute: number, id: string): HistoryRow {
  const closedAt = Temporal.Instant.fromEpochMilliseconds(minute * 60_000)
  return { closedAt, record: { installmentId: id } } as unknown as HistoryRow
}

const place = ({ closedAt, record }: HistoryRow) => `${closedAt.toString()} ${record.installmentId}`
const newestFirst = (rows: HistoryRow[]) =>
  rows.toSorted((one, other) => (place(one) < place(other) ? 1 : place(one) > place(other) ? -1 : 0))

/** As each ente's query answers: going the cursor's way, one row more than a page. */
function ask(ente: HistoryRow[], cursor: HistoryCursor | undefined, limit: number): HistoryRow[] {
  const from = cursor && `${cursor.closedAt.toString()} ${cursor.installmentId}`
  const ordered = newestFirst(ente)
  if (!cursor) return ordered.slice(0, limit)
  return cursor.direction === 'after'
    ? ordered.filter((row) => place(row) < from!).slice(0, limit)
    : ordered.filter((row) => place(row) > from!).slice(-limit)
}

function cursorAt(row: HistoryRow, direction: 'after' | 'before'): HistoryCursor {
  return { direction, closedAt: row.closedAt, installmentId: row.record.installmentId }
}

const enti = fc.array(
  fc.array(
    fc.record({ minute: fc.integer({ min: 0, max: 20 }), id: fc.uuid() }).map(({ minute, id }) => rowAt(minute, id)),
    { maxLength: 30 },
  ),
  { minLength: 1, maxLength: 4 },
)

test('page after page shows every row of every ente once, the last closed first, and back again the same pages', () => {
  fc.assert(
    fc.property(enti, fc.integer({ min: 1, max: 7 }), (all, size) => {
      const page = (cursor?: HistoryCursor) =>
        pageOfRows(
          all.flatMap((ente) => ask(ente, cursor, size + 1)),
          cursor,
          size,
        )
      const pages = [page()]
      while (pages.at(-1)!.hasNext) pages.push(page(cursorAt(pages.at(-1)!.rows.at(-1)!, 'after')))
      assert.deepEqual(
        pages.flatMap(({ rows }) => rows.map(place)),
        newestFirst(all.flat()).map(place),
      )
      assert.equal(pages[0]!.hasPrevious, false)
      for (let index = pages.length - 1; index > 0; index--) {
        assert.ok(pages[index]!.hasPrevious)
        const back = page(cursorAt(pages[index]!.rows[0]!, 'before'))
        assert.deepEqual(back.rows.map(place), pages[index - 1]!.rows.map(place))
        assert.equal(back.hasPrevious, index > 1)
      }
    }),
  )
})
