/** A `details` closes with Escape, when the focus leaves it and with a press anywhere else, as menus do. */
export function closeMenu(menu: HTMLElement): void {
  if (!(menu instanceof HTMLDetailsElement)) return
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return
    menu.open = false
    menu.querySelector('summary')?.focus()
  })
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false
  })
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Node && !menu.contains(target)) menu.open = false
  })
}
