/** From a mail to the button that stops it, and the preferences, in a real browser; and the letters as it draws them. */
import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { OutgoingMessage } from '../../src/integrations/mail/smtp.ts'
import { createLastLook } from '../../src/messages/last-look.operation.ts'
import { planRemindersJob, tellAccounts } from '../../src/messages/messages.job.ts'
import { createLinks } from '../../src/platform/links.ts'
import { brokenRules } from '../support/axe.ts'
import { launchBrowser, withoutBrowser } from '../support/browser.ts'
import { type TestPortal, Visitor, createTestPortal, registerAndSignIn } from '../support/portal.ts'
import { deliverAll } from '../support/post.ts'
import { type World, createPosition, createWorld, silent } from '../support/world.ts'

const skip = withoutBrowser
const mario = {
  fiscalCode: 'RSSMRA80A01H501U',
  fullName: 'Mario Rossi',
  email: 'mario@example.it',
  emailIsVerified: true,
}

let world: World
let portal: TestPortal
let browser: Browser
let url: string
let visitor: Visitor

if (!skip) {
  before(async () => {
    world = await createWorld()
    portal = await createTestPortal(world)
    await portal.app.listen({ host: '127.0.0.1', port: 0 })
    url = `http://127.0.0.1:${(portal.app.server.address() as AddressInfo).port}`
    browser = await launchBrowser()
    for (const description of ['Mensa di ottobre', 'Mensa di novembre']) {
      await createPosition(world, world.roccaverde, { debtor: mario, dueOn: '2026-12-08', description })
    }
    visitor = new Visitor(portal)
    await registerAndSignIn(world, visitor, 'roccaverde', { fiscalCode: mario.fiscalCode, email: mario.email })
    await visitor.open('/roccaverde/pratiche')
  })
  after(async () => {
    await browser.close()
    await portal.close()
  })
}

async function inBrowser(
  options: { javaScriptEnabled: boolean; width: number },
  work: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const { javaScriptEnabled, width } = options
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 800 } })
  context.setDefaultTimeout(10_000)
  try {
    await work(await context.newPage(), context)
  } finally {
    await context.close()
  }
}

/** What the worker would send by now. */
async function lettersOfToday(): Promise<OutgoingMessage[]> {
  const { queue, printer, messageKey } = portal.services
  const { signal } = new AbortController()
  const base = { db: world.database.worker, clock: world.clock, log: silent, signal }
  await planRemindersJob.run({}, base)
  await tellAccounts.run({}, { ...base, queue, links: createLinks(url), messageKey })
  const sent: OutgoingMessage[] = []
  await deliverAll(world, (message) => void sent.push(message), createLastLook(printer))
  return sent
}

for (const { javaScriptEnabled, width } of [
  { javaScriptEnabled: true, width: 1280 },
  { javaScriptEnabled: false, width: 375 },
]) {
  test(
    `${javaScriptEnabled ? 'with' : 'without'} scripts, one chooses mails and makes a calendar`,
    { skip },
    async () => {
      await inBrowser({ javaScriptEnabled, width }, async (page, context) => {
        await context.addCookies([{ name: 'sid', value: visitor.cookie('sid')!, url }])
        await page.goto(`${url}/roccaverde/pratiche`)
        await page.locator('details.q-person > summary').click()
        await page.getByRole('link', { name: 'Preferenze' }).click()
        await page.getByRole('heading', { level: 1, name: 'Preferenze' }).waitFor()
        await page.getByLabel('30 giorni prima').check()
        await page.getByLabel('Quando c’è un nuovo avviso').uncheck()
        await page.getByRole('button', { name: 'Salva le preferenze' }).click()
        await page.getByText('Le preferenze sono salvate').waitFor()
        assert.ok(await page.getByLabel('30 giorni prima').isChecked())
        assert.ok(!(await page.getByLabel('Quando c’è un nuovo avviso').isChecked()))
        await page.getByRole('button', { name: 'Crea l’indirizzo privato' }).click()
        await page.getByText('Il calendario è attivo').waitFor()
        const address = /\S+\/roccaverde\/calendario\/[\w-]{43}/.exec(await page.locator('main').innerText())![0]
        const feed = await fetch(`${url}${new URL(address).pathname}`)
        assert.match(await feed.text(), /SUMMARY:Scade: Mensa di ottobre/)
        await page.getByRole('button', { name: 'Disattiva il calendario' }).click()
        await page.getByText('Il calendario non è più attivo').waitFor()
      })
    },
  )
}

test(
  'a letter is without fault for whoever hears it, and its last link stops its kind with one button',
  { skip },
  async () => {
    world.clock.set('2026-12-01T08:00:00Z')
    const letters = await lettersOfToday()
    const letter = letters.at(-1)
    assert.match(letter!.subject, /^2 avvisi scadono entro il 08\/12\/2026/)
    await inBrowser({ javaScriptEnabled: true, width: 320 }, async (page) => {
      for (const { html } of letters) {
        await page.setContent(html)
        const broken = await brokenRules(page)
        // Landmarks are the mail program's: a letter is an article in its page.
        assert.deepEqual(
          broken.filter((rule) => !/^(landmark-one-main|region):/.test(rule)),
          [],
        )
      }
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320)
      await page.getByRole('link', { name: 'Non ricevere più i promemoria' }).click()
      await page.getByRole('button', { name: 'Ferma queste e-mail' }).click()
      await page.getByRole('heading', { name: 'Non riceverai più queste e-mail' }).waitFor()
    })
    world.clock.set('2026-12-07T08:00:00Z')
    assert.deepEqual(await lettersOfToday(), [])
  },
)
