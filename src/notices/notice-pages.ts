/**
 * How the instalments of a plan are dealt out to pages: guide to payment notices 3.5.1, "Avviso rateale". One kind of
 * module a sheet: two columns or three, never both.
 */

export type Columns = 2 | 3

/** `count` instalments side by side, in as many rows as it takes. */
export type PageOfInstallments = { columns: Columns; count: number }

/** From this many on pagoPA calls them "molte rate", and page follows page in the densest way. */
export const MANY_INSTALLMENTS = 9

/**
 * Without the postal section: one row on the first page, below what is asked in all, and up to three rows on each of the
 * others. The numbers up to eight are those of pagoPA's own print service.
 */
export function pagesOf(count: number): { first: PageOfInstallments; next: PageOfInstallments[] } {
  const columns: Columns = count === 3 || count === 7 || count >= MANY_INSTALLMENTS ? 3 : 2
  const onFirst = Math.min(count, columns)
  return { first: { columns, count: onFirst }, next: gridPages(count - onFirst) }
}

/** Four, and two, look better in two columns; more than nine go on to another page. */
export function gridPages(count: number): PageOfInstallments[] {
  const columns: Columns = count === 1 || count === 2 || count === 4 ? 2 : 3
  return Array.from({ length: Math.ceil(count / 9) }, (_, page) => ({
    columns,
    count: Math.min(9, count - page * 9),
  }))
}

/** With the postal section: two or three a page, each with its slip below; one stands alone only if there is one. */
export function postalPages(count: number): PageOfInstallments[] {
  if (count <= 0) return []
  if (count === 1) return [{ columns: 2, count: 1 }]
  const twos = count % 3 === 0 ? 0 : count % 3 === 2 ? 1 : 2
  const threes = (count - 2 * twos) / 3
  const pages = Array.from({ length: threes }, (): PageOfInstallments => ({ columns: 3, count: 3 }))
  const pairs = Array.from({ length: twos }, (): PageOfInstallments => ({ columns: 2, count: 2 }))
  return count % 3 === 2 ? [...pairs, ...pages] : [...pages, ...pairs]
}
