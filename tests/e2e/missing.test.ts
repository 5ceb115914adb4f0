/** "Ho pagato ma non risulta" and "Trova una ricevuta" in a real browser, by somebody without an account. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser, withoutBrowser } from '../support/browser.ts'
import { Citizen, SIGHTS, named } from '../support/citizen.ts'
import { type Town, startTown } from '../support/town.ts'
import { createPosition } from '../support/world.ts'

const skip = withoutBrowser
const MARIO = 'RSSMRA80A01H501U'

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

for (const sight of SIGHTS) {
  test(
    `asks, corrects, writes the code down, finds the request again and then the paper (${named(sight)})`,
    { skip },
    async () => {
      const citizen = await Citizen.sitDown(browser, town, sight, 'ho-pagato')
      const { noticeNumber } = await createPosition(town.world, town.world.roccaverde, { service: 'mensa' })
      await citizen.open('/roccaverde/ho-pagato')
      await citizen.writes({ 'Codice Fiscale': MARIO, 'Codice Avviso': noticeNumber })
      await citizen.page.getByLabel('Che cosa dice la ricevuta').fill('carta 4111 1111 1111 1111')
      await citizen.press('Controlla')
      await citizen.sees('C’è un dato da correggere')
      await citizen.look('errori')
      await citizen.page.getByLabel('Che cosa dice la ricevuta').fill('Tabaccheria di piazza, operazione 77')
      await citizen.page.getByLabel('Quando hai pagato').fill('20/11/2026')
      await citizen.press('Controlla')
      await citizen.reads('Finora non ci risulta nessun pagamento')
      await citizen.look('richiesta')
      const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await citizen.words())?.[0]
      assert.ok(code)

      const later = await Citizen.sitDown(browser, town, sight, 'ho-pagato-dopo')
      await later.open('/roccaverde/')
      await later.follow('Ho pagato ma non risulta')
      await later.page.getByLabel('Codice della richiesta').fill(code.toLowerCase().replaceAll('-', ' '))
      await later.press('Vedi la richiesta')
      await later.reads('Finora non ci risulta nessun pagamento')

      await later.open('/roccaverde/')
      await later.follow('Trova una ricevuta')
      await later.writes({ 'Codice Fiscale': MARIO, 'Codice Avviso': noticeNumber })
      await later.press('Trova la quietanza')
      await later.sees('Questa pratica non risulta pagata, quindi la quietanza non c’è ancora')
      await later.look('senza-quietanza')
      await Promise.all([citizen.leave(), later.leave()])
    },
  )
}
