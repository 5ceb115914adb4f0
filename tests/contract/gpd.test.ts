/** The positions that we take, against pagoPA's own description of GPD (gpd.json) and its own sample bodies. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import * as path from 'node:path'
import { before, test } from 'node:test'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { projectRoot } from '../../src/platform/paths.ts'
import { load } from '../support/imports.ts'
import { pagopaFile } from '../support/pagopa-files.ts'
import { type World, createWorld } from '../support/world.ts'

const contract = pagopaFile('contracts/rest/gpd.json')
const sample = (name: string) => pagopaFile(`contracts/rest/examples/${name}`)
const skip =
  contract && sample('PaymentPositions.json')
    ? false
    : 'pagoPA’s contracts are not here (clone pagopa/pagopa-api and set PAGOPA_CONTRACTS)'

type Schema = { properties: Record<string, object>; required?: string[] }
type Contract = { components: { schemas: Record<string, Schema> } }

let world: World

before(async () => {
  world = await createWorld()
})

function example(): { paymentPositions: [Record<string, unknown>, ...unknown[]] } {
  return JSON.parse(readFileSync(path.join(projectRoot, 'docs/examples/posizioni-gpd.json'), 'utf8'))
}

test('the example of the guide is what the contract asks for', { skip }, () => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(JSON.parse(contract!) as object, 'gpd')
  const validate = ajv.getSchema('gpd#/components/schemas/PaymentPositionModel')
  assert.ok(validate)
  const [first] = example().paymentPositions
  assert.ok(validate(first), JSON.stringify(validate.errors))
})

test(
  'no field of the contract is unknown to the reader, and those that it needs are the contract’s',
  { skip },
  async () => {
    const { schemas } = (JSON.parse(contract!) as Contract).components
    const [first] = example().paymentPositions
    const position = structuredClone(first) as Record<string, unknown>
    const [option] = position['paymentOption'] as [Record<string, unknown>]
    const [transfer] = option['transfer'] as [Record<string, unknown>]
    const parts = { PaymentPositionModel: position, PaymentOptionModel: option, TransferModel: transfer }
    for (const [name, part] of Object.entries(parts)) {
      for (const field of Object.keys(schemas[name]!.properties)) part[field] ??= null
    }
    const { problems } = await load(world, world.roccaverde, JSON.stringify({ paymentPositions: [position] }))
    assert.deepEqual(problems, [])
  },
)

test(
  'pagoPA’s sample bodies are understood, and what is impossible in them is told field by field',
  { skip },
  async () => {
    const expected = [
      'campo paymentOption[0].dueDate: la scadenza è già passata',
      'campo paymentOption[0].transfer[0].category: non è un codice della tassonomia (9/0101101IM/)',
      'campo paymentOption[0].transfer[0].iban: non è un IBAN valido',
    ]
    for (const [name, line] of [
      ['PaymentPosition.json', 1],
      ['PaymentPositions.json', 3],
    ] as const) {
      const { counts, problems, broken } = await load(world, world.comuneDiTest, sample(name)!)
      assert.equal(broken, undefined)
      assert.equal(counts.refused, 1)
      assert.deepEqual(
        problems.toSorted(),
        expected.map((reason) => `riga ${line} (posizione 1), ${reason}`),
      )
    }
    const { broken } = await load(world, world.comuneDiTest, sample('PaymentPositionsIDs.json')!)
    assert.deepEqual(broken, { reason: 'deletion-list' })
  },
)

test(
  'once its IBAN, its category and its number exist, the sample is stored, unless its date is past',
  { skip },
  async () => {
    const mended = sample('PaymentPositions.json')!
      .replace('IT0000000000000000000000000', 'IT60X0542811101000000123456')
      .replace('categoryWebinar', '9/0103100TS/')
      .replace('12345678912345678', '01345678912345678')
    const late = await load(world, world.comuneDiTest, mended)
    assert.deepEqual(late.problems, [
      'riga 3 (posizione 1): la scadenza è già passata (per caricare debiti scaduti: --allow-overdue)',
    ])
    const { counts, problems } = await load(world, world.comuneDiTest, mended.replace('2026-11-17', '2027-11-17'))
    assert.deepEqual(problems, [])
    assert.equal(counts.created, 1)
  },
)
