/** The creditor institutions that the Node of the bench knows, and how it reaches them. */
import { isIban, isInstitutionCode } from './identifiers.ts'

export type Station = {
  stationId: string
  brokerFiscalCode: string
  url: string
  /** 1: paGetPayment and paSendRT; 2: paGetPaymentV2 and paSendRTV2. */
  primitiveVersion: 1 | 2
}

/** A station together with the notice numbers that belong to it. */
export type NoticeStation = Station & {
  auxDigits: string[]
  /** For aux digit 3. */
  segregationCodes: string[]
  /** For aux digit 0. */
  applicationCodes: string[]
}

export type Institution = {
  fiscalCode: string
  name: string
  stations: NoticeStation[]
  /** The station that gets the receipts of other institutions' notices with a transfer for this one. */
  broadcastTo?: Station
  ibans: string[]
}

export type SimulatorConfig = { institutions: Institution[] }

export class ConfigError extends Error {}

/** Reads what a file holds; throws one error that lists everything wrong. */
export function parseConfig(text: string): SimulatorConfig {
  const read = new Reader()
  const institutions = read.list(read.object(parseJson(text), ''), 'institutions', (value, path) =>
    readInstitution(read, value, path),
  )
  if (read.problems.length > 0) throw new ConfigError(read.problems.join('\n'))
  return { institutions }
}

function readInstitution(read: Reader, value: unknown, path: string): Institution {
  const fields = read.object(value, path)
  const broadcastTo = fields['broadcastTo']
  return {
    fiscalCode: read.text(fields, 'fiscalCode', path, isInstitutionCode),
    name: read.text(fields, 'name', path, isShortText),
    stations: read.list(fields, 'stations', (station, at) => readNoticeStation(read, station, at), path),
    ...(broadcastTo === undefined ? {} : { broadcastTo: readStation(read, broadcastTo, `${path}.broadcastTo`) }),
    ibans: read.texts(fields, 'ibans', path, isIban),
  }
}

function readNoticeStation(read: Reader, value: unknown, path: string): NoticeStation {
  const fields = read.object(value, path)
  return {
    ...readStation(read, value, path),
    auxDigits: read.texts(fields, 'auxDigits', path, (text) => /^[0-3]$/.test(text)),
    segregationCodes: read.texts(fields, 'segregationCodes', path, isTwoDigits),
    applicationCodes: read.texts(fields, 'applicationCodes', path, isTwoDigits),
  }
}

function readStation(read: Reader, value: unknown, path: string): Station {
  const fields = read.object(value, path)
  const version = fields['primitiveVersion']
  if (version !== 1 && version !== 2) read.problems.push(`${path}.primitiveVersion: 1 o 2`)
  return {
    stationId: read.text(fields, 'stationId', path, (text) => text.length > 0 && text.length <= 35),
    brokerFiscalCode: read.text(fields, 'brokerFiscalCode', path, isInstitutionCode),
    url: read.text(fields, 'url', path, isHttpUrl),
    primitiveVersion: version === 1 ? 1 : 2,
  }
}

type Fields = Record<string, unknown>

class Reader {
  readonly problems: string[] = []

  object(value: unknown, path: string): Fields {
    if (typeof value === 'object' && value !== null) return value as Fields
    this.problems.push(`${path || 'il file'}: non è un oggetto JSON`)
    return {}
  }

  text(fields: Fields, name: string, path: string, isRight: (text: string) => boolean): string {
    const value = fields[name]
    if (typeof value === 'string' && isRight(value)) return value
    this.problems.push(`${path}.${name}: manca o non è valido (${JSON.stringify(value)})`)
    return ''
  }

  texts(fields: Fields, name: string, path: string, isRight: (text: string) => boolean): string[] {
    return this.list(fields, name, (value, at) => this.text({ '': value }, '', at, isRight), path)
  }

  list<T>(fields: Fields, name: string, read: (value: unknown, path: string) => T, path = ''): T[] {
    const value = fields[name]
    const at = path ? `${path}.${name}` : name
    if (Array.isArray(value)) return value.map((item, index) => read(item, `${at}[${index}]`))
    this.problems.push(`${at}: non è un elenco`)
    return []
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new ConfigError(`non è JSON: ${(error as Error).message}`, { cause: error })
  }
}

function isTwoDigits(text: string): boolean {
  return /^\d{2}$/.test(text)
}

function isShortText(text: string): boolean {
  return text.length > 0 && text.length <= 140
}

function isHttpUrl(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '')
}
