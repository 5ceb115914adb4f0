import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import { projectRoot } from '../platform/paths.ts'
import { LONGEST_PLATE, answerText, longestText } from './answer-text.ts'
import { fillTemplate, readTemplate } from './causale.ts'
import type { Field } from './field.ts'
import { categoriesOf } from './open-service.ts'
import { readServiceForm } from './service-form-shape.ts'
import { DESCRIPTION_CHARACTERS, pricedFields } from './service-form.ts'
import { readServicesFile } from './services-file.ts'

const classes = [
  { value: 'a', label: 'Prima' },
  { value: 'b', label: 'Seconda' },
]
const good = {
  category: 'Scuola',
  summary: 'Acquista i blocchetti della mensa.',
  fields: [
    { kind: 'text', name: 'alunno', label: 'Alunno', maxLength: 40 },
    { kind: 'choice', name: 'classe', label: 'Classe', options: classes, isOptional: true },
    { kind: 'number', name: 'pasti', label: 'Pasti', max: 20 },
    { kind: 'constant', name: 'anno', value: '2026' },
  ],
  tariff: { kind: 'quantity', field: 'pasti', price: { kind: 'fixed', amount: '5,00' } },
  description: 'Mensa {anno}, {pasti} pasti per {alunno}[, classe {classe}]',
}

function problemsOf(changes: Record<string, unknown>): string[] {
  const reading = readServiceForm({ ...good, ...changes })
  return reading.outcome === 'wrong' ? reading.problems.map(({ path: place, reason }) => `${place}: ${reason}`) : []
}

test('the declarations of the demo are good', () => {
  for (const ente of ['comune-di-test', 'roccaverde']) {
    const content = JSON.parse(readFileSync(path.join(projectRoot, 'demo', ente, 'services.json'), 'utf8')) as unknown
    const reading = readServicesFile(content)
    assert.deepEqual(reading.outcome === 'wrong' ? reading.problems : [], [], ente)
  }
})

test('a wrong declaration is refused, with the place and the reason of everything that is wrong with it', () => {
  assert.deepEqual(problemsOf({}), [])
  assert.deepEqual(
    problemsOf({ tariff: { kind: 'quantity', field: 'alunno', price: { kind: 'fixed', amount: '5,00' } } }),
    ['tariff.field: «alunno» non è un campo number'],
  )
  assert.deepEqual(problemsOf({ description: '{nome} {classe}' }), [
    'description: non c’è nessun campo «nome»',
    'description: «classe» può mancare: mettilo tra parentesi quadre, con il testo che va con lui',
  ])
  assert.deepEqual(problemsOf({ tariff: { kind: 'table', field: 'classe', amounts: { a: '1,00', c: '2,00' } } }), [
    'tariff.field: «classe» fa il prezzo: non può essere facoltativo',
    'tariff.amounts: manca l’importo dell’opzione «b»',
    'tariff.amounts.c: «classe» non ha questa opzione',
  ])
  assert.deepEqual(problemsOf({ description: ' [{classe}]' }), [
    'description: può restare vuota: serve qualcosa fuori dalle parentesi quadre',
  ])
  const [shares] = problemsOf({ shares: [{ part: { kind: 'remainder' } }, { part: { kind: 'remainder' } }] })
  assert.match(shares ?? '', /^shares: una quota, e una sola/)
  const [long] = problemsOf({ description: `${'x'.repeat(DESCRIPTION_CHARACTERS)}{alunno}` })
  assert.match(long ?? '', /^description: può arrivare a 180 caratteri/)
  assert.deepEqual(problemsOf({ prezzo: 1 }), ['prezzo: campo non previsto'])
})

test('a causale is the template with the answers in it, and what belongs to an empty one falls away', () => {
  const reading = readTemplate(good.description)
  assert.ok(reading.outcome === 'read')
  const fill = (texts: Record<string, string>) => fillTemplate(reading.template, (name) => texts[name] ?? '')
  const texts = { anno: '2026', pasti: '10', alunno: 'Bruno Lupo' }
  assert.equal(fill(texts), 'Mensa 2026, 10 pasti per Bruno Lupo')
  assert.equal(fill({ ...texts, classe: 'Prima' }), 'Mensa 2026, 10 pasti per Bruno Lupo, classe Prima')
  for (const wrong of ['{a', 'a}', '[a]', '[[{a}]]', '']) assert.equal(readTemplate(wrong).outcome, 'wrong', wrong)
})

test('answers become the words that a person would write', () => {
  const reading = readServiceForm(good)
  assert.ok(reading.outcome === 'read')
  const field = (name: string): Field => reading.value.fields.find((one) => one.name === name)!
  assert.equal(answerText(field('classe'), { kind: 'chosen', values: ['b'] }), 'Seconda')
  assert.equal(answerText(field('classe'), { kind: 'none' }), '')
  assert.equal(answerText(field('pasti'), { kind: 'number', hundredths: 1_050 }), '10,5')
  assert.equal(answerText(field('anno'), undefined), '2026')
  assert.equal(answerText(field('alunno'), { kind: 'day', day: '2026-11-27' }), '27/11/2026')
  assert.equal(longestText(field('classe')), 'Seconda'.length)
  const plate = { kind: 'licence-plate', name: 'targa', label: 'Targa', hint: null, isOptional: false } as const
  assert.equal(longestText({ ...plate, allowsForeign: true }), LONGEST_PLATE)
  assert.deepEqual(
    pricedFields(reading.value).map(({ name }) => name),
    ['pasti'],
  )
})

test('the menu finds a service by any of its words, without capitals and accents', () => {
  const service = (name: string, category: string) => ({
    code: name,
    name,
    category,
    summary: 'Per chi abita in città',
    access: 'account' as const,
  })
  const all = [service('Mensa', 'Scuola'), service('Passi carrabili', 'Strade'), service('Trasporto', 'Scuola')]
  const found = (words: string) => categoriesOf(all, words).map(({ name, services }) => [name, services.length])
  assert.deepEqual(found(''), [
    ['Scuola', 2],
    ['Strade', 1],
  ])
  assert.deepEqual(found('CITTA scuola mens'), [['Scuola', 1]])
  assert.deepEqual(found('tributi'), [])
})
