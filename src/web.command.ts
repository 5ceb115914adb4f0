import { hkdfSync } from 'node:crypto'
import { createPortal } from './app.ts'
import { type Config, loadConfig } from './config.ts'
import { systemClock } from './core/time.ts'
import { openDirectory } from './institutions/open-directory.operation.ts'
import { createCheckoutClient } from './integrations/pagopa-checkout/checkout-client.ts'
import { createPaperPrinter } from './papers/paper-printer.operation.ts'
import { loadPaperAssets } from './platform/pdf/paper-assets.ts'
import type { Command } from './platform/command.ts'
import { openDatabase } from './platform/database.ts'
import { openJobQueue } from './platform/jobs.ts'
import { createLinks } from './platform/links.ts'
import { listen } from './platform/listen.ts'
import { createLogger } from './platform/logger.ts'
import { requireCurrentSchema } from './platform/migrations.ts'
import { createPasswords } from './platform/passwords.ts'
import { createRateLimiter } from './platform/rate-limit.ts'
import { untilStopped } from './platform/shutdown.ts'

export const webCommand: Command = {
  name: 'web',
  usage: 'web',
  summary: 'serve le pagine del portale',
  async run(_args, environment) {
    const config = loadConfig(environment)
    const log = createLogger({ level: config.logLevel, role: 'web' })
    const url = config.database.url.reveal()
    const db = openDatabase({
      url,
      role: 'quietanza_app',
      poolSize: config.database.poolSize,
      applicationName: 'quietanza web',
      onError: (error) => log.error({ event: 'database.error', err: error }, 'database connection lost'),
    })
    await requireCurrentSchema(db)
    const directory = await openDirectory(db, log)
    const queue = await openJobQueue({ url, role: 'quietanza_app', log })
    const checkout = createCheckoutClient(config.checkout)
    for (const { file, reason } of loadPaperAssets(config.papers.assetsFolder).problems) {
      log.warn({ event: 'papers.mark_refused', file, reason }, 'a mark cannot be printed: its name stands in its place')
    }
    const printer = createPaperPrinter(config.papers)
    printer.warm()
    const portal = createPortal({
      config,
      printer,
      db,
      directory,
      queue,
      checkout,
      log,
      clock: systemClock,
      links: createLinks(config.portal.baseUrl),
      ...portalKeys(config),
      limiter: createRateLimiter(db, portalKeys(config).limiterKey, (error) =>
        log.error({ event: 'limits.split', err: error }, 'limits are counted one by one'),
      ),
      passwords: createPasswords({
        current: config.portal.passwordPepper.reveal(),
        previous: config.portal.previousPasswordPepper?.reveal(),
      }),
    })
    const address = await listen(portal, 'al portale (PORTAL_PORT)', config.portal)
    log.info({ event: 'web.started', address, base_url: config.portal.baseUrl }, 'portal listening')
    await untilStopped()
    await portal.close()
    await Promise.all([queue.close(), checkout.close(), printer.close()])
    directory.close()
    await db.close()
    return 0
  },
}

/** One secret, a key for each use of it: none says anything about another. */
export function portalKeys(config: Config): {
  comparisonKey: string
  challengeKey: string
  limiterKey: string
  messageKey: string
  mailboxKey: string
} {
  const derive = (use: string) =>
    Buffer.from(hkdfSync('sha256', config.portal.sessionKey.reveal(), '', `quietanza:${use}`, 32)).toString('base64')
  return {
    comparisonKey: derive('comparison'),
    challengeKey: derive('challenge'),
    limiterKey: derive('limiter'),
    messageKey: derive('message'),
    mailboxKey: derive('mailbox'),
  }
}
