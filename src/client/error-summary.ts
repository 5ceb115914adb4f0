/** The reader starts from what is wrong; a line of the summary puts the cursor into its field. */
export function focusSummary(summary: HTMLElement): void {
  summary.focus()
  summary.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const field = link ? document.getElementById(link.hash.slice(1)) : null
    if (!field) return
    event.preventDefault()
    field.focus({ preventScroll: true })
    const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`)
    ;(label ?? field).scrollIntoView({ block: 'center' })
  })
}
