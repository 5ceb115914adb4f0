/** What `npm run pictures` does once there is a database: the whole portal with the demo enti, driven as a citizen would. */
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { type Page, chromium } from 'playwright-core'
import { DEMO_ACCOUNTS, DEMO_PASSWORD, loadDemo } from '../src/demo/load-demo.operation.ts'
import {
  GUIDE_PICTURES,
  GUIDE_PICTURE_HEIGHTS,
  GUIDE_PICTURE_WIDTH,
  type GuidePicture,
} from '../src/institutions/guide-pictures.ts'
import { createPasswords } from '../src/platform/passwords.ts'
import { projectRoot } from '../src/platform/paths.ts'
import { chromiumPath, withoutBrowser } from '../tests/support/browser.ts'
import { closeTestDatabases } from '../tests/support/database.ts'
import { testConfig } from '../tests/support/portal.ts'
import { type Town, startTown } from '../tests/support/town.ts'

const FOLDER = path.join(projectRoot, 'src/institutions/pictures')
const SCALE = 1.4
const QUALITY = 62

export async function takePictures(): Promise<void> {
  if (withoutBrowser) throw new Error(withoutBrowser)
  fs.mkdirSync(FOLDER, { recursive: true })
  const town = await startTown()
  try {
    await takeAll(town)
  } finally {
    await town.stop()
    await closeTestDatabases()
  }
}

async function takeAll(town: Town): Promise<void> {
  const { database, clock } = town.world
  const passwords = createPasswords({
    current: testConfig().portal.passwordPepper.reveal(),
    previous: undefined,
  })
  const demo = await loadDemo({ ...database, passwords, clock })
  if (demo.outcome !== 'loaded') throw new Error('the demo is not loaded')
  const lucia = DEMO_ACCOUNTS[1]
  const notices = demo.payable.find(({ institution }) => institution === lucia.institution)?.notices ?? []
  const notice = notices.find(({ fiscalCode }) => fiscalCode === lucia.fiscalCode) ?? notices[0]
  if (!notice) throw new Error('the demo has nothing to pay')

  const browser = await chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const context = await browser.newContext({
    viewport: { width: GUIDE_PICTURE_WIDTH, height: 800 },
    deviceScaleFactor: SCALE,
    locale: 'it-IT',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const taken = new Map<GuidePicture, string[]>()
  const take = async (name: GuidePicture) => void taken.set(name, await takePicture(page, name))
  const press = (name: string | RegExp) => page.locator('main').getByRole('button', { name }).first().click()
  const open = (address: string) => page.goto(`${town.url}/roccaverde${address}`)
  try {
    await open('/')
    await page.getByLabel('Codice Fiscale').fill(notice.fiscalCode)
    await page.getByLabel('Codice Avviso', { exact: true }).fill(notice.noticeNumber)
    await take('search')
    await press('Trova pratica')
    await page.waitForURL(/\/pratiche\//)
    await take('position')
    await press(/^Paga /)
    await page.waitForURL(`${town.simulator.url}/c/**`)
    for (const button of ['Continua', 'Continua', /^Paga /, 'Continua']) {
      await page.getByRole('button', { name: button }).first().click()
    }
    await page.waitForURL(/\/pagamenti\//)
    await page.getByRole('heading', { level: 1, name: 'Pagamento ricevuto' }).waitFor()
    await take('outcome')
    await open('/registrazione')
    await take('register')
    await open('/accesso')
    await page.getByLabel('Username (e-mail)').fill(lucia.email)
    await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
    await press('Accedi')
    await page.waitForURL(/\/pratiche$/)
    await take('list')
    for (let places = 0; places < 2; places++) {
      await open('/pratiche')
      await page.locator('.q-record-actions summary').nth(places).click()
      await press('Aggiungi pratica al carrello')
      await page.waitForLoadState()
    }
    await open('/carrello')
    await take('cart')
    await open('/servizi/mensa/compila')
    await page.getByLabel('Nome e cognome del bambino').fill('Anna Verdi')
    await page.getByLabel('B – da 8.000 a 15.000 €').check()
    await page.getByLabel('Quanti blocchetti').fill('2')
    await take('service')
    await open('/storico')
    await take('history')
  } finally {
    await browser.close()
  }
  writeList(taken)
}

/** The page from below its header, as far as it is of use, and the words that stand in it. */
async function takePicture(page: Page, name: GuidePicture): Promise<string[]> {
  await page.evaluate('document.activeElement?.blur(); scrollTo(0, 0); document.fonts.ready')
  const main = await page.locator('main').boundingBox()
  const size = { width: GUIDE_PICTURE_WIDTH, height: GUIDE_PICTURE_HEIGHTS[name] }
  if (!main || main.height < size.height) throw new Error(`${name}: the page is shorter than its picture`)
  await page.screenshot({
    path: path.join(FOLDER, `${name}.jpg`),
    type: 'jpeg',
    quality: QUALITY,
    fullPage: true,
    clip: { x: 0, y: main.y, ...size },
  })
  const words = await page.locator(`main :is(h1, label, th, .btn):not(.q-rating *)`).allInnerTexts()
  // What holds a figure or a name is of that day alone.
  const short = words
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '' && !/[\d:]/.test(text))
  return [...new Set(short)]
}

function writeList(taken: ReadonlyMap<GuidePicture, string[]>): void {
  const missing = GUIDE_PICTURES.filter((name) => !taken.has(name))
  if (missing.length > 0) throw new Error(`not taken: ${missing.join(', ')}`)
  const file = path.join(FOLDER, 'words.json')
  fs.writeFileSync(file, JSON.stringify(Object.fromEntries(GUIDE_PICTURES.map((name) => [name, taken.get(name)]))))
  spawnSync('oxfmt', [file], { cwd: projectRoot })
}
