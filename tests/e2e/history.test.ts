/** What remains of what was paid: the storico and its filters, tables, the year's statement; and a word on the service. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { createStation } from '../../src/pa-for-node/station.route.ts'
import { launchBrowser, withoutBrowser } from '../support/browser.ts'
import { Citizen, SIGHTS, named } from '../support/citizen.ts'
import { headOfRoccaverde, receiptMessage, valueOf } from '../support/node.ts'
import { PASSWORD, Visitor, createTestPortal, registerAndSignIn, testConfig } from '../support/portal.ts'
import { type Town, startTown } from '../support/town.ts'
import { type World, createPosition, silent } from '../support/world.ts'

const skip = withoutBrowser
const MARIO = {
  fiscalCode: 'RSSMRA80A01H501U',
  fullName: 'Mario Rossi',
  email: 'storico@example.it',
  emailIsVerified: true,
}

let town: Town
let browser: Browser

/** Paid through the Node, of two years and two services. */
const PAID = [
  { service: 'mensa', description: 'Mensa di ottobre', amountCents: 4_500, paidAt: '2026-10-05T09:00:00' },
  { service: 'mensa', description: '=Mensa di novembre', amountCents: 4_700, paidAt: '2026-11-05T09:00:00' },
  { service: 'tari', description: 'TARI 2025, saldo', amountCents: 18_000, paidAt: '2025-12-01T09:00:00' },
]

async function pay(world: World, index: number): Promise<void> {
  const { paidAt, ...wanted } = PAID[index]!
  const { noticeNumber } = await createPosition(world, world.roccaverde, { debtor: MARIO, ...wanted })
  const station = createStation({
    config: testConfig().station,
    context: { db: world.database.app, directory: world.directory, clock: world.clock },
    log: silent,
  })
  const receipt = {
    receiptId: `storico-${index}`,
    noticeNumber,
    amount: (wanted.amountCents / 100).toFixed(2),
    tail: `<paymentDateTime>${paidAt}</paymentDateTime>`,
  }
  const payload = receiptMessage(2, receipt, headOfRoccaverde)
  const { body } = await station.inject({ method: 'POST', url: '/pa-for-node', payload })
  assert.equal(valueOf(body, 'outcome'), 'OK', body)
  await station.close()
}

if (!skip) {
  before(async () => {
    town = await startTown()
    browser = await launchBrowser()
    const world = town.world as World
    for (const index of PAID.keys()) await pay(world, index)
    const portal = await createTestPortal(world)
    await registerAndSignIn(world, new Visitor(portal), 'roccaverde', MARIO)
    await portal.close()
  })
  after(async () => {
    await browser.close()
    await town.stop()
  })
}

for (const sight of SIGHTS) {
  test(`storico: filters, tables, the statement of a year (${named(sight)})`, { skip }, async () => {
    const citizen = await Citizen.sitDown(browser, town, sight, 'storico')
    const { page } = citizen
    const rows = page.locator('main tbody tr')
    await citizen.open('/roccaverde/storico')
    await citizen.writes({ 'Username (e-mail)': MARIO.email, Password: PASSWORD })
    await page.locator('main').getByRole('button', { name: 'Accedi' }).click()
    await citizen.reads('Storico Pratiche')
    assert.equal(await rows.count(), 3)
    await citizen.look('tutto')

    await page.getByLabel('Anno').selectOption('2026')
    await citizen.press('Cerca')
    await citizen.doesNotSee('TARI 2025, saldo')
    assert.equal(await rows.count(), 2)
    await page.getByRole('searchbox').fill('ottobre')
    await citizen.press('Cerca')
    await citizen.sees('Mensa di ottobre')
    assert.equal(await rows.count(), 1)
    await citizen.look('filtrato')
    const { name } = await citizen.download('Quietanza')
    assert.match(name, /\.pdf$/)

    await page.getByRole('searchbox').fill('piscina')
    await citizen.press('Cerca')
    await citizen.sees('Nessuna pratica corrisponde ai filtri')
    await citizen.look('niente')
    await citizen.follow('Togli i filtri')
    await citizen.sees('TARI 2025, saldo')
    const table = await citizen.download(/Esporta queste pratiche/)
    const lines = readFileSync(table.path, 'utf8')
    assert.match(lines, /;'=Mensa di novembre;|;"?'=Mensa/, 'a spreadsheet does not run it')
    assert.equal(lines.trim().split('\r\n').length, 4)

    await citizen.follow('Riepilogo annuale')
    await citizen.reads('Riepilogo annuale')
    await page.getByLabel('Anno').selectOption('2026')
    await citizen.press('Mostra')
    await citizen.sees('92,00 €')
    await citizen.look('riepilogo')
    const paper = await citizen.download('Scarica il riepilogo del 2026 (PDF)')
    assert.equal(readFileSync(paper.path).subarray(0, 5).toString(), '%PDF-')
    await citizen.leave()
  })

  test(`a rating is given in three presses and thanked for (${named(sight)})`, { skip }, async () => {
    const citizen = await Citizen.sitDown(browser, town, sight, 'valutazione')
    const { page } = citizen
    await citizen.open('/roccaverde/')
    await citizen.follow('Valuta il servizio')
    await citizen.reads('Valuta il servizio')
    await citizen.look('stelle')
    await page.locator('input[type="radio"][value="2"]').check({ force: true })
    await citizen.press('Avanti')
    await citizen.sees('Dove hai incontrato le maggiori difficoltà?')
    await citizen.look('aspetti')
    await page.getByLabel('Ho avuto problemi tecnici').check()
    await page.getByLabel('Dettaglio').fill('Il pulsante era lontano')
    await citizen.press('Invia la valutazione')
    await citizen.reads('Grazie, il tuo parere ci aiuterà a migliorare il servizio')
    await citizen.look('grazie')
    await citizen.leave()
  })
}
