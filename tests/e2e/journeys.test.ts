/** What the portal is for, from end to end, on real protocols: each journey with scripts on a desk, without on a phone. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { cents, formatEuro } from '../../src/core/money.ts'
import { groupDigits } from '../../src/core/notice-number.ts'
import { launchBrowser, withoutBrowser } from '../support/browser.ts'
import { Citizen, SIGHTS, type Sight, named } from '../support/citizen.ts'
import { assertLedgerIsSound } from '../support/ledger.ts'
import { type Town, startTown } from '../support/town.ts'
import { type TestPosition, createPosition } from '../support/world.ts'

const skip = withoutBrowser
const MARIO = 'RSSMRA80A01H501U'
const PASSWORD = 'tre gatti dormono sul tetto rosso'

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

/** The same journey for each kind of visitor; at its end the books must be sound. */
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

const newPosition = (institution: 'comuneDiTest' | 'roccaverde', wanted: TestPosition = {}) =>
  createPosition(town.world, town.world[institution], wanted)

/** On Checkout: e-mail, method, summary; what is pressed there, and the button that leads back. */
async function payOnCheckout(citizen: Citizen, what: { press?: RegExp; receipt?: string; comesBack?: boolean } = {}) {
  const { page } = citizen
  await page.waitForURL(`${town.simulator.url}/c/**`)
  await citizen.press('Continua')
  await citizen.press('Continua')
  if (what.receipt) {
    const controls = page.locator('details:has(select[name="receipt"]):not([open]) > summary')
    if ((await controls.count()) > 0) await controls.first().click()
    await page.locator('select[name="receipt"]').selectOption(what.receipt)
  }
  await citizen.press(what.press ?? /^Paga /)
  if (what.comesBack === false) return
  await citizen.press('Continua')
}

async function signIn(citizen: Citizen, institution: string, email: string): Promise<void> {
  await citizen.open(`/${institution}/accesso`)
  await citizen.writes({ 'Username (e-mail)': email, Password: PASSWORD })
  await citizen.page.locator('main').getByRole('button', { name: 'Accedi' }).click()
}

async function linkFromMail(citizen: Citizen, recipient: string, subject: RegExp): Promise<string> {
  const end = performance.now() + 10_000
  for (;;) {
    const mails = (await (
      await fetch(`${town.simulator.url}/posta.json?to=${encodeURIComponent(recipient)}`)
    ).json()) as {
      subject: string
      text: string
    }[]
    const mail = mails.find((one) => subject.test(one.subject))
    const link = mail && /https?:\/\/\S+/.exec(mail.text)?.[0]
    if (link) return link
    if (performance.now() > end) throw new Error(`no mail to ${recipient}`)
    await citizen.page.waitForTimeout(100)
  }
}

async function register(citizen: Citizen, institution: string, email: string, fiscalCode = MARIO): Promise<void> {
  await citizen.open(`/${institution}/`)
  await citizen.page.locator('main').getByRole('link', { name: 'Registrati' }).click()
  await citizen.reads('Registrazione Utente')
  await citizen.look('registrazione')
  await citizen.writes({ 'Codice Fiscale': fiscalCode.toLowerCase() })
  await citizen.press('Continua')
  await citizen.sees('Passaggio 2 di 3')
  await citizen.writes({
    Nome: 'Mario',
    Cognome: 'Rossi',
    Indirizzo: 'Via Roma 1',
    Città: 'Roccaverde',
    Provincia: 'rv',
    Cap: '00100',
    Telefono: '333 1234567',
    'E-Mail': email,
    'Username (mail)': email,
    Password: PASSWORD,
    'Conferma Password': PASSWORD,
  })
  await citizen.press('Registrati')
  await citizen.sees('Per registrarti devi accettare i Termini e Condizioni')
  await citizen.look('registrazione-errori')
  assert.equal(await citizen.page.getByLabel('Nome', { exact: true }).inputValue(), 'Mario', 'nothing typed is lost')
  await citizen.writes({ Password: PASSWORD, 'Conferma Password': PASSWORD })
  await citizen.page.getByLabel('Informativa Privacy').check()
  await citizen.page.getByLabel('Termini e Condizioni').check()
  await citizen.press('Registrati')
  await citizen.reads('Registrazione avvenuta con successo')
  await citizen.look('registrazione-fatto')
}

