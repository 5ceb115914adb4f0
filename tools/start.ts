/**
 * `npm start`: everything that a newcomer needs, in one command. Builds what changed, starts a database, migrates it,
 * loads the demo enti into an empty one, starts the simulator of pagoPA, the station, the portal and the worker, and
 * says what to open. Ctrl-C or SIGTERM stops all of it.
 *
 *     DATABASE_URL       an existing PostgreSQL (15 or later) instead of the embedded one
 *     CHECKOUT_BASE_URL  the real Checkout instead of the simulator
 *     SMTP_URL           a real mail server instead of the simulator's mailbox
 *     .env               read when it is there; what the environment says already wins
 *
 * With --watch (npm run dev) it builds again when a source changes, and starts the parts anew.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import * as net from 'node:net'
import * as path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build, root } from './build.ts'
import { prepareDatabase } from './database.ts'
import { type EmbeddedPostgres, StartError, startPostgres } from './postgres.ts'

const NEEDED_NODE = [24, 7] as const
const READY_TIMEOUT_MS = 30_000
const STOP_TIMEOUT_MS = 12_000

type Environment = Record<string, string>
type Part = { name: string; process: ChildProcess; log: string; isReplaced: boolean }

const variables = path.join(root, 'var')
const parts: Part[] = []
let database: EmbeddedPostgres | undefined
let isStopping = false

async function main(): Promise<void> {
  refuseOldNode()
  makeFolder(variables)
  if (fs.existsSync(path.join(root, '.env'))) process.loadEnvFile(path.join(root, '.env'))
  stopOnSignals()
  say('Preparo il programma…')
  await build()
  const environment = settings()
  await refuseTakenPorts(environment)
  await startDatabase(environment)
  say('Aggiorno il database…')
  command(environment, ['migrate'])
  const demo = loadDemo(environment)
  if (!process.env['CHECKOUT_BASE_URL']) {
    startPart(environment, 'simulator', ['dist/simulator/main.js'])
    await waitFor(`http://127.0.0.1:${environment['SIMULATOR_PORT']}/`, 'simulator')
  }
  await startRoles(environment)
  welcome(environment, demo)
  if (process.argv.includes('--watch')) watchSources(environment)
}

async function startRoles(environment: Environment): Promise<void> {
  for (const role of ['station', 'worker', 'web']) startPart(environment, role, ['dist/src/main.js', role])
  await waitFor(`http://127.0.0.1:${environment['STATION_PORT']}/health`, 'station')
  await waitFor(`http://127.0.0.1:${environment['PORTAL_PORT']}/health`, 'web')
}

function refuseOldNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [neededMajor, neededMinor] = NEEDED_NODE
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return
  throw new StartError(
    `Serve Node ${neededMajor}.${neededMinor} o successivo; questo è il ${process.versions.node}. ` +
      'Su Linux (x64, arm64) "npm start" porta con sé quello giusto; altrove va installato (https://nodejs.org).',
  )
}

/** Before anything is started: a second try must not take the database away from the first. */
async function refuseTakenPorts(environment: Environment): Promise<void> {
  const needed = process.env['CHECKOUT_BASE_URL'] ? PORTS.slice(0, 2) : PORTS
  for (const { name, what } of needed) {
    if (!(await isListening(Number(environment[name])))) continue
    throw new StartError(
      `La porta ${environment[name]}, che serve ${what}, è già occupata: forse il portale è già avviato. ` +
        `Liberala, o scegline un’altra con ${name}.`,
    )
  }
}

const PORTS = [
  { name: 'PORTAL_PORT', what: 'al portale' },
  { name: 'STATION_PORT', what: 'alla stazione' },
  { name: 'SIMULATOR_PORT', what: 'al simulatore' },
  { name: 'SIMULATOR_SMTP_PORT', what: 'alla posta del simulatore' },
]

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, 'localhost')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

