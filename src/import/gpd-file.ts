/** Reads a JSON file of GPD's positions while it arrives: `{"paymentPositions": […]}`, or one position alone. */
import type { GpdContext } from './gpd-position.ts'
import { readGpdPosition } from './gpd-position.ts'
import { type JsonElements, createJsonSplitter } from './json-elements.ts'
import type { ImportLimits } from './limits.ts'
import type { Entry, Reader, Reading } from './reading.ts'

export function createGpdReader(context: GpdContext, limits: ImportLimits): Reader {
  const splitter = createJsonSplitter(limits)
  let positions = 0

  function read({ elements, broken }: JsonElements): Reading {
    const entries: Entry[] = []
    for (const { line, text } of elements) {
      if (++positions > limits.rows) return { entries, broken: { reason: 'too-many-rows', most: limits.rows } }
      entries.push(readEntry({ line, position: positions }, text))
    }
    return { entries, broken }
  }

  function readEntry(place: Entry['place'], text: string): Entry {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      return { kind: 'refused', place, problems: [{ path: '', reason: 'non è JSON valido' }] }
    }
    const reading = readGpdPosition(value, context)
    return reading.outcome === 'read'
      ? { kind: 'position', place, draft: reading.draft }
      : { kind: 'refused', place, problems: reading.problems }
  }

  return {
    push: (piece) => (piece.includes(0) ? { entries: [], broken: { reason: 'binary' } } : read(splitter.push(piece))),
    end() {
      const reading = read(splitter.end())
      return reading.broken || positions > 0 ? reading : { entries: [], broken: { reason: 'no-rows' } }
    },
  }
}
