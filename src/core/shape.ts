/**
 * Reads JSON of a known shape and says everything that is wrong with it at once, each with its place and its reason in
 * the words of whoever wrote the file. A field that is not expected is a mistake, too: it is usually a misspelt one.
 */
export type Problem = { path: string; reason: string }

/** Reads a value at a path, adding to `problems`; what it returns counts only if no problem was added. */
export type Shape<T> = (value: unknown, path: string, problems: Problem[]) => T

type Shapes = Record<string, Shape<unknown>>
type Shaped<S extends Shapes> = { [Name in keyof S]: ReturnType<S[Name]> }

export type ShapeReading<T> = { outcome: 'read'; value: T } | { outcome: 'wrong'; problems: Problem[] }

export function readShape<T>(shape: Shape<T>, value: unknown): ShapeReading<T> {
  const problems: Problem[] = []
  const read = shape(value, '', problems)
  return problems.length === 0 ? { outcome: 'read', value: read } : { outcome: 'wrong', problems }
}

function wrong<T>(problems: Problem[], path: string, reason: string): T {
  problems.push({ path, reason })
  return undefined as T
}

/** `ignored` names fields that are legal and of no use to us. */
export function object<S extends Shapes>(shapes: S, ignored: readonly string[] = []): Shape<Shaped<S>> {
  return (value, path, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return wrong(problems, path, 'deve essere un oggetto')
    }
    const fields = value as Record<string, unknown>
    const at = (name: string) => (path === '' ? name : `${path}.${name}`)
    for (const name of Object.keys(fields)) {
      if (!Object.hasOwn(shapes, name) && !ignored.includes(name)) wrong(problems, at(name), 'campo non previsto')
    }
    const read: Record<string, unknown> = {}
    for (const [name, shape] of Object.entries(shapes)) {
      read[name] = shape(Object.hasOwn(fields, name) ? fields[name] : undefined, at(name), problems)
    }
    return read as Shaped<S>
  }
}

export function array<T>(shape: Shape<T>, least: number, most: number): Shape<T[]> {
  return (value, path, problems) => {
    if (!Array.isArray(value)) return wrong(problems, path, value === undefined ? 'manca' : 'deve essere un elenco')
    if (value.length < least || value.length > most) {
      return wrong(problems, path, `deve avere da ${least} a ${most} elementi, ne ha ${value.length}`)
    }
    return value.map((item, index) => shape(item, `${path}[${index}]`, problems))
  }
}

/** An object that says by its `kind` which of several shapes it has. */
export function variant<S extends Record<string, Shape<object>>>(
  shapes: S,
): Shape<{ [Kind in keyof S & string]: { kind: Kind } & ReturnType<S[Kind]> }[keyof S & string]> {
  const kind = oneOf(...Object.keys(shapes))
  return (value, path, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return wrong(problems, path, value === undefined ? 'manca' : 'deve essere un oggetto')
    }
    const { kind: named, ...fields } = value as Record<string, unknown>
    const before = problems.length
    const found = kind(named, path === '' ? 'kind' : `${path}.kind`, problems)
    if (problems.length > before) return undefined as never
    return { kind: found, ...shapes[found]!(fields, path, problems) } as never
  }
}

/** An object whose names are free: from 1 to `most` of them. */
export function dictionary<T>(shape: Shape<T>, most: number): Shape<Readonly<Record<string, T>>> {
  return (value, path, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return wrong(problems, path, value === undefined ? 'manca' : 'deve essere un oggetto')
    }
    const entries = Object.entries(value)
    if (entries.length === 0 || entries.length > most) {
      return wrong(problems, path, `deve avere da 1 a ${most} voci, ne ha ${entries.length}`)
    }
    return Object.fromEntries(entries.map(([name, item]) => [name, shape(item, `${path}.${name}`, problems)]))
  }
}

/** Missing and null are the same thing: nothing was said. */
export function optional<T>(shape: Shape<T>): Shape<T | null> {
  return (value, path, problems) => (value === undefined || value === null ? null : shape(value, path, problems))
}

export function withDefault<T>(shape: Shape<T>, fallback: T): Shape<T> {
  return (value, path, problems) => (value === undefined || value === null ? fallback : shape(value, path, problems))
}

export function string(least: number, most: number): Shape<string> {
  return (value, path, problems) => {
    if (value === undefined || value === null) return wrong(problems, path, 'manca')
    if (typeof value !== 'string') return wrong(problems, path, 'deve essere un testo')
    const length = Array.from(value).length
    if (length < least || length > most) {
      return wrong(problems, path, `deve avere da ${least} a ${most} caratteri, ne ha ${length}`)
    }
    if (CONTROL.test(value)) return wrong(problems, path, 'contiene caratteri di controllo')
    return value
  }
}

const CONTROL = /[\p{Cc}--[\t\n\r]]/v

export const boolean: Shape<boolean> = (value, path, problems) => {
  if (typeof value === 'boolean') return value
  return wrong(problems, path, value === undefined || value === null ? 'manca' : 'deve essere true o false')
}

export function integer(least: number, most: number): Shape<number> {
  return (value, path, problems) => {
    if (value === undefined || value === null) return wrong(problems, path, 'manca')
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
      return wrong(problems, path, 'deve essere un numero intero')
    }
    if (value < least || value > most) return wrong(problems, path, `deve essere tra ${least} e ${most}`)
    return value
  }
}

export function oneOf<const T extends string>(...allowed: T[]): Shape<T> {
  return (value, path, problems) =>
    allowed.includes(value as T)
      ? (value as T)
      : wrong(problems, path, value === undefined ? 'manca' : `deve essere uno tra ${allowed.join(', ')}`)
}

/** A text that a parser must understand; `reason` says what was wanted. */
export function parsed<T>(parse: (text: string) => T | undefined, reason: string): Shape<T> {
  const read = string(0, 1_000)
  return (value, path, problems) => {
    const before = problems.length
    const text = read(value, path, problems)
    if (problems.length > before) return undefined as T
    return parse(text) ?? wrong(problems, path, reason)
  }
}
