/** What the ente does for an account: proving a codice fiscale at the counter, printing the letters with a code. */
import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Config, loadConfig } from '../config.ts'
import { readFiscalCode } from '../core/fiscal-code.ts'
import { dayInRome, systemClock } from '../core/time.ts'
import { listInstitutions } from '../institutions/institution.queries.ts'
import type { Institution } from '../institutions/institution.ts'
import { type Command, UsageError } from '../platform/command.ts'
import { withDatabase } from '../platform/command-database.ts'
import type { Database } from '../platform/database.ts'
import { openJobQueue } from '../platform/jobs.ts'
import { createLinks } from '../platform/links.ts'
import { type Logger, createLogger } from '../platform/logger.ts'
import { createPasswords } from '../platform/passwords.ts'
import { loadPaperAssets } from '../platform/pdf/paper-assets.ts'
import { accountsCommandText as text } from './accounts-command.text.ts'
import { renderIdentityLetter } from './identity-letter.pdf.ts'
import { printLetters } from './print-letters.operation.ts'
import { type CounterProof, proveAtCounter } from './prove-at-counter.operation.ts'

type Order =
  | { action: 'prove'; institution: string; proof: CounterProof }
  | { action: 'letters'; institution: string; operator: string; folder: string }

export const accountsCommand: Command = {
  name: 'accounts',
  usage: 'accounts prove|letters --institution CODICE …',
  summary: 'conferma il codice fiscale di un account allo sportello, stampa le lettere con il codice',
  async run(args, environment) {
    const order = readOrder(args)
    const config = loadConfig(environment)
    const log = createLogger({ level: config.logLevel, role: 'accounts' })
    const url = config.database.url.reveal()
    return withDatabase({ command: 'accounts', url, role: 'quietanza_app', log }, async (db) => {
      const institution = (await listInstitutions(db)).find(({ code }) => code === order.institution)
      if (!institution) throw new UsageError(text.unknownInstitution(order.institution))
      return order.action === 'prove'
        ? await prove(db, config, log, institution, order.proof)
        : await letters(db, config, institution, order)
    })
  },
}

async function prove(
  db: Database,
  config: Config,
  log: Logger,
  institution: Institution,
  proof: CounterProof,
): Promise<number> {
  const queue = await openJobQueue({ url: config.database.url.reveal(), role: 'quietanza_app', log })
  try {
    const links = createLinks(config.portal.baseUrl)
    const proven = await proveAtCounter({ db, queue, clock: systemClock, links }, institution, proof)
    process.stdout.write(`${text.proven[proven]}\n`)
    return proven === 'proven' ? 0 : 1
  } finally {
    await queue.close()
  }
}

async function letters(
  db: Database,
  config: Config,
  institution: Institution,
  { operator, folder }: Extract<Order, { action: 'letters' }>,
): Promise<number> {
  const { passwordPepper, previousPasswordPepper, baseUrl } = config.portal
  const { assets } = loadPaperAssets(config.papers.assetsFolder)
  const passwords = createPasswords({ current: passwordPepper.reveal(), previous: previousPasswordPepper?.reveal() })
  const printedAt = systemClock.now()
  const { files, undeliverable } = await printLetters(
    {
      db,
      clock: systemClock,
      passwords,
      draw: (letter) =>
        renderIdentityLetter(
          { ...letter, institution, portalAddress: baseUrl, printedAt, printedOn: dayInRome(printedAt) },
          assets,
        ),
    },
    institution,
    operator,
    folder,
  )
  process.stdout.write(`${text.letters(files, undeliverable)}\n`)
  return 0
}

function readOrder(args: readonly string[]): Order {
  const { values, positionals } = parse(args)
  const { institution, operator } = values
  if (institution === undefined || operator === undefined || operator.trim() === '' || operator.length > 80) {
    throw new UsageError(text.usage)
  }
  const [action, ...others] = positionals
  if (others.length > 0) throw new UsageError(text.usage)
  if (action === 'letters') {
    const { out } = values
    if (out === undefined) throw new UsageError(text.usage)
    if (statSync(out, { throwIfNoEntry: false })?.isDirectory() !== true) throw new UsageError(text.noFolder(out))
    return { action, institution, operator: operator.trim(), folder: out }
  }
  const { email, document, 'fiscal-code': typed = '' } = values
  if (action !== 'prove' || email === undefined || document === undefined || document.trim() === '') {
    throw new UsageError(text.usage)
  }
  if (document.length > 60 || /\d{3}/.test(document)) throw new UsageError(text.documentNumber)
  const fiscalCode = readFiscalCode(typed)
  if (fiscalCode.outcome !== 'read') throw new UsageError(text.wrongFiscalCode)
  const proof = {
    email: email.trim(),
    fiscalCode: fiscalCode.fiscalCode,
    documentKind: document.trim(),
    operator: operator.trim(),
    replaces: values.replace,
  }
  return { action, institution, proof }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        institution: { type: 'string' },
        operator: { type: 'string' },
        email: { type: 'string' },
        'fiscal-code': { type: 'string' },
        document: { type: 'string' },
        replace: { type: 'boolean', default: false },
        out: { type: 'string' },
      },
    })
  } catch {
    throw new UsageError(text.usage)
  }
}
