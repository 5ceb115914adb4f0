import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import * as path from 'node:path'
import { before, test } from 'node:test'
import { type World, createWorld } from '../../tests/support/world.ts'
import { projectRoot } from '../platform/paths.ts'
import { type AppliedServices, applyServices } from './apply-services.operation.ts'
import { findNumberSpace, findOpenService, listOpenServices } from './services.queries.ts'

type Declared = { institution: string; services: { code: string; iban: string; spontaneous?: unknown }[] }

let world: World
let declared: Declared

before(async () => {
  world = await createWorld()
  declared = JSON.parse(
    readFileSync(path.join(projectRoot, 'demo', 'comune-di-test', 'services.json'), 'utf8'),
  ) as Declared
})

const apply = (content: unknown): Promise<AppliedServices> => applyServices(world.database.owner, content)
const open = async () => {
  const { institutionId } = world.comuneDiTest
  return (await listOpenServices(world.database.app, institutionId)).map(({ code }) => code)
}

test('what the file says is what citizens may fill in, and the same file twice changes nothing', async () => {
  const first = await apply(declared)
  assert.ok(first.outcome === 'applied')
  assert.deepEqual([first.services, first.open], [declared.services.length, (await open()).length])
  const earlier = await open()
  assert.deepEqual(await apply(declared), first)
  assert.deepEqual(await open(), earlier)
  const service = await findOpenService(world.database.app, world.comuneDiTest.institutionId, 'mensa-scolastica')
  assert.equal(service?.hint, "E' possibile prenotare blocchetti da 25 Euro")
  assert.equal(await findOpenService(world.database.app, world.roccaverde.institutionId, 'mensa-scolastica'), undefined)
})

test('a service that the file does not name any more is closed, and stays for the positions that it has', async () => {
  const fewer = { ...declared, services: declared.services.filter(({ code }) => code !== 'mensa-scolastica') }
  assert.equal((await apply(fewer)).outcome, 'applied')
  assert.ok(!(await open()).includes('mensa-scolastica'))
  assert.equal((await apply(declared)).outcome, 'applied')
  assert.ok((await open()).includes('mensa-scolastica'))
})

test('money goes to no account but the ente’s own, and of a wrong file nothing is taken', async () => {
  const earlier = await open()
  const [first, ...others] = declared.services
  const foreign = { ...declared, services: [{ ...first!, iban: 'IT88A0542899001000000990001' }, ...others.slice(0, 1)] }
  assert.deepEqual(await apply(foreign), {
    outcome: 'wrong',
    problems: [{ path: 'services[0].iban', reason: 'non è un conto dell’ente' }],
  })
  assert.equal((await apply({ ...declared, services: [{ ...first!, code: 'MAIUSCOLO' }] })).outcome, 'wrong')
  assert.equal((await apply({ ...declared, institution: 'nessuno' })).outcome, 'unknown-institution')
  assert.deepEqual(await open(), earlier)
})

test('new notices of the ente begin with the code of its own station', async () => {
  const { institutionId } = world.comuneDiTest
  const space = await world.database.app.institution(institutionId, (tx) => findNumberSpace(tx, institutionId))
  assert.ok(space.segregationCodes.length > 0)
})
