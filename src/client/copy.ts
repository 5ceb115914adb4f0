/** Copies a code whole, without the spaces that make it readable; shown only where the browser can. */
export function copyOnClick(button: HTMLElement): void {
  if (!navigator.clipboard) return
  button.hidden = false
  const label = button.querySelector('span')
  const before = label?.textContent ?? ''
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset['copy'] ?? '')
    const done = button.dataset['done'] ?? ''
    if (label) label.textContent = done
    const status = button.nextElementSibling
    if (status) status.textContent = done
    setTimeout(() => {
      if (label) label.textContent = before
      if (status) status.textContent = ''
    }, 4_000)
  })
}
