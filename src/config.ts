/** The only reader of the environment. Everything wrong is said at once, in the words of whoever installs. */
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { LogLevel } from './platform/logger.ts'

/** A value that does not print itself. */
class Secret {
  readonly #value: string
  constructor(value: string) {
    this.#value = value
  }
  reveal(): string {
    return this.#value
  }
  toString(): string {
    return '[secret]'
  }
  toJSON(): string {
    return '[secret]'
  }
}

export type TlsConfig = { certificate: Buffer; key: Buffer; clientAuthorities: Buffer[]; clientNames: string[] }

export type Config = {
  logLevel: LogLevel
  database: { url: Secret; ownerUrl: Secret; poolSize: number }
  portal: {
    host: string
    port: number
    /** Where citizens reach the portal: every absolute link is built from it, never from a request. */
    baseUrl: string
    /** Proxies whose X-Forwarded-For is believed, as CIDR. */
    trustedProxies: string[]
    /** Where to report a weakness (/.well-known/security.txt). */
    securityContact: string
    sessionKey: Secret
    /** Mixed into every password before it is hashed; the previous one still verifies, until the next login. */
    passwordPepper: Secret
    previousPasswordPepper: Secret | undefined
  }
  station: { host: string; port: number; path: string; tls: TlsConfig | undefined }
  checkout: {
    baseUrl: string
    version: 1 | 2
    subscriptionKey: Secret | undefined
    /** The hosts that a cart's answer may send a citizen to. */
    redirectHosts: string[]
  }
  mail: { smtpUrl: Secret; from: string }
  papers: PapersConfig
}

export type PapersConfig = {
  /** Where the marks of pagoPA and Poste Italiane are, for who has the right to print them. */
  assetsFolder: string | undefined
  /** How many papers are printed at the same time. */
  threads: number
}

