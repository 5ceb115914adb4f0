import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ThreadPoolOptions, ThreadsBusy, createThreadPool, scriptBeside } from './threads.ts'

type Order = 'echo' | 'throw' | 'hang' | 'exit' | 'grow' | 'setting'

const options: ThreadPoolOptions = {
  script: scriptBeside(import.meta.url, '../../tests/support/thread.worker'),
  threads: 2,
  maxWaiting: 4,
  timeoutMs: 10_000,
  maxMegabytes: 32,
  setting: 'told',
}

const open = (changes: Partial<ThreadPoolOptions> = {}) =>
  createThreadPool<Order, { thread: number; bytes: Uint8Array }>({ ...options, ...changes })

test('orders are done in threads, as many as there may be, and each is answered', async (t) => {
  const pool = open()
  t.after(() => pool.close())
  const answers = await Promise.all([pool.run('echo'), pool.run('echo'), pool.run('echo'), pool.run('echo')])
  assert.equal(new Set(answers.map(({ thread }) => thread)).size, 2)
  for (const { bytes } of answers) assert.deepEqual([...bytes], [1, 2, 3])
})

test('what the work throws comes back as it is, and the thread goes on', async (t) => {
  const pool = open({ threads: 1 })
  t.after(() => pool.close())
  const { thread } = await pool.run('echo')
  await assert.rejects(() => pool.run('throw'), /^Error: thrown on purpose$/)
  assert.equal((await pool.run('echo')).thread, thread)
})

test('a thread that hangs, ends or grows is replaced, and only its order fails', async (t) => {
  const pool = open({ threads: 1, timeoutMs: 1_500 })
  t.after(() => pool.close())
  await assert.rejects(() => pool.run('hang'), /longer than 1500 ms/)
  await assert.rejects(() => pool.run('exit'), /ended/)
  await assert.rejects(() => pool.run('grow'), /memory/)
  assert.deepEqual([...(await pool.run('echo')).bytes], [1, 2, 3])
})

test('who comes when the line is full is told so at once', async (t) => {
  const pool = open({ threads: 1, maxWaiting: 2 })
  t.after(() => pool.close())
  const accepted = [pool.run('echo'), pool.run('echo'), pool.run('echo')]
  assert.throws(() => pool.run('echo'), ThreadsBusy)
  assert.equal((await Promise.all(accepted)).length, 3)
})

test('closing refuses what waits', async () => {
  const pool = open({ threads: 1 })
  const outcomes = Promise.allSettled([pool.run('echo'), pool.run('echo')])
  await pool.close()
  for (const { status } of await outcomes) assert.equal(status, 'rejected')
  assert.throws(() => pool.run('echo'), /closed/)
})
