/** What the scripts add to pages that work without them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Browser, Page } from 'playwright-core'
import { type Gallery, startGallery } from '../gallery/gallery.ts'
import { launchBrowser, withoutBrowser } from '../support/browser.ts'

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

async function onPage(name: string, work: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  try {
    const page = await context.newPage()
    await page.clock.install()
    await page.goto(`${gallery.url}/${name}`)
    await work(page)
  } finally {
    await context.close()
  }
}

test('the summary of errors has the focus, and its lines put it into their fields', { skip }, async () => {
  await onPage('ricerca-errori', async (page) => {
    assert.equal(await page.evaluate('document.activeElement.className'), 'q-summary')
    await page.getByRole('link', { name: 'Il Codice Avviso ha 18 cifre' }).click()
    assert.equal(await page.evaluate('document.activeElement.id'), 'noticeNumber')
  })
})

test('a notice number is copied whole and without spaces, and the copy is announced', { skip }, async () => {
  await onPage('pratica', async (page) => {
    const shown = await page.locator('.q-copy .q-code').innerText()
    await page.getByRole('button', { name: 'Copia il codice avviso' }).click()
    await page.locator('.q-copy [role="status"]', { hasText: 'Copiato' }).waitFor({ state: 'attached' })
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), shown.replaceAll(' ', ''))
  })
})

test('while typing, a codice fiscale becomes capitals and a notice number counts its digits', { skip }, async () => {
  await onPage('ricerca', async (page) => {
    await page.getByLabel('Codice Fiscale').pressSequentially('bncgli80')
    assert.equal(await page.getByLabel('Codice Fiscale').inputValue(), 'BNCGLI80')
    await page.getByLabel('Codice Avviso', { exact: true }).pressSequentially('3010 4')
    await page.clock.runFor(500)
    await page.getByText('5 cifre su 18').waitFor()
    await page.getByLabel('Codice Avviso', { exact: true }).fill('3010 4812 7365 9010 171')
    await page.clock.runFor(500)
    await page.getByText('19 cifre su 18').waitFor()
  })
})

test('a password can be shown and is hidden again before it is sent', { skip }, async () => {
  await onPage('accesso', async (page) => {
    const password = page.getByLabel('Password', { exact: true })
    await password.fill('quattro parole a caso')
    await page.getByRole('button', { name: 'Mostra' }).click()
    assert.equal(await password.getAttribute('type'), 'text')
    await page.route('**/accesso', (route) => route.fulfill({ status: 204 }))
    await page.getByRole('button', { name: 'Accedi' }).click()
    assert.equal(await password.getAttribute('type'), 'password')
  })
})

test('a form pressed twice is sent once, and its button says that something moves', { skip }, async () => {
  await onPage('pratica', async (page) => {
    let requests = 0
    await page.route('**/paga', (route) => {
      requests++
      return route.fulfill({ status: 204 })
    })
    const button = page.getByRole('button', { name: 'Paga 54,00 €' })
    await button.dblclick()
    await page.clock.runFor(50)
    const busy = page.getByRole('button', { name: 'Attendi…' })
    await busy.waitFor()
    await busy.click({ force: true })
    assert.equal(requests, 1)
  })
})

test(
  'a file too large for its field is said so when it is chosen, and the form stays where it is',
  { skip },
  async () => {
    await onPage('compila', async (page) => {
      let requests = 0
      await page.route('**/compila/**', (route) => {
        requests++
        return route.fulfill({ status: 204 })
      })
      const choose = (kilobytes: number) =>
        page.getByLabel('Planimetria o fotografia').setInputFiles({
          name: 'planimetria.pdf',
          mimeType: 'application/pdf',
          buffer: Buffer.alloc(kilobytes * 1024),
        })
      const words = '«Planimetria o fotografia»: il file supera 2 MB'
      const next = page.getByRole('button', { name: 'Continua' })
      await page.getByLabel('Indirizzo del passo carrabile').fill('Via Roma 1')
      await choose(2049)
      await page.getByRole('status').getByText(words).waitFor({ state: 'attached' })
      await next.click()
      assert.equal(await page.evaluate('document.activeElement.name'), 'field-planimetria')
      assert.match(await page.locator('.q-error').innerText(), /supera 2 MB/)
      assert.equal(await page.getByLabel('Indirizzo del passo carrabile').inputValue(), 'Via Roma 1')
      assert.equal(requests, 0)

      await choose(1)
      assert.equal(await page.locator('.q-error').count(), 0)
      const sent = page.waitForRequest('**/compila/**')
      await next.click()
      await sent
    })
  },
)

test('a menu closes with Escape, giving the focus back, and with a press elsewhere', { skip }, async () => {
  await onPage('elenco', async (page) => {
    const menu = page.locator('.q-record-actions details').first()
    await menu.locator('summary').click()
    assert.equal(await menu.getAttribute('open'), '')
    await page.keyboard.press('Escape')
    assert.equal(await menu.getAttribute('open'), null)
    assert.equal(await page.evaluate('document.activeElement.tagName'), 'SUMMARY')
    await menu.locator('summary').click()
    await page.locator('h1').click()
    assert.equal(await menu.getAttribute('open'), null)
  })
})

