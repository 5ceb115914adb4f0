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

export type SentFile = { fileName: string; content: Buffer }

/**
 * A form with files, of a size that the caller has bounded: texts as `parseForm` gives them, and each file under its name.
 * A field of files that was left empty is not there. Throws on what is no such form.
 */
export async function parseFormWithFiles(contentType: string, body: Buffer): Promise<Record<string, unknown>> {
  const parsed = Object.create(null) as Record<string, unknown>
  const sent = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  for (const [name, value] of sent) {
    const one = typeof value === 'string' ? value : await toSentFile(value)
    if (one !== undefined) parsed[name] = name in parsed ? [parsed[name], one].flat() : one
  }
  return parsed
}

async function toSentFile(file: File): Promise<SentFile | undefined> {
  if (file.size === 0 && file.name === '') return undefined
  return { fileName: file.name, content: Buffer.from(await file.arrayBuffer()) }
}

/** A name that comes twice becomes a list, which no schema allows; names cannot reach any object's prototype. */
export function parseForm(text: string): Record<string, unknown> {
  const parsed = Object.create(null) as Record<string, unknown>
  for (const [name, value] of new URLSearchParams(text)) {
    parsed[name] = name in parsed ? [parsed[name], value].flat() : value
  }
  return parsed
}
