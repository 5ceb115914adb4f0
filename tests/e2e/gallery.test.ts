/** Every page in every state, in a real browser with the real policy. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type Gallery, startGallery } from '../gallery/gallery.ts'
import { galleryStates } from '../gallery/states.tsx'
import { brokenRules } from '../support/axe.ts'
import { launchBrowser, withoutBrowser } from '../support/browser.ts'

const names = Object.keys(galleryStates)
const skip = withoutBrowser

let gallery: Gallery
let browser: Browser

if (!skip) {
  before(async () => {
    gallery = await startGallery()
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    await gallery.stop()
  })
}

async function inBrowser(
  options: Parameters<Browser['newContext']>[0],
  work: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options)
  try {
    await work(await context.newPage(), context)
  } finally {
    await context.close()
  }
}

/** How far the page scrolls sideways, in pixels. */
const EXTRA = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

/** Line height, and space below paragraphs and between letters and words, as WCAG 2.2 asks pages to bear (1.4.12). */
const SPACED = `(() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }'
    + ' p { margin-bottom: 2em !important }')
  document.adoptedStyleSheets = [sheet]
})()`

/** Text that is cut off by the box that it stands in. */
const CUT_OFF = `[...document.querySelectorAll('main *, header *, footer *')]
  .filter((element) => {
    const { overflowX, overflowY, clip, position } = getComputedStyle(element)
    if (clip !== 'auto' || (position === 'absolute' && element.clientWidth <= 1) || element.clientWidth === 0) return false
    if (element.closest('svg, select, input') || element.textContent.trim() === '') return false
    return (overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1)
      || (overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1)
  })
  .map((element) => element.outerHTML.slice(0, 120))`

/** In the system's own colours nothing is told by a ground: what can be pressed or filled in has an edge or a line. */
const WITHOUT_EDGE = `[...document.querySelectorAll('main :is(.btn, input, select, summary, .q-pill, .q-summary, .q-panel)')]
  .filter((element) => element.checkVisibility({ opacityProperty: true }) && element.type !== 'hidden')
  .filter((element) => {
    const style = getComputedStyle(element)
    const hasEdge = ['Top', 'Right', 'Bottom', 'Left']
      .some((side) => style['border' + side + 'Style'] !== 'none' && parseFloat(style['border' + side + 'Width']) > 0)
    return !hasEdge && !['radio', 'checkbox'].includes(element.type) && !style.textDecorationLine.includes('underline')
  })
  .map((element) => element.outerHTML.slice(0, 120))`

/** Whoever asks for less motion gets none. */
const MOVING = `document.getAnimations().length + [...document.querySelectorAll('main *, header *')].filter((element) => {
  const { transitionDuration, animationName, animationDuration } = getComputedStyle(element)
  const lasts = (text) => text.split(',').some((one) => parseFloat(one) > 0.01)
  return lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration))
}).length`

/** With the keyboard one sees where one is, and what one is on is not hidden below something else (2.4.7, 2.4.11). */
const UNSEEN_FOCUS = `[...document.querySelectorAll('main :is(a[href], button, input, select, summary)')]
  .filter((element) => element.checkVisibility() && element.type !== 'hidden' && !element.disabled)
  .flatMap((element) => {
    element.focus()
    if (document.activeElement !== element) return []
    const shown = element.checkVisibility({ opacityProperty: true }) ? element : element.nextElementSibling ?? element
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown)
    const isMarked = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
    const { left, top, width, height } = element.getBoundingClientRect()
    const above = document.elementFromPoint(left + width / 2, top + height / 2)
    const isCovered = above !== null && !above.contains(element) && !element.contains(above)
    return isMarked && !isCovered ? [] : [(isMarked ? 'covered: ' : 'unmarked: ') + element.outerHTML.slice(0, 160)]
  })`

/** All that stands around the content. */
const FRAME = `[...document.body.children].filter(({ tagName }) => tagName !== 'MAIN').map(({ outerHTML }) => outerHTML).join('')`

type Pill = { text: string; color: string; ground: string }

const PILLS = `[...document.querySelectorAll('.q-pill')].map((pill) => ({
  text: pill.textContent,
  color: getComputedStyle(pill).color,
  ground: getComputedStyle(pill).backgroundColor,
}))`

const DESK = { width: 1280, height: 900 }
/** A small phone, and a desk enlarged to 400 per cent (WCAG 2.2, 1.4.10). */
const NARROW = { width: 320, height: 640 }

