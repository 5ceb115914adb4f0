/**
 * The demo's positions are files like those of a real ente, except that their days are counted from today (`+30`, `-5`)
 * and their references carry the number of the series (`{n}`): once everybody has paid, there are new ones. GPD's form
 * wants an IUV: `{iuv:02}` is a new one of that segregation code.
 */
import { composeNoticeNumber, creditorReferenceIdOf } from '../core/notice-number.ts'
import type { Temporal } from '../core/time.ts'

export type Moment = { today: Temporal.PlainDate; series: number; drawBase: () => number }

const mark = (series: number) => (series === 1 ? '' : `-${series}`)

export function fillCsv(text: string, { today, series }: Moment): string {
  return text
    .replace(/(?<=[;|])([+-]\d{1,3})(?=[;=])/g, (days) => today.add({ days: Number(days) }).toString())
    .replaceAll('{n}', mark(series))
}

export function fillJson(text: string, { today, series, drawBase }: Moment): string {
  return text
    .replace(/"([+-]\d{1,3})"/g, (_, days: string) => `"${today.add({ days: Number(days) }).toString()}T12:00:00Z"`)
    .replace(/\{iuv:(\d\d)\}/g, (_, code: string) => creditorReferenceIdOf(composeNoticeNumber(code, drawBase())))
    .replaceAll('{n}', mark(series))
}