journey('the manual: search, register, activate, sign in, pay, hold the quietanza', async (citizen, { width }) => {
  const email = `mario.${width}@example.it`
  // Each its own amount: the same twice in a month would be asked about.
  const amountCents = 4_120 + width
  const amount = formatEuro(cents(amountCents))
  const { noticeNumber } = await newPosition('comuneDiTest', { description: `TARI 2018 ${width}`, amountCents })
  await citizen.open('/')
  await citizen.look('enti')
  await citizen.follow(/Comune di Test/)
  await citizen.reads('Ricerca pratica')
  await citizen.look('ricerca')
  await citizen.writes({ 'Codice Fiscale': MARIO, 'Codice Avviso': groupDigits(noticeNumber) })
  await citizen.press('Trova pratica')
  await citizen.reads(`TARI 2018 ${width}`)
  await citizen.look('pratica')
  await citizen.follow('Accedi per pagare')
  await citizen.reads('Accedi')
  await citizen.look('accesso')

  await register(citizen, 'comune-di-test', email)
  await citizen.open(`${town.simulator.url}/posta`)
  const link = await linkFromMail(citizen, email, /account/i)
  await citizen.open(link)
  await citizen.press('Attiva l’account')
  await citizen.reads('Il tuo account è attivo')
  await citizen.page.locator('main').getByRole('link', { name: 'Accedi' }).click()
  await citizen.writes({ 'Username (e-mail)': email, Password: PASSWORD })
  await citizen.page.locator('main').getByRole('button', { name: 'Accedi' }).click()

  await citizen.reads('Pratiche Associate')
  await citizen.look('pratiche')
  const row = citizen.page.getByRole('row').filter({ hasText: `TARI 2018 ${width}` })
  const words = (await row.innerText()).replace(/\s+/g, ' ')
  for (const cell of ['Mario Rossi', '16.TEST', 'Da pagare', amount.replace(/\s/, ' ')]) {
    assert.ok(words.includes(cell), cell)
  }
  await row.locator('summary').click()
  const [paper] = await Promise.all([
    citizen.page.waitForEvent('download'),
    row.getByRole('link', { name: 'Stampa bollettino' }).click(),
  ])
  assert.equal(paper.suggestedFilename(), `avviso-${noticeNumber}.pdf`)

  await row.getByRole('button', { name: /^Paga/ }).first().click()
  await payOnCheckout(citizen)
  await citizen.page.waitForURL(/\/pagamenti\//)
  await citizen.reloadsUntil(/Pagamento ricevuto/)
  await citizen.look('esito')
  const quietanza = await citizen.download(/quietanza/i)
  assert.equal(quietanza.name, `quietanza-${noticeNumber}.pdf`)
  assert.equal(readFileSync(quietanza.path, 'latin1').slice(0, 5), '%PDF-')

  await citizen.follow('Storico pratiche')
  await citizen.reads('Storico Pratiche')
  await citizen.sees('Confermato')
  await citizen.look('storico')
  await citizen.page.getByRole('searchbox', { name: 'Ricerca pratiche' }).fill(`2018 ${width}`)
  await citizen.press('Cerca')
  await citizen.sees(`TARI 2018 ${width}`)
  await citizen.page.locator('details.q-person > summary').click()
  await citizen.press('Esci')
  await citizen.open('/comune-di-test/pratiche')
  await citizen.reads('Accedi')
})

journey('a guest: pays where no account is asked for, and closes the page before coming back', async (citizen) => {
  const { noticeNumber } = await newPosition('roccaverde', { service: 'mensa', description: 'Mensa di ottobre' })
  await citizen.open('/roccaverde/')
  await citizen.writes({ 'Codice Fiscale': MARIO, 'Codice Avviso': noticeNumber })
  await citizen.press('Trova pratica')
  await citizen.reads('Mensa di ottobre')
  await citizen.look('pratica')
  const position = citizen.page.url()
  await citizen.press('Paga 54,00 €')
  await payOnCheckout(citizen, { comesBack: false })
  await citizen.page.waitForURL(`${town.simulator.url}/c/**`)
  await citizen.open(position)
  await citizen.reloadsUntil(/^Confermato$/)
  await citizen.look('pratica-pagata')
  await citizen.download(/quietanza/i)
})

journey('the counter: a notice paid in cash at a PSP arrives by itself', async (citizen) => {
  const { noticeNumber } = await newPosition('roccaverde', { service: 'mensa', description: 'Mensa di settembre' })
  await citizen.open(`${town.simulator.url}/sportello`)
  await citizen.page.locator('input[name="noticeNumber"]').fill(noticeNumber)
  const ente = citizen.page.locator('[name="fiscalCode"]')
  if ((await ente.evaluate((element) => element.tagName)) === 'SELECT') await ente.selectOption('99000100018')
  else await ente.fill('99000100018')
  await citizen.page.locator('main').getByRole('button').first().click()
  await citizen.sees(/54,00/)
  await citizen.press(/^(Paga|Incassa)/)
  await citizen.open('/roccaverde/')
  await citizen.writes({ 'Codice Fiscale': MARIO, 'Codice Avviso': noticeNumber })
  await citizen.press('Trova pratica')
  await citizen.reloadsUntil(/^Confermato$/)
  await citizen.download(/quietanza/i)
})

journey('coming back: each button of Checkout leads to a page that says where the money is', async (citizen) => {
  const ways = [
    { press: /^Annulla/, reads: /annullato/i },
    { press: /^Errore/, reads: /non risulta completato/ },
    { press: /attesa/i, receipt: 'never', reads: /Stiamo verificando/ },
  ]
  for (const { press, receipt, reads } of ways) {
    const { noticeNumber } = await newPosition('roccaverde', { service: 'mensa' })
    await citizen.open('/roccaverde/')
    await citizen.writes({ 'Codice Fiscale': MARIO, 'Codice Avviso': noticeNumber })
    await citizen.press('Trova pratica')
    await citizen.press('Paga 54,00 €')
    await payOnCheckout(citizen, { press, ...(receipt ? { receipt } : {}) })
    await citizen.page.waitForURL(/\/pagamenti\//)
    await citizen.reads(reads)
    assert.match(await citizen.words(), /addebit|importo|denaro|pagament/i)
    await citizen.look('esito')
  }
})

journey('a slow receipt: the page waits, says since when, and changes by itself', async (citizen, { hasScripts }) => {
  const { noticeNumber } = await newPosition('roccaverde', { service: 'mensa' })
  await citizen.open('/roccaverde/')
  await citizen.writes({ 'Codice Fiscale': MARIO, 'Codice Avviso': noticeNumber })
  await citizen.press('Trova pratica')
  await citizen.press('Paga 54,00 €')
  await payOnCheckout(citizen, { receipt: 'after-return' })
  await citizen.page.waitForURL(/\/pagamenti\//)
  if (hasScripts) await citizen.reads('Pagamento ricevuto')
  else await citizen.reloadsUntil('Pagamento ricevuto')
})

journey('Checkout is away: the page says so, that nothing was taken, and how to pay all the same', async (citizen) => {
  const answers = [
    { amountCents: 6_604, reads: /non risponde/i },
    { amountCents: 6_603, reads: /occupat|molte richieste|momento/i },
    { amountCents: 6_601, reads: /in corso/i },
    { amountCents: 6_610, reads: /Non siamo riusciti/ },
  ]
  for (const { amountCents, reads } of answers) {
    const { noticeNumber } = await newPosition('roccaverde', { service: 'mensa', amountCents })
    await citizen.open('/roccaverde/')
    await citizen.writes({ 'Codice Fiscale': MARIO, 'Codice Avviso': noticeNumber })
    await citizen.press('Trova pratica')
    await citizen.press(/^Paga 66/)
    await citizen.reads(reads)
    assert.match(await citizen.words(), /nessun importo|non è stato addebitato/i)
    await citizen.look('problema')
  }
})

journey('a forgotten password: a link in the mail, once, and the old sessions are over', async (citizen, { width }) => {
  const email = `smemorato.${width}@example.it`
  await register(citizen, 'comune-di-test', email)
  await citizen.open(await linkFromMail(citizen, email, /account/i))
  await citizen.press('Attiva l’account')
  await signIn(citizen, 'comune-di-test', email)
  await citizen.reads('Pratiche Associate')
  const elsewhere = await Citizen.sitDown(browser, town, { hasScripts: true, width: 1280 }, 'elsewhere')
  await elsewhere.open('/comune-di-test/accesso')
  await elsewhere.follow('Password dimenticata?')
  await elsewhere.writes({ 'Username (e-mail)': email })
  await elsewhere.press('Mandami il link')
  await elsewhere.sees('Controlla la posta')
  await elsewhere.open(await linkFromMail(elsewhere, email, /password/i))
  await elsewhere.reads('Scegli una nuova password')
  await elsewhere.look('nuova-password')
  await elsewhere.writes({
    'Nuova password': `${PASSWORD} e verde`,
    'Conferma la nuova password': `${PASSWORD} e verde`,
  })
  await elsewhere.press('Salva la nuova password')
  await elsewhere.reads('La nuova password è salvata')
  await elsewhere.leave()
  await citizen.open('/comune-di-test/pratiche')
  await citizen.reads('Accedi')
})
