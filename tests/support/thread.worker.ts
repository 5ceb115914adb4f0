/** For tests of the pool of threads: does what it is told, also what no thread should do. */
import { threadId } from 'node:worker_threads'
import { serve } from '../../src/platform/threads.ts'

serve<string, { thread: number; bytes: Uint8Array }>(async (order) => {
  if (order === 'throw') throw new Error('thrown on purpose')
  if (order === 'hang') for (;;) Math.hypot(1, 1)
  if (order === 'exit') process.exit(3)
  if (order === 'grow') for (const kept: string[][] = []; ;) kept.push(Array.from({ length: 100_000 }, String))
  return { thread: threadId, bytes: Uint8Array.of(1, 2, 3) }
})
