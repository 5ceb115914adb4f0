/**
 * A drawing as PDF path operators in its own coordinates (y downwards), made once and painted at any size. Everything
 * vectorial on our papers is one: codes, icons, crests.
 */
export type Picture = { width: number; height: number; operators: string }

/** Six decimals would double the size of a code for nothing: a thousandth of a point is not seen. */
export function coordinate(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}
