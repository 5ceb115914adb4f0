/**
 * Solves the proof of work of the challenge page and sends it. The work is done by the browser's own cryptography,
 * outside the page's thread, so that the page stays alive; no worker, which Trusted Types would refuse.
 */
import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'

const TIMEOUT_MS = 120_000

const section = document.querySelector<HTMLElement>('[data-challenge]')
const solution = section?.querySelector<HTMLInputElement>('input[name="solution"]')
const status = section?.querySelector('[role="status"]')
if (section && solution && status) await solve(section, solution, status)

async function solve(target: HTMLElement, field: HTMLInputElement, say: Element): Promise<void> {
  const { puzzle = '', working = '', done = '', failed = '' } = target.dataset
  target.hidden = false
  say.textContent = working
  try {
    const challenge = JSON.parse(puzzle) as Challenge
    const found = await solveChallenge({ challenge, deriveKey, timeout: TIMEOUT_MS })
    if (!found) throw new Error('no solution in time')
    field.value = btoa(JSON.stringify({ challenge, solution: found }))
    say.textContent = done
    field.form?.requestSubmit()
  } catch (error) {
    say.classList.remove('q-wait')
    say.textContent = failed
    reportError(error)
  }
}
