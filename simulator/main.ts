/**
 * Starts the bench from the environment: SIMULATOR_HOST, SIMULATOR_PORT, SIMULATOR_SMTP_PORT, SIMULATOR_PUBLIC_URL,
 * SIMULATOR_CONFIG, SIMULATOR_STATION_URL, SIMULATOR_HOUR_MS, SIMULATOR_TLS_CERT, SIMULATOR_TLS_KEY, SIMULATOR_TLS_CA.
 */
import { readFileSync } from 'node:fs'
import { ConfigError, type SimulatorConfig, parseConfig } from './config.ts'
import { fileBeside } from './files.ts'
import { PortTakenError, type Simulator, type SimulatorOptions, startSimulator } from './start.ts'

/** What the person who starts the program can mend: printed as it is. */
class StartError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

function readOptions(environment: Environment): SimulatorOptions {
  const port = integer(environment, 'SIMULATOR_PORT', 3002, 65_535)
  const host = environment['SIMULATOR_HOST'] || '127.0.0.1'
  const certificate = environment['SIMULATOR_TLS_CERT']
  return {
    config: readConfig(
      environment['SIMULATOR_CONFIG'] || fileBeside('config.json'),
      environment['SIMULATOR_STATION_URL'],
    ),
    host,
    port,
    smtpPort: integer(environment, 'SIMULATOR_SMTP_PORT', 3025, 65_535),
    ...publicUrl(environment['SIMULATOR_PUBLIC_URL'], host, port),
    timing: { hourMs: integer(environment, 'SIMULATOR_HOUR_MS', 1_000, 3_600_000) },
    ...(certificate
      ? {
          tls: {
            certificate: readText(certificate),
            key: readText(environment['SIMULATOR_TLS_KEY'] ?? ''),
            authority: readText(environment['SIMULATOR_TLS_CA'] ?? ''),
          },
        }
      : {}),
  }
}

/** On a machine that serves itself the name is nicer than the number. */
function publicUrl(given: string | undefined, host: string, port: number): { publicUrl?: string } {
  if (given) return { publicUrl: given }
  return host === '127.0.0.1' && port !== 0 ? { publicUrl: `http://localhost:${port}` } : {}
}

function readConfig(file: string, stationUrl: string | undefined): SimulatorConfig {
  const json = readText(file)
  try {
    const config = parseConfig(json)
    return stationUrl ? withStationUrl(config, stationUrl) : config
  } catch (error) {
    if (error instanceof ConfigError) throw new StartError(`Il file ${file} non va bene:\n${error.message}`)
    throw error
  }
}

/** All stations at one address, for who starts the portal elsewhere. */
function withStationUrl({ institutions }: SimulatorConfig, url: string): SimulatorConfig {
  return {
    institutions: institutions.map((institution) => ({
      ...institution,
      stations: institution.stations.map((station) => ({ ...station, url })),
      ...(institution.broadcastTo ? { broadcastTo: { ...institution.broadcastTo, url } } : {}),
    })),
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartError(`Non riesco a leggere «${file}»: ${(error as Error).message}`)
  }
}

function integer(environment: Environment, name: string, fallback: number, most: number): number {
  const text = environment[name]
  if (!text) return fallback
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0 && value <= most) return value
  throw new StartError(`${name} deve essere un numero intero tra 0 e ${most}, non «${text}».`)
}

async function start(): Promise<Simulator> {
  try {
    return await startSimulator(readOptions(process.env))
  } catch (error) {
    if (error instanceof PortTakenError) {
      throw new StartError(
        `La porta ${error.port}, che serve al banco di prova, è già occupata: ` +
          'liberala o scegline un’altra con SIMULATOR_PORT e SIMULATOR_SMTP_PORT.',
      )
    }
    throw error
  }
}

function stopOnSignal(simulator: Simulator): void {
  const stop = () => {
    // A second signal finds the default behaviour again: it ends the program at once.
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    void simulator.stop()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

try {
  const simulator = await start()
  stopOnSignal(simulator)
  console.log(`Banco di prova pronto: ${simulator.url} (posta: ${simulator.smtpUrl})`)
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
