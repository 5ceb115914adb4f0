/**
 * The directory of enti, kept in memory: it is asked on every request and changes a few times a year. It is read again
 * every few seconds, so a change needs no restart, and a database that is briefly away does not empty it.
 */
import type { Database } from '../platform/database.ts'
import type { Logger } from '../platform/logger.ts'
import type { Directory } from './directory.ts'
import type { Institution, Station } from './institution.ts'
import { listInstitutions, listStations } from './institution.queries.ts'

const REFRESH_MS = 5_000

export async function openDirectory(db: Database, log: Logger): Promise<Directory> {
  let institutions: Institution[] = []
  let stations = new Map<string, Station>()
  let byCode = new Map<string, Institution>()
  let byFiscalCode = new Map<string, Institution>()

  async function refresh(): Promise<void> {
    const [found, foundStations] = await Promise.all([listInstitutions(db), listStations(db)])
    institutions = found
    stations = new Map(foundStations.map((station) => [station.stationId, station]))
    byCode = new Map(found.map((institution) => [institution.code, institution]))
    byFiscalCode = new Map(found.map((institution) => [institution.fiscalCode, institution]))
  }

  await refresh()
  const timer = setInterval(() => {
    refresh().catch((error: unknown) => {
      log.warn({ event: 'directory.stale', err: error }, 'the directory of enti could not be read again')
    })
  }, REFRESH_MS)
  timer.unref()

  return {
    refresh,
    byCode: (code) => byCode.get(code),
    byFiscalCode: (fiscalCode) => byFiscalCode.get(fiscalCode),
    byId(id) {
      const institution = institutions.find((one) => one.institutionId === id)
      if (!institution) throw new Error(`institution ${id} is not in the directory`)
      return institution
    },
    all: () => institutions,
    station: (stationId) => stations.get(stationId),
    hasBroker: (fiscalCode) => stations.values().some((station) => station.brokerFiscalCode === fiscalCode),
    close: () => clearInterval(timer),
  }
}
