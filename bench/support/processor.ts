/** How long the processors have been at work for this process and for all that it has started. */
import { globSync, readFileSync } from 'node:fs'

/** The unit of Linux's process table, whatever the machine. */
const TICKS_A_SECOND = 100

/** Where there is no such table (macOS) the programs that this one has started are not counted. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6 + secondsOfDescendants()
}

type Entry = { id: number; parent: number; ticks: number }

function secondsOfDescendants(): number {
  const entries = globSync('/proc/[0-9]*/stat').flatMap((file) => readEntry(file) ?? [])
  const family = new Set([process.pid])
  // Children come after their parents as often as before them: as long as somebody joins, look again.
  for (let size = 0; size !== family.size;) {
    size = family.size
    for (const { id, parent } of entries) if (family.has(parent)) family.add(id)
  }
  const ticks = entries.reduce((sum, entry) => sum + (family.has(entry.id) ? entry.ticks : 0), 0)
  const own = entries.find(({ id }) => id === process.pid)?.ticks ?? 0
  return (ticks - own) / TICKS_A_SECOND
}

/** proc(5): after the name in brackets come the state, the parent, and from the twelfth on user and system time. */
function readEntry(file: string): Entry | undefined {
  try {
    const text = readFileSync(file, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return {
      id: Number(text.split(' ', 1)[0]),
      parent: Number(fields[1]),
      ticks: Number(fields[11]) + Number(fields[12]),
    }
  } catch {
    return undefined // it has ended meanwhile
  }
}
