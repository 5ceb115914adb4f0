/**
 * What was typed into a page whose session has ended, kept in this tab alone until the same person comes back to the same
 * page, for half an hour at most. Never a password, and nothing of somebody else's.
 */
const KEY = 'typed'
const LONGEST_MS = 30 * 60_000

type Typed = { person: string; path: string; at: number; values: Kept[] }
/** Of what is ticked or not: whether it is, beside its value. */
type Kept = { name: string; value: string; isTicked?: boolean }

/** False where there was nothing to keep. */
export function keepTyped(): boolean {
  const values = fields().flatMap((field): Kept[] => {
    if (valueOf(field) === defaultOf(field)) return []
    const { name, value } = field
    return [isTicked(field) ? { name, value, isTicked: field.checked } : { name, value }]
  })
  if (values.length === 0) return false
  const typed: Typed = { person: person(), path: location.pathname, at: Date.now(), values }
  sessionStorage.setItem(KEY, JSON.stringify(typed))
  return true
}

/** Puts it back where the page has the fields for it, and forgets it; true when something came back. */
export function restoreTyped(): boolean {
  const stored = sessionStorage.getItem(KEY)
  if (stored === null) return false
  const { person: owner, path, at, values } = JSON.parse(stored) as Typed
  const isOthers = owner !== person() || Date.now() - at > LONGEST_MS
  // Another page of the same person's: on the way back to the one where it was typed.
  if (!isOthers && path !== location.pathname) return false
  sessionStorage.removeItem(KEY)
  if (isOthers) return false
  let restored = 0
  for (const kept of values) {
    for (const field of fields().filter(({ name }) => name === kept.name)) {
      if (setValue(field, kept)) restored++
    }
  }
  return restored > 0
}

type TextField = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

function fields(): TextField[] {
  return Array.from(document.querySelectorAll<TextField>('main form :is(input, select, textarea)[name]')).filter(
    (field) =>
      !/^(hidden|password|file|submit)$/.test(field.type) && !(field instanceof HTMLInputElement && field.readOnly),
  )
}

function isTicked(field: TextField): field is HTMLInputElement {
  return field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')
}

function valueOf(field: TextField): string {
  return isTicked(field) ? (field.checked ? field.value : '') : field.value
}

function defaultOf(field: TextField): string {
  if (isTicked(field)) return field.defaultChecked ? field.value : ''
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue
  return (Array.from(field.options).find((option) => option.defaultSelected) ?? field.options[0])?.value ?? ''
}

function setValue(field: TextField, { value, isTicked: ticked }: Kept): boolean {
  if (!isTicked(field)) field.value = value
  else if (field.value === value) field.checked = ticked === true
  else return false
  return true
}

/** As the menu of the person names them. */
function person(): string {
  return document.querySelector('.q-person-who')?.textContent ?? ''
}
