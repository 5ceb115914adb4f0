/** A file as a stream of entries, whatever its format; what it is shows at its beginning. */
import { type Hash, createHash } from 'node:crypto'
import type { Temporal } from '../core/time.ts'
import type { Catalogue, ImportableService } from './catalogue.ts'
import { type Encoding, createCsvReader } from './csv-file.ts'
import { createGpdReader } from './gpd-file.ts'
import type { ImportLimits } from './limits.ts'
import type { FileProblem, Reader, Reading } from './reading.ts'

export type FileToRead = {
  catalogue: Catalogue
  /** The bytes of the file, from its beginning. */
  content: AsyncIterable<Buffer>
  encoding: Encoding
  /** For all positions of a GPD file; otherwise what each collects tells it. */
  service: ImportableService | undefined
  /** Deadlines before it are mistakes in a new position; null where old debts are carried over. */
  firstDueDay: Temporal.PlainDate | null
  limits: ImportLimits
}

export type OpenFile = {
  format: 'csv' | 'gpd'
  /** What each piece of the file gives, to its end or to where it cannot be read any more. */
  pieces(): AsyncGenerator<Reading & { bytes: number }>
  /** SHA-256 of the whole file; null when its end was not reached. */
  digest(): Buffer | null
}

export async function openFile(file: FileToRead): Promise<OpenFile | { broken: FileProblem }> {
  const source = file.content[Symbol.asyncIterator]()
  const first = await nextPiece(source)
  if (!first) return { broken: { reason: 'empty' } }
  const format = /^\ufeff?\s*[{[]/.test(first.toString('utf8', 0, 1024)) ? 'gpd' : 'csv'
  const reader = createReader(format, file)
  const hash = createHash('sha256')
  let digest: Buffer | null = null

  async function* pieces() {
    let bytes = 0
    for (let piece: Buffer | undefined = first; piece; piece = await nextPiece(source)) {
      bytes += piece.length
      const reading = read(piece, bytes, reader, hash, file.limits)
      yield { ...reading, bytes }
      if (reading.broken) return
    }
    digest = hash.digest()
    yield { ...reader.end(), bytes }
  }
  return { format, pieces, digest: () => digest }
}

function read(piece: Buffer, bytes: number, reader: Reader, hash: Hash, limits: ImportLimits): Reading {
  if (bytes > limits.bytes) return { entries: [], broken: { reason: 'too-many-bytes', most: limits.bytes } }
  hash.update(piece)
  return reader.push(piece)
}

/** Undefined at the end; empty pieces say nothing. */
async function nextPiece(source: AsyncIterator<Buffer>): Promise<Buffer | undefined> {
  for (;;) {
    const next = await source.next()
    if (next.done) return undefined
    if (next.value.length > 0) return next.value
  }
}

function createReader(format: 'csv' | 'gpd', file: FileToRead): Reader {
  return format === 'gpd' ? createGpdReader(file, file.limits) : createCsvReader({ ...file, digest: fingerprint })
}

/** 132 bits of it are enough to tell two debts apart, and short enough to be a reference. */
function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
