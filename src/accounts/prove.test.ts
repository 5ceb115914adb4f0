/** How a codice fiscale is proven to an ente, by post and at the counter: limits, races, and what others lose by it. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type CartDesk, MARIO, openCartDesk } from '../../tests/support/cart-desk.ts'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import { PASSWORD, Visitor, lastMail, readable, registerAndSignIn } from '../../tests/support/portal.ts'
import { deliverAll } from '../../tests/support/post.ts'
import type { Institution } from '../institutions/institution.ts'
import { type FiscalCode, personalCheckCharacter } from '../core/fiscal-code.ts'
import { integer, sql, text } from '../platform/sql.ts'
import { renderIdentityLetter } from './identity-letter.pdf.ts'
import { printLetters } from './print-letters.operation.ts'
import { CODE_CHARACTERS, CODE_LENGTH, formatLetterCode, readLetterCode } from './proof.ts'
import { proveAtCounter } from './prove-at-counter.operation.ts'

let desk: CartDesk
let folder: string
let roccaverde: Institution

before(async () => {
  desk = await openCartDesk()
  folder = await mkdtemp(path.join(tmpdir(), 'lettere-'))
  ;({ roccaverde } = desk.world)
})

after(async () => {
  await desk.close()
  await rm(folder, { recursive: true })
})

const PAGE = '/roccaverde/profilo/codice-fiscale'
let people = 0

const withCheck = (code: string) => code + personalCheckCharacter(code)

/** Somebody with an account that says to be of this codice fiscale. */
async function person(fiscalCode: string): Promise<{ visitor: Visitor; email: string }> {
  const email = `prova-${++people}@example.it`
  const visitor = new Visitor(desk.portal)
  await registerAndSignIn(desk.world, visitor, 'roccaverde', { fiscalCode, email })
  return { visitor, email }
}

async function owes(fiscalCode: string, hasAddress = true) {
  const notice = await desk.created(roccaverde, { debtor: { fiscalCode, fullName: 'Lucia Bianchi' } })
  if (!hasAddress) return notice
  await desk.world.database.worker.institution(roccaverde.institutionId, (tx) =>
    tx.run(sql`
      update debtors set street_name = 'Via delle Mura', civic_number = '12', postal_code = '00000', city = 'Roccaverde'
      where institution_id = ${tx.institutionId} and position_id = ${notice.positionId}`),
  )
  return notice
}

async function print(): Promise<{ codes: string[]; undeliverable: number; files: string[] }> {
  const codes: string[] = []
  const { database, clock } = desk.world
  const { passwords } = desk.portal.services
  const printed = await printLetters(
    {
      db: database.app,
      clock,
      passwords,
      draw: async (letter) => {
        codes.push(letter.code)
        return renderIdentityLetter({
          ...letter,
          institution: roccaverde,
          portalAddress: 'https://pagamenti.example',
          printedAt: clock.now(),
          printedOn: letter.expiresOn,
        })
      },
    },
    roccaverde,
    'Anna Verdi',
    folder,
  )
  return { codes, ...printed }
}

async function ask(visitor: Visitor): Promise<string> {
  await visitor.open(PAGE)
  const answer = await visitor.post(`${PAGE}/lettera`)
  return readable(answer.status === 303 ? await visitor.open(answer.location) : answer)
}

async function type(visitor: Visitor, code: string) {
  await visitor.open(PAGE)
  return visitor.post(PAGE, { code })
}

async function dueCount(visitor: Visitor): Promise<number> {
  const page = readable(await visitor.open('/roccaverde/pratiche'))
  return Number(/(\d+) pratic(?:a|he) da pagare/.exec(page)?.[1] ?? 0)
}

function atCounter(email: string, fiscalCode: string, replaces = false) {
  const { db, queue, clock, links } = desk.portal.services
  const proof = {
    email,
    fiscalCode: fiscalCode as FiscalCode,
    documentKind: 'carta d’identità',
    operator: 'Anna Verdi',
  }
  return proveAtCounter({ db, queue, clock, links }, roccaverde, { ...proof, replaces })
}

async function events(email: string): Promise<string[]> {
  const rows = await desk.world.database.verifier.query(
    sql`
      select concat_ws(' ', e.name, e.actor, e.detail) as found from account_events e
      join accounts a on a.account_id = e.account_id where a.email = ${email} order by e.event_id`,
    { found: text },
  )
  return rows.map(({ found }) => found)
}

