/** That the invariants about what people are told find what breaks them: each fault is planted, and found by its name. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type CreatedPosition, type World, createPosition, createWorld } from '../../tests/support/world.ts'
import { assertLedgerIsSound } from '../../tests/support/ledger.ts'
import type { InstitutionTx } from '../platform/database.ts'
import { newId, randomReadable } from '../platform/random.ts'
import { sql } from '../platform/sql.ts'
import { verifyLedger } from './verify-ledger.operation.ts'

let world: World
let notice: CreatedPosition
let accounts: [string, string]

before(async () => {
  world = await createWorld()
  notice = await createPosition(world, world.roccaverde)
  accounts = [await createAccount('una@example.it'), await createAccount('altra@example.it')]
  await assertLedgerIsSound(world)
})

async function createAccount(email: string): Promise<string> {
  const accountId = newId()
  const now = world.clock.now()
  await world.database.app.run(sql`
    insert into accounts (account_id, email, email_key, entity_type, fiscal_code, password_hash, status, registered_at,
      activated_at)
    values (${accountId}, ${email}, ${email}, 'F', 'RSSMRA80A01H501U', 'x', 'active', ${now}, ${now})`)
  return accountId
}

function plant(role: 'app' | 'worker', work: (tx: InstitutionTx) => Promise<unknown>): Promise<unknown> {
  return world.database[role].institution(world.roccaverde.institutionId, work)
}

async function createMail(isWithdrawn: boolean): Promise<string> {
  const mailId = newId()
  await world.database.worker.run(sql`
    insert into outgoing_mails (mail_id, message_id, kind, recipient, subject, text_body, created_at, withdrawn_at)
    values (${mailId}, ${mailId}, 'reminder', 'una@example.it', 'x', 'x', ${world.clock.now()},
      ${isWithdrawn ? world.clock.now() : null})`)
  return mailId
}

function writeMessage(accountId: string, daysBefore: number, mailId: string | null): Promise<unknown> {
  const now = world.clock.now()
  const [status, decidedAt] = mailId === null ? ['waiting', null] : ['written', now]
  return plant('worker', (tx) =>
    tx.run(sql`
      insert into account_messages (institution_id, account_id, installment_id, kind, days_before, due_at, status, mail_id,
        decided_at)
      values (${tx.institutionId}, ${accountId}, ${notice.installmentId}, 'reminder', ${daysBefore}, ${now}, ${status},
        ${mailId}, ${decidedAt})`),
  )
}

/** What is broken now and was not before the fault. */
async function foundBy(fault: () => Promise<unknown>): Promise<string[]> {
  const names = async () => (await verifyLedger(world.database.verifier, world.clock.now())).map(({ name }) => name)
  const earlier = await names()
  await fault()
  return (await names()).filter((name) => !earlier.includes(name))
}

test('a letter that tells two people is found', async () => {
  const mailId = await createMail(false)
  await writeMessage(accounts[0], 7, mailId)
  await assertLedgerIsSound(world)
  const found = await foundBy(() => writeMessage(accounts[1], 7, mailId))
  assert.deepEqual(found, ['a-letter-tells-one-account-of-one-kind'])
})

test('what counts as told, and stands in a mail that never leaves, is found', async () => {
  const found = await foundBy(async () => writeMessage(accounts[0], 1, await createMail(true)))
  assert.deepEqual(found, ['what-was-told-stands-in-a-mail'])
})

test('what waits to be told for more than two days is found', async () => {
  await writeMessage(accounts[0], 30, null)
  const found = await foundBy(async () => world.clock.advance({ hours: 50 }))
  // The mail that was planted waits as long as that, too.
  assert.deepEqual(found, ['mails-leave-or-are-set-aside', 'messages-are-told-or-dropped'])
})

test('a calendar that is left of a closed account is found', async () => {
  const now = world.clock.now()
  await plant('app', (tx) =>
    tx.run(sql`
      insert into calendar_feeds (institution_id, account_id, feed_id, created_at)
      values (${tx.institutionId}, ${accounts[1]}, ${newId()}, ${now})`),
  )
  const found = await foundBy(() =>
    world.database.app.run(sql`
      update accounts set status = 'closed', closed_at = ${now}, email = null, email_key = null, fiscal_code = null,
        password_hash = null
      where account_id = ${accounts[1]}`),
  )
  assert.deepEqual(found, ['calendars-and-choices-are-of-active-accounts'])
})

test('two letters about cases to one ente within an hour are found', async () => {
  const tell = () =>
    plant('app', (tx) =>
      tx.run(sql`
        insert into cases (institution_id, case_id, tracking_code, kind, opened_at, session_id, fiscal_code, position_code,
          institution_told_at)
        values (${tx.institutionId}, ${newId()}, ${randomReadable(12)},
          'paid-but-missing', ${world.clock.now()}, ${newId()}, 'RSSMRA80A01H501U', '302', ${world.clock.now()})`),
    )
  await tell()
  world.clock.advance({ minutes: 60 })
  assert.deepEqual(await foundBy(tell), [])
  world.clock.advance({ minutes: 59 })
  assert.deepEqual(await foundBy(tell), ['institutions-hear-of-cases-once-an-hour'])
})
