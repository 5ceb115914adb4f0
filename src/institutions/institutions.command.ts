import { readFileSync } from 'node:fs'
import * as path from 'node:path'
import { type Command, UsageError } from '../platform/command.ts'
import { loadDatabaseConfig } from '../config.ts'
import { withDatabase } from '../platform/command-database.ts'
import { createLogger } from '../platform/logger.ts'
import { applyInstitution } from './apply-institution.operation.ts'
import { type InstitutionFile, readInstitutionFile } from './institution-file.ts'

export const institutionsCommand: Command = {
  name: 'institutions',
  usage: 'institutions apply FILE…',
  summary: 'crea o aggiorna gli enti descritti dai file JSON',
  async run([verb, ...files], environment) {
    if (verb !== 'apply' || files.length === 0) throw new UsageError('Uso: quietanza institutions apply FILE…')
    const loaded = files.map(load) // all of them are read before any is applied
    const { database, logLevel } = loadDatabaseConfig(environment)
    const log = createLogger({ level: logLevel, role: 'institutions' })
    const url = database.ownerUrl.reveal()
    return withDatabase({ command: 'institutions', url, role: 'owner', log }, async (owner) => {
      for (const { file, crestSvg } of loaded) {
        await applyInstitution(owner, file, crestSvg)
        process.stdout.write(`${file.name}: applicato.\n`)
        for (const missing of missingDeclarations(file)) process.stdout.write(`  manca ${missing}.\n`)
      }
      return 0
    })
  },
}

/** Each ente must publish these three (modello Comuni, C.SE.3.2 and C.SE.3.3): until it does, the portal says so. */
function missingDeclarations({ accessibilityUrl, privacyUrl, legalNotesUrl }: InstitutionFile): string[] {
  return [
    ...(accessibilityUrl === null ? ['la dichiarazione di accessibilità (accessibilityUrl)'] : []),
    ...(privacyUrl === null ? ['l’informativa privacy (privacyUrl)'] : []),
    ...(legalNotesUrl === null ? ['la pagina delle note legali (legalNotesUrl)'] : []),
  ]
}

function load(file: string): { file: InstitutionFile; crestSvg: string | null } {
  const reading = readInstitutionFile(readJson(file))
  if (reading.outcome === 'wrong') {
    const lines = reading.problems.map(({ path: place, reason }) => `  - ${place || 'file'}: ${reason}`)
    throw new UsageError(`${file} non va bene:\n${lines.join('\n')}`)
  }
  const { crestFile } = reading.file
  return { file: reading.file, crestSvg: crestFile && readCrest(path.join(path.dirname(file), crestFile)) }
}

function readJson(file: string): unknown {
  const content = readText(file)
  try {
    return JSON.parse(content)
  } catch (error) {
    throw new UsageError(`${file} non è un file JSON: ${(error as Error).message}`)
  }
}

const CREST_LIMIT = 64 * 1024

function readCrest(file: string): string {
  const svg = readText(file)
  if (svg.length > CREST_LIMIT || !/^\s*(<\?xml[^>]*>\s*)?<svg[\s>]/.test(svg)) {
    throw new UsageError(`${file} deve essere un'immagine SVG di al massimo 64 KiB`)
  }
  return svg
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(`Non riesco a leggere ${file}`)
  }
}