test('a code is read as it is typed: any case, spaces, dashes, letters that look like digits', () => {
  const code = fc.array(fc.constantFrom(...CODE_CHARACTERS), { minLength: CODE_LENGTH, maxLength: CODE_LENGTH })
  fc.assert(
    fc.property(code, (characters) => {
      const written = characters.join('')
      for (const typed of [
        written,
        formatLetterCode(written),
        written.toLowerCase(),
        ` ${written.slice(0, 3)} - ${written.slice(3)}`,
      ]) {
        assert.equal(readLetterCode(typed), written)
      }
      assert.equal(readLetterCode(written.replaceAll('0', 'O').replaceAll('1', 'l')), written)
      assert.equal(readLetterCode(written.slice(1)), undefined)
    }),
  )
  assert.equal(readLetterCode('ABCDE-FGHJU'), undefined)
})

test('asked for, printed, typed: the code of a letter opens the whole list, once', async () => {
  const LUCIA = 'BNCLCU85D41H501F'
  await owes(LUCIA)
  const { visitor, email } = await person(LUCIA)
  assert.equal(await dueCount(visitor), 0)
  assert.match(await ask(visitor), /L’hai chiesta il/)
  assert.match(await ask(visitor), /L’hai chiesta il/, 'asking twice asks once')
  const { codes, files } = await print()
  assert.equal(codes.length, 1)
  const paper = await readFile(files[0]!)
  assert.match(paper.subarray(0, 8).toString(), /^%PDF-/)
  assert.equal((await stat(files[0]!)).mode & 0o077, 0, 'for the eyes of who prints it')
  assert.equal((await print()).codes.length, 0, 'each is printed once')

  const proven = await type(visitor, formatLetterCode(codes[0]!).toLowerCase())
  assert.equal(proven.location, `${PAGE}?esito=fatto`)
  assert.match(readable(await visitor.open(proven.location)), /Il tuo codice fiscale è confermato/)
  assert.equal(await dueCount(visitor), 1)
  assert.match((await lastMail(desk.world, email)).subject, /codice fiscale è confermato/)
  assert.deepEqual((await events(email)).slice(-3), [
    'letter-asked account',
    'letter-printed Anna Verdi',
    'fiscal-code-proven account letter',
  ])
})

test('five tries, sixty days, the account that asked and no other', async () => {
  const code = withCheck('VRDNNA70B41H501')
  await owes(code)
  const [asking, other] = [await person(code), await person(code)]
  await ask(asking.visitor)
  const first = (await print()).codes[0]!
  assert.match(readable(await type(other.visitor, first)), /Non c’è una lettera/)
  const wrong = first.startsWith('0') ? `1${first.slice(1)}` : `0${first.slice(1)}`
  for (let left = 4; left >= 0; left--) {
    const page = await type(asking.visitor, wrong)
    assert.equal(page.status, 422)
    assert.match(readable(page), left === 0 ? /i tentativi sono finiti/ : new RegExp(`Hai ancora ${left} tentativ`))
  }
  assert.match(readable(await type(asking.visitor, first)), /Non c’è una lettera/)
  assert.equal(await dueCount(asking.visitor), 0)

  await ask(asking.visitor)
  const second = (await print()).codes[0]!
  await deliverAll(desk.world)
  // Signed in again: sixty days are longer than a session.
  desk.world.clock.advance({ hours: 24 * 60 })
  await asking.visitor.open('/roccaverde/accesso')
  await asking.visitor.post('/roccaverde/accesso', { username: asking.email, password: PASSWORD, poi: '' })
  assert.match(readable(await type(asking.visitor, second)), /Non c’è una lettera/)
})

test('many tries at the same moment are five, and the right code used twice at once is used once', async () => {
  const code = withCheck('NREGLI90C50H501')
  await owes(code)
  const { visitor, email } = await person(code)
  await ask(visitor)
  const right = (await print()).codes[0]!
  await visitor.open(PAGE)
  const pages = await Promise.all([right, right].map((typed) => visitor.post(PAGE, { code: typed })))
  assert.deepEqual(
    pages.map(({ status }) => status),
    [303, 303],
  )
  assert.equal((await events(email)).filter((event) => event.startsWith('fiscal-code-proven')).length, 1)
  await assertLedgerIsSound(desk.world)
})

test('an ente without an address sends nothing, and only says so afterwards', async () => {
  const code = withCheck('GLLPLA75D55H501')
  await owes(code, false)
  const { visitor } = await person(code)
  assert.match(await ask(visitor), /Se l’ente conosce un tuo indirizzo/)
  const { codes, undeliverable } = await print()
  assert.deepEqual([codes.length, undeliverable], [0, 1])
  assert.match(readable(await visitor.open(PAGE)), /non ha un indirizzo di posta/)
  await ask(visitor)
  await print()
  const page = await (async () => {
    await visitor.open(PAGE)
    return visitor.post(`${PAGE}/lettera`)
  })()
  assert.equal(page.status, 429)
})

