import { Socket } from 'node:net'

/**
 * A connection that sends what is written in one turn of the event loop in one go. A statement is five messages and a
 * transaction begins with several statements: sent one by one they are as many system calls here, and as many wake-ups of
 * the server. (Measured: bench/results/station.json.)
 */
export class BatchingSocket extends Socket {
  #isHeld = false

  override write(chunk: string | Uint8Array, encodingOrDone?: BufferEncoding | Done, done?: Done): boolean {
    if (!this.#isHeld) {
      this.#isHeld = true
      this.cork()
      setImmediate(() => {
        this.#isHeld = false
        this.uncork()
      })
    }
    return typeof encodingOrDone === 'string'
      ? super.write(chunk, encodingOrDone, done)
      : super.write(chunk, encodingOrDone)
  }
}

type Done = (error?: Error | null) => void
