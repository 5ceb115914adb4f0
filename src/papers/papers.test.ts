import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { receiptMessage } from '../../tests/support/node.ts'
import { type TestPortal, Visitor, createTestPortal, readable, registerAndSignIn } from '../../tests/support/portal.ts'
import { type ReadPdf, elementsOf, readPdf } from '../../tests/support/read-pdf.ts'
import { type World, createPosition, createWorld, silent } from '../../tests/support/world.ts'
import { groupDigits } from '../core/notice-number.ts'
import { createStation } from '../pa-for-node/station.route.ts'

let world: World
let portal: TestPortal
let station: ReturnType<typeof createStation>
let mario: Visitor

const MARIO = 'RSSMRA80A01H501U'
const RECIPIENT = { idPA: '99000100018', idBrokerPA: '77777777777', idStation: '77777777777_02' }

before(async () => {
  world = await createWorld()
  portal = await createTestPortal(world)
  station = createStation({
    config: portal.services.config.station,
    context: { db: world.database.app, directory: world.directory, clock: world.clock },
    log: silent,
  })
  // The debtor, signed in: the test ente shows an account what its declared codice fiscale owes.
  mario = new Visitor(portal)
  const person = { fiscalCode: MARIO, email: 'mario.carte@example.org' }
  await registerAndSignIn(world, mario, 'comune-di-test', person)
})

after(async () => {
  await station.close()
  await portal.close()
})

const sentences = ({ root }: ReadPdf) =>
  [...elementsOf(root)].flatMap(({ tag, spoken }) => (spoken === '' || tag === 'Span' ? [] : [spoken]))

/** A visitor who has found a position by its codes. */
async function finder(institution: string, noticeNumber: string): Promise<{ visitor: Visitor; address: string }> {
  const visitor = new Visitor(portal)
  await visitor.open(`/${institution}/`)
  const found = await visitor.post(`/${institution}/ricerca`, {
    fiscalCode: MARIO,
    noticeNumber,
    creditorReferenceId: '',
  })
  assert.equal(found.status, 303, readable(found))
  await visitor.open(found.location)
  return { visitor, address: found.location }
}

const plan = [
  { amountCents: 1_800, dueOn: '2026-12-31' },
  { amountCents: 1_800, dueOn: '2027-01-31' },
  { amountCents: 1_800, dueOn: '2027-02-28' },
]

test('from one position a citizen prints this notice, or the whole plan', async () => {
  const { noticeNumber, plan: parts } = await createPosition(world, world.roccaverde, { plan })
  const { visitor, address } = await finder('roccaverde', noticeNumber)
  assert.match(readable(visitor.last!), /Stampa tutto il piano/)
  const alone = await visitor.get(`${address}/avviso.pdf`)
  assert.equal(alone.status, 200)
  assert.match(String(alone.headers['content-disposition']), new RegExp(`avviso-${noticeNumber}.pdf`))
  const onlyThis = sentences(readPdf(alone.raw)).join('\n')
  assert.ok(onlyThis.includes(groupDigits(noticeNumber)))
  for (const part of parts) assert.ok(!onlyThis.includes(groupDigits(part)))

  const whole = await visitor.get(`${address}/piano.pdf`)
  assert.match(String(whole.headers['content-disposition']), new RegExp(`piano-${noticeNumber}.pdf`))
  const all = sentences(readPdf(whole.raw)).join('\n')
  for (const number of [noticeNumber, ...parts]) assert.ok(all.includes(groupDigits(number)), number)
  assert.match(all, /Puoi pagare per intero o in 3 rate/)
})

test('one instalment of a plan says which it is', async () => {
  const { plan: parts } = await createPosition(world, world.roccaverde, { plan })
  const { visitor, address } = await finder('roccaverde', parts[1]!)
  const text = sentences(readPdf((await visitor.get(`${address}/avviso.pdf`)).raw))
  assert.ok(
    text.some((sentence) => sentence.startsWith('Rata 2 entro il 31/01/2027')),
    text.join('\n'),
  )
})

test('a fine is printed with both of its amounts, whichever was opened', async () => {
  const {
    noticeNumber,
    plan: [reduced],
  } = await createPosition(world, world.roccaverde, {
    service: 'sanzioni',
    amountCents: 7_855,
    reducedCents: 10_465,
  })
  for (const opened of [noticeNumber, reduced!]) {
    const { visitor, address } = await finder('roccaverde', opened)
    assert.match(readable(visitor.last!), /Due importi: scegli quello giusto/)
    const text = sentences(readPdf((await visitor.get(`${address}/avviso.pdf`)).raw)).join('\n')
    assert.match(text, /Importo scontato del 30% 78,55 Euro/)
    assert.match(text, /Importo ridotto 104,65 Euro/)
  }
})

test('who has only the codes reads no name on the paper; the debtor reads everything', async () => {
  const wanted = { service: 'riscossione-coattiva', description: 'Rette di Anna, classe 3B' }
  const { noticeNumber, installmentId } = await createPosition(world, world.comuneDiTest, wanted)
  const { visitor, address } = await finder('comune-di-test', noticeNumber)
  const masked = sentences(readPdf((await visitor.get(`${address}/avviso.pdf`)).raw)).join('\n')
  assert.doesNotMatch(masked, /Rossi|RSSMRA|Anna/)
  assert.match(masked, /M\*{4} R\*{4}/)
  const full = await mario.get(`/comune-di-test/pratiche/${installmentId}/avviso.pdf`)
  const text = sentences(readPdf(full.raw)).join('\n')
  assert.match(text, /Mario Rossi/)
  assert.match(text, /Rette di Anna, classe 3B/)
})

