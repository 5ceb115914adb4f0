/** Reads a CSV of positions while it arrives. */
import { ANONYMOUS } from '../core/fiscal-code.ts'
import type { PositionDraft } from '../debt-positions/position-draft.ts'
import { readHeader } from './csv-columns.ts'
import { type CsvRecord, createCsvSplitter } from './csv-records.ts'
import { type CsvPosition, type RowContext, type RowReader, createRowReader } from './csv-row.ts'
import type { ImportLimits } from './limits.ts'
import { createSeenKeys } from './seen-keys.ts'
import type { Entry, FileProblem, Place, Reader, Reading } from './reading.ts'

export type Encoding = 'utf-8' | 'windows-1252'

export type CsvFileOptions = RowContext & {
  encoding: Encoding
  limits: ImportLimits
  /** A fingerprint of a text, as letters and digits: it becomes the reference of a row that brings none. */
  digest: (text: string) => string
}

export function createCsvReader(options: CsvFileOptions): Reader {
  const { limits, encoding } = options
  const decoder = new TextDecoder(encoding)
  const splitter = createCsvSplitter(limits)
  const references = createReferences(options.digest)
  let readRow: RowReader | undefined
  let rows = 0

  function readRecords(records: readonly CsvRecord[]): Reading {
    const entries: Entry[] = []
    for (const record of records) {
      if (!readRow) {
        const reading = readHeader(record.cells)
        if (reading.outcome === 'wrong') return broken(entries, { reason: 'columns', problems: reading.problems })
        readRow = createRowReader(reading.header, options)
        continue
      }
      if (++rows > limits.rows) return broken(entries, { reason: 'too-many-rows', most: limits.rows })
      entries.push(readEntry(record, readRow))
    }
    return { entries, broken: undefined }
  }

  function readEntry({ line, cells }: CsvRecord, read: RowReader): Entry {
    const place: Place = { line, position: null }
    const reading = read(cells)
    if (reading.outcome === 'wrong') return { kind: 'refused', place, problems: reading.problems }
    return { kind: 'position', place, draft: references.draftOf(reading.position, line) }
  }

  return {
    push(piece) {
      if (piece.includes(0)) return broken([], { reason: 'binary' })
      const split = splitter.push(decoder.decode(piece, { stream: true }))
      const reading = readRecords(split.records)
      return reading.broken ? reading : { ...reading, broken: split.broken }
    },
    end() {
      const last = splitter.push(decoder.decode())
      const split = splitter.end()
      const reading = readRecords([...last.records, ...split.records])
      const problem = reading.broken ?? split.broken
      if (problem) return { ...reading, broken: problem }
      return rows > 0 ? reading : broken([], { reason: readRow ? 'no-rows' : 'empty' })
    },
  }
}

function broken(entries: Entry[], problem: FileProblem): Reading {
  return { entries, broken: problem }
}

/**
 * A reference for each position: the row's own; else the notice number that it brings; else a digest of what the debt
 * is, so that the same file gives the same references again. Two rows of one file that owe the very same are told apart
 * by counting them. How the debtor can be reached is no part of it: a new address is no new debt.
 */
function createReferences(digest: (text: string) => string): {
  draftOf(position: CsvPosition, line: number): PositionDraft
} {
  const seen = createSeenKeys()
  const repeated = new Map<string, number>()

  function made({ service, debtor, options }: CsvPosition, line: number): string {
    for (const { installments } of options) {
      for (const { noticeNumber } of installments) if (noticeNumber) return noticeNumber
    }
    const who = debtor.fiscalCode === ANONYMOUS ? debtor.fullName : debtor.fiscalCode
    const what = options.map(({ kind, installments }) => [
      kind,
      installments.map(({ amount, dueOn, description }) => [amount, dueOn.toString(), description]),
    ])
    const reference = `CSV-${digest(JSON.stringify([service.code, who, what]))}`
    if (seen.see(reference, line) === undefined) return reference
    const time = (repeated.get(reference) ?? 1) + 1
    repeated.set(reference, time)
    return `${reference}-${time}`
  }

  return {
    draftOf(position, line) {
      const { ownReference, service, debtor, subject, options } = position
      const hasOwnReference = ownReference !== null
      const reference = ownReference ?? made(position, line)
      return { reference, hasOwnReference, serviceId: service.serviceId, debtor, subject, options }
    },
  }
}
