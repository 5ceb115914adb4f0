/** Chromium of the system, for the tests that look at pages as people do. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export const chromiumPath = [process.env['CHROMIUM_PATH'] ?? '', ...PLACES].find(
  (path) => path !== '' && existsSync(path),
)

/** False where there is a browser; otherwise one sentence that says what to install, as the reason to skip. */
export const withoutBrowser: string | false =
  chromiumPath === undefined
    ? 'manca Chromium: installalo (Debian e Ubuntu: apt-get install chromium) o indicalo con CHROMIUM_PATH'
    : false

export function launchBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('no Chromium')
  return chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
}
