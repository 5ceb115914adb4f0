/**
 * The body of a form: texts, each with a greatest length, and nothing else. A field that is missing is empty; one that
 * is not expected, or comes twice, is refused before anybody reads it.
 */
export type FormBody<Fields> = Readonly<Record<keyof Fields, string>>

const TOKEN_CHARACTERS = 200

export function formSchema<Fields extends Readonly<Record<string, number>>>(fields: Fields) {
  const properties: Record<string, object> = { _csrf: { type: 'string', maxLength: TOKEN_CHARACTERS, default: '' } }
  for (const [name, maxLength] of Object.entries(fields)) {
    properties[name] = { type: 'string', maxLength, default: '' }
  }
  return { type: 'object', additionalProperties: false, properties } as const
}

/** What an address may ask: the same rule as for forms. */
export function querySchema<Fields extends Readonly<Record<string, number>>>(fields: Fields) {
  const { _csrf: _unused, ...properties } = formSchema(fields).properties
  return { type: 'object', additionalProperties: true, properties } as const
}

/** More fields than any page of ours has; each of them costs time before anybody has looked at the form's token. */
const MOST_FIELDS = 1_000

export type SentFile = { fileName: string; content: Buffer }

/**
 * A form with files, of a size that the caller has bounded: texts as `parseForm` gives them, and each file under its name.
 * A field of files that was left empty is not there. Throws on what is no such form.
 */
export async function parseFormWithFiles(contentType: string, body: Buffer): Promise<Record<string, unknown>> {
  const boundary = FORM_WITH_FILES.exec(contentType)?.[1]
  if (boundary === undefined) throw new Error('not as a browser sends a form')
  if (hasTooManyParts(boundary, body)) throw new Error('more parts than any page has')
  const sent = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  const fields: [string, unknown][] = []
  for (const [name, value] of sent) {
    const one = typeof value === 'string' ? value : await toSentFile(value)
    if (one !== undefined) fields.push([name, one])
  }
  return gathered(fields)
}

/** One boundary and nothing else: what is counted here is what the parser goes by. */
const FORM_WITH_FILES = /^multipart\/form-data;\s*boundary=([-\w'()+,./:=?]{1,70})$/i

function hasTooManyParts(boundary: string, body: Buffer): boolean {
  let at = -1
  for (let parts = 0; parts <= MOST_FIELDS; parts++) {
    at = body.indexOf(`--${boundary}`, at + 1)
    if (at === -1) return false
  }
  return true
}

async function toSentFile(file: File): Promise<SentFile | undefined> {
  if (file.size === 0 && file.name === '') return undefined
  return { fileName: file.name, content: Buffer.from(await file.arrayBuffer()) }
}

/** Nothing of a form with too many fields is read, and so it lacks its token. */
export function parseForm(text: string): Record<string, unknown> {
  if (text.split('&', MOST_FIELDS + 1).length > MOST_FIELDS) return gathered([])
  return gathered(new URLSearchParams(text))
}

/** A name that comes twice becomes a list, which no schema allows; names cannot reach any object's prototype. */
function gathered(fields: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const values = new Map<string, unknown[]>()
  for (const [name, value] of fields) {
    const known = values.get(name)
    if (known) known.push(value)
    else values.set(name, [value])
  }
  const parsed = Object.create(null) as Record<string, unknown>
  for (const [name, list] of values) parsed[name] = list.length === 1 ? list[0] : list
  return parsed
}
