/**
 * What may be printed of a text that somebody else wrote: one line, composed characters, and nothing that is invisible
 * or that turns the reading direction of what follows (the "bidi" controls can make a name or a number read backwards).
 */
const INVISIBLE = /[[\p{Cc}\p{Cf}\ufe00-\ufe0f]--[\t\n\v\f\r]]/gv
/** The two spaces that do not break a line are kept: amounts are written with one. */
const BREAKING_SPACES = /[^\S\u00a0\u202f\ufeff]+/g

export function printable(text: string): string {
  return text.replace(INVISIBLE, '').replace(BREAKING_SPACES, ' ').toWellFormed().normalize('NFC')
}

/** At most `limit` characters; a text that is cut ends with an ellipsis, so that the reader sees it. */
export function cutTo(text: string, limit: number): string {
  const characters = Array.from(text)
  if (characters.length <= limit) return text
  return `${characters
    .slice(0, limit - 1)
    .join('')
    .trimEnd()}…`
}

export function lengthInCharacters(text: string): number {
  return Array.from(text).length
}
