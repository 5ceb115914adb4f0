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

/** A name that comes twice becomes a list, which no schema allows; names cannot reach any object's prototype. */
export function parseForm(text: string): Record<string, unknown> {
  const parsed = Object.create(null) as Record<string, unknown>
  for (const [name, value] of new URLSearchParams(text)) {
    parsed[name] = name in parsed ? [parsed[name], value].flat() : value
  }
  return parsed
}
