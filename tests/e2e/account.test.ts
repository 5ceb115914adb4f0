/** Profilo and privacy in a real browser: a new password, one's own data, a notice by its codes, and leaving. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { unzipSync } from 'fflate'
import type { Browser } from 'playwright-core'
import { createAccount } from '../../src/accounts/create-account.operation.ts'
import type { EmailAddress } from '../../src/core/email-address.ts'
import type { FiscalCode } from '../../src/core/fiscal-code.ts'
import { createPasswords } from '../../src/platform/passwords.ts'
import { launchBrowser, withoutBrowser } from '../support/browser.ts'
import { Citizen, SIGHTS, named } from '../support/citizen.ts'
import { PASSWORD, testConfig } from '../support/portal.ts'
import { type Town, startTown } from '../support/town.ts'
import { createPosition } from '../support/world.ts'

const skip = withoutBrowser
const MARIO = 'RSSMRA80A01H501U'
const NEW_PASSWORD = 'quattro lumache corrono in salita'

let town: Town
let browser: Browser

if (!skip) {
  before(async () => {
    town = await startTown()
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    await town.stop()
  })
}

async function accountOf(email: string): Promise<void> {
  const { database, clock } = town.world
  const passwords = createPasswords({
    current: testConfig().portal.passwordPepper.reveal(),
    previous: undefined,
  })
  const isMade = await createAccount(
    { db: database.app, passwords, clock },
    {
      entityType: 'F',
      fiscalCode: MARIO as FiscalCode,
      password: PASSWORD,
      details: {
        name: { kind: 'person', firstName: 'Mario', lastName: 'Rossi' },
        streetAddress: 'Via Roma 1',
        country: 'IT',
        city: 'Roccaverde',
        province: 'RV',
        postalCode: '00100',
        phone: '333 1234567',
        email: email as EmailAddress,
      },
    },
  )
  assert.ok(isMade)
}

for (const sight of SIGHTS) {
  test(
    `${named(sight)}, somebody changes the password, adds a notice, takes their data and leaves`,
    { skip },
    async () => {
      const email = `account-${sight.width}@example.it`
      await accountOf(email)
      const { noticeNumber } = await createPosition(town.world, town.world.roccaverde)
      const citizen = await Citizen.sitDown(browser, town, sight, 'account')
      const { page } = citizen
      await citizen.open('/roccaverde/profilo')
      await citizen.writes({ 'Username (e-mail)': email, Password: PASSWORD })
      await page.locator('main').getByRole('button', { name: 'Accedi' }).click()
      await citizen.reads('Profilo')

      await citizen.follow('Cambia la password')
      await citizen.writes({
        'La tua password attuale': PASSWORD,
        'Nuova password': NEW_PASSWORD,
        'Conferma la nuova password': 'un’altra',
      })
      await citizen.press('Cambia la password')
      await citizen.sees('Le due password non sono uguali')
      await citizen.writes({
        'La tua password attuale': PASSWORD,
        'Nuova password': NEW_PASSWORD,
        'Conferma la nuova password': NEW_PASSWORD,
      })
      await citizen.press('Cambia la password')
      await citizen.sees('La password è cambiata')

      await citizen.open('/roccaverde/pratiche')
      await citizen.follow('Aggiungi una pratica con i suoi codici')
      await citizen.writes({ 'Codice Avviso': noticeNumber })
      await citizen.press('Aggiungi alle mie pratiche')
      await citizen.sees('Fatto: trovi questa pratica')

      // The menu on pagoPA's mark opens without scripts, too.
      await page.locator('.q-person > summary').click()
      await page.locator('.q-person').getByRole('link', { name: 'Privacy' }).click()
      await citizen.reads('Privacy')
      await citizen.follow('Scarica i tuoi dati')
      await citizen.writes({ 'La tua password attuale': NEW_PASSWORD })
      const arriving = page.waitForEvent('download')
      await citizen.press('Scarica l’archivio (ZIP)')
      const download = await arriving
      assert.equal(download.suggestedFilename(), 'i-miei-dati.zip')
      const files = unzipSync(readFileSync(await download.path()))
      assert.match(Buffer.from(files['dati.json']!).toString('utf8'), new RegExp(noticeNumber))

      await citizen.open('/roccaverde/profilo/privacy')
      await citizen.follow('Revoca il consenso e chiudi l’account')
      await citizen.reads('Revoca il consenso')
      await citizen.look('revoca')
      await citizen.writes({ 'La tua password attuale': NEW_PASSWORD })
      await citizen.press('Revoca il consenso e chiudi l’account')
      await citizen.reads('Il consenso è revocato e l’account è chiuso')
      await citizen.open('/roccaverde/pratiche')
      await citizen.reads('Accedi')
      await citizen.leave()
    },
  )
}
