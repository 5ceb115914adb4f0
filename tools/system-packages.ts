/**
 * What the tests use that npm does not bring: a browser, and the programs that read papers back. Installed where the
 * machine is a Debian on which we may; else one sentence says what to install, and the tests that need it say that they
 * were left out.
 */
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'

/** A program, and Debian's package of it. */
const PROGRAMS = {
  chromium: 'chromium',
  pdftoppm: 'poppler-utils',
  zbarimg: 'zbar-tools',
  dmtxread: 'dmtx-utils',
} as const

/** Other places of a browser: whoever has one of these, or names it in CHROMIUM_PATH, needs no other. */
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome']

/** A mirror that does not answer must not keep anybody waiting. */
const APT = ['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=1', '-o', 'DPkg::Lock::Timeout=60', '-qq', '-y']
const PATIENCE = { update: 90_000, install: 360_000 }

/** Says what is missing, or nothing. */
export function installSystemPackages(): string | undefined {
  const missing = missingPackages()
  if (missing.length === 0) return undefined
  const command = `apt-get install ${missing.join(' ')}`
  const mayInstall = process.getuid?.() === 0 && isInstalled('apt-get') && process.env['SYSTEM_PACKAGES'] !== 'no'
  if (mayInstall) {
    console.log(`      ${command} …`)
    apt(['update'], PATIENCE.update)
    apt(['install', '--no-install-recommends', ...missing], PATIENCE.install)
  }
  return missingPackages().length === 0 ? undefined : `some tests will be left out until you install: ${command}`
}

function missingPackages(): string[] {
  return Object.entries(PROGRAMS)
    .filter(([program]) => (program === 'chromium' ? !hasBrowser() : !isInstalled(program)))
    .map(([, name]) => name)
}

function hasBrowser(): boolean {
  return process.env['CHROMIUM_PATH'] !== undefined || BROWSERS.some(isInstalled)
}

function isInstalled(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  return folders.some((folder) => fs.existsSync(path.join(folder, program)))
}

/** Whether it worked is seen by what is there afterwards. */
function apt(words: string[], timeout: number): void {
  spawnSync('apt-get', [...APT, ...words], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: 'ignore',
    timeout,
    killSignal: 'SIGKILL',
  })
}
