/** The code of a case as people copy it: in groups of four, read back whatever its capitals, spaces and hyphens. */
import type { Brand } from '../core/brand.ts'

/** Twelve characters of five bits: sixty bits that nobody guesses. */
export type TrackingCode = Brand<string, 'TrackingCode'>

export const TRACKING_CODE_LENGTH = 12

const FORM = /^[0-9A-HJKMNP-TV-Z]{12}$/

/** `Q7KM-4M2P-XW9T`. */
export function formatTrackingCode(code: TrackingCode): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** O is read as 0, I and L as 1: the alphabet has none of them. */
export function parseTrackingCode(text: string): TrackingCode | undefined {
  const code = text
    .toUpperCase()
    .replace(/[\s\-–.]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return FORM.test(code) ? (code as TrackingCode) : undefined
}
