import { loadConfig } from './config.ts'
import { systemClock } from './core/time.ts'
import { createMailer } from './integrations/mail/smtp.ts'
import { jobs } from './jobs.ts'
import { createLastLook } from './messages/last-look.operation.ts'
import { createPaperPrinter } from './papers/paper-printer.operation.ts'
import type { Command } from './platform/command.ts'
import { openDatabase } from './platform/database.ts'
import { openJobQueue, startWorker } from './platform/jobs.ts'
import { createLinks } from './platform/links.ts'
import { createLogger } from './platform/logger.ts'
import { requireCurrentSchema } from './platform/migrations.ts'
import { untilStopped } from './platform/shutdown.ts'
import { portalKeys } from './web.command.ts'

export const workerCommand: Command = {
  name: 'worker',
  usage: 'worker',
  summary: 'spedisce la posta e fa i lavori a orario',
  async run(_args, environment) {
    const config = loadConfig(environment)
    const log = createLogger({ level: config.logLevel, role: 'worker' })
    const url = config.database.url.reveal()
    const open = (role: 'quietanza_worker' | 'quietanza_verifier', poolSize: number) =>
      openDatabase({
        url,
        role,
        poolSize,
        applicationName: 'quietanza worker',
        onError: (error) => log.error({ event: 'database.error', err: error }, 'database connection lost'),
      })
    const db = open('quietanza_worker', 4)
    const verifier = open('quietanza_verifier', 1)
    await requireCurrentSchema(db)
    const queueOptions = { url, role: 'quietanza_worker', log } as const
    const queue = await openJobQueue(queueOptions)
    const mailer = createMailer({ smtpUrl: config.mail.smtpUrl.reveal(), from: config.mail.from })
    const links = createLinks(config.portal.baseUrl)
    const printer = createPaperPrinter({ ...config.papers, threads: 1 })
    const { messageKey } = portalKeys(config)
    const worker = await startWorker(queueOptions, jobs, {
      db,
      verifier,
      clock: systemClock,
      log,
      queue,
      links,
      mailer,
      messageKey,
      lastLook: createLastLook(printer),
    })
    log.info({ event: 'worker.started' }, 'worker started')
    await untilStopped()
    await worker.stop()
    await Promise.all([queue.close(), printer.close()])
    mailer.close()
    await Promise.all([db.close(), verifier.close()])
    return 0
  },
}
