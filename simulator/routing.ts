/** Which station answers for a notice: by the institution and the first digits of the number (SACI 3.2.1). */
import type { Institution, NoticeStation, SimulatorConfig, Station } from './config.ts'
import { type NodeFault, nodeFault } from './faults.ts'
import type { Notice } from './identifiers.ts'
import { text } from './node.text.ts'

export type Route =
  | { outcome: 'routed'; institution: Institution; station: NoticeStation }
  | { outcome: 'refused'; fault: NodeFault }

export function routeNotice(config: SimulatorConfig, { fiscalCode, noticeNumber }: Notice): Route {
  const institution = config.institutions.find((candidate) => candidate.fiscalCode === fiscalCode)
  if (!institution) {
    return { outcome: 'refused', fault: nodeFault('PPT_DOMINIO_SCONOSCIUTO', text.unknownInstitution(fiscalCode)) }
  }
  const station = institution.stations.find((candidate) => answersFor(candidate, noticeNumber))
  if (!station) {
    const fault = nodeFault('PPT_STAZIONE_INT_PA_SCONOSCIUTA', text.noStation(institution.name, noticeNumber))
    return { outcome: 'refused', fault }
  }
  return { outcome: 'routed', institution, station }
}

function answersFor(station: NoticeStation, noticeNumber: string): boolean {
  const auxDigit = noticeNumber.slice(0, 1)
  const code = noticeNumber.slice(1, 3)
  if (!station.auxDigits.includes(auxDigit)) return false
  if (auxDigit === '3') return station.segregationCodes.includes(code)
  if (auxDigit === '0') return station.applicationCodes.includes(code)
  return true
}

/** Each station once, with an institution that it answers for. */
export function listStations(config: SimulatorConfig): { station: NoticeStation; institution: Institution }[] {
  const stations = new Map<string, { station: NoticeStation; institution: Institution }>()
  for (const institution of config.institutions) {
    for (const station of institution.stations) {
      if (!stations.has(station.stationId)) stations.set(station.stationId, { station, institution })
    }
  }
  return [...stations.values()]
}

/** The other beneficiaries that want a copy of a receipt: those with the flag `broadcast`. */
export function broadcastRecipients(
  config: SimulatorConfig,
  owner: string,
  beneficiaries: readonly string[],
): { idPA: string; station: Station }[] {
  return [...new Set(beneficiaries)]
    .filter((fiscalCode) => fiscalCode !== owner)
    .flatMap((fiscalCode) => {
      const station = config.institutions.find((institution) => institution.fiscalCode === fiscalCode)?.broadcastTo
      return station ? [{ idPA: fiscalCode, station }] : []
    })
}
