/**
 * The form of a service while somebody fills it in: what is wrong is said when they leave a field, and the total follows
 * what they answer. By the same declaration and the same reading as the server's, which decides.
 */
import { amountProblemText, fieldProblemText, totalText } from '../services/form-problem.text.ts'
import type { Answer, AskedField, FileType } from '../services/field.ts'
import { type FileFacts, readAmount, readField } from '../services/read-form.ts'
import { type Tariff, pricingFields, priceOf } from '../services/tariff.ts'

type Declaration = { fields: readonly AskedField[]; tariff: Tariff; today: string }
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

for (const element of document.querySelectorAll<HTMLElement>('[data-service-form]')) {
  const form = element.closest('form')
  if (form) follow(form, JSON.parse(element.dataset['serviceForm'] ?? '') as Declaration)
}

function follow(form: HTMLFormElement, { fields, tariff, today }: Declaration): void {
  const total = form.querySelector<HTMLOutputElement>('[data-total]')
  const showTotal = () => {
    if (total) total.textContent = totalOf(form, fields, tariff, today)
  }
  const judged = [
    ...fields.map((field) => ({
      id: `field-${field.name}`,
      isFile: field.kind === 'file',
      controls: () => controlsOf(form, field.name),
      problem: () => problemOf(form, field, today),
    })),
    ...(tariff.kind === 'typed'
      ? [{ id: 'amount', isFile: false, controls: () => amountOf(form), problem: () => amountProblem(form, tariff) }]
      : []),
  ]
  const judgedBy = (target: EventTarget | null) => judged.find(({ controls }) => controls().includes(target as Control))
  const judge = ({ id, problem }: (typeof judged)[number]) => say(form, id, problem())

  form.addEventListener('input', ({ target }) => {
    showTotal()
    // What is wrong is said when the field is left; that it has become right, at once.
    const each = judgedBy(target)
    if (each && document.getElementById(`${each.id}-error`) && each.problem() === undefined) judge(each)
  })
  form.addEventListener('change', ({ target }) => {
    showTotal()
    const each = judgedBy(target)
    if (each?.isFile) judge(each)
  })
  window.addEventListener('pageshow', showTotal)
  showTotal()
  form.addEventListener('focusout', ({ target, relatedTarget }) => {
    const each = judgedBy(target)
    // From one answer of a question to the next.
    if (each && !each.controls().includes(relatedTarget as Control)) onceReleased(() => judge(each))
  })
  // Before it travels: a file that is too large would be cut off on the way, and the rest of the form with it.
  form.addEventListener(
    'submit',
    (event) => {
      const wrong = judged.filter(({ isFile, problem }) => isFile && problem() !== undefined)
      wrong.forEach(judge)
      if (!wrong[0]) return
      event.preventDefault()
      event.stopImmediatePropagation()
      wrong[0].controls()[0]?.focus()
    },
    { capture: true },
  )
}

let isPressed = false
document.addEventListener('pointerdown', () => void (isPressed = true), { capture: true })
for (const name of ['pointerup', 'pointercancel'] as const) {
  document.addEventListener(name, () => void (isPressed = false), { capture: true })
}

/** Words that come or go move what stands below them: not between pressing a button and letting it go. */
function onceReleased(work: () => void): void {
  if (isPressed) document.addEventListener('pointerup', () => setTimeout(work), { once: true })
  else work()
}

function controlsOf(form: HTMLFormElement, name: string): Control[] {
  return Array.from(form.querySelectorAll<Control>(`[name="field-${CSS.escape(name)}"]`))
}

function typedIn(form: HTMLFormElement, field: AskedField) {
  const controls = controlsOf(form, field.name)
  const texts = controls.flatMap((control) => (isLeftOut(control) ? [] : [control.value]))
  const file = filesOf(controls[0])
  return { texts: new Map([[field.name, texts]]), files: new Map(file ? [[field.name, file]] : []) }
}

function isLeftOut(control: Control): boolean {
  return control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type) && !control.checked
}

const TYPES: Readonly<Record<string, FileType>> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpeg', 'image/png': 'png' }

function filesOf(control: Control | undefined): FileFacts | undefined {
  const file = control instanceof HTMLInputElement ? control.files?.[0] : undefined
  // A type that the browser does not know is none of those that are taken.
  return file && { fileName: file.name, type: TYPES[file.type] ?? ('other' as FileType), bytes: file.size }
}

function totalOf(form: HTMLFormElement, fields: readonly AskedField[], tariff: Tariff, today: string): string {
  const answers = new Map<string, Answer>()
  for (const field of fields) {
    const reading = readField(field, typedIn(form, field), today)
    if ('answer' in reading) answers.set(field.name, reading.answer)
  }
  if (pricingFields(tariff).some((name) => !answers.has(name))) return totalText.unknown
  const priced = priceOf(tariff, answers, undefined)
  return priced.outcome === 'priced' ? totalText.of(priced.amount) : totalText.unknown
}

/** What is still empty is said when the form is sent. */
function problemOf(form: HTMLFormElement, field: AskedField, today: string): string | undefined {
  const [control] = controlsOf(form, field.name)
  // An attachment that was sent before is known to the server alone.
  if (field.kind === 'file' && !filesOf(control) && form.querySelector(`#field-${CSS.escape(field.name)}-remove`))
    return
  const reading = readField(field, typedIn(form, field), today)
  return 'problem' in reading && reading.problem !== 'empty'
    ? fieldProblemText(field, reading.problem, today)
    : undefined
}

function amountOf(form: HTMLFormElement): Control[] {
  return Array.from(form.querySelectorAll<HTMLInputElement>('#amount'))
}

function amountProblem(form: HTMLFormElement, tariff: Extract<Tariff, { kind: 'typed' }>): string | undefined {
  const reading = readAmount(tariff, amountOf(form)[0]?.value ?? '')
  return 'problem' in reading && reading.problem !== 'empty' ? amountProblemText(tariff, reading.problem) : undefined
}

/** As the server writes it, and aloud. */
function say(form: HTMLFormElement, id: string, message: string | undefined): void {
  const control = document.getElementById(id)
  const frame = control?.closest('.q-field, .q-group')
  if (!control || !frame) return
  document.getElementById(`${id}-error`)?.remove()
  frame.classList.toggle('q-field-wrong', message !== undefined)
  for (const each of markedBy(control)) {
    if (message === undefined) each.removeAttribute('aria-invalid')
    else each.setAttribute('aria-invalid', 'true')
  }
  const said = form.querySelector('[data-said]')
  if (said) said.textContent = message ?? ''
  const others = (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((each) => each !== `${id}-error` && each !== '')
  const error = message === undefined ? undefined : errorLine(form, id, message)
  if (error) frame.append(error)
  describe(control, error ? [error.id, ...others] : others)
}

function errorLine(form: HTMLFormElement, id: string, message: string): Element | undefined {
  const template = form.querySelector<HTMLTemplateElement>('template[data-error]')
  const line = template?.content.firstElementChild?.cloneNode(true)
  if (!(line instanceof Element)) return undefined
  line.id = `${id}-error`
  line.append(message)
  return line
}

/** Of several boxes each is marked, of everything else the field itself. */
function markedBy(control: HTMLElement): readonly Element[] {
  const boxes = control.querySelectorAll('input[type="checkbox"]')
  return boxes.length > 0 ? Array.from(boxes) : [control]
}

function describe(control: Element, ids: readonly string[]): void {
  if (ids.length === 0) control.removeAttribute('aria-describedby')
  else control.setAttribute('aria-describedby', ids.join(' '))
}
