/**
 * Help with long codes: capitals while typing a codice fiscale, and how many digits are still missing from a number.
 * It never refuses a key and never changes where the cursor is; the server reads codes with or without spaces.
 */
const LENGTHS: Readonly<Record<string, number>> = { 'notice-number': 18 }

export function helpWithCode(input: HTMLElement): void {
  if (!(input instanceof HTMLInputElement)) return
  const kind = input.dataset['code'] ?? ''
  if (kind === 'fiscal-code') {
    input.addEventListener('input', () => capitalize(input))
  }
  const length = LENGTHS[kind]
  if (length !== undefined) countDigits(input, length)
}

function capitalize(input: HTMLInputElement): void {
  const capitals = input.value.toUpperCase()
  if (capitals === input.value) return
  const { selectionStart, selectionEnd } = input
  input.value = capitals
  input.setSelectionRange(selectionStart, selectionEnd)
}

/** `6 cifre su 18`: for the eyes while typing, and read aloud only after a pause. */
function countDigits(input: HTMLInputElement, length: number): void {
  const count = document.createElement('p')
  count.className = 'q-digits'
  count.setAttribute('aria-live', 'polite')
  ;(input.parentElement ?? input).append(count)
  const show = () => {
    const digits = input.value.replace(/\D/g, '').length
    const words = (digits === 1 ? input.dataset['countOne'] : input.dataset['countMany']) ?? ''
    count.textContent = digits === 0 || digits === length ? '' : words.replace('#', String(digits))
    count.classList.toggle('q-digits-over', digits > length)
  }
  let timer = 0
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(show, 400)
  })
}