export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`Configurazione incompleta o sbagliata:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

type Environment = Readonly<Record<string, string | undefined>>

const PAGOPA_CLIENT_NAMES = 'forwarder.platform.pagopa.it'
const PAGOPA_REDIRECT_HOSTS = 'api.platform.pagopa.it,checkout.pagopa.it'

export function loadConfig(environment: Environment): Config {
  const read = new Reader(environment)
  const databaseUrl = read.secret('DATABASE_URL', isUrl('postgres:', 'postgresql:'))
  const baseUrl = read.text('PORTAL_BASE_URL', 'http://localhost:3000', isUrl('http:', 'https:')).replace(/\/$/, '')
  const stationHost = read.text('STATION_HOST', '127.0.0.1')
  const tls = readTls(read)
  if (!tls && !isLoopback(stationHost)) {
    read.problem('STATION_HOST: senza certificati (STATION_TLS_*) la stazione ascolta solo su 127.0.0.1')
  }
  const config: Config = {
    logLevel: read.oneOf('LOG_LEVEL', 'info', ['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
    database: {
      url: databaseUrl,
      ownerUrl: read.optionalSecret('DATABASE_OWNER_URL', isUrl('postgres:', 'postgresql:')) ?? databaseUrl,
      poolSize: read.integer('DATABASE_POOL_SIZE', 10, 1, 200),
    },
    portal: {
      host: read.text('PORTAL_HOST', '127.0.0.1'),
      port: read.integer('PORTAL_PORT', 3000, 0, 65_535),
      baseUrl,
      trustedProxies: read.list('PORTAL_TRUSTED_PROXIES', ''),
      securityContact: read.text('SECURITY_CONTACT', `${baseUrl}/`, isContact),
      sessionKey: read.secret('SESSION_KEY', isLongSecret),
      passwordPepper: read.secret('PASSWORD_PEPPER', isLongSecret),
      previousPasswordPepper: read.optionalSecret('PASSWORD_PEPPER_PREVIOUS', isLongSecret),
    },
    station: {
      host: stationHost,
      port: read.integer('STATION_PORT', 3001, 0, 65_535),
      path: read.text('STATION_PATH', '/pa-for-node', (value) =>
        value.startsWith('/') ? undefined : 'deve cominciare con /',
      ),
      tls,
    },
    checkout: {
      baseUrl: read.required('CHECKOUT_BASE_URL', isUrl('http:', 'https:')).replace(/\/$/, ''),
      version: read.oneOf('CHECKOUT_VERSION', '2', ['1', '2']) === '1' ? 1 : 2,
      subscriptionKey: read.optionalSecret('CHECKOUT_SUBSCRIPTION_KEY'),
      redirectHosts: read.list('CHECKOUT_REDIRECT_HOSTS', PAGOPA_REDIRECT_HOSTS),
    },
    papers: readPapers(read),
    mail: {
      smtpUrl: read.secret('SMTP_URL', isUrl('smtp:', 'smtps:')),
      from: read.required('MAIL_FROM', (value) =>
        /^[^\r\n]*[^\s@]+@[^\s@]+$|^[^\r\n<>]*<[^\s@<>]+@[^\s@<>]+>$/.test(value) ? undefined : 'non è un indirizzo',
      ),
    },
  }
  read.throwIfProblems()
  return config
}

/** What the commands that only touch the database need. */
export type DatabaseConfig = Pick<Config, 'database' | 'logLevel' | 'papers'>

export function loadDatabaseConfig(environment: Environment): DatabaseConfig {
  const read = new Reader(environment)
  const url = read.secret('DATABASE_URL', isUrl('postgres:', 'postgresql:'))
  const config: DatabaseConfig = {
    logLevel: read.oneOf('LOG_LEVEL', 'info', ['fatal', 'error', 'warn', 'info', 'debug', 'silent']),
    database: {
      url,
      ownerUrl: read.optionalSecret('DATABASE_OWNER_URL', isUrl('postgres:', 'postgresql:')) ?? url,
      poolSize: read.integer('DATABASE_POOL_SIZE', 10, 1, 200),
    },
    papers: readPapers(read),
  }
  read.throwIfProblems()
  return config
}

function readPapers(read: Reader): PapersConfig {
  return {
    assetsFolder: read.optional('PAPER_ASSETS', (folder) => (existsSync(folder) ? undefined : 'la cartella non c’è')),
    threads: read.integer('PAPER_THREADS', Math.max(1, Math.min(4, availableParallelism() - 1)), 1, 64),
  }
}

function readTls(read: Reader): TlsConfig | undefined {
  const files = {
    certificate: read.file('STATION_TLS_CERT'),
    key: read.file('STATION_TLS_KEY'),
    authority: read.file('STATION_TLS_CLIENT_CA'),
  }
  const second = read.file('STATION_TLS_CLIENT_CA_2')
  const clientNames = read.list('STATION_TLS_CLIENT_NAMES', PAGOPA_CLIENT_NAMES)
  const { certificate, key, authority } = files
  if (certificate && key && authority) {
    return { certificate, key, clientAuthorities: second ? [authority, second] : [authority], clientNames }
  }
  if (certificate || key || authority) {
    read.problem('STATION_TLS_CERT, STATION_TLS_KEY e STATION_TLS_CLIENT_CA servono tutti e tre')
  }
  return undefined
}

type Check = (value: string) => string | undefined

class Reader {
  readonly #environment: Environment
  readonly #problems: string[] = []

  constructor(environment: Environment) {
    this.#environment = environment
  }

  problem(text: string): void {
    this.#problems.push(text)
  }

  throwIfProblems(): void {
    if (this.#problems.length > 0) throw new ConfigError(this.#problems)
  }

  optional(name: string, check?: Check): string | undefined {
    const value = this.#environment[name]?.trim()
    if (value === undefined || value === '') return undefined
    const problem = check?.(value)
    if (problem) this.problem(`${name}: ${problem}`)
    return value
  }

  text(name: string, fallback: string, check?: Check): string {
    return this.optional(name, check) ?? fallback
  }

  required(name: string, check?: Check): string {
    const value = this.optional(name, check)
    if (value === undefined) this.problem(`${name}: manca`)
    return value ?? ''
  }

  integer(name: string, fallback: number, least: number, most: number): number {
    const value = this.optional(name)
    if (value === undefined) return fallback
    const number = Number(value)
    if (Number.isInteger(number) && number >= least && number <= most) return number
    this.problem(`${name}: deve essere un numero intero tra ${least} e ${most}`)
    return fallback
  }

  oneOf<const T extends string>(name: string, fallback: T, allowed: readonly T[]): T {
    const value = this.optional(name)
    if (value === undefined) return fallback
    if (allowed.includes(value as T)) return value as T
    this.problem(`${name}: deve essere uno tra ${allowed.join(', ')}`)
    return fallback
  }

  list(name: string, fallback: string): string[] {
    return this.text(name, fallback)
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
  }

  /** A secret may stand in the variable or, better, in a file that NAME_FILE names. */
  optionalSecret(name: string, check?: Check): Secret | undefined {
    const fromFile = this.file(`${name}_FILE`)?.toString('utf8').trim()
    const value = fromFile ?? this.optional(name)
    if (value === undefined || value === '') return undefined
    const problem = check?.(value)
    if (problem) this.problem(`${name}: ${problem}`)
    return new Secret(value)
  }

  secret(name: string, check?: Check): Secret {
    const secret = this.optionalSecret(name, check)
    if (!secret) this.problem(`${name}: manca (oppure ${name}_FILE, con il nome di un file)`)
    return secret ?? new Secret('')
  }

  file(name: string): Buffer | undefined {
    const file = this.optional(name)
    if (file === undefined) return undefined
    try {
      return readFileSync(file)
    } catch {
      this.problem(`${name}: non riesco a leggere ${file}`)
      return undefined
    }
  }
}

const isLongSecret: Check = (value) =>
  value.length >= 32 ? undefined : 'deve avere almeno 32 caratteri casuali (openssl rand -base64 32)'

const isContact: Check = (value) =>
  /^(mailto:|https?:\/\/)\S+$/.test(value) ? undefined : 'deve essere mailto:… o https://…'

function isUrl(...protocols: string[]): Check {
  return (value) => {
    const url = URL.parse(value)
    return url && protocols.includes(url.protocol) ? undefined : `deve essere un indirizzo ${protocols.join('// o ')}//`
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
