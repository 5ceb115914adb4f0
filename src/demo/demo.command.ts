import { loadConfig } from '../config.ts'
import { systemClock } from '../core/time.ts'
import { type Command, UsageError } from '../platform/command.ts'
import { openDatabase } from '../platform/database.ts'
import { createLogger } from '../platform/logger.ts'
import { requireCurrentSchema } from '../platform/migrations.ts'
import { createPasswords } from '../platform/passwords.ts'
import { demoText as text } from './demo.text.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD, loadDemo } from './load-demo.operation.ts'

export const demoCommand: Command = {
  name: 'demo',
  usage: 'demo',
  summary: 'carica gli enti di prova, con pratiche e account',
  async run(_args, environment) {
    const { database, portal, logLevel } = loadConfig(environment)
    const log = createLogger({ level: logLevel, role: 'demo' })
    const open = (url: string, role: 'owner' | 'quietanza_worker' | 'quietanza_app') =>
      openDatabase({
        url,
        role,
        poolSize: 4,
        applicationName: 'quietanza demo',
        onError: (error) => log.error({ event: 'database.error', err: error }, 'database connection lost'),
      })
    const owner = open(database.ownerUrl.reveal(), 'owner')
    const worker = open(database.url.reveal(), 'quietanza_worker')
    const app = open(database.url.reveal(), 'quietanza_app')
    try {
      await requireCurrentSchema(app)
      const passwords = createPasswords({
        current: portal.passwordPepper.reveal(),
        previous: portal.previousPasswordPepper?.reveal(),
      })
      const demo = await loadDemo({ owner, worker, app, passwords, clock: systemClock })
      if (demo.outcome === 'real-institution') throw new UsageError(text.realInstitution)
      const lines = [
        text.accounts,
        ...DEMO_ACCOUNTS.map(({ institution, email }) => text.account(institution, email, DEMO_PASSWORD)),
        text.notices,
        ...demo.payable.flatMap(({ institution, notices }) => notices.map((notice) => text.notice(institution, notice))),
      ]
      process.stdout.write(`${lines.join('\n')}\n`)
      return 0
    } finally {
      await Promise.all([owner.close(), worker.close(), app.close()])
    }
  },
}
