/**
 * Which keys a file has used, and on which line first. A million texts in a Set take a hundred megabytes; here a key
 * takes twelve bytes, because only 64 bits of a hash of it are kept. Two different keys of one file have the same hash
 * once in thirty million files of a million rows: then a good row is refused, and can be loaded on its own.
 */
export type SeenKeys = {
  /** The line on which the key was seen before; undefined, and remembered, when this is the first. */
  see(key: string, line: number): number | undefined
}

const FIRST_CAPACITY = 1024
const FULLEST = 0.6

export function createSeenKeys(): SeenKeys {
  let capacity = FIRST_CAPACITY
  let count = 0
  let high = new Uint32Array(capacity)
  let low = new Uint32Array(capacity)
  let lines = new Uint32Array(capacity)

  /** The slot of the key, or the free one where it belongs. A line is never 0: that is what a free slot has. */
  function slotOf(keyHigh: number, keyLow: number): number {
    let slot = keyLow % capacity
    while (lines[slot] !== 0 && (high[slot] !== keyHigh || low[slot] !== keyLow)) slot = (slot + 1) % capacity
    return slot
  }

  function grow(): void {
    const before = { high, low, lines }
    capacity *= 2
    high = new Uint32Array(capacity)
    low = new Uint32Array(capacity)
    lines = new Uint32Array(capacity)
    before.lines.forEach((line, index) => {
      if (line !== 0)
        put(slotOf(before.high[index]!, before.low[index]!), before.high[index]!, before.low[index]!, line)
    })
  }

  function put(slot: number, keyHigh: number, keyLow: number, line: number): void {
    high[slot] = keyHigh
    low[slot] = keyLow
    lines[slot] = line
  }

  return {
    see(key, line) {
      if (count > capacity * FULLEST) grow()
      const keyHigh = hash(key, 0x9e3779b9)
      const keyLow = hash(key, 0x85ebca6b)
      const slot = slotOf(keyHigh, keyLow)
      if (lines[slot] !== 0) return lines[slot]
      put(slot, keyHigh, keyLow, line)
      count++
      return undefined
    },
  }
}

/** MurmurHash3 (32 bits) over the UTF-16 units; the seed makes two of them independent. */
function hash(text: string, seed: number): number {
  let state = seed
  for (let index = 0; index < text.length; index++) {
    let unit = Math.imul(text.charCodeAt(index), 0xcc9e2d51)
    unit = (unit << 15) | (unit >>> 17)
    state ^= Math.imul(unit, 0x1b873593)
    state = (state << 13) | (state >>> 19)
    state = (Math.imul(state, 5) + 0xe6546b64) | 0
  }
  state ^= text.length
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return (state ^ (state >>> 16)) >>> 0
}
