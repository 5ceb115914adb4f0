/** Euro cents and how the Node and people write them. Not the portal's: the bench must not share a mistake with it. */

/** `120.00` (paForNode.xsd, stAmount). */
export function writeAmount(cents: number): string {
  const digits = String(cents).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Reads an amount that has already been found to be like `120.00`. */
export function readAmount(text: string): number {
  return Number(text.trim().replace('.', ''))
}

/** `1.234,56 €`. */
export function formatEuro(cents: number): string {
  const [euros, fraction] = writeAmount(cents).split('.')
  return `${(euros ?? '').replace(/\B(?=(\d{3})+$)/g, '.')},${fraction ?? ''}\u00a0€`
}

/** Reads `2`, `2,5`, `2,50` or `2.50`. */
export function parseEuro(text: string): number | undefined {
  const match = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined
}

export function sum(amounts: Iterable<number>): number {
  let total = 0
  for (const amount of amounts) total += amount
  return total
}
