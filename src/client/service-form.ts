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
  form.addEventListener('input', showTotal)
  form.addEventListener('change', showTotal)
  window.addEventListener('pageshow', showTotal)
  showTotal()
  // Not while typing: a field is judged when it is left.
  form.addEventListener('focusout', ({ target, relatedTarget }) => {
    if (!(target instanceof Element)) return
    const field = fields.find(({ name }) => controlsOf(form, name).includes(target as Control))
    // From one answer of a question to the next.
    if (field && !controlsOf(form, field.name).includes(relatedTarget as Control)) {
      onceReleased(() => judge(form, field, today))
    }
    if (target.id === 'amount' && tariff.kind === 'typed') onceReleased(() => judgeAmount(form, tariff))
  })
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

function judge(form: HTMLFormElement, field: AskedField, today: string): void {
  const [control] = controlsOf(form, field.name)
  // An attachment that was sent before is known to the server alone.
  if (!control || (field.kind === 'file' && form.querySelector(`#field-${CSS.escape(field.name)}-remove`))) return
  const reading = readField(field, typedIn(form, field), today)
  const problem = 'problem' in reading ? reading.problem : undefined
  // What is still empty is said when the form is sent.
  say(
    `field-${field.name}`,
    problem === undefined || problem === 'empty' ? undefined : fieldProblemText(field, problem, today),
  )
}

function judgeAmount(form: HTMLFormElement, tariff: Extract<Tariff, { kind: 'typed' }>): void {
  const input = form.querySelector<HTMLInputElement>('#amount')
  const reading = readAmount(tariff, input?.value ?? '')
  const problem = 'problem' in reading && reading.problem !== 'empty' ? reading.problem : undefined
  say('amount', problem && amountProblemText(tariff, problem))
}

/** As the server writes it. */
function say(id: string, message: string | undefined): void {
  const control = document.getElementById(id)
  const frame = control?.closest('.q-field, .q-group')
  if (!control || !frame) return
  document.getElementById(`${id}-error`)?.remove()
  frame.classList.toggle('q-field-wrong', message !== undefined)
  for (const each of markedBy(control)) {
    if (message === undefined) each.removeAttribute('aria-invalid')
    else each.setAttribute('aria-invalid', 'true')
  }
  const others = (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((each) => each !== `${id}-error` && each !== '')
  if (message === undefined) {
    describe(control, others)
    return
  }
  const error = document.createElement('p')
  error.className = 'q-error'
  error.id = `${id}-error`
  error.textContent = message
  frame.append(error)
  describe(control, [error.id, ...others])
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
