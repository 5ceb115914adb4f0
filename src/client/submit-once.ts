/** One press, one request: the button says that something moves, and the back button brings it back as it was. */
export function submitOnce(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) return
  let pressed: HTMLElement | undefined
  let words = ''
  form.addEventListener('submit', (event) => {
    if (pressed) {
      event.preventDefault()
      return
    }
    const button = event.submitter ?? form.querySelector<HTMLElement>('button[type="submit"]')
    if (!button?.dataset['busy']) return
    pressed = button
    words = button.textContent ?? ''
    // After the form has been read: the button's own name and value belong to it.
    setTimeout(() => {
      button.setAttribute('aria-disabled', 'true')
      button.classList.add('q-busy')
      button.textContent = button.dataset['busy'] ?? ''
    }, 0)
  })
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted || !pressed) return
    pressed.removeAttribute('aria-disabled')
    pressed.classList.remove('q-busy')
    pressed.textContent = words
    pressed = undefined
  })
}