test('at the counter: who is not who they say is refused, the first keeps it, and may have to give it back', async () => {
  const notice = await owes(MARIO)
  const [first, second] = [await person(MARIO), await person(MARIO)]
  const stranger = await person(withCheck('BNCGLI80A41H501'))
  assert.equal(await atCounter('nessuno@example.it', MARIO), 'no-such-account')
  assert.equal(await atCounter(stranger.email, MARIO), 'other-fiscal-code')
  assert.equal(await atCounter(first.email, MARIO), 'proven')
  assert.equal(await atCounter(first.email, MARIO), 'proven', 'again changes nothing')
  assert.equal(await dueCount(first.visitor), 1)
  assert.equal(await atCounter(second.email, MARIO), 'proven-by-another')
  assert.equal(await atCounter(second.email, MARIO, true), 'proven')
  assert.equal(await dueCount(first.visitor), 0)
  assert.equal(await dueCount(second.visitor), 1)
  assert.ok((await events(first.email)).includes('proof-moved-away Anna Verdi'))
  assert.ok((await events(second.email)).includes('fiscal-code-proven Anna Verdi carta d’identità'))
  assert.match(readable(await second.visitor.open(PAGE)), /Hai mostrato un documento allo sportello/)
  assert.equal((await first.visitor.get(notice.path)).status, 404)
  await assertLedgerIsSound(desk.world)
})

test('a proof takes from others what they kept by the codes, and leaves them what they paid', async () => {
  const code = withCheck('RSSNTN66E15H501')
  const [kept, paid] = [await owes(code), await owes(code)]
  const neighbour = await person(withCheck('BNCGLI80A41H501'))
  for (const { noticeNumber } of [kept, paid]) {
    await neighbour.visitor.open('/roccaverde/pratiche/aggiungi')
    const added = await neighbour.visitor.post('/roccaverde/pratiche/aggiungi', { fiscalCode: code, noticeNumber })
    assert.match(added.location, /\?aggiunta=1$/)
  }
  await neighbour.visitor.open(paid.path)
  await neighbour.visitor.post(`${paid.path}/paga`, { operationId: '', amount: '5400' })
  await desk.receive(paid, desk.portal.checkout.carts.at(-1)!.idCart)
  const debtor = await person(code)
  assert.equal(await atCounter(debtor.email, code), 'proven')
  const rows = await desk.world.database.verifier.query(
    sql`
      select c.reason from position_claims c join accounts a on a.account_id = c.account_id
      where a.email = ${neighbour.email}`,
    { reason: text },
  )
  assert.deepEqual(rows, [{ reason: 'paid' }])
})

test('two accounts at two counters at once: one of them has it', async () => {
  const code = withCheck('BNCMRC82H10H501')
  const pair = [await person(code), await person(code)]
  const outcomes = await Promise.all(pair.map(({ email }) => atCounter(email, code)))
  assert.deepEqual(outcomes.toSorted(), ['proven', 'proven-by-another'])
  await assertLedgerIsSound(desk.world)
})

test('adding by the codes is counted as a search is, and ten an hour are enough', async () => {
  const { visitor, email } = await person(MARIO)
  const address = '/roccaverde/pratiche/aggiungi'
  assert.match((await visitor.open(address)).body, new RegExp(`value="${MARIO}"`))
  const wrong = await visitor.post(address, {
    fiscalCode: withCheck('BNCGLI80A41H501'),
    noticeNumber: '302000000000000001',
  })
  assert.match(readable(wrong), /Non abbiamo trovato|non l’abbiamo trovata|Nessun/i)
  assert.match(readable(await visitor.post(address, { fiscalCode: 'X', noticeNumber: '' })), /Scrivi il Codice Avviso/)
  let status = 303
  for (let added = 0; added < 11; added++) {
    const { noticeNumber } = await desk.created(roccaverde)
    await visitor.open(address)
    status = (await visitor.post(address, { fiscalCode: MARIO, noticeNumber })).status
    desk.world.clock.advance({ seconds: 61 })
  }
  assert.equal(status, 429)
  const [kept] = await desk.world.database.verifier.query(
    sql`
      select count(*)::integer as found from position_claims c join accounts a on a.account_id = c.account_id
      where a.email = ${email}`,
    { found: integer },
  )
  assert.equal(kept?.found, 10)
  assert.equal((await events(email)).filter((event) => event === 'position-claimed account').length, 10)
})

test('no code stands in the database', async () => {
  assert.ok((await readdir(folder)).length > 0)
  const rows = await desk.world.database.verifier.query(
    sql`select coalesce(code_hash, '') as found from identity_letters`,
    { found: text },
  )
  for (const { found } of rows) assert.match(found, /^(\$argon2id\$.*)?$/)
})
