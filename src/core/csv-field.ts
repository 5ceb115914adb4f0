/**
 * CSV as this program writes it (RFC 4180 with `;`, what a spreadsheet with Italian settings opens by a double click).
 *
 * A spreadsheet runs what looks like a formula, so a text that begins like one is written with an apostrophe in front
 * (OWASP, "CSV injection"; the full-width twins of the signs count as well).
 */
const LIKE_A_FORMULA = /^[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20]/
const NEEDS_QUOTES = /[";\r\n]/

export function csvLine(fields: readonly (string | number)[]): string {
  return `${fields.map(csvField).join(';')}\r\n`
}

/** A number is written as it is: `-5` is no formula. */
function csvField(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const inert = LIKE_A_FORMULA.test(value) ? `'${value}` : value
  return NEEDS_QUOTES.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** Without it a spreadsheet takes UTF-8 for the letters of Windows. */
export const CSV_START = '\ufeff'
