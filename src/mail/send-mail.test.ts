import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { allRows } from '../../tests/support/rows.ts'
import { type World, createWorld, silent } from '../../tests/support/world.ts'
import type { EmailAddress } from '../core/email-address.ts'
import type { OutgoingMessage } from '../integrations/mail/smtp.ts'
import { randomToken } from '../platform/random.ts'
import type { Mail } from './mail.ts'
import { postMail } from './post-mail.operation.ts'
import { sendMail } from './send-mail.job.ts'

let world: World

before(async () => {
  world = await createWorld()
})

const token = randomToken()
const mail: Mail = {
  kind: 'activation',
  recipient: 'mario@example.it' as EmailAddress,
  letter: {
    institutionName: 'Comune di Roccaverde',
    title: 'Attiva il tuo account',
    blocks: [{ kind: 'button', label: 'Attiva', href: `https://comune.example/roccaverde/attivazione/${token}` }],
  },
}

async function post(): Promise<string> {
  const queue = { enqueue: async () => {}, close: async () => {} }
  return world.database.app.transaction((tx) => postMail(tx, queue, mail, world.clock.now()))
}

async function send(mailId: string, deliver: (message: OutgoingMessage) => Promise<void>): Promise<void> {
  const { signal } = new AbortController()
  const mailer = { send: deliver, close: () => {} }
  await sendMail.run(
    { mailId },
    { db: world.database.worker, clock: world.clock, log: silent, signal, mailer, lastLook: async () => [] },
  )
}

test('a mail leaves once, in both of its forms, and what opened something does not stay behind', async () => {
  const mailId = await post()
  const sent: OutgoingMessage[] = []
  const deliver = async (message: OutgoingMessage) => void sent.push(message)
  await send(mailId, deliver)
  await send(mailId, deliver)
  assert.equal(sent.length, 1)
  assert.ok(sent[0]!.text.includes(token) && sent[0]!.html.includes(token))
  assert.equal(sent[0]!.subject, 'Attiva il tuo account – Comune di Roccaverde')
  const rows = (await allRows(world.database)).get('outgoing_mails')!
  assert.ok(rows.includes('Attiva il tuo account') && !rows.includes(token))
})

test('a server that is away keeps the mail whole for the next try; after the last one its links are forgotten', async () => {
  const mailId = await post()
  for (let tries = 1; tries <= 12; tries++) {
    assert.ok((await allRows(world.database)).get('outgoing_mails')!.includes(token))
    await assert.rejects(send(mailId, () => Promise.reject(new Error('451 later'))))
  }
  assert.ok(!(await allRows(world.database)).get('outgoing_mails')!.includes(token))
  await send(mailId, () => assert.fail('set aside'))
})
