/** The letters that wait, each with a code that nobody knows but its paper. */
import { writeFile } from 'node:fs/promises'
import * as path from 'node:path'
import { type Clock, dayInRome } from '../core/time.ts'
import type { Institution } from '../institutions/institution.ts'
import type { Database } from '../platform/database.ts'
import type { Passwords } from '../platform/passwords.ts'
import { newId, randomCode } from '../platform/random.ts'
import { recordEvent } from './account-event.queries.ts'
import { forgetOldLetters, listWaitingLetters, markPrinted, markUndeliverable } from './letter.queries.ts'
import { CODE_CHARACTERS, CODE_LENGTH, LETTER_DAYS, type PostalAddress } from './proof.ts'

const BATCH = 500
const FORGOTTEN_DAYS = 60

export type LettersPrinted = { files: string[]; undeliverable: number }

export type LetterToPrint = { address: PostalAddress; code: string; expiresOn: ReturnType<typeof dayInRome> }

export type PrintLetters = {
  db: Database
  clock: Clock
  passwords: Passwords
  /** Draws one; the caller knows fonts and marks. */
  draw: (letter: LetterToPrint) => Promise<Buffer>
}

/** The paper is written first: a run that breaks off leaves papers whose code is good for nothing, never a lost code. */
export async function printLetters(
  { db, clock, passwords, draw }: PrintLetters,
  institution: Institution,
  operator: string,
  folder: string,
): Promise<LettersPrinted> {
  const { institutionId, code: institutionCode } = institution
  const now = clock.now()
  const origin = { institutionId }
  const printed: LettersPrinted = { files: [], undeliverable: 0 }
  await db.institution(institutionId, (tx) => forgetOldLetters(tx, now.subtract({ hours: 24 * FORGOTTEN_DAYS })))
  for (const { accountId, address } of await listWaitingLetters(db, institutionId, BATCH)) {
    if (!address) {
      await db.institution(institutionId, async (tx) => {
        await markUndeliverable(tx, accountId)
        await recordEvent(tx, { accountId, name: 'letter-undeliverable', actor: operator, origin }, now)
      })
      printed.undeliverable++
      continue
    }
    const code = randomCode(CODE_CHARACTERS, CODE_LENGTH)
    const expiresAt = now.add({ hours: 24 * LETTER_DAYS })
    const file = path.join(folder, `lettera-${institutionCode}-${dayInRome(now).toString()}-${newId()}.pdf`)
    await writeFile(file, await draw({ address, code, expiresOn: dayInRome(expiresAt) }), { flag: 'wx', mode: 0o600 })
    const codeHash = await passwords.hash(code)
    await db.institution(institutionId, async (tx) => {
      if (!(await markPrinted(tx, accountId, { codeHash, expiresAt }, now))) return
      await recordEvent(tx, { accountId, name: 'letter-printed', actor: operator, origin }, now)
    })
    printed.files.push(file)
  }
  return printed
}
