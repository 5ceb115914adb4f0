/** Carrello in a real browser, from the list to the quietanze, through a Checkout that calls our station. */
import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import type { Institution } from '../../src/institutions/institution.ts'
import { brokenRules } from '../support/axe.ts'
import { launchBrowser, withoutBrowser } from '../support/browser.ts'
import { type CartStage, startCartStage } from '../support/cart-stage.ts'
import { assertLedgerIsSound } from '../support/ledger.ts'
import { PASSWORD, Visitor, registerAndSignIn } from '../support/portal.ts'
import { type CreatedPosition, createPosition } from '../support/world.ts'

const skip = withoutBrowser

let stage: CartStage
let browser: Browser

if (!skip) {
  before(async () => {
    stage = await startCartStage()
    browser = await launchBrowser()
  })
  // What one test breaks must not break the next.
  afterEach(() => stage.simulate('banco/azzera'))
  after(async () => {
    await browser.close()
    await stage.stop()
  })
}

const MARIO = 'RSSMRA80A01H501U'

type Notice = CreatedPosition & { institution: Institution; name: string }

async function notice(institution: Institution, name: string, amountCents = 5_400): Promise<Notice> {
  const service = institution.code === 'roccaverde' ? 'mensa' : 'test'
  const wanted = { description: name, amountCents, service }
  return { ...(await createPosition(stage.world, institution, wanted)), institution, name }
}

let households = 0

async function inBrowser(options: { javaScriptEnabled: boolean; width?: number }, work: (page: Page) => Promise<void>) {
  const context = await browser.newContext({
    javaScriptEnabled: options.javaScriptEnabled,
    viewport: { width: options.width ?? 1280, height: 900 },
    reducedMotion: 'reduce',
    // A household of their own: what is counted by address must not be shared by every test here.
    extraHTTPHeaders: { 'x-forwarded-for': `198.51.100.${++households % 250}` },
  })
  context.setDefaultTimeout(15_000)
  try {
    await work(await context.newPage())
  } finally {
    await context.close()
  }
}

/** With the paper in hand: two codes, one position, into the cart. */
async function addWithCodes(page: Page, { institution, noticeNumber, name }: Notice): Promise<void> {
  await page.goto(`${stage.url}/${institution.code}/`)
  await page.getByLabel('Codice Fiscale').fill(MARIO)
  await page.getByLabel('Codice Avviso', { exact: true }).fill(noticeNumber)
  await page.getByRole('button', { name: 'Trova pratica' }).click()
  await page.getByRole('heading', { name }).waitFor()
  await page.getByRole('button', { name: 'Aggiungi pratica al carrello' }).click()
  await page.getByText('Aggiunta al carrello.').waitFor()
}

async function openCart(page: Page): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('link', { name: /^Carrello/ })
    .click()
  await page.getByRole('heading', { name: 'Riepilogo carrello' }).waitFor()
}

/** As far as the summary of Checkout, where the notices have been activated. */
async function goToSummary(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Il tuo indirizzo' }).waitFor()
  await page.getByLabel('Indirizzo e-mail').fill('mario@example.it')
  await page.getByRole('button', { name: 'Continua' }).click()
  await page.getByRole('button', { name: 'Continua' }).click()
  await page.getByRole('heading', { name: 'Riepilogo', exact: true }).waitFor()
}

async function payAtCheckout(page: Page): Promise<void> {
  await goToSummary(page)
  await page.getByRole('button', { name: /^Paga / }).click()
  await page.getByRole('heading', { name: /^Hai pagato/ }).waitFor()
  await page.getByRole('button', { name: 'Continua' }).click()
}

