/**
 * Work that would keep the event loop busy, in threads of its own. A pool has so many threads at most, started when they
 * are needed and kept; who comes when all of them are at work waits in a line that has an end.
 */
import * as path from 'node:path'
import { Worker, type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { fileURLToPath } from 'node:url'

/** Too many wait already: it is better to say so than to answer everybody late. */
export class ThreadsBusy extends Error {}

export type ThreadPool<Order, Answer> = {
  /** Throws ThreadsBusy, and what the work itself has thrown. An order and its answer are copied (structured clone). */
  run(order: Order): Promise<Answer>
  /** Starts a thread, so that the first who comes does not wait for it. */
  warm(): void
  close(): Promise<void>
}

export type ThreadPoolOptions = {
  /** What runs in each thread: a file that calls `serve`. */
  script: URL
  threads: number
  /** How many orders may wait. */
  maxWaiting: number
  /** A thread that is at one order longer than this is ended, and the order fails. */
  timeoutMs: number
  /** Of each thread's heap: a document that needs more fails, and the process lives. */
  maxMegabytes: number
  /** Given to each thread when it starts. */
  setting: unknown
}

type Waiting<Order, Answer> = {
  order: Order
  resolve: (answer: Answer) => void
  reject: (error: Error) => void
}

/** What a thread answers: the work's result, or what it threw, in words. */
type Reply<Answer> = { isDone: true; answer: Answer } | { isDone: false; message: string; stack: string | undefined }

export function createThreadPool<Order, Answer>(options: ThreadPoolOptions): ThreadPool<Order, Answer> {
  const idle: Thread<Order, Answer>[] = []
  const all = new Set<Thread<Order, Answer>>()
  const line: Waiting<Order, Answer>[] = []
  let isClosed = false

  function start(): Thread<Order, Answer> {
    const thread = new Thread<Order, Answer>(options, (isAlive) => {
      if (isAlive) idle.push(thread)
      else forget(thread)
      dispatch()
    })
    all.add(thread)
    return thread
  }

  function forget(thread: Thread<Order, Answer>): void {
    all.delete(thread)
    if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1)
  }

  function dispatch(): void {
    while (line.length > 0 && !isClosed) {
      const thread = idle.pop() ?? (all.size < options.threads ? start() : undefined)
      if (!thread) return
      thread.work(line.shift()!)
    }
  }

  return {
    run(order) {
      if (isClosed) throw new Error('the threads have been closed')
      if (line.length >= options.maxWaiting) throw new ThreadsBusy('all threads are at work')
      return new Promise((resolve, reject) => {
        line.push({ order, resolve, reject })
        dispatch()
      })
    },
    warm() {
      if (all.size === 0) idle.push(start())
    },
    async close() {
      isClosed = true
      for (const { reject } of line.splice(0)) reject(new Error('the threads have been closed'))
      await Promise.all([...all].map((thread) => thread.end()))
    },
  }
}

class Thread<Order, Answer> {
  readonly #worker: Worker
  readonly #timeoutMs: number
  readonly #onFree: (isAlive: boolean) => void
  #current: Waiting<Order, Answer> | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(options: ThreadPoolOptions, onFree: (isAlive: boolean) => void) {
    this.#timeoutMs = options.timeoutMs
    this.#onFree = onFree
    this.#worker = new Worker(options.script, {
      workerData: options.setting,
      resourceLimits: { maxOldGenerationSizeMb: options.maxMegabytes },
    })
    // A program that has nothing else to do may end.
    this.#worker.unref()
    this.#worker.on('message', (reply: Reply<Answer>) => this.#finish(reply))
    // What ends a thread (no memory left, a fault outside of the work) is the failure of its order.
    this.#worker.on('error', (error) => this.#fail(error))
    this.#worker.on('exit', () => this.#fail(new Error('the thread has ended')))
  }

  work(waiting: Waiting<Order, Answer>): void {
    this.#current = waiting
    this.#worker.ref()
    this.#timer = setTimeout(() => {
      this.#fail(new Error(`the work took longer than ${this.#timeoutMs} ms`))
      void this.#worker.terminate()
    }, this.#timeoutMs)
    this.#worker.postMessage(waiting.order, [])
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  #finish(reply: Reply<Answer>): void {
    const waiting = this.#release()
    if (reply.isDone) waiting?.resolve(reply.answer)
    else waiting?.reject(Object.assign(new Error(reply.message), { stack: reply.stack }))
    this.#onFree(true)
  }

  #fail(error: Error): void {
    const waiting = this.#release()
    waiting?.reject(error)
    this.#onFree(false)
  }

  #release(): Waiting<Order, Answer> | undefined {
    const waiting = this.#current
    clearTimeout(this.#timer)
    this.#current = undefined
    this.#worker.unref()
    return waiting
  }
}

/** For the script of a pool: does the work of each order as it comes, one at a time. */
export function serve<Order, Answer>(work: (order: Order) => Promise<Answer>): void {
  const port = parentPort
  if (!port) throw new Error('this file runs in a thread of a pool')
  port.on('message', (order: Order) => void answer(port, work, order))
}

async function answer<Order, Answer>(
  port: MessagePort,
  work: (order: Order) => Promise<Answer>,
  order: Order,
): Promise<void> {
  try {
    const result = await work(order)
    port.postMessage({ isDone: true, answer: result } satisfies Reply<Answer>, bytesIn(result))
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    port.postMessage({ isDone: false, message, stack } satisfies Reply<Answer>)
  }
}

/** Bytes are handed over, not copied: whoever made them has no more use for them. */
function bytesIn(result: unknown): ArrayBuffer[] {
  const parts = typeof result === 'object' && result !== null ? Object.values(result) : []
  return parts.flatMap((part) =>
    part instanceof Uint8Array && part.byteLength > 0 ? [part.buffer as ArrayBuffer] : [],
  )
}

/** What the pool was told to give to its threads. */
export function threadSetting(): unknown {
  return workerData
}

/** A script beside the file that names it, whether the program runs from its sources or from what was built of them. */
export function scriptBeside(moduleUrl: string, name: string): URL {
  return new URL(`./${name}${path.extname(fileURLToPath(moduleUrl))}`, moduleUrl)
}
