/** Inserimento spontaneo as a citizen meets it: from the menu to the payment, with scripts and without. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser, withoutBrowser } from '../support/browser.ts'
import { Citizen, SIGHTS, type Sight, named } from '../support/citizen.ts'
import { assertLedgerIsSound } from '../support/ledger.ts'
import { PASSWORD, Visitor, createTestPortal, registerAndSignIn } from '../support/portal.ts'
import { type Town, startTown } from '../support/town.ts'

const skip = withoutBrowser
const EMAIL = 'famiglia@example.it'

let town: Town
let browser: Browser

if (!skip) {
  before(async () => {
    town = await startTown()
    browser = await launchBrowser()
    const portal = await createTestPortal(town.world as Parameters<typeof createTestPortal>[0])
    await registerAndSignIn(town.world as Parameters<typeof registerAndSignIn>[0], new Visitor(portal), 'roccaverde', {
      fiscalCode: 'RSSMRA80A01H501U',
      email: EMAIL,
    })
    await portal.close()
  })
  after(async () => {
    await browser.close()
    await town.stop()
  })
}

function journey(name: string, work: (citizen: Citizen, sight: Sight) => Promise<void>): void {
  for (const sight of SIGHTS) {
    test(`${name} (${named(sight)})`, { skip }, async () => {
      const citizen = await Citizen.sitDown(browser, town, sight, name.split(':')[0]!.replaceAll(' ', '-'))
      await work(citizen, sight)
      await citizen.leave()
      await assertLedgerIsSound(town.world)
    })
  }
}

async function signIn(citizen: Citizen): Promise<void> {
  await citizen.writes({ 'Username (e-mail)': EMAIL, Password: PASSWORD })
  await citizen.page.locator('main').getByRole('button', { name: 'Accedi' }).click()
}

journey(
  'a family: signs in on the way, makes a draft, corrects, checks, saves and finds it in the list',
  async (citizen, { hasScripts, width }) => {
    const { page } = citizen
    const child = `Anna Rossi ${width}`
    await citizen.open('/roccaverde/')
    await citizen.follow('Inserimento spontaneo')
    await citizen.reads('Inserimento spontaneo')
    await citizen.look('menu')
    await citizen.writes({ 'Cerca un servizio': 'mensa' })
    await citizen.press('Cerca')
    await citizen.sees('1 servizio per «mensa»')
    await citizen.follow(/Mensa scolastica/)
    await citizen.reads('Mensa scolastica')
    await citizen.sees('È possibile prenotare blocchetti da 10 buoni.')
    await citizen.look('servizio')
    await citizen.follow('Accedi e compila')
    await signIn(citizen)
    await citizen.reads('Mensa scolastica')
    await citizen.sees('Sono i dati del tuo account')
    await citizen.look('modulo')

    await citizen.writes({ 'Nome e cognome del bambino': child, 'Quanti blocchetti': '21' })
    if (hasScripts) {
      await page.getByLabel('C – oltre 15.000 €').check()
      await citizen.sees('«Quanti blocchetti»: il massimo è 20')
      await page.getByRole('status').getByText('«Quanti blocchetti»: il massimo è 20').waitFor({ state: 'attached' })
      await page.getByLabel('Quanti blocchetti').fill('3')
      assert.equal(await page.locator('#field-blocchetti-error').count(), 0, 'what has become right is not said wrong')
      await page.locator('output').getByText('135,00 €').waitFor()
      await page.getByLabel('B – da 8.000 a 15.000 €').check()
      await page.locator('output').getByText('75,00 €').waitFor()
    } else {
      await citizen.press('Continua')
      await citizen.sees('Ci sono 2 dati da correggere')
      await citizen.sees('Scegli una risposta a «Fascia ISEE»')
      await citizen.look('errori')
      await page.getByLabel('B – da 8.000 a 15.000 €').check()
      await page.getByLabel('Quanti blocchetti').fill('3')
    }
    await citizen.press('Salva la bozza')
    await citizen.sees('Bozza salvata')
    await citizen.follow('Inserimento spontaneo')
    await citizen.sees('Le tue bozze')
    await citizen.look('bozze')
    await citizen.follow(/^Riprendi/)
    assert.equal(await page.getByLabel('Nome e cognome del bambino').inputValue(), child)
    await citizen.press('Continua')
    await citizen.reads('Riepilogo')
    await citizen.sees(`Mensa scolastica: blocchetti 3, ${child}`)
    await citizen.sees('75,00 €')
    await citizen.look('riepilogo')

    await page
      .getByRole('link', { name: /^Modifica/ })
      .first()
      .click()
    await page.getByLabel('Quanti blocchetti').fill('2')
    await citizen.press('Continua')
    await citizen.sees('50,00 €')
    // A double click, where nothing stops it.
    const save = page.getByRole('button', { name: 'Salva' })
    await save.dblclick({ noWaitAfter: true })
    await citizen.sees('Pratica inserita')
    await citizen.look('pratica')
    await page.goBack()
    await page.goBack()
    await citizen.open('/roccaverde/pratiche')
    const rows = page.locator('main tbody tr').filter({ hasText: `Mensa scolastica: blocchetti 2, ${child}` })
    assert.equal(await rows.count(), 1, 'one position, however often it was pressed')
    await citizen.look('elenco')
    await page
      .getByRole('link', { name: new RegExp(child) })
      .first()
      .click()
    await citizen.press('Aggiungi pratica al carrello')
    await citizen.sees('Aggiunta al carrello.')
    const { name } = await citizen.download('Stampa bollettino')
    assert.match(name, /\.pdf$/)
  },
)

journey('a guest: pays a fine without an account, down to the receipt', async (citizen, { width }) => {
  const { page } = citizen
  await citizen.open('/roccaverde/servizi/sanzioni')
  await citizen.look('servizio')
  await citizen.follow('Compila')
  await citizen.writes({
    'Nome e cognome, o ragione sociale': 'Lucia Bianchi',
    'Codice Fiscale': 'bnclcu85d41h501f',
    'Numero del verbale': `V ${width}`,
    'Data del verbale': '2026-11-02',
    Targa: 'ab 123 cd',
    'Importo in euro': '9',
  })
  await citizen.press('Continua')
  await citizen.sees('L’importo minimo è 10,00 €')
  await citizen.look('errori')
  await citizen.writes({ 'Importo in euro': '41,00' })
  await citizen.press('Continua')
  await citizen.reads('Riepilogo')
  await citizen.sees(`Verbale V ${width} del 02/11/2026, targa AB123CD`)
  await citizen.press('Salva')
  await citizen.sees('Pratica inserita')
  await citizen.press(/^Paga /)
  await page.waitForURL(`${town.simulator.url}/c/**`)
  for (const button of ['Continua', 'Continua', /^Paga /, 'Continua']) await citizen.press(button)
  await citizen.reloadsUntil(/Pagamento ricevuto|Quietanza/)
  await citizen.look('esito')
})