test(
  'a payment that is being checked says when it last asked, and is shown anew when the answer changes',
  {
    skip,
  },
  async () => {
    await onPage('pagamento-in-verifica', async (page) => {
      await page.clock.runFor(3_100)
      await page.getByText(/Ultimo controllo alle \d\d:\d\d/).waitFor()
      await page.route('**/pagamento-in-verifica', async (route) => {
        const received = await fetch(`${gallery.url}/pagamento-ricevuto`)
        await route.fulfill({ status: 200, contentType: 'text/html', body: await received.text() })
      })
      await page.clock.runFor(6_000)
      await page.getByRole('heading', { name: 'Pagamento ricevuto' }).waitFor()
    })
  },
)

test(
  'a session that is about to end is announced two minutes before, and goes on with one press',
  { skip },
  async () => {
    await onPage('elenco', async (page) => {
      await page.clock.runFor(27 * 60_000)
      assert.equal(await page.getByRole('button', { name: 'Resta collegato' }).isVisible(), false)
      await page.clock.runFor(61_000)
      await page.getByRole('button', { name: 'Resta collegato' }).click()
      await page.getByText('Va bene, resti collegato').waitFor()
      await page.clock.runFor(30 * 60_000)
      await page.getByText('L’accesso è scaduto per sicurezza').waitFor()
    })
  },
)

test('whoever stays signed in keeps what was typed, and so do the other tabs', { skip }, async () => {
  await onPage('ricerca-con-accesso', async (page) => {
    await page.getByLabel('Codice Fiscale').fill('BNCGLI80A41H501X')
    await page.clock.runFor(28 * 60_000 + 1_000)
    const stay = page.getByRole('button', { name: 'Resta collegato' })
    await stay.waitFor()
    const other = await page.context().newPage()
    await other.clock.install()
    await other.goto(`${gallery.url}/elenco`)
    await stay.waitFor({ state: 'hidden' })
    await page.clock.runFor(28 * 60_000 + 1_000)
    await stay.click()
    await page.getByText('Va bene, resti collegato').waitFor()
    assert.equal(await page.getByLabel('Codice Fiscale').inputValue(), 'BNCGLI80A41H501X')
  })
})

test(
  'a session that is over before the press says so, and gives back what was typed to the same person alone',
  { skip },
  async () => {
    await onPage('ricerca-con-accesso', async (page) => {
      const field = page.getByLabel('Codice Fiscale')
      const type = async () => {
        await field.fill('BNCGLI80A41H501X')
        await page.clock.runFor(28 * 60_000 + 1_000)
        // What the server answers once nobody is signed in any more.
        await page.route('**/ricerca-con-accesso', async (route) => {
          const isPage = route.request().isNavigationRequest()
          return isPage ? route.fallback() : route.fulfill({ contentType: 'text/html', body: '<h1>Accedi</h1>' })
        })
        await page.getByRole('button', { name: 'Resta collegato' }).click()
        await page.getByText('ritrovi quello che avevi scritto').waitFor()
      }
      await type()
      await page.goto(`${gallery.url}/accesso`)
      await page.goto(`${gallery.url}/ricerca-con-accesso`)
      await page.getByText('Abbiamo rimesso quello che avevi scritto').waitFor()
      assert.equal(await field.inputValue(), 'BNCGLI80A41H501X')
      await page.reload()
      assert.equal(await field.inputValue(), '')

      await type()
      await page.route('**/elenco', async (route) => {
        const html = await (await fetch(`${gallery.url}/elenco`)).text()
        return route.fulfill({ contentType: 'text/html', body: html.replaceAll('giulia.bianchi@', 'mario.rossi@') })
      })
      await page.goto(`${gallery.url}/elenco`)
      await page.goto(`${gallery.url}/ricerca-con-accesso`)
      assert.equal(await field.inputValue(), '')
    })
  },
)

test('the challenge is solved by the browser alone, and the server finds the solution right', { skip }, async () => {
  const secret = 'segreto di prova'
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: 1_000,
    counter: 40,
    deriveKey,
    hmacSignatureSecret: secret,
  })
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.route('**/controllo', async (route) => {
      if (route.request().method() === 'POST') return route.fulfill({ status: 204 })
      const html = await (await fetch(`${gallery.url}/controllo`)).text()
      const puzzle = JSON.stringify(challenge).replaceAll('"', '&quot;')
      return route.fulfill({
        contentType: 'text/html',
        body: html.replace(/data-puzzle="[^"]*"/, `data-puzzle="${puzzle}"`),
      })
    })
    const posted = page.waitForRequest((request) => request.method() === 'POST')
    // The form may leave before the page has loaded all of itself.
    await page.goto(`${gallery.url}/controllo`, { waitUntil: 'commit' })
    const form = new URLSearchParams((await posted).postData() ?? '')
    assert.equal(form.get('step'), 'solution')
    const { solution, challenge: returned } = JSON.parse(atob(form.get('solution') ?? ''))
    const { verified } = await verifySolution({ challenge: returned, solution, deriveKey, hmacSignatureSecret: secret })
    assert.equal(verified, true)
  } finally {
    await context.close()
  }
})
