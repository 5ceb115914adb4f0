import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import * as path from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const main = path.join(path.dirname(fileURLToPath(import.meta.url)), 'main.js')

function run(environment: Record<string, string>): ChildProcess {
  const quiet = { PATH: process.env['PATH'] ?? '', SIMULATOR_PORT: '0', SIMULATOR_SMTP_PORT: '0', ...environment }
  return spawn(process.execPath, [main], { env: quiet, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** What the program says before it ends, and how it ends. */
async function ending(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const said = await readAll(child.stderr!)
  return { code: await exit, said }
}

test('it says where it is and stops when asked', async () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const child = run({})
    const line = await new Promise<string>((resolve) => child.stdout!.once('data', (data) => resolve(String(data))))
    assert.match(line, /^Banco di prova pronto: http:\/\/127\.0\.0\.1:\d+ \(posta: smtp:\/\/127\.0\.0\.1:\d+\)/)
    child.kill(signal)
    assert.deepEqual(await ending(child), { code: 0, said: '' })
  }
})

test('a taken port, a wrong number and a missing file are one clear sentence each', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const port = String((other.address() as AddressInfo).port)
  for (const [environment, sentence] of [
    [{ SIMULATOR_PORT: port }, /^La porta \d+, che serve al banco di prova, è già occupata: .*\n$/],
    [{ SIMULATOR_SMTP_PORT: port }, /^La porta \d+, che serve al banco di prova, è già occupata: .*\n$/],
    [{ SIMULATOR_HOUR_MS: 'presto' }, /^SIMULATOR_HOUR_MS deve essere un numero intero .*\n$/],
    [{ SIMULATOR_CONFIG: '/non/esiste.json' }, /^Non riesco a leggere «\/non\/esiste\.json».*\n$/],
  ] as const) {
    const { code, said } = await ending(run(environment))
    assert.equal(code, 1)
    assert.match(said, sentence)
  }
  other.close()
})
