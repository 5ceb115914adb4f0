/**
 * The part of XML Schema that pagoPA's messages use, as readers that check and convert in one pass. A `sequence` reads
 * its fields in the order in which they are written here, which is the order that the schema demands.
 */
import { Temporal, parseXmlDateTime } from '../core/time.ts'
import type { XmlElement } from './xml.ts'

export class SchemaError extends Error {}

export type Reader<T> = (element: XmlElement) => T
export type Field<T> =
  | { read: Reader<T>; kind: 'required' | 'optional' }
  | { read: Reader<T>; kind: 'list'; most: number }
type Fields = Record<string, Field<unknown>>
type Value<F> = F extends { read: Reader<infer T>; kind: 'required' }
  ? T
  : F extends { read: Reader<infer T>; kind: 'optional' }
    ? T | undefined
    : F extends { read: Reader<infer T>; kind: 'list' }
      ? T[]
      : never
export type Sequence<F extends Fields> = { [Name in keyof F]: Value<F[Name]> }

export const required = <T>(read: Reader<T>) => ({ read, kind: 'required' }) as const
export const optional = <T>(read: Reader<T>) => ({ read, kind: 'optional' }) as const
export const list = <T>(read: Reader<T>, most: number) => ({ read, kind: 'list', most }) as const

/** Children in no namespace, in this order, nothing else. */
export function sequence<F extends Fields>(fields: F): Reader<Sequence<F>> {
  const entries = Object.entries(fields)
  return (element) => {
    refuseText(element)
    const found: Record<string, unknown> = {}
    const { children } = element
    let at = 0
    for (const [name, field] of entries) {
      if (field.kind === 'list') {
        const items: unknown[] = []
        while (isNamed(children[at], name)) items.push(within(name, () => field.read(children[at++]!)))
        if (items.length < 1 || items.length > field.most) throw new SchemaError(`${name}: ${items.length} times`)
        found[name] = items
      } else if (isNamed(children[at], name)) {
        const child = children[at++]!
        found[name] = within(name, () => field.read(child))
      } else if (field.kind === 'required') {
        throw new SchemaError(`${name}: missing`)
      }
    }
    if (at < children.length) throw new SchemaError(`${children[at]!.name.slice(0, 40)}: not expected here`)
    return found as Sequence<F>
  }
}

function isNamed(element: XmlElement | undefined, name: string): boolean {
  return element !== undefined && element.name === name && element.uri === ''
}

function within<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof SchemaError) throw new SchemaError(`${name}/${error.message}`)
    throw error
  }
}

function refuseText(element: XmlElement): void {
  if (element.text.trim() !== '') throw new SchemaError('text where only elements may stand')
}

function textOf(element: XmlElement): string {
  if (element.children.length > 0) throw new SchemaError('elements where only text may stand')
  return element.text
}

/** Length in characters, as XML Schema counts: a character outside the BMP is one. */
export function string(least: number, most: number): Reader<string> {
  return (element) => {
    const value = textOf(element)
    const length = value.length <= most ? value.length : Array.from(value).length
    if (length < least || length > most) throw new SchemaError(`${length} characters`)
    return value
  }
}

export function pattern<T extends string>(form: RegExp): Reader<T> {
  return (element) => {
    const value = textOf(element)
    if (!form.test(value)) throw new SchemaError('not of the required form')
    return value as T
  }
}

export function oneOf<const T extends string>(...allowed: T[]): Reader<T> {
  return (element) => {
    const value = textOf(element)
    if (!allowed.includes(value as T)) throw new SchemaError(`none of ${allowed.join(', ')}`)
    return value as T
  }
}

/** xs:boolean. */
export const boolean: Reader<boolean> = (element) => {
  const value = textOf(element).trim()
  if (value === 'true' || value === '1') return true
  if (value === 'false' || value === '0') return false
  throw new SchemaError('not a boolean')
}

/** xs:date, whose zone is legal and says nothing to us: a day is a day. */
export const date: Reader<Temporal.PlainDate> = (element) => {
  const match = /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?$/.exec(textOf(element).trim())
  try {
    if (match) return Temporal.PlainDate.from(match[1]!)
  } catch {
    // a day that does not exist: the same answer as any other text
  }
  throw new SchemaError('not a date')
}

/** xs:dateTime. */
export const dateTime: Reader<Temporal.Instant> = (element) => {
  const instant = parseXmlDateTime(textOf(element).trim())
  if (!instant) throw new SchemaError('not a date and time')
  return instant
}

/** xs:base64Binary; white space is legal inside. */
export const base64: Reader<Buffer> = (element) => {
  const value = textOf(element).replace(/\s/g, '')
  if (value.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw new SchemaError('not base64')
  return Buffer.from(value, 'base64')
}

/** Converts what another reader has read; undefined means that it is not of the type. */
export function convert<A, B>(read: Reader<A>, to: (value: A) => B | undefined): Reader<B> {
  return (element) => {
    const value = to(read(element))
    if (value === undefined) throw new SchemaError('not of the required form')
    return value
  }
}

/** Skips a part that is legal and not used. */
export const ignored: Reader<undefined> = () => undefined
