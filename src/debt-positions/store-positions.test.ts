import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import type { FiscalCode } from '../core/fiscal-code.ts'
import { cents } from '../core/money.ts'
import { composeNoticeNumber } from '../core/notice-number.ts'
import { Temporal } from '../core/time.ts'
import { randomNoticeBase } from '../platform/random.ts'
import { integer, sql } from '../platform/sql.ts'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import { stored } from '../../tests/support/imports.ts'
import { type World, createWorld } from '../../tests/support/world.ts'
import type { PositionDraft, ServiceId } from './position-draft.ts'
import { type Storing, storePositions } from './store-positions.operation.ts'

let world: World
let serviceId: ServiceId

before(async () => {
  world = await createWorld()
  const [service] = await world.database.app.read(
    world.roccaverde.institutionId,
    sql`select service_id from services where institution_id = scope.institution_id and code = 'mensa'`,
    { service_id: integer },
  )
  serviceId = service!.service_id as ServiceId
})

function storing(changes: Partial<Storing> = {}): Storing {
  return {
    actor: 'account:test',
    origin: 'spontaneous',
    now: world.clock.now(),
    numberSpace: { segregationCodes: ['02'], applicationCodes: [] },
    drawBase: randomNoticeBase,
    allowsOverdue: false,
    ...changes,
  }
}

function draft(reference: string, amount = 2_500): PositionDraft {
  return {
    reference,
    hasOwnReference: true,
    serviceId,
    debtor: {
      entityType: 'F',
      fiscalCode: 'RSSMRA80A01H501U' as FiscalCode,
      fullName: 'Mario Rossi',
      streetName: null,
      civicNumber: null,
      postalCode: null,
      city: null,
      province: null,
      country: null,
      email: null,
      emailIsVerified: false,
    },
    options: [
      {
        kind: 'single',
        installments: [
          {
            noticeNumber: null,
            amount: cents(amount),
            description: 'Blocchetto mensa',
            dueOn: Temporal.PlainDate.from('2026-12-31'),
            validFrom: null,
            expiresAfterDue: true,
            transfers: [
              {
                amount: cents(amount),
                beneficiaryFiscalCode: world.roccaverde.fiscalCode,
                beneficiaryName: null,
                destination: { kind: 'account', iban: 'IT88A0542899001000000990001', postalIban: null },
                remittanceInformation: null,
                transferCategory: '9/0107101TS/',
              },
            ],
          },
        ],
      },
    ],
  }
}

function store(drafts: PositionDraft[], changes: Partial<Storing> = {}, db = world.database.app) {
  return db.institution(world.roccaverde.institutionId, (tx) => storePositions(tx, drafts, storing(changes)))
}

test('the portal’s own role creates one position, for a form, and the same press twice makes one', async () => {
  const presses = await Promise.all([1, 2, 3, 4].map(() => store([draft('FORM-1')])))
  const outcomes = presses.flat().map(({ outcome }) => outcome)
  assert.deepEqual(outcomes.toSorted(), ['created', 'unchanged', 'unchanged', 'unchanged'])
  const created = presses.flat().find((one) => one.outcome === 'created')
  assert.ok(created?.outcome === 'created')
  const [notice] = await stored(world, world.roccaverde, 'FORM-1')
  assert.deepEqual(created.noticeNumbers, [notice!.notice_number])
  await assertLedgerIsSound(world)
})

test('what was written before in the transaction stays when a number must be drawn again', async () => {
  const bases = [1, 1, 2]
  await store([draft('NUMBER-1')], { drawBase: () => bases.shift()! })
  await world.database.worker.institution(world.roccaverde.institutionId, async (tx) => {
    await storePositions(tx, [draft('NUMBER-2')], storing())
    await storePositions(tx, [draft('NUMBER-3')], storing({ drawBase: () => bases.shift()! }))
  })
  assert.equal((await stored(world, world.roccaverde, 'NUMBER-2')).length, 1)
  assert.equal((await stored(world, world.roccaverde, 'NUMBER-3'))[0]!.notice_number, composeNoticeNumber('02', 2))
  await assertLedgerIsSound(world)
})

test('transfers that do not add up never reach the database', async () => {
  const wrong = draft('SUM-1')
  const [option] = wrong.options
  const [installment] = option!.installments
  const broken = { ...wrong, options: [{ ...option!, installments: [{ ...installment!, amount: cents(1) }] }] }
  await assert.rejects(store([broken]), /transfers add up/)
  assert.equal((await stored(world, world.roccaverde, 'SUM-1')).length, 0)
})

test('batches that want each other’s numbers and references at once all end', async () => {
  let round = 0
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 4 }), async (batches) => {
      // No round may meet the names or the numbers of another.
      round++
      const names = Array.from({ length: 12 }, (_, index) => `RACE-${round}-${index}`)
      const base = 5_000_000 + round * 1_000
      const results = await Promise.all(
        Array.from({ length: batches }, (_, batch) => {
          const order = batch % 2 === 0 ? names : names.toReversed()
          // Every batch draws from the same few numbers, which are more than all its tries can use.
          const drawBase = () => base + Math.floor(Math.random() * 200)
          return store(
            order.map((name) => draft(name)),
            { drawBase },
            world.database.worker,
          )
        }),
      )
      const created = results.flat().filter(({ outcome }) => outcome === 'created')
      assert.equal(created.length, names.length)
    }),
    { numRuns: 8 },
  )
  await assertLedgerIsSound(world)
})

test('an institution whose numbers are all taken is told so, and does not wait for ever', async () => {
  await store([draft('LAST-1')], { drawBase: () => 77 })
  await assert.rejects(store([draft('LAST-2')], { drawBase: () => 77 }), /no notice number is left/)
})
