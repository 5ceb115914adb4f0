import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Work that costs hardly more for many than for one. What is asked while rounds are under way is gathered and done in the
 * next one: nobody waits for a timer, and what comes alone goes at once and alone.
 */
export type Gathering<Item, Result> = {
  /** Only what has the same key is done together. */
  keyOf: (item: Item) => string | number
  /** Items in one round. */
  most: number
  /** Rounds of one key that may be under way at the same time. */
  rounds: number
  /** Answers each item in its place. Where it throws for several, it is asked again for each alone. */
  work: (items: readonly Item[]) => Promise<readonly (Result | Promise<Result>)[]>
  /** Hears why a round of several was done again one by one. */
  onSplit: (error: unknown) => void
}

type Waiting<Item, Result> = { item: Item; resolve: (result: Result | Promise<Result>) => void }
type Room<Item, Result> = { waiting: Waiting<Item, Result>[]; underWay: number }

export function together<Item, Result>(gathering: Gathering<Item, Result>): (item: Item) => Promise<Result> {
  const { keyOf, most, rounds } = gathering
  const rooms = new Map<string | number, Room<Item, Result>>()
  /** A round is nobody's own: it must not seem to happen inside of one caller's transaction. */
  const asNobody = AsyncLocalStorage.snapshot()

  async function round(key: string | number, room: Room<Item, Result>): Promise<void> {
    const taken = room.waiting.splice(0, most)
    room.underWay++
    const answers = await answersTo(
      gathering,
      taken.map(({ item }) => item),
    )
    taken.forEach(({ resolve }, index) => resolve(answers[index]!))
    await Promise.allSettled(answers)
    room.underWay--
    if (room.waiting.length > 0) void round(key, room)
    else if (room.underWay === 0) rooms.delete(key)
  }

  return (item) =>
    new Promise<Result>((resolve) => {
      const key = keyOf(item)
      const room = rooms.get(key) ?? { waiting: [], underWay: 0 }
      rooms.set(key, room)
      room.waiting.push({ item, resolve })
      if (room.underWay < rounds) void asNobody(round, key, room)
    })
}

/** Never throws: what went wrong is the answer. */
async function answersTo<Item, Result>(
  { work, onSplit }: Pick<Gathering<Item, Result>, 'work' | 'onSplit'>,
  items: readonly Item[],
): Promise<readonly (Result | Promise<Result>)[]> {
  const alone = async (item: Item) => (await work([item]))[0] as Result
  if (items.length === 1) return items.map(alone)
  try {
    return await work(items)
  } catch (error) {
    onSplit(error)
    return items.map(alone)
  }
}
