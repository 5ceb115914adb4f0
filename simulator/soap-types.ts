/** The simple types of paForNode.xsd and sac-common-types-1.0.xsd: each says whether a text is one of its values. */
export type SimpleType = (text: string) => boolean

/** Lengths are counted in characters, not in UTF-16 units. */
export function text(least: number, most: number): SimpleType {
  return (value) => {
    const length = [...value].length
    return length >= least && length <= most
  }
}

export function oneOf(...values: string[]): SimpleType {
  return (value) => values.includes(value)
}

export function matching(pattern: RegExp): SimpleType {
  return (value) => pattern.test(value)
}

export const anyText: SimpleType = () => true
export const fiscalCodePA = matching(/^[0-9]{11}$/)
export const noticeNumber = matching(/^[0-9]{18}$/)
export const outcome = oneOf('OK', 'KO')
export const twoLetters = matching(/^[A-Z]{2}$/)

export const email: SimpleType = (value) =>
  [...value].length <= 256 && /^[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)*$/.test(value)

/** White space around a value of these types is no part of it (XML Schema part 2, whiteSpace=collapse). */
function collapsed(type: SimpleType): SimpleType {
  return (value) => type(value.replace(/[\t\n\r ]+/g, ' ').replace(/^ | $/g, ''))
}

export const amount = collapsed((value) => /^\d+\.\d{2}$/.test(value) && Number(value) <= 999_999_999.99)
export const amountNotZero = collapsed((value) => amount(value) && Number(value) > 0)
export const idTransfer = collapsed((value) => /^\+?0*[1-5]$/.test(value))
export const boolean = collapsed(oneOf('true', 'false', '1', '0'))
export const int = collapsed((value) => /^[+-]?\d+$/.test(value) && Math.abs(Number(value)) <= 2 ** 31 - 1)

const ZONE = String.raw`(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?`
const DATE = new RegExp(String.raw`^(\d{4})-(\d\d)-(\d\d)${ZONE}$`)
const DATE_TIME = new RegExp(
  String.raw`^(\d{4})-(\d\d)-(\d\d)T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)${ZONE}$`,
)

export const date = collapsed((value) => isDay(DATE.exec(value)))
export const dateTime = collapsed((value) => isDay(DATE_TIME.exec(value)))

function isDay(match: RegExpExecArray | null): boolean {
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

export const base64: SimpleType = (value) => {
  const compact = value.replace(/[\t\n\r ]/g, '')
  return compact.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(compact) && hasNoLooseBits(compact)
}

/** The characters before the padding must not carry bits that the padding throws away. */
function hasNoLooseBits(compact: string): boolean {
  if (compact.endsWith('==')) return /[AQgw]==$/.test(compact)
  return !compact.endsWith('=') || /[AEIMQUYcgkosw048]=$/.test(compact)
}

export const base64Short = collapsed((value) => value.length >= 4 && value.length <= 72 && base64(value))
