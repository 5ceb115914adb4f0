import type { Command } from '../platform/command.ts'
import { loadConfig } from '../config.ts'
import { systemClock } from '../core/time.ts'
import { openDirectory } from '../institutions/open-directory.operation.ts'
import { openDatabase } from '../platform/database.ts'
import { listen } from '../platform/listen.ts'
import { createLogger } from '../platform/logger.ts'
import { requireCurrentSchema } from '../platform/migrations.ts'
import { untilStopped } from '../platform/shutdown.ts'
import { createStation } from './station.route.ts'

export const stationCommand: Command = {
  name: 'station',
  usage: 'station',
  summary: 'risponde al Nodo dei pagamenti',
  async run(_args, environment) {
    const config = loadConfig(environment)
    const log = createLogger({ level: config.logLevel, role: 'station' })
    const db = openDatabase({
      url: config.database.url.reveal(),
      role: 'quietanza_app',
      poolSize: config.database.poolSize,
      applicationName: 'quietanza station',
      onError: (error) => log.error({ event: 'database.error', err: error }, 'database connection lost'),
    })
    await requireCurrentSchema(db)
    const directory = await openDirectory(db, log)
    const station = createStation({ config: config.station, context: { db, directory, clock: systemClock }, log })
    const address = await listen(station, 'alla stazione (STATION_PORT)', config.station)
    const note = config.station.tls ? 'with mutual TLS' : 'without TLS, on loopback only'
    log.info({ event: 'station.started', address, path: config.station.path }, `station listening ${note}`)
    await untilStopped()
    await station.close()
    directory.close()
    await db.close()
    return 0
  },
}
