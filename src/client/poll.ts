/**
 * The page of a payment that is being checked: asks again, ever less often, and loads the page anew when the answer has
 * changed. It compares the state that the server writes into the page, and never puts what it fetched into this one.
 */
const FIRST_MS = 3_000
const GROWTH = 1.4
const LONGEST_MS = 30_000

export function pollOutcome(element: HTMLElement): void {
  const state = element.dataset['state'] ?? ''
  const status = element.querySelector('[data-poll-status]')
  let wait = FIRST_MS
  const again = () => {
    setTimeout(ask, wait)
    wait = Math.min(wait * GROWTH, LONGEST_MS)
  }
  const ask = async () => {
    if (document.hidden) {
      document.addEventListener('visibilitychange', ask, { once: true })
      return
    }
    const current = await currentState()
    if (current !== undefined && current !== state) {
      location.reload()
      return
    }
    if (status) {
      const time = new Date().toLocaleTimeString('it-IT', { hour: '2-digit', minute: '2-digit' })
      const words = current === undefined ? element.dataset['unreachable'] : element.dataset['checked']
      status.textContent = `${words ?? ''} ${time}`
    }
    again()
  }
  again()
}

/** The state that the server gives the page now, empty when it waits no more; undefined while it cannot be reached. */
async function currentState(): Promise<string | undefined> {
  try {
    const response = await fetch(location.href, { headers: { accept: 'text/html' } })
    return response.ok ? (/data-state="([^"]*)"/.exec(await response.text())?.[1] ?? '') : undefined
  } catch {
    return undefined // the network is away: the page says so and asks again
  }
}
