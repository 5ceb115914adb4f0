/**
 * What a script adds to pages that work without it. An element names its behaviour in `data-enhance`; a behaviour that
 * fails leaves the others, and the page, as they are.
 */
import { closeMenu } from './menu.ts'
import { copyOnClick } from './copy.ts'
import { focusSummary } from './error-summary.ts'
import { helpWithCode } from './code-field.ts'
import { pollOutcome } from './poll.ts'
import { submitOnce } from './submit-once.ts'
import { togglePassword } from './password.ts'
import { warnBeforeSessionEnds } from './session.ts'

const behaviours: Readonly<Record<string, (element: HTMLElement) => void>> = {
  'code-field': helpWithCode,
  copy: copyOnClick,
  'error-summary': focusSummary,
  menu: closeMenu,
  password: togglePassword,
  poll: pollOutcome,
  session: warnBeforeSessionEnds,
  'submit-once': submitOnce,
}

for (const element of document.querySelectorAll<HTMLElement>('[data-enhance]')) {
  const enhance = behaviours[element.dataset['enhance'] ?? '']
  try {
    enhance?.(element)
  } catch (error) {
    reportError(error)
  }
}
