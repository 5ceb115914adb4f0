/** Shows what was typed, so that a long password can be checked; hides it again before it is sent. */
export function togglePassword(button: HTMLElement): void {
  const input = document.getElementById(button.getAttribute('aria-controls') ?? '')
  const label = button.querySelector('span')
  if (!(input instanceof HTMLInputElement) || !label) return
  const show = (isVisible: boolean) => {
    input.type = isVisible ? 'text' : 'password'
    label.textContent = (isVisible ? button.dataset['hide'] : button.dataset['show']) ?? ''
  }
  button.hidden = false
  button.addEventListener('click', () => {
    show(input.type === 'password')
    input.focus()
  })
  input.form?.addEventListener('submit', () => show(false))
}
