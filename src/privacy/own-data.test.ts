/** Scarica i miei dati: all of one's own, nothing of anybody else's, once a day. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { type CartDesk, MARIO, openCartDesk, openWithCodes } from '../../tests/support/cart-desk.ts'
import { PASSWORD, Visitor, readable, registerAndSignIn } from '../../tests/support/portal.ts'
import { boolean, integer, sql } from '../platform/sql.ts'

let desk: CartDesk

before(async () => {
  desk = await openCartDesk()
})

after(() => desk.close())

const email = 'i-miei-dati@example.it'
const LUCIA = 'BNCLCU85D41H501F'
const lucia = { fiscalCode: LUCIA, fullName: 'Lucia Bianchi', email, emailIsVerified: true }

async function take(visitor: Visitor, password = PASSWORD) {
  await visitor.open('/roccaverde/profilo/privacy/dati')
  return visitor.post('/roccaverde/profilo/privacy/dati', { password })
}

test('the archive holds what the pages show: own positions whole, others’ masked, and the quietanze', async () => {
  const own = await desk.created(desk.world.roccaverde, { debtor: lucia })
  const paid = await desk.created(desk.world.roccaverde, { debtor: lucia })
  const anothers = await desk.created(desk.world.roccaverde)
  const unseen = await desk.created(desk.world.roccaverde)
  const visitor = new Visitor(desk.portal)
  await registerAndSignIn(desk.world, visitor, 'roccaverde', { fiscalCode: LUCIA, email, firstName: 'Lucia' })
  await openWithCodes(visitor, anothers)
  await visitor.open(anothers.path)
  await visitor.post(`${anothers.path}/segui`)
  await desk.receive(paid)

  assert.match(readable(await take(visitor, 'non è questa')), /La password attuale non è giusta/)
  const page = await take(visitor)
  assert.equal(page.headers['content-type'], 'application/zip')
  assert.match(String(page.headers['content-disposition']), /^attachment; filename="i-miei-dati\.zip"/)
  const files = unzipSync(page.raw)
  const paper = `quietanze/roccaverde/quietanza-${paid.noticeNumber}.pdf`
  assert.deepEqual(Object.keys(files).toSorted(), ['LEGGIMI.txt', 'dati.json', paper])
  assert.match(strFromU8(files[paper]!.slice(0, 8)), /^%PDF-/)

  const text = strFromU8(files['dati.json']!)
  const { profilo, consensi, avvenimenti, preferenze, enti } = JSON.parse(text)
  assert.equal(profilo.codiceFiscale, LUCIA)
  assert.equal(consensi.length, 2)
  assert.deepEqual(preferenze.promemoriaGiorniPrima, [7])
  assert.ok(avvenimenti.some(({ cosa }: { cosa: string }) => cosa === 'Accesso al portale'))
  const [roccaverde] = enti
  const byNotice = new Map<string, Record<string, unknown>>(
    roccaverde.pratiche.map((one: { codiceAvviso: string }) => [one.codiceAvviso, one]),
  )
  assert.equal(byNotice.get(own.noticeNumber)?.['intestatario'], 'Lucia Bianchi')
  assert.equal(byNotice.get(paid.noticeNumber)?.['quietanza'], paper)
  assert.equal(byNotice.get(anothers.noticeNumber)?.['intestatario'], 'M**** R****')
  assert.equal(byNotice.has(unseen.noticeNumber), false)
  assert.doesNotMatch(text, new RegExp(`${MARIO}|Mario Rossi|argon2|${visitor.cookie('sid')}`))

  assert.match(readable(await take(visitor)), /Hai già scaricato i tuoi dati oggi/)
  desk.world.clock.advance({ hours: 24 })
})

test('what was filled in goes along: answers, drafts, attachments; and a closed account leaves no draft behind', async () => {
  const visitor = new Visitor(desk.portal)
  const address = 'moduli@example.it'
  await registerAndSignIn(desk.world, visitor, 'roccaverde', { fiscalCode: LUCIA, email: address })
  const open = async (service: string) => {
    const start = await visitor.get(`/roccaverde/servizi/${service}/compila`)
    await visitor.open(start.location)
    return start.location
  }
  const saved = await open('passi-carrabili')
  const form = new FormData()
  const token = /name="_csrf" value="([^"]+)"/.exec(visitor.last!.body)![1]!
  const answers = { 'field-indirizzo': 'Via Roma 1', 'field-larghezza': '2', 'field-cartello': 'no' }
  for (const [name, value] of Object.entries({ _csrf: token, ...answers })) form.append(name, value)
  form.append('field-planimetria', new File(['%PDF-1.7'], '../pianta.pdf'))
  const packed = new Response(form)
  const body = Buffer.from(await packed.arrayBuffer()).toString('latin1')
  await visitor.postRaw(saved, body, { 'content-type': packed.headers.get('content-type')! })
  const summary = await visitor.open(`${saved}/riepilogo`)
  assert.match(readable(summary), /40,00 €/)
  await visitor.post(`${saved}/salva`, { shown: /name="shown" value="([^"]+)"/.exec(summary.body)![1]! })
  const draft = await open('mensa')
  await visitor.post(draft, { 'field-alunno': 'Anna', keep: '1' })

  const files = unzipSync((await take(visitor)).raw)
  const [roccaverde] = JSON.parse(strFromU8(files['dati.json']!)).enti
  const [left, right] = roccaverde.moduli
  assert.deepEqual(
    [left.codiceAvviso, left.risposte],
    ['bozza, non salvata', [{ domanda: 'alunno', risposta: 'Anna' }]],
  )
  assert.ok(right.risposte.some(({ risposta }: { risposta: string }) => risposta === 'Via Roma 1'))
  const [attached] = right.allegati
  assert.match(attached, /^allegati\/roccaverde\/\d{18}\/planimetria-pianta\.pdf$/)
  assert.equal(strFromU8(files[attached]!), '%PDF-1.7')

  await visitor.open('/roccaverde/profilo/privacy/revoca')
  await visitor.post('/roccaverde/profilo/privacy/revoca', { password: PASSWORD })
  const kept = await desk.world.database.verifier.query(
    sql`
      select position_id is null as is_draft, num_nonnulls(account_id, session_id) as owners from filled_forms
      where service_id in (select service_id from services where code in ('passi-carrabili', 'mensa'))`,
    { is_draft: boolean, owners: integer },
  )
  assert.deepEqual(kept, [{ is_draft: false, owners: 0 }])
})
