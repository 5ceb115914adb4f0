/** Every command, in the order in which `quietanza` lists them. */
import type { Command } from './platform/command.ts'
import { casesCommand } from './cases/cases.command.ts'
import { accountsCommand } from './accounts/accounts.command.ts'
import { demoCommand } from './demo/demo.command.ts'
import { importCommand } from './import/import.command.ts'
import { institutionsCommand } from './institutions/institutions.command.ts'
import { migrateCommand } from './migrate.command.ts'
import { noticesCommand } from './papers/notices.command.ts'
import { stationCommand } from './pa-for-node/station.command.ts'
import { servicesCommand } from './services/services.command.ts'
import { verifyCommand } from './ledger/verify.command.ts'
import { ratingsCommand } from './ratings/ratings.command.ts'
import { webCommand } from './web.command.ts'
import { workerCommand } from './worker.command.ts'

export const commands: readonly Command[] = [
  webCommand,
  stationCommand,
  workerCommand,
  migrateCommand,
  institutionsCommand,
  servicesCommand,
  accountsCommand,
  importCommand,
  noticesCommand,
  casesCommand,
  verifyCommand,
  ratingsCommand,
  demoCommand,
]