function makeFolder(folder: string): void {
  try {
    fs.mkdirSync(path.join(folder, 'log'), { recursive: true })
    fs.accessSync(folder, fs.constants.W_OK)
  } catch {
    throw new StartError(`Non posso scrivere in ${folder}: controlla i permessi della cartella del progetto.`)
  }
}

/** The defaults of a first try; whatever the environment says already wins. */
function settings(): Environment {
  const given = process.env
  const port = (name: string, fallback: number) => given[name] ?? String(fallback)
  const ports = {
    PORTAL_PORT: port('PORTAL_PORT', 3000),
    STATION_PORT: port('STATION_PORT', 3001),
    SIMULATOR_PORT: port('SIMULATOR_PORT', 3002),
    SIMULATOR_SMTP_PORT: port('SIMULATOR_SMTP_PORT', 3025),
    POSTGRES_PORT: port('POSTGRES_PORT', 54_329),
  }
  const simulator = `localhost:${ports.SIMULATOR_PORT}`
  const stationPath = given['STATION_PATH'] ?? '/pa-for-node'
  return {
    PORTAL_BASE_URL: `http://localhost:${ports.PORTAL_PORT}`,
    MAIL_FROM: 'Portale dei pagamenti <portale@quietanza.example>',
    SMTP_URL: `smtp://127.0.0.1:${ports.SIMULATOR_SMTP_PORT}`,
    CHECKOUT_BASE_URL: `http://${simulator}/checkout/ec/v2`,
    ...(given['CHECKOUT_BASE_URL'] ? {} : { CHECKOUT_REDIRECT_HOSTS: simulator }),
    SIMULATOR_STATION_URL: `http://localhost:${ports.STATION_PORT}${stationPath}`,
    ...keptSecrets(),
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Environment),
    ...ports,
  }
}

/** Made at the first start and kept: sessions and passwords must survive the second. */
function keptSecrets(): Environment {
  const file = path.join(variables, 'secrets.json')
  if (!fs.existsSync(file)) {
    const secret = () => randomBytes(32).toString('base64')
    const secrets = { SESSION_KEY: secret(), PASSWORD_PEPPER: secret() }
    fs.writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
  }
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Environment
}

async function startDatabase(environment: Environment): Promise<void> {
  if (environment['DATABASE_URL']) return
  const directory = path.join(variables, 'postgres')
  database = await startPostgres({ directory, port: Number(environment['POSTGRES_PORT']), onProgress: say })
  const { url, ownerUrl } = await prepareDatabase(database.url(), 'quietanza')
  environment['DATABASE_URL'] = url
  environment['DATABASE_OWNER_URL'] = ownerUrl
}

/** Runs one of the program's own commands to its end and returns what it printed; its words are ours when it fails. */
function command(environment: Environment, args: string[]): string {
  const result = spawnSync(process.execPath, ['dist/src/main.js', ...args], {
    cwd: root,
    env: { LOG_LEVEL: 'error', ...environment },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (result.status === 0) return result.stdout
  throw new StartError(`${result.stderr.trim() || result.stdout.trim() || 'Il programma si è interrotto.'}`)
}

/** What the demo tells of itself: lines to print. */
function loadDemo(environment: Environment): string {
  return command(environment, ['demo'])
}

function startPart(environment: Environment, name: string, args: string[]): void {
  const log = path.join(variables, 'log', `${name}.log`)
  const file = fs.openSync(log, 'w')
  const child = spawn(process.execPath, ['--enable-source-maps', ...args], {
    cwd: root,
    env: environment,
    // Their own group: a Ctrl-C in the terminal comes to us alone, and we stop them in order.
    detached: true,
    stdio: ['ignore', file, file],
  })
  fs.closeSync(file)
  const part: Part = { name, process: child, log, isReplaced: false }
  parts.push(part)
  child.once('exit', () => {
    parts.splice(parts.indexOf(part), 1)
    if (!isStopping && !part.isReplaced) void stop(1, `${title(name)} si è fermato: ${lastWords(log)}`)
  })
}

const TITLES: Record<string, string> = {
  simulator: 'Il simulatore',
  station: 'La stazione',
  worker: 'Il worker',
  web: 'Il portale',
}

function title(name: string): string {
  return TITLES[name] ?? name
}

/** A part that cannot start says why in one sentence; one that breaks leaves its last lines. */
function lastWords(log: string): string {
  const lines = fs.readFileSync(log, 'utf8').trim().split('\n')
  const sentence = lines.findLast((line) => line !== '' && !line.startsWith('{'))
  return `${sentence ?? lines.at(-1) ?? 'nessun messaggio'} (dettagli in ${path.relative(root, log)})`
}

async function waitFor(url: string, name: string): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS
  while (!isStopping) {
    const isUp = await fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
      (response) => response.ok,
      () => false,
    )
    if (isUp) return
    if (performance.now() > deadline) {
      throw new StartError(`${title(name)} non risponde dopo ${READY_TIMEOUT_MS / 1000} secondi.`)
    }
    await sleep(50)
  }
}

