/**
 * Everything that must hold, in one command: format, lint, types, then every suite on a PostgreSQL of its own.
 * Ends with one line: `N passed, N failed`.
 *
 *     npm test                 everything
 *     npm run check            without the browser and the contracts (--quick)
 *     npm test -- PATTERN      only the files whose path contains PATTERN
 */
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { run } from 'node:test'
import { pathToFileURL } from 'node:url'
import { buildAssets } from './assets.ts'
import { compile, root } from './build.ts'
import { installSystemPackages } from './system-packages.ts'
import { withTestPostgres } from './test-database.ts'

const isQuick = process.argv.includes('--quick')
const pattern = process.argv.slice(2).find((argument) => !argument.startsWith('--'))
const totals = { passed: 0, failed: 0, skipped: 0 }

/** A file that waits for what never comes is a failure with a name, not a run without an end. */
const FILE_PATIENCE_MS = 10 * 60_000

async function main(): Promise<void> {
  if (!pattern) {
    if (!isQuick) noteMissingPackages()
    await step('format', () => tool('oxfmt', ['--check']))
    await step('lint', () => tool('oxlint', ['--deny-warnings']))
  }
  await step('types', compile)
  await step('assets', buildAssets)
  if (totals.failed === 0) await withTestPostgres(runSuites)
  const skipped = totals.skipped > 0 ? ` (${totals.skipped} skipped)` : ''
  console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`)
  // At once: whatever a test left behind must not keep the run from ending.
  process.exit(totals.failed > 0 ? 1 : 0)
}

function noteMissingPackages(): void {
  const missing = installSystemPackages()
  if (missing) console.log(`      ${missing}`)
}

async function step(name: string, work: () => void | Promise<void>): Promise<void> {
  try {
    await work()
    totals.passed++
    console.log(`ok    ${name}`)
  } catch (error) {
    totals.failed++
    console.log(`FAIL  ${name}\n${(error as Error).message}`)
  }
}

function tool(name: string, args: string[]): void {
  const { status, stdout, stderr } = spawnSync(name, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${stdout}${stderr}`)
}

async function runSuites(serverUrl: string): Promise<void> {
  process.env['TEST_POSTGRES_URL'] = serverUrl
  const files = fs
    .globSync('dist/{src,simulator,tests,tools,bench}/**/*.test.js', { cwd: root })
    .filter((file) => fs.existsSync(sourceOf(file)))
    .filter((file) => !isQuick || !/tests\/(e2e|contract)\//.test(file))
    .filter((file) => !pattern || file.includes(pattern))
    .map((file) => path.join(root, file))
    .toSorted()
    // The longest first: else one of them runs on alone at the end.
    .toSorted((one, other) => turnOf(one) - turnOf(other))
  const stream = run({
    files,
    concurrency: 2,
    forceExit: true,
    timeout: FILE_PATIENCE_MS,
    execArgv: [
      '--enable-source-maps',
      '--disable-warning=ExperimentalWarning',
      `--import=${pathToFileURL(path.join(root, 'dist/tests/support/properties.js')).href}`,
    ],
  })
  const output = new Map<string, string>()
  stream.on('test:stdout', ({ file, message }) => output.set(file ?? '', (output.get(file ?? '') ?? '') + message))
  stream.on('test:stderr', ({ file, message }) => output.set(file ?? '', (output.get(file ?? '') ?? '') + message))
  for await (const { type, data } of stream) {
    // What an error outside of any test says of itself: its file fails without another word.
    if (type === 'test:diagnostic' && /asynchronous activity|error/i.test(data.message))
      console.log(indent(data.message))
    if (type === 'test:pass' && isLeaf(data)) {
      if (data.skip !== undefined) {
        totals.skipped++
        console.log(`skip  ${title(data)}${typeof data.skip === 'string' ? `: ${data.skip}` : ''}`)
      } else {
        totals.passed++
      }
    }
    if (type === 'test:fail' && (isLeaf(data) || data.details.error.failureType !== 'subtestsFailed')) {
      totals.failed++
      console.log(`FAIL  ${title(data)}\n${indent(describe(data.details.error))}`)
      const printed = output.get(data.file ?? '')
      if (printed) console.log(indent(printed.slice(-4_000)))
    }
    if (type === 'test:summary' && data.file) {
      console.log(`${data.success ? 'ok   ' : 'FAIL '} ${path.relative(root, data.file)} ${seconds(data.duration_ms)}`)
    }
  }
}

const LONGEST = ['e2e/gallery', 'contract/notice-scan', 'e2e/journeys']

function turnOf(file: string): number {
  const turn = LONGEST.findIndex((name) => file.includes(name))
  return turn === -1 ? LONGEST.length : turn
}

/** A compiled test whose source is gone must not run. */
function sourceOf(compiled: string): string {
  const source = path.join(root, compiled.replace(/^dist\//, '').replace(/\.js$/, ''))
  return fs.existsSync(`${source}.ts`) ? `${source}.ts` : `${source}.tsx`
}

type Reported = { name: string; file?: string | undefined; details: { type?: string | undefined } }

function isLeaf(data: Reported): boolean {
  return data.details.type !== 'suite' && !(data.file && data.name.endsWith('.test.js'))
}

function title({ name, file }: Reported): string {
  return file ? `${path.relative(path.join(root, 'dist'), file)} › ${name}` : name
}

/** The innermost cause comes last: a property names its seed first, then what it found. */
function describe(error: Error): string {
  const cause = error.cause instanceof Error ? describe(error.cause) : undefined
  const own = short(error.stack ?? error.message)
  if (!cause) return own
  return 'failureType' in error ? cause : `${own}\nbecause: ${cause}`
}

/** A counterexample of ten thousand characters hides everything else. */
function short(text: string): string {
  return text.replace(/^.{1200,}$/gm, (line) => `${line.slice(0, 1_000)} … ${line.slice(-100)}`)
}

function indent(text: string): string {
  return text.replace(/^/gm, '      ')
}

function seconds(milliseconds: number): string {
  return `(${(milliseconds / 1000).toFixed(1)} s)`
}

await main()