/** A page that waits asks again by itself where scripts run; elsewhere one asks with a press. */
async function outcome(page: Page, title: string, javaScriptEnabled: boolean): Promise<void> {
  const heading = page.getByRole('heading', { name: title, exact: true })
  if (javaScriptEnabled) return heading.waitFor()
  for (let tries = 0; !(await heading.isVisible()); tries++) {
    assert.ok(tries < 50, `${title}: ${await page.locator('h1').innerText()}`)
    await page.getByRole('link', { name: 'Controlla adesso' }).click()
    await sleep(200)
  }
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'

  test(`${how}, a guest pays two notices in one go and has two quietanze`, { skip }, async () => {
    const { roccaverde } = stage.world
    const notices = [await notice(roccaverde, 'Mensa di ottobre'), await notice(roccaverde, 'Mensa di novembre', 1_250)]
    await inBrowser({ javaScriptEnabled }, async (page) => {
      for (const one of notices) await addWithCodes(page, one)
      await page.getByRole('link', { name: 'Vai al carrello' }).first().click()
      await page.getByText('2 pratiche', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Paga carrello · 66,50 €' }).click()
      await page.getByText('Mensa di novembre').waitFor()
      await payAtCheckout(page)
      await outcome(page, 'Pagamento ricevuto', javaScriptEnabled)
      assert.equal(await page.getByText('Confermato').count(), 2)
      for (const { name, institution, installmentId } of notices) {
        const link = page.getByRole('link', { name: `Quietanza di ${name}` })
        assert.equal(await link.getAttribute('href'), `/${institution.code}/pratiche/${installmentId}/quietanza.pdf`)
        const paper = await page.request.get(`${stage.url}${await link.getAttribute('href')}`)
        assert.equal(paper.headers()['content-type'], 'application/pdf')
      }
      await openCart(page)
      await page.getByText('Il carrello è vuoto').waitFor()
    })
    await assertLedgerIsSound(stage.world)
  })

  test(`${how}, Annulla on Checkout leads back to the cart as it was`, { skip }, async () => {
    const one = await notice(stage.world.roccaverde, 'Trasporto di gennaio')
    await inBrowser({ javaScriptEnabled, width: 375 }, async (page) => {
      await addWithCodes(page, one)
      await openCart(page)
      await page.getByRole('button', { name: 'Paga carrello · 54,00 €' }).click()
      await page.getByRole('button', { name: 'Annulla' }).click()
      await page.getByText('Hai annullato il pagamento').waitFor()
      await page.getByText('Non è stato addebitato nessun importo').waitFor()
      await page.getByRole('button', { name: 'Paga carrello · 54,00 €' }).click()
      await goToSummary(page)
      await page.getByRole('button', { name: 'Annulla' }).click()
      await page.getByRole('button', { name: 'Continua' }).click()
      await page.getByText(/Se pagoPA ti risponde che c’è già un pagamento in corso, riprova dalle \d\d:\d\d/).waitFor()
      await page.getByRole('button', { name: 'Rimuovi Trasporto di gennaio' }).click()
      await page.getByText('Il carrello è vuoto').waitFor()
    })
  })

  test(`${how}, from the list by keyboard alone: two enti, receipts one by one`, { skip }, async () => {
    const { comuneDiTest, roccaverde } = stage.world
    const email = `carrello-${javaScriptEnabled}@example.it`
    const [own, other] = [await notice(comuneDiTest, `TARI ${how}`), await notice(roccaverde, `Refezione ${how}`)]
    await registerAndSignIn(stage.world, new Visitor(stage.portal), 'comune-di-test', { fiscalCode: MARIO, email })
    await inBrowser({ javaScriptEnabled }, async (page) => {
      await page.goto(`${stage.url}/comune-di-test/accesso`)
      await page.getByLabel('Username').fill(email)
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Pratiche Associate' }).waitFor()
      await page.getByRole('row', { name: own.name }).locator('summary').focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      assert.equal(await page.evaluate('document.activeElement.textContent'), 'Aggiungi pratica al carrello')
      await page.keyboard.press('Enter')
      await page.getByRole('status').getByText('Aggiunta al carrello').waitFor()
      await page.getByRole('heading', { name: 'Pratiche Associate' }).waitFor()
      await addWithCodes(page, other)
      await openCart(page)
      await page.getByText('2 pratiche di 2 enti').waitFor()
      await page.getByRole('button', { name: 'Paga carrello · 108,00 €' }).focus()
      await page.keyboard.press('Enter')
      if (!javaScriptEnabled) {
        // What was paid with scripts, a moment ago, looks the same.
        await page.getByText('Forse hai già pagato qualcosa').waitFor()
        await page.getByRole('button', { name: 'Paga carrello · 108,00 €' }).focus()
        await page.keyboard.press('Enter')
      }
      await goToSummary(page)
      // From here on the receipts of one of the two enti find nobody.
      await stage.simulate('banco/interruttori', { unreachableStation: '77777777777_02' })
      await page.getByRole('button', { name: /^Paga / }).click()
      await page.getByRole('button', { name: 'Continua' }).click()
      await outcome(page, 'Pagamento ricevuto in parte', javaScriptEnabled)
      await page.getByRole('link', { name: `Quietanza di ${own.name}` }).waitFor()
      assert.equal(await page.getByRole('link', { name: `Quietanza di ${other.name}` }).count(), 0)
      await page.getByRole('link', { name: /^Carrello ?: 1 pratica$/ }).waitFor()
      await stage.simulate('banco/azzera')
      await outcome(page, 'Pagamento ricevuto', javaScriptEnabled)
      await page.getByRole('link', { name: `Quietanza di ${other.name}` }).waitFor()
    })
    await assertLedgerIsSound(stage.world)
  })
}

test('a notice that somebody is paying at a counter is named, and the others are paid at once', { skip }, async () => {
  const { roccaverde } = stage.world
  const [good, taken] = [await notice(roccaverde, 'Mensa libera'), await notice(roccaverde, 'Mensa allo sportello')]
  await inBrowser({ javaScriptEnabled: true }, async (page) => {
    await addWithCodes(page, good)
    await addWithCodes(page, taken)
    await openCart(page)
    // The Node keeps it for who is at the counter; our books do not know.
    const { noticeNumber } = taken
    await stage.simulate('sportello/paga', { noticeNumber, fiscalCode: roccaverde.fiscalCode, action: 'abandon' })
    await page.getByRole('button', { name: 'Paga carrello · 108,00 €' }).click()
    await page.getByText('pagoPA non accetta il carrello così com’è').waitFor()
    await page.getByText('pagoPA non l’accetta in questo momento').waitFor()
    await page.getByRole('button', { name: 'Paga l’altra · 54,00 €' }).click()
    await payAtCheckout(page)
    await page.getByRole('heading', { name: 'Pagamento ricevuto' }).waitFor()
  })
})

test('the pages of a cart break no rule of axe and fit a phone of 320 pixels, with real data', { skip }, async () => {
  const { roccaverde, comuneDiTest } = stage.world
  const notices = [await notice(roccaverde, 'Una'), await notice(comuneDiTest, 'Un’altra', 99_999_999_999)]
  await inBrowser({ javaScriptEnabled: true, width: 320 }, async (page) => {
    for (const one of notices) await addWithCodes(page, one)
    for (const path of ['/roccaverde/carrello', '/comune-di-test/carrello', '/roccaverde/carrello/pulisci']) {
      await page.goto(`${stage.url}${path}`)
      assert.deepEqual(await brokenRules(page), [], path)
      const extra = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      assert.equal(extra, 0, path)
    }
  })
})
