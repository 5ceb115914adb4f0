import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type PageOfInstallments, gridPages, pagesOf, postalPages } from './notice-pages.ts'

const counts = fc.integer({ min: 1, max: 120 })
const total = (pages: readonly PageOfInstallments[]) => pages.reduce((sum, { count }) => sum + count, 0)

test('every instalment is on one page, whatever their number', () => {
  fc.assert(
    fc.property(counts, (count) => {
      const { first, next } = pagesOf(count)
      assert.equal(first.count + total(next), count)
      assert.equal(total(gridPages(count)), count)
      assert.equal(total(postalPages(count)), count)
    }),
  )
})

test('a page never mixes two columns with three, and never holds more than fits', () => {
  fc.assert(
    fc.property(counts, (count) => {
      for (const page of gridPages(count)) assert.ok(page.count <= 3 * page.columns)
      for (const page of postalPages(count)) assert.ok(page.count <= page.columns)
      assert.ok(pagesOf(count).first.count <= pagesOf(count).first.columns)
    }),
  )
})

test('with slips an instalment stands alone only when there is no other', () => {
  for (let count = 2; count <= 120; count++) assert.ok(postalPages(count).every((page) => page.count >= 2))
})

/** The print service of pagoPA: on the first page, then columns × rows on each of the others. */
test('up to nine, pages are dealt out as pagoPA’s print service does', () => {
  const plain = [2, 3, 4, 5, 6, 7, 8, 9].map((count) => {
    const { first, next } = pagesOf(count)
    return [first.count, ...next.map((page) => `${page.count}/${page.columns}`)].join(' ')
  })
  assert.deepEqual(plain, ['2', '3', '2 2/2', '2 3/3', '2 4/2', '3 4/2', '2 6/3', '3 6/3'])
  const postal = [2, 3, 4, 5, 6, 7, 8, 9].map((count) =>
    postalPages(count)
      .map((page) => page.count)
      .join(' '),
  )
  assert.deepEqual(postal, ['2', '3', '2 2', '2 3', '3 3', '3 2 2', '2 3 3', '3 3 3'])
})
