/** A file that somebody attaches: what it is, by what is in it and not by what it is called. */
import { cutTo, printable } from '../core/printable-text.ts'
import type { FileType } from './field.ts'

export type Upload = { fileName: string; content: Buffer }

const SIGNATURES: Record<FileType, readonly number[]> = {
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
  jpeg: [0xff, 0xd8, 0xff],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
}

export function fileTypeOf(content: Buffer): FileType | undefined {
  return (Object.keys(SIGNATURES) as FileType[]).find((type) =>
    SIGNATURES[type].every((byte, index) => content[index] === byte),
  )
}

const NAME_CHARACTERS = 100

/** The last part of whatever path a browser sent, printable, and short enough to show. */
export function fileNameOf(sent: string): string {
  const name = printable(sent.split(/[\\/]/).at(-1) ?? '').trim()
  return name === '' ? 'allegato' : cutTo(name, NAME_CHARACTERS)
}

export const FILE_MEDIA_TYPES: Record<FileType, string> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
}
