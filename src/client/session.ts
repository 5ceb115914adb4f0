/**
 * Says in time that the session is about to end, extends it with one press (WCAG 2.2, 2.2.1), and when it ends all the
 * same, keeps what was typed for whoever signs in again as the same person (2.2.5).
 */
import { keepTyped, restoreTyped } from './typed-form.ts'

const WARNING_SECONDS = 120

export function warnBeforeSessionEnds(body: HTMLElement): void {
  const region = document.querySelector<HTMLElement>('[data-session-warning]')
  const warning = region?.querySelector<HTMLElement>('div')
  const button = region?.querySelector('button')
  const seconds = secondsIn(body.dataset['sessionSeconds'])
  if (!region || !warning || !button || seconds === undefined) return
  const say = document.createElement('p')
  region.append(say)
  // A page that is opened in another tab keeps this one alive, too.
  const tabs = new BroadcastChannel('session')
  let timers: number[] = []

  const start = (left: number) => {
    timers.forEach(clearTimeout)
    warning.hidden = true
    timers = [
      setTimeout(
        () => {
          say.textContent = ''
          warning.hidden = false
        },
        Math.max(0, left - WARNING_SECONDS) * 1_000,
      ),
      setTimeout(end, left * 1_000),
    ]
  }
  const end = () => {
    timers.forEach(clearTimeout)
    warning.hidden = true
    say.textContent = region.dataset[keepTyped() ? 'endedKept' : 'ended'] ?? ''
  }
  const stay = async () => {
    // The answer of somebody who is no longer signed in does not say how long: the session had ended before.
    const response = await fetch(location.href)
    const left = secondsIn(/data-session-seconds="(\d+)"/.exec(await response.text())?.[1])
    if (left === undefined) {
      end()
      return
    }
    start(left)
    tabs.postMessage(left)
    say.textContent = region.dataset['stayed'] ?? ''
    setTimeout(() => (say.textContent = ''), 4_000)
  }

  button.addEventListener('click', () => {
    // The network is away: the warning stays, and so does the button.
    stay().catch(() => undefined)
  })
  tabs.addEventListener('message', ({ data: left }) => typeof left === 'number' && start(left))
  tabs.postMessage(seconds)
  if (restoreTyped()) say.textContent = region.dataset['restored'] ?? ''
  start(seconds)
}

function secondsIn(text: string | undefined): number | undefined {
  const seconds = Number(text)
  return seconds > 0 ? seconds : undefined
}
