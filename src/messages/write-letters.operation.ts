/** Makes letters of what is to be told: one for each account, kind and day, in the transaction that marks it as written. */
import { type Temporal, dayInRome } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import { postMail } from '../mail/post-mail.operation.ts'
import type { InstitutionTx } from '../platform/database.ts'
import type { JobQueue } from '../platform/jobs.ts'
import type { Links } from '../platform/links.ts'
import { loginThen, routes } from '../routes.ts'
import { messageMail } from './letters.text.ts'
import { type Verdict, isWanted, judge } from './message.ts'
import { makeToken } from './message-token.ts'
import { type WaitingMessage, forgetMessages, markDropped, markWritten, putOff, takeWaiting } from './told.queries.ts'

export type LetterServices = { queue: JobQueue; links: Links; messageKey: string }

/** What a payment decides that is still on its way is looked at again after so long. */
const WAIT_MINUTES = 30

/** How many messages were decided, and how many letters came of them. */
export async function writeLetters(
  services: LetterServices,
  tx: InstitutionTx,
  institution: Institution,
  most: number,
  now: Temporal.Instant,
): Promise<{ decided: number; letters: number }> {
  const messages = await takeWaiting(tx, institution, most, now)
  const letters = Object.values(Object.groupBy(messages, letterOf)).map((one) => one ?? [])
  // The last one may go on beyond what was taken: the next time it comes first.
  if (messages.length === most && letters.length > 1) letters.pop()
  let written = 0
  for (const letter of letters) {
    const told = await sortOut(tx, letter, now)
    if (told.length === 0) continue
    await post(services, tx, institution, told, now)
    written++
  }
  return { decided: letters.flat().length, letters: written }
}

function letterOf({ accountId, message }: WaitingMessage): string {
  return `${accountId} ${message.kind} ${message.kind === 'reminder' ? message.daysBefore : ''}`
}

/** What is left to tell; the rest is dropped, put off or forgotten. */
export async function sortOut(
  tx: InstitutionTx,
  messages: readonly WaitingMessage[],
  now: Temporal.Instant,
): Promise<WaitingMessage[]> {
  const by = Object.groupBy(messages, (message) => verdictOn(message, now))
  if (by.drop) await markDropped(tx, by.drop, now)
  if (by.wait) await putOff(tx, by.wait, now.add({ minutes: WAIT_MINUTES }))
  if (by.forget) await forgetMessages(tx, by.forget)
  return by.tell ?? []
}

export function verdictOn({ email, preferences, position, message }: WaitingMessage, now: Temporal.Instant): Verdict {
  if (!email || !position || !isWanted(message, preferences)) return 'drop'
  return judge(message, position.record, dayInRome(now))
}

async function post(
  { queue, links, messageKey }: LetterServices,
  tx: InstitutionTx,
  institution: Institution,
  told: readonly WaitingMessage[],
  now: Temporal.Instant,
): Promise<void> {
  const [{ accountId, message, email, preferences }] = told as [WaitingMessage]
  if (!email) throw new Error('a letter to nobody')
  const { code, name } = institution
  const token = makeToken(messageKey, `stop:${message.kind}`, accountId)
  const after = (path: string) => links.absolute(loginThen(code, path, 'login-needed'))
  const mail = messageMail({
    institutionId: institution.institutionId,
    institutionName: name,
    recipient: email,
    message,
    positions: told.flatMap(({ position }) => position?.record ?? []),
    isReceiptAttached: message.kind === 'payment-received' && preferences.attachesReceipt,
    links: {
      position: ({ installmentId }) => after(routes.position(code, installmentId)),
      all: after(message.kind === 'payment-received' ? routes.history(code) : routes.positions(code)),
      stop: links.absolute(routes.stopMessages(code, token)),
    },
  })
  await markWritten(tx, told, await postMail(tx, queue, mail, now), now)
}
