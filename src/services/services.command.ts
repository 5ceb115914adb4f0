import { readFileSync } from 'node:fs'
import { loadDatabaseConfig } from '../config.ts'
import { type Command, UsageError } from '../platform/command.ts'
import { openDatabase } from '../platform/database.ts'
import { createLogger } from '../platform/logger.ts'
import { requireCurrentSchema } from '../platform/migrations.ts'
import { applyServices } from './apply-services.operation.ts'
import { readServicesFile } from './services-file.ts'
import { servicesCommandText as text } from './services-command.text.ts'

export const servicesCommand: Command = {
  name: 'services',
  usage: 'services apply FILE…',
  summary: 'crea o aggiorna i servizi descritti dai file JSON (docs/services.md)',
  async run([verb, ...files], environment) {
    if (verb !== 'apply' || files.length === 0) throw new UsageError(text.usage)
    // All of them are read before any is applied.
    const contents = files.map((file) => ({ file, content: load(file) }))
    const { database, logLevel } = loadDatabaseConfig(environment)
    const log = createLogger({ level: logLevel, role: 'services' })
    const owner = openDatabase({
      url: database.ownerUrl.reveal(),
      role: 'owner',
      poolSize: 1,
      applicationName: 'quietanza services',
      onError: (error) => log.error({ event: 'database.error', err: error }, 'database connection lost'),
    })
    try {
      await requireCurrentSchema(owner)
      for (const { file, content } of contents) {
        const applied = await applyServices(owner, content)
        if (applied.outcome === 'wrong') throw new UsageError(text.wrong(file, applied.problems))
        if (applied.outcome === 'unknown-institution') throw new UsageError(text.unknown(file, applied.institution))
        process.stdout.write(`${text.applied(applied.institution, applied.services, applied.open)}\n`)
      }
      return 0
    } finally {
      await owner.close()
    }
  },
}

function load(file: string): unknown {
  const content = readJson(file)
  const reading = readServicesFile(content)
  if (reading.outcome === 'wrong') throw new UsageError(text.wrong(file, reading.problems))
  return content
}

function readJson(file: string): unknown {
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(text.unreadable(file))
  }
  try {
    return JSON.parse(content)
  } catch (error) {
    throw new UsageError(text.notJson(file, (error as Error).message))
  }
}