test('nobody prints what they have not found, and nothing that cannot be paid', async () => {
  const { installmentId } = await createPosition(world, world.roccaverde)
  const stranger = new Visitor(portal)
  for (const paper of ['avviso.pdf', 'piano.pdf', 'quietanza.pdf', 'ricevuta.xml']) {
    assert.equal((await stranger.get(`/roccaverde/pratiche/${installmentId}/${paper}`)).status, 404)
  }
  const cancelled = await createPosition(world, world.comuneDiTest, { status: 'cancelled' })
  for (const paper of ['avviso.pdf', 'piano.pdf', 'quietanza.pdf', 'ricevuta.xml']) {
    assert.equal((await mario.get(`/comune-di-test/pratiche/${cancelled.installmentId}/${paper}`)).status, 404)
  }
})

test('a list is printed as one file, a part for each notice', async () => {
  const ids: string[] = []
  for (const description of ['Prima', 'Seconda', 'Terza']) {
    ids.push(
      (await createPosition(world, world.comuneDiTest, { service: 'mensa-scolastica', description })).installmentId,
    )
  }
  const list = await mario.open('/comune-di-test/pratiche')
  const link = /href="([^"]*avvisi\.pdf[^"]*)"/.exec(list.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
  for (const id of ids) assert.ok(link.includes(id), link)
  const address = '/comune-di-test/pratiche/avvisi.pdf'
  const query = (wanted: readonly string[]) => `${address}?${wanted.map((id) => `pratica=${id}`).join('&')}`
  const printed = await mario.get(query(ids))
  assert.equal(printed.status, 200)
  const { root } = readPdf(printed.raw)
  assert.equal(root.children.filter(({ tag }) => tag === 'Part').length, 3)
  assert.equal((await mario.get(query(ids.slice(0, 1)))).status, 200)

  // One that is not theirs, or not there, and the whole is refused: so is what no page has linked to.
  const other = await createPosition(world, world.comuneDiTest, {
    debtor: { fiscalCode: 'VRDLGI80A01H501F', fullName: 'Luigi Verdi' },
  })
  assert.equal((await mario.get(query([...ids, other.installmentId]))).status, 404)
  assert.equal((await new Visitor(portal).get(query(ids))).status, 404)
  for (const wrong of [[], ['x'], [ids[0]!, ids[0]!], Array.from({ length: 26 }, () => other.installmentId)]) {
    assert.equal((await mario.get(query(wrong))).status, 400)
  }
})

test('the quietanza is given in five languages, and asked for in no other', async () => {
  const { noticeNumber } = await createPosition(world, world.roccaverde, { service: 'mensa' })
  await pay(noticeNumber, 'papers-language')
  const { visitor, address } = await finder('roccaverde', noticeNumber)
  assert.match(readable(visitor.last!), /English Deutsch Français Slovenščina/)
  const titles = {
    it: 'Quietanza di pagamento',
    en: 'Payment receipt',
    de: 'Zahlungsquittung',
    fr: 'Quittance de paiement',
    sl: 'Potrdilo o plačilu',
  }
  for (const [language, title] of Object.entries(titles)) {
    const pdf = readPdf((await visitor.get(`${address}/quietanza.pdf?lingua=${language}`)).raw)
    assert.equal(pdf.language, language)
    assert.ok(sentences(pdf).includes(title))
  }
  assert.equal(readPdf((await visitor.get(`${address}/quietanza.pdf`)).raw).language, 'it')
  for (const language of ['es', '', 'it&lingua=en', '%00']) {
    assert.equal((await visitor.get(`${address}/quietanza.pdf?lingua=${language}`)).status, 400, language)
  }
})

test('the original receipt is for the debtor alone, whole, and the paper prints its digest', async () => {
  const { noticeNumber, installmentId } = await createPosition(world, world.comuneDiTest)
  const idOfTest = { idPA: world.comuneDiTest.fiscalCode, idBrokerPA: '77777777777', idStation: '77777777777_01' }
  await pay(noticeNumber, 'papers-original', idOfTest)
  const { visitor, address } = await finder('comune-di-test', noticeNumber)
  assert.equal((await visitor.get(`${address}/ricevuta.xml`)).status, 404)
  const original = await mario.get(`/comune-di-test/pratiche/${installmentId}/ricevuta.xml`)
  assert.equal(original.status, 200)
  assert.equal(original.headers['content-type'], 'application/xml')
  assert.match(String(original.headers['content-disposition']), /^attachment; filename="ricevuta-\d{18}\.xml"/)
  assert.match(String(original.headers['content-security-policy']), /^sandbox/)
  assert.match(original.body, /<receiptId>papers-original<\/receiptId>/)
  const digest = createHash('sha256').update(original.raw).digest('hex')
  const paper = await mario.get(`/comune-di-test/pratiche/${installmentId}/quietanza.pdf`)
  assert.ok(sentences(readPdf(paper.raw)).join('\n').includes(digest))
})

async function pay(noticeNumber: string, receiptId: string, recipient = RECIPIENT): Promise<void> {
  const facts = { receiptId, noticeNumber, fiscalCode: recipient.idPA }
  const payload = receiptMessage(2, facts, recipient)
  const answer = await station.inject({ method: 'POST', url: '/pa-for-node', payload })
  assert.match(answer.body, /<outcome>OK<\/outcome>/)
}