// One visit a page: to come to it takes as long as to look at it.
test(
  'no page breaks a rule of axe, at a desk or enlarged to 400 per cent, nor loses anything there, nor asks another host',
  { skip },
  async () => {
    await inBrowser({ viewport: DESK }, async (page, context) => {
      const problems: string[] = []
      const pills = new Set<string>()
      const frames = new Set<string>()
      page.on('console', (message) => message.type() === 'error' && problems.push(`${page.url()} ${message.text()}`))
      page.on('pageerror', (error) => problems.push(`${page.url()} ${error.message}`))
      context.on('request', (request) => {
        if (new URL(request.url()).origin !== gallery.url) problems.push(`${page.url()} asks ${request.url()}`)
      })
      for (const name of names) {
        const say = (found: readonly string[]) => void problems.push(...found.map((each) => `${name}: ${each}`))
        const look = async (expression: string) => (await page.evaluate(expression)) as string[]
        const response = await page.goto(`${gallery.url}/${name}`)
        assert.match(response?.headers()['content-security-policy'] ?? '', /default-src 'none'/, name)
        say(await brokenRules(page))
        for (const { text, color, ground } of (await page.evaluate(PILLS)) as Pill[]) {
          pills.add(text)
          const ratio = contrast(color, ground)
          if (ratio < 4.5) say([`${text}: contrast ${ratio.toFixed(2)}`])
        }
        await page.keyboard.press('Tab')
        say(await look(UNSEEN_FOCUS))
        await page.setViewportSize(NARROW)
        // Many pages stand in the same frame: narrow, each frame is looked at once.
        const frame = (await page.evaluate(FRAME)) as string
        say(await brokenRules(page, frames.has(frame) ? 'main' : 'document'))
        frames.add(frame)
        const extra = await page.evaluate(EXTRA)
        if (extra !== 0) say([`${String(extra)} px too wide`])
        await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
        say((await look(WITHOUT_EDGE)).map((html) => `without an edge: ${html}`))
        const moving = await page.evaluate(MOVING)
        if (moving !== 0) say([`${String(moving)} things move`])
        await page.evaluate(SPACED)
        const spaced = await page.evaluate(EXTRA)
        if (spaced !== 0) say([`${String(spaced)} px too wide when text is spaced`])
        say((await look(CUT_OFF)).map((html) => `cut off: ${html}`))
        await page.emulateMedia({ forcedColors: null, reducedMotion: null })
        await page.setViewportSize(DESK)
      }
      assert.deepEqual(problems, [])
      assert.equal(pills.size, 5)
    })
  },
)

const CART_PAGES = ['carrello-lungo', 'carrello-importo-cambiato', 'pagamento-carrello-in-parte']

test('at every width from a phone to a desk the lists fit', { skip }, async () => {
  await inBrowser({}, async (page) => {
    for (const name of ['elenco', 'storico', 'pratica-lunga', 'ricerca-ente-lungo', ...CART_PAGES]) {
      await page.goto(`${gallery.url}/${name}`)
      for (const width of [375, 576, 767, 768, 991, 992, 1199, 1200, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        assert.equal(await page.evaluate(EXTRA), 0, `${name} at ${width}`)
      }
    }
  })
})

test('text is set in the fonts that we serve', { skip }, async () => {
  await inBrowser({}, async (page) => {
    await page.goto(`${gallery.url}/pratica`)
    await page.evaluate('document.fonts.ready')
    const family = (selector: string) =>
      page.evaluate(`getComputedStyle(document.querySelector('${selector}')).fontFamily`)
    assert.match(String(await family('h1')), /^"Titillium Web"/)
    assert.match(String(await family('main button')), /^"Titillium Web"/)
    assert.match(String(await family('.q-code')), /^"Roboto Mono"/)
    const loaded = await page.evaluate(
      '[...document.fonts].filter(({ status }) => status === "loaded").map(({ family, weight }) => family.replaceAll(\'"\', "") + " " + weight)',
    )
    assert.deepEqual(
      new Set(loaded as string[]),
      new Set(['Titillium Web 400', 'Titillium Web 600', 'Roboto Mono 400']),
    )
  })
})

test('without scripts every page shows the same words, and menus still open', { skip }, async () => {
  await inBrowser({ javaScriptEnabled: false }, async (page) => {
    for (const name of names) {
      await page.goto(`${gallery.url}/${name}`, { waitUntil: 'domcontentloaded' })
      assert.equal(await page.locator('h1').count(), 1, name)
    }
    await page.goto(`${gallery.url}/elenco`)
    await page.locator('.q-record-actions summary').first().click()
    assert.ok(await page.getByRole('link', { name: 'Stampa bollettino' }).first().isVisible())
    assert.equal(await page.locator('[data-enhance="copy"]:visible, [data-enhance="password"]:visible').count(), 0)
    await page.goto(`${gallery.url}/pagamento-in-verifica`)
    assert.equal(await page.locator('noscript').count(), 1)
  })
})

/** WCAG 2.2 contrast of two computed colours (`rgb(…)`). */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = Array.from(color.matchAll(/[\d.]+/g), ([text]) => {
    const value = Number(text) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
