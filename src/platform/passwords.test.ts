import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TooManyPasswords, createPasswords, passwordProblem } from './passwords.ts'

const current = 'p'.repeat(32)

test('a password verifies, another does not, and no two hashes of one are equal', async () => {
  const passwords = createPasswords({ current, previous: undefined })
  const stored = await passwords.hash('cavallo batteria graffetta')
  assert.equal(await passwords.verify('cavallo batteria graffetta', stored), 'yes')
  assert.equal(await passwords.verify('cavallo batteria graffette', stored), 'no')
  assert.equal(await passwords.verify('cavallo batteria graffetta', undefined), 'no')
  assert.notEqual(await passwords.hash('cavallo batteria graffetta'), stored)
  assert.ok(stored.startsWith('$argon2id$v=19$m=19456,t=2,p=1'))
})

test('the same letters typed in another Unicode form are the same password', async () => {
  const passwords = createPasswords({ current, previous: undefined })
  const stored = await passwords.hash('perché così lontano è'.normalize('NFC'))
  assert.equal(await passwords.verify('perché così lontano è'.normalize('NFD'), stored), 'yes')
})

test('after a change of pepper old hashes verify and ask to be renewed; without the old one they fail', async () => {
  const stored = await createPasswords({ current: 'o'.repeat(32), previous: undefined }).hash('una frase molto lunga')
  const changed = createPasswords({ current, previous: 'o'.repeat(32) })
  assert.equal(await changed.verify('una frase molto lunga', stored), 'yes-but-old')
  assert.equal(await createPasswords({ current, previous: undefined }).verify('una frase molto lunga', stored), 'no')
})

test('more than two at a time wait, more than fifty waiting are turned away', async () => {
  const passwords = createPasswords({ current, previous: undefined })
  const results = await Promise.allSettled(Array.from({ length: 56 }, () => passwords.hash('una frase molto lunga')))
  const refused = results.filter((result) => result.status === 'rejected')
  assert.equal(refused.length, 4)
  assert.ok(refused.every((result) => result.reason instanceof TooManyPasswords))
})

test('short, endless, common and personal passwords are told apart from good ones', () => {
  assert.equal(passwordProblem('corta', []), 'too-short')
  assert.equal(passwordProblem('x'.repeat(129), []), 'too-long')
  assert.equal(passwordProblem('passwordpassword', []), 'too-common')
  assert.equal(passwordProblem('aaaaaaaaaaaaaaaaaaaa', []), 'too-common')
  assert.equal(passwordProblem('comunecomunecomune', []), 'too-common')
  assert.equal(passwordProblem('mariorossi.mariorossi', ['Mario Rossi']), 'too-personal')
  assert.equal(passwordProblem('tre gatti dormono sul tetto rosso', ['Mario Rossi']), undefined)
})
