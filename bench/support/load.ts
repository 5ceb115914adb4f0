/** Many callers at once, each waiting for its answer before it asks again. */
import { spawn, type ChildProcess } from 'node:child_process'
import * as path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'
import { projectRoot } from '../../src/platform/paths.ts'

export type Asked = { method?: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: string }

export type Load = {
  url: string
  connections: number
  seconds: number
  next: () => Asked
  isGood: (status: number, body: string) => boolean
}

export type Measured = { perSecond: number; p50: number; p95: number; p99: number; bad: number; total: number }

/** Percentiles in milliseconds. One answer that is not good makes a figure worthless: the caller looks at `bad`. */
export async function load({ url, connections, seconds, next, isGood }: Load): Promise<Measured> {
  let bad = 0
  const latencies: number[] = []
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    timeout: 20,
    requests: [
      {
        setupRequest(request, context) {
          const { method = 'GET', path: address, headers = {}, body } = next()
          // One connection asks one thing at a time: its context remembers when.
          context.startedAt = performance.now()
          const all = { ...request.headers, ...headers }
          return { ...request, method, path: address, headers: all, ...(body === undefined ? {} : { body }) }
        },
        onResponse(status, body, context) {
          latencies.push(performance.now() - context.startedAt)
          if (!isGood(status, body)) bad++
        },
      },
    ],
  })
  latencies.sort((one, other) => one - other)
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return {
    perSecond: latencies.length / result.duration,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    bad: bad + result.errors + result.timeouts,
    total: latencies.length,
  }
}

export type Served = { url: string; stop(): Promise<void> }

/**
 * A server in a process of its own, as it runs in earnest; ready once `probe` answers. With BENCH_PROFILE=folder it leaves
 * a CPU profile there, for Chromium's developer tools.
 */
export async function serve(
  file: string,
  args: string[],
  environment: Record<string, string>,
  probe: string,
): Promise<Served> {
  const profile = process.env['BENCH_PROFILE']
  const options = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const program = [...options, path.join(projectRoot, 'dist', file), ...args]
  const child: ChildProcess = spawn(process.execPath, program, {
    env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const deadline = performance.now() + 15_000
  const isUp = () =>
    fetch(probe).then(
      ({ status }) => status < 500,
      () => false,
    )
  while (!(await isUp())) {
    if (child.exitCode !== null || performance.now() > deadline) throw new Error(`${file} does not start`)
    await sleep(50)
  }
  return {
    url: new URL(probe).origin,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