function welcome(environment: Environment, demo: string): void {
  const portal = environment['PORTAL_BASE_URL']
  const lines = [
    '',
    `Portale      ${portal}`,
    `  Comune di Test        ${portal}/comune-di-test/`,
    `  Comune di Roccaverde  ${portal}/roccaverde/`,
    `Stazione     http://localhost:${environment['STATION_PORT']}${environment['STATION_PATH'] ?? '/pa-for-node'}`,
    ...(process.env['CHECKOUT_BASE_URL']
      ? []
      : [
          `Simulatore   http://localhost:${environment['SIMULATOR_PORT']}`,
          `  Sportello PSP         http://localhost:${environment['SIMULATOR_PORT']}/sportello`,
          `  Posta in arrivo       http://localhost:${environment['SIMULATOR_PORT']}/posta`,
        ]),
    '',
    demo.trimEnd(),
    '',
    `Pronto in ${(performance.now() / 1000).toFixed(1)} s. I registri sono in var/log. Ctrl-C per fermare tutto.`,
  ]
  say(lines.join('\n'))
}

const SETTLE_MS = 200

/** Builds when the sources have been quiet for a moment; one that does not compile leaves the old parts running. */
function watchSources(environment: Environment): void {
  let timer: NodeJS.Timeout | undefined
  let building = Promise.resolve()
  const again = () => {
    clearTimeout(timer)
    timer = setTimeout(() => (building = building.then(() => rebuild(environment))), SETTLE_MS)
  }
  for (const folder of ['src', 'db']) fs.watch(path.join(root, folder), { recursive: true }, again)
  say('Aspetto modifiche in src/ e db/.')
}

async function rebuild(environment: Environment): Promise<void> {
  const startedAt = performance.now()
  try {
    await build()
    command(environment, ['migrate'])
  } catch (error) {
    say((error as Error).message)
    return
  }
  const roles = parts.filter(({ name }) => name !== 'simulator')
  for (const part of roles) part.isReplaced = true
  await Promise.all(roles.map(({ process: child }) => stopPart(child)))
  await startRoles(environment)
  say(`Riavviato in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`)
}

function stopOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isStopping) return
      say('\nFermo tutto…')
      void stop(0)
    })
  }
}

/** In the order in which nothing is asked of what is gone already: pages and Node first, the database last. */
async function stop(code: number, reason?: string): Promise<void> {
  if (isStopping) return
  isStopping = true
  if (reason) process.stderr.write(`${reason}\n`)
  await Promise.all(parts.toReversed().map(({ process: child }) => stopPart(child)))
  await database?.stop()
  process.exit(code)
}

async function stopPart(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const isLate = await Promise.race([ended, sleep(STOP_TIMEOUT_MS, 'late', { ref: false })])
  if (isLate === 'late') child.kill('SIGKILL')
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

try {
  await main()
} catch (error) {
  if (!(error instanceof StartError)) throw error
  await stop(1, error.message)
}
