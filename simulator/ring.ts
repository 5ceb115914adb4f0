/** A list that forgets its oldest item when it is full. */
export class Ring<T> {
  readonly #items: T[] = []
  readonly #capacity: number

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  add(item: T): void {
    this.#items.push(item)
    if (this.#items.length > this.#capacity) this.#items.shift()
  }

  find(isIt: (item: T) => boolean): T | undefined {
    return this.#items.findLast(isIt)
  }

  newestFirst(): T[] {
    return this.#items.toReversed()
  }

  clear(): void {
    this.#items.length = 0
  }

  get size(): number {
    return this.#items.length
  }
}
