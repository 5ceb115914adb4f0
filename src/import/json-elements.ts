/**
 * Cuts `{"paymentPositions": [ {…}, {…} ]}` into its elements while it arrives, byte by byte, so that a file of any size
 * is read with the memory of one position. What is inside an element is left to JSON.parse.
 */
export type JsonElement = { line: number; text: string }

export type JsonProblem =
  | { reason: 'empty' | 'not-a-position-list' | 'deletion-list' | 'after-the-end' }
  | { reason: 'position-too-long' | 'cut-short' | 'not-an-object'; line: number }

export type JsonElements = { elements: JsonElement[]; broken: JsonProblem | undefined }

export type JsonSplitter = { push(piece: Buffer): JsonElements; end(): JsonElements }

const BEGINNING = /^\ufeff?\s*\{\s*"paymentPositions"\s*:\s*\[/
const DELETION = /^\ufeff?\s*\{\s*"paymentPositionIUPDs"/
/** Enough for the beginning of a list, whoever formats it. */
const BEGINNING_BYTES = 1024

const [NEWLINE, QUOTE, BACKSLASH, COMMA] = [0x0a, 0x22, 0x5c, 0x2c]
const [OPEN_BRACE, CLOSE_BRACE, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5d]

export function createJsonSplitter(most: { positionBytes: number }): JsonSplitter {
  let phase: 'beginning' | 'single' | 'list' | 'tail' = 'beginning'
  let kept = Buffer.alloc(0)
  let line = 1
  let tail = ''
  let needsComma = false
  // Of the element in hand.
  let elementLine = 0
  let depth = 0
  let isInString = false
  let isEscaped = false

  function begin(isLast: boolean): JsonElements {
    const text = kept.toString('utf8', 0, BEGINNING_BYTES)
    const list = BEGINNING.exec(text)
    if (list) {
      phase = 'list'
      line += newlinesIn(list[0])
      const rest = kept.subarray(Buffer.byteLength(list[0]))
      kept = Buffer.alloc(0)
      return readList(rest)
    }
    if (DELETION.test(text)) return failed([], { reason: 'deletion-list' })
    if (!isLast && kept.length < BEGINNING_BYTES) return { elements: [], broken: undefined }
    phase = 'single'
    return readSingle(isLast)
  }

  /** A file that is one position, as GPD's single call takes it. */
  function readSingle(isLast: boolean): JsonElements {
    if (kept.length > most.positionBytes) return failed([], { reason: 'not-a-position-list' })
    if (!isLast) return { elements: [], broken: undefined }
    const text = kept.toString('utf8').replace(/^\ufeff/, '')
    if (text.trim() === '') return failed([], { reason: 'empty' })
    if (!text.trimStart().startsWith('{')) return failed([], { reason: 'not-a-position-list' })
    return { elements: [{ line: 1, text }], broken: undefined }
  }

  function readList(piece: Buffer): JsonElements {
    const elements: JsonElement[] = []
    let start = 0
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at]!
      if (byte === NEWLINE) line++
      if (depth > 0) {
        if (isEscaped) isEscaped = false
        else if (isInString) {
          if (byte === BACKSLASH) isEscaped = true
          else if (byte === QUOTE) isInString = false
        } else if (byte === QUOTE) isInString = true
        else if (byte === OPEN_BRACE) depth++
        else if (byte === CLOSE_BRACE && --depth === 0) {
          const last = piece.subarray(start, at + 1)
          if (kept.length + last.length > most.positionBytes) {
            return failed(elements, { reason: 'position-too-long', line: elementLine })
          }
          elements.push({ line: elementLine, text: (kept.length > 0 ? Buffer.concat([kept, last]) : last).toString() })
          kept = Buffer.alloc(0)
          needsComma = true
        }
      } else if (byte === OPEN_BRACE && !needsComma) {
        start = at
        elementLine = line
        depth = 1
      } else if (byte === COMMA && needsComma) needsComma = false
      else if (byte === CLOSE_BRACKET) {
        phase = 'tail'
        return { elements, broken: readTail(piece.subarray(at + 1)) }
      } else if (!isBlank(byte)) return failed(elements, { reason: 'not-an-object', line })
    }
    if (depth > 0) kept = Buffer.concat([kept, piece.subarray(start)])
    const isEndless = kept.length > most.positionBytes
    return { elements, broken: isEndless ? { reason: 'position-too-long', line: elementLine } : undefined }
  }

  /** One brace, and nothing else. */
  function readTail(piece: Buffer): JsonProblem | undefined {
    tail += piece.toString('latin1').trim()
    return tail === '' || tail === '}' ? undefined : { reason: 'after-the-end' }
  }

  return {
    push(piece) {
      if (phase === 'list') return readList(piece)
      if (phase === 'tail') return { elements: [], broken: readTail(piece) }
      kept = Buffer.concat([kept, piece])
      return phase === 'beginning' ? begin(false) : readSingle(false)
    },
    end() {
      if (phase === 'beginning') {
        const found = begin(true)
        // The whole file was shorter than the piece that is looked at first.
        return found.broken || (phase as string) === 'single' ? found : closed(found)
      }
      return phase === 'single' ? readSingle(true) : closed({ elements: [], broken: undefined })
    },
  }

  function closed({ elements }: JsonElements): JsonElements {
    const isWhole = phase === 'tail' && tail === '}'
    return { elements, broken: isWhole ? undefined : { reason: 'cut-short', line } }
  }
}

function failed(elements: JsonElement[], broken: JsonProblem): JsonElements {
  return { elements, broken }
}

function newlinesIn(text: string): number {
  return text.split('\n').length - 1
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09
}
