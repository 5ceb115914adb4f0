/**
 * The two demo enti with something to pay, and two people who can sign in. Run at each start: what is there stays as it
 * is, and once everything of an ente has been paid it gets new notices.
 */
import { readFileSync } from 'node:fs'
import * as path from 'node:path'
import { createAccount } from '../accounts/create-account.operation.ts'
import type { EmailAddress } from '../core/email-address.ts'
import type { FiscalCode } from '../core/fiscal-code.ts'
import { type Clock, todayInRome } from '../core/time.ts'
import { findCatalogue } from '../import/catalogue.queries.ts'
import type { Catalogue } from '../import/catalogue.ts'
import { importPositions } from '../import/import-positions.operation.ts'
import { COMMAND_LIMITS } from '../import/limits.ts'
import { applyInstitution } from '../institutions/apply-institution.operation.ts'
import { readInstitutionFile } from '../institutions/institution-file.ts'
import { applyServices } from '../services/apply-services.operation.ts'
import type { Database } from '../platform/database.ts'
import type { Passwords } from '../platform/passwords.ts'
import { projectRoot } from '../platform/paths.ts'
import { randomNoticeBase } from '../platform/random.ts'
import { type Moment, fillCsv, fillJson } from './demo-files.ts'
import { countSeries, findPayableNotices, hasRealInstitution } from './demo.queries.ts'
import type { PayableNotice } from './payable-notice.ts'

export type DemoServices = { owner: Database; worker: Database; app: Database; passwords: Passwords; clock: Clock }

export type Demo =
  | { outcome: 'loaded'; payable: { institution: string; notices: PayableNotice[] }[] }
  | { outcome: 'real-institution' }

const FOLDER = path.join(projectRoot, 'demo')
const INSTITUTIONS = ['provincia-di-roccaverde', 'comune-di-test', 'roccaverde'] as const

/** The first reference of each ente's file: how often it is there is how many series there have been. */
const WITH_POSITIONS = [
  { code: 'roccaverde', firstReference: 'MENSA-0001' },
  { code: 'comune-di-test', firstReference: 'RISC-0001' },
] as const

/** Fewer than these to try with, and a new series comes. */
const LEAST_PAYABLE = 2

export const DEMO_PASSWORD = 'quattro gatti sul tetto rosso'

export const DEMO_ACCOUNTS = [
  {
    institution: 'Comune di Test',
    email: 'mario.rossi@example.it' as EmailAddress,
    fiscalCode: 'RSSMRA80A01H501U' as FiscalCode,
    firstName: 'Mario',
    lastName: 'Rossi',
  },
  {
    institution: 'Comune di Roccaverde',
    email: 'lucia.bianchi@example.it' as EmailAddress,
    fiscalCode: 'BNCLCU85D41H501F' as FiscalCode,
    firstName: 'Lucia',
    lastName: 'Bianchi',
  },
] as const

export async function loadDemo(services: DemoServices): Promise<Demo> {
  const { owner, app, clock } = services
  if (await hasRealInstitution(app)) return { outcome: 'real-institution' }
  for (const name of INSTITUTIONS) await applyDemoInstitution(owner, name)
  for (const account of DEMO_ACCOUNTS) await createDemoAccount(services, account)
  const payable = []
  for (const { code, firstReference } of WITH_POSITIONS) {
    const catalogue = await findCatalogue(app, code)
    if (!catalogue) throw new Error(`the demo ente ${code} is not there`)
    const { institutionId, name } = catalogue
    const find = () => findPayableNotices(app, institutionId, todayInRome(clock), 2)
    const already = await find()
    if (already.length < LEAST_PAYABLE) {
      const series = (await countSeries(app, institutionId, firstReference)) + 1
      await loadPositions(services, catalogue, code, { today: todayInRome(clock), series, drawBase: randomNoticeBase })
    }
    payable.push({ institution: name, notices: await find() })
  }
  return { outcome: 'loaded', payable }
}

async function applyDemoInstitution(owner: Database, name: string): Promise<void> {
  const folder = path.join(FOLDER, name)
  const reading = readInstitutionFile(JSON.parse(readFileSync(path.join(folder, 'institution.json'), 'utf8')))
  if (reading.outcome === 'wrong') throw new Error(`demo/${name}: ${JSON.stringify(reading.problems)}`)
  const { crestFile } = reading.file
  await applyInstitution(owner, reading.file, crestFile && readFileSync(path.join(folder, crestFile), 'utf8'))
  const services = readIfThere(path.join(folder, 'services.json'))
  if (services === undefined) return
  const applied = await applyServices(owner, JSON.parse(services))
  if (applied.outcome !== 'applied') throw new Error(`demo/${name}: ${JSON.stringify(applied)}`)
}

async function createDemoAccount(
  { app, passwords, clock }: DemoServices,
  { email, fiscalCode, firstName, lastName }: (typeof DEMO_ACCOUNTS)[number],
): Promise<void> {
  await createAccount(
    { db: app, passwords, clock },
    {
      entityType: 'F',
      fiscalCode,
      password: DEMO_PASSWORD,
      details: {
        name: { kind: 'person', firstName, lastName },
        email,
        streetAddress: 'Via Roma 1',
        city: 'Roccaverde',
        province: 'RV',
        postalCode: '00000',
        country: 'IT',
        phone: '000 123456',
      },
    },
  )
}

async function loadPositions(
  { worker, clock }: DemoServices,
  catalogue: Catalogue,
  code: string,
  moment: Moment,
): Promise<void> {
  for (const [file, fill] of [
    ['positions.csv', fillCsv],
    ['positions.json', fillJson],
  ] as const) {
    const text = readIfThere(path.join(FOLDER, code, file))
    if (text === undefined) continue
    const problems: unknown[] = []
    const { broken } = await importPositions(
      { db: worker, clock, drawBase: randomNoticeBase },
      {
        catalogue,
        service: undefined,
        content: inOnePiece(Buffer.from(fill(text, moment))),
        fileName: `demo/${code}/${file}`,
        encoding: 'utf-8',
        isAllOrNothing: true,
        allowsOverdue: true,
        limits: COMMAND_LIMITS,
      },
      { problem: (place, problem) => void problems.push({ place, problem }), progress: () => {} },
    )
    if (broken || problems.length > 0) throw new Error(`demo/${code}/${file}: ${JSON.stringify(broken ?? problems)}`)
  }
}

async function* inOnePiece(content: Buffer): AsyncGenerator<Buffer> {
  yield content
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
