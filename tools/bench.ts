/**
 * `npm run bench`: the figures of the house, each beside the least that could do the same, measured in the same run.
 *
 *     npm run bench                 every section
 *     npm run bench -- station      one: a file bench/NAME.bench.ts
 *
 * Writes bench/results/NAME.json with the machine, the day and the figures. The database with its million positions is
 * kept in var/bench.
 */
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import type { BenchContext, BenchDatabase, Figure } from '../bench/support/context.ts'
import { seedPositions } from '../bench/support/seed.ts'
import { build, root } from './build.ts'
import { dropDatabase, prepareDatabase } from './database.ts'
import { freePort } from './free-port.ts'
import { startPostgres } from './postgres.ts'

const DATABASE = 'quietanza_bench'
/** As a server of 8 GB would have: a million positions are 1 GB. */
const SHARED_BUFFERS = '2GB'
const EMPTY_DATABASE = 'quietanza_bench_empty'

async function main(sections: readonly string[]): Promise<void> {
  await build()
  const directory = path.join(root, 'var', 'bench')
  fs.mkdirSync(directory, { recursive: true })
  const server = await startPostgres({
    directory,
    port: await freePort(),
    sharedBuffers: SHARED_BUFFERS,
    onProgress: say,
  })
  try {
    for (const section of sections) await runSection(section, server.url)
  } finally {
    await server.stop()
  }
}

async function runSection(section: string, serverUrl: (database?: string) => string): Promise<void> {
  const { bench } = (await import(path.join(root, 'dist', 'bench', `${section}.bench.js`))) as {
    bench(context: BenchContext): Promise<void>
  }
  const figures: Figure[] = []
  say(`\n${section}`)
  await bench({
    startedAt: Date.now(),
    say,
    freePort,
    record(figure) {
      figures.push(figure)
      say(`  ${describe(figure)}`)
    },
    withPositions: () => withPositions(serverUrl),
    withEmptyDatabase: () => withEmptyDatabase(serverUrl),
  })
  const [cpu] = os.cpus()
  const result = {
    section,
    measuredOn: new Date().toISOString().slice(0, 10),
    machine: { cpu: cpu?.model, cores: os.availableParallelism(), node: process.version, postgresql: '18 (embedded)' },
    figures,
  }
  fs.mkdirSync(path.join(root, 'bench', 'results'), { recursive: true })
  fs.writeFileSync(path.join(root, 'bench', 'results', `${section}.json`), `${JSON.stringify(result, null, 2)}\n`)
}

function describe({ name, value, unit, baseline, target }: Figure): string {
  const number = (amount: number) => amount.toLocaleString('en', { maximumFractionDigits: amount < 100 ? 1 : 0 })
  const parts = [`${name.padEnd(44)} ${number(value).padStart(9)} ${unit}`]
  if (baseline !== undefined) parts.push(`baseline ${number(baseline)}, ratio ${(value / baseline).toFixed(2)}`)
  if (target) {
    const [[kind, bound]] = Object.entries(target) as [[string, number]]
    const isMet =
      kind === 'ratio' ? value / (baseline ?? 1) >= bound : kind === 'most' ? value <= bound : value >= bound
    parts.push(`${isMet ? 'meets' : 'MISSES'} ${kind} ${bound}`)
  }
  return parts.join('   ')
}

/** The demo enti and a million positions, made once. */
async function withPositions(serverUrl: (database?: string) => string): Promise<BenchDatabase> {
  const { isNew, ...database } = await withDatabase(serverUrl, DATABASE)
  if (isNew) await seedPositions(database.superuserUrl, say)
  return database
}

/** The demo enti and nothing else, each time anew. */
async function withEmptyDatabase(serverUrl: (database?: string) => string): Promise<BenchDatabase> {
  await dropDatabase(serverUrl(), EMPTY_DATABASE)
  const { environment, superuserUrl } = await withDatabase(serverUrl, EMPTY_DATABASE)
  return { environment, superuserUrl }
}

async function withDatabase(
  serverUrl: (database?: string) => string,
  name: string,
): Promise<BenchDatabase & { isNew: boolean }> {
  const { url, ownerUrl, isNew } = await prepareDatabase(serverUrl(), name)
  const { migrate } = (await import(path.join(root, 'dist/src/platform/migrations.js'))) as {
    migrate(url: string, queues: unknown): Promise<unknown>
  }
  const { queues } = (await import(path.join(root, 'dist/src/jobs.js'))) as { queues: unknown }
  await migrate(ownerUrl, queues)
  const environment = {
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    SESSION_KEY: 'k'.repeat(40),
    PASSWORD_PEPPER: 'p'.repeat(40),
    CHECKOUT_BASE_URL: 'http://127.0.0.1:9/checkout/ec/v2',
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'bench@quietanza.example',
  }
  if (isNew) {
    const { commands } = (await import(path.join(root, 'dist/src/commands.js'))) as {
      commands: { name: string; run(args: string[], environment: Record<string, string>): Promise<number> }[]
    }
    for (const [command, file] of [
      ['institutions', 'institution.json'],
      ['services', 'services.json'],
    ] as const) {
      const applied = commands.find(({ name: other }) => other === command)
      await applied!.run(['apply', path.join(root, 'demo', 'roccaverde', file)], environment)
    }
  }
  return { environment, superuserUrl: serverUrl(name), isNew }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

const sections = process.argv.slice(2)
const all = fs
  .globSync('bench/*.bench.ts', { cwd: root })
  .map((file) => path.basename(file, '.bench.ts'))
  .toSorted()
await main(sections.length > 0 ? sections : all)
