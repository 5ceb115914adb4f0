/** What the tests of carts do again and again: a notice, somebody who puts it into a cart, a Node that pays it. */
import assert from 'node:assert/strict'
import type { Institution } from '../../src/institutions/institution.ts'
import { createStation } from '../../src/pa-for-node/station.route.ts'
import { getPaymentMessage, headOfRoccaverde, headOfTest, receiptMessage, valueOf } from './node.ts'
import { type Page, type TestPortal, Visitor, createTestPortal, readable } from './portal.ts'
import { type CreatedPosition, type TestPosition, type World, createPosition, createWorld, silent } from './world.ts'

export const MARIO = 'RSSMRA80A01H501U'

export type Notice = CreatedPosition & { institution: Institution; path: string }

export type CartDesk = {
  world: World
  portal: TestPortal
  close(): Promise<void>
  /** A notice of 54,00 €, with a description that everybody may read. */
  created(institution: Institution, wanted?: TestPosition): Promise<Notice>
  /** Somebody without an account who has opened and put in these. */
  guestWith(...notices: Notice[]): Promise<Visitor>
  /** The Node asks for the payment of a notice that a cart carries. */
  activate(notice: Notice, idCart: string): Promise<void>
  /** The answer to the receipt of a notice, which may name the cart that it was paid with. */
  receive(notice: Notice, paymentNote?: string): Promise<string | undefined>
}

export async function openCartDesk(): Promise<CartDesk> {
  const world = await createWorld()
  const portal = await createTestPortal(world)
  const station = createStation({
    config: portal.services.config.station,
    context: { db: world.database.app, directory: world.directory, clock: world.clock },
    log: silent,
  })
  let receipts = 0

  async function ask(payload: string): Promise<string> {
    return (await station.inject({ method: 'POST', url: '/pa-for-node', payload })).body
  }

  return {
    world,
    portal,
    async close() {
      await portal.close()
      await station.close()
    },
    async created(institution, wanted = {}) {
      const service = institution.code === 'roccaverde' ? 'mensa' : 'test'
      const position = await createPosition(world, institution, { service, ...wanted })
      return { ...position, institution, path: `/${institution.code}/pratiche/${position.installmentId}` }
    },
    async guestWith(...notices) {
      const visitor = new Visitor(portal)
      for (const notice of notices) {
        await openWithCodes(visitor, notice)
        assert.match(readable(await add(visitor, notice)), /Aggiunta al carrello/)
      }
      return visitor
    },
    async activate(notice, idCart) {
      const extra = `<amount>54.00</amount><paymentNote>${idCart}</paymentNote>`
      const answer = await ask(getPaymentMessage(2, notice.noticeNumber, { head: headOf(notice), extra }))
      assert.equal(valueOf(answer, 'outcome'), 'OK', answer)
    },
    async receive(notice, paymentNote) {
      const note = paymentNote === undefined ? '' : `<paymentNote>${paymentNote}</paymentNote>`
      const tail = `${note}<paymentDateTime>2026-11-24T10:15:30</paymentDateTime>`
      const receipt = { receiptId: `cart-${++receipts}`, noticeNumber: notice.noticeNumber, tail }
      return valueOf(await ask(receiptMessage(2, receipt, headOf(notice))), 'outcome')
    },
  }
}

function headOf({ institution }: Notice) {
  return institution.code === 'roccaverde' ? headOfRoccaverde : headOfTest
}

/** As whoever has the paper in hand. */
export async function openWithCodes(visitor: Visitor, { institution, noticeNumber }: Notice): Promise<void> {
  await visitor.open(`/${institution.code}/`)
  const found = await visitor.post(`/${institution.code}/ricerca`, { fiscalCode: MARIO, noticeNumber })
  assert.equal(found.status, 303, readable(found))
}

/** Presses "Aggiungi pratica al carrello" on the page of the position; the page that comes back. */
export async function add(visitor: Visitor, notice: Notice): Promise<Page> {
  await visitor.open(notice.path)
  const answer = await visitor.post(`${notice.path}/carrello`)
  assert.equal(answer.status, 303)
  return visitor.open(answer.location)
}

/** What the button of the cart would send. */
export function payFields({ body }: Page): Record<string, string> {
  const form = /<form[^>]*\/carrello\/paga".*?<\/form>/.exec(body)?.[0] ?? ''
  assert.ok(form, 'the cart offers to pay')
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? ''
  const [operationId, amount, notices] = [value('operationId'), value('amount'), value('notices')]
  return { operationId, amount, notices, again: value('again') }
}

/** Whoever is asked whether one of them was paid already says that it is another. */
export async function payCart(visitor: Visitor, ente = 'roccaverde'): Promise<Page> {
  const cart = await visitor.open(`/${ente}/carrello`)
  const answer = await visitor.post(`/${ente}/carrello/paga`, payFields(cart))
  const isAsked = answer.body.includes('name="again"')
  return isAsked ? visitor.post(`/${ente}/carrello/paga`, payFields(answer)) : answer
}

/** The number on the cart in the header. */
export function badge({ body }: Page): number {
  return Number(/q-cart-link".*?<\/a>/.exec(body)?.[0].match(/q-count" aria-hidden="true">(\d+)</)?.[1] ?? 0)
}
