/** A citizen at a browser: what they press and read, by the words that stand on the page. */
import assert from 'node:assert/strict'
import * as path from 'node:path'
import type { Browser, BrowserContext, Download, Page } from 'playwright-core'
import { brokenRules } from './axe.ts'
import type { Town } from './town.ts'

export type Sight = { hasScripts: boolean; width: number }

/** Each journey is made by both: a desk with scripts, and a phone on which none of them arrived. */
export const SIGHTS: readonly Sight[] = [
  { hasScripts: true, width: 1280 },
  { hasScripts: false, width: 375 },
]

export function named({ hasScripts, width }: Sight): string {
  return `${hasScripts ? 'with' : 'without'} scripts, ${width} px`
}

/** Where pictures of each step go, for whoever wants to look: SCREENSHOTS=folder npm test -- e2e/journeys */
const pictures = process.env['SCREENSHOTS']

let households = 0

export class Citizen {
  readonly town: Town
  readonly page: Page
  readonly #context: BrowserContext
  readonly #journey: string
  readonly #sight: Sight
  readonly #problems: string[] = []
  #step = 0

  private constructor(town: Town, context: BrowserContext, page: Page, sight: Sight, journey: string) {
    this.town = town
    this.#context = context
    this.page = page
    this.#journey = `${journey}-${sight.width}`
    this.#sight = sight
  }

  static async sitDown(browser: Browser, town: Town, sight: Sight, journey: string): Promise<Citizen> {
    const context = await browser.newContext({
      javaScriptEnabled: sight.hasScripts,
      viewport: { width: sight.width, height: 800 },
      locale: 'it-IT',
      // A household of their own: what is counted by address must not be shared by everybody here.
      extraHTTPHeaders: { 'x-forwarded-for': `198.51.100.${++households % 250}` },
    })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    const citizen = new Citizen(town, context, page, sight, journey)
    citizen.#watch()
    return citizen
  }

  /** Nothing may break in the console, and nothing may be asked of anybody but the portal and pagoPA's bench. */
  #watch(): void {
    const own = new Set([this.town.url, this.town.simulator.url])
    this.page.on('pageerror', (error) => this.#problems.push(`${this.page.url()} ${error.message}`))
    this.#context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      if (protocol.startsWith('http') && !own.has(origin)) this.#problems.push(`asks ${request.url()}`)
    })
    // A page may say 422 or 503 about itself; what it is made of must be there.
    this.#context.on('response', (response) => {
      const isPage = response.request().isNavigationRequest()
      if (!isPage && response.status() >= 400) this.#problems.push(`${response.status()} ${response.url()}`)
    })
    this.page.on('console', (message) => {
      const isAboutStatus = message.text().startsWith('Failed to load resource')
      if (message.type() === 'error' && !isAboutStatus) this.#problems.push(message.text())
    })
  }

  async open(address: string): Promise<void> {
    await this.page.goto(new URL(address, this.town.url).href)
  }

  async writes(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await this.page.getByLabel(label, { exact: true }).fill(value)
  }

  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).first().click()
  }

  async follow(name: string | RegExp): Promise<void> {
    await this.page.getByRole('link', { name }).first().click()
  }

  /** Waits until the page's heading says so. */
  async reads(heading: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor()
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.locator('body').getByText(text).filter({ visible: true }).first().waitFor()
  }

  async doesNotSee(text: string | RegExp): Promise<void> {
    assert.equal(await this.page.locator('main').getByText(text).filter({ visible: true }).count(), 0, String(text))
  }

  /** The words of the page's content, for what is not worth a locator. */
  async words(): Promise<string> {
    return (await this.page.locator('main').innerText()).replace(/\s+/g, ' ')
  }

  async download(link: string | RegExp): Promise<{ name: string; path: string }> {
    const arriving = this.page.waitForEvent('download')
    await this.follow(link)
    const download: Download = await arriving
    return { name: download.suggestedFilename(), path: (await download.path()) ?? '' }
  }

  /** The page as it is now must be without fault for everybody; a picture of it, if they are wanted. */
  async look(name: string): Promise<void> {
    this.#step++
    // axe is a script itself: where none may run, the same page has been asked with scripts.
    if (this.#sight.hasScripts) {
      this.#problems.push(...(await brokenRules(this.page)).map((rule) => `${name}: ${rule}`))
    }
    if (pictures) {
      const file = `${this.#journey}-${String(this.#step).padStart(2, '0')}-${name}.png`
      await this.page.screenshot({ path: path.join(pictures, file), fullPage: true })
    }
  }

  /** Reloads until the page reads so: what somebody without scripts does, or a page does for them. */
  async reloadsUntil(text: string | RegExp): Promise<void> {
    const end = performance.now() + 15_000
    while ((await this.page.locator('main').getByText(text).filter({ visible: true }).count()) === 0) {
      if (performance.now() > end) throw new Error(`never read ${text}: ${await this.words()}`)
      await this.page.waitForTimeout(200)
      await this.page.reload()
    }
  }

  /** What this browser sends to the portal, for somebody else who asks in its name. */
  async cookie(): Promise<string> {
    const cookies = await this.#context.cookies(this.town.url)
    return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  }

  async leave(): Promise<void> {
    await this.#context.close()
    assert.deepEqual(this.#problems, [])
  }
}
