/** The demo enti in a test's own database, and positions made by hand where a test needs one of a certain kind. */
import { existsSync, readFileSync } from 'node:fs'
import * as path from 'node:path'
import { type NoticeNumber, composeNoticeNumber, creditorReferenceIdOf } from '../../src/core/notice-number.ts'
import { type Clock, Temporal } from '../../src/core/time.ts'
import type { Directory } from '../../src/institutions/directory.ts'
import { applyInstitution } from '../../src/institutions/apply-institution.operation.ts'
import { readInstitutionFile } from '../../src/institutions/institution-file.ts'
import type { Institution } from '../../src/institutions/institution.ts'
import { applyServices } from '../../src/services/apply-services.operation.ts'
import { openDirectory } from '../../src/institutions/open-directory.operation.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { projectRoot } from '../../src/platform/paths.ts'
import { newId } from '../../src/platform/random.ts'
import { integer, sql } from '../../src/platform/sql.ts'
import { type TestDatabase, createTestDatabase } from './database.ts'

export const silent = createLogger({ level: 'silent', role: 'test' })

export type TestClock = Clock & { set(text: string): void; advance(duration: Temporal.DurationLike): void }

/** Stands still until it is told to move. */
export function testClock(start = '2026-11-24T10:00:00Z'): TestClock {
  let now = Temporal.Instant.from(start)
  return {
    now: () => now,
    set: (text) => void (now = Temporal.Instant.from(text)),
    advance: (duration) => void (now = now.add(duration)),
  }
}

export type World<C extends Clock = TestClock> = {
  database: TestDatabase
  clock: C
  directory: Directory
  comuneDiTest: Institution
  roccaverde: Institution
  provincia: Institution
}

export async function createWorld(): Promise<World>
export async function createWorld<C extends Clock>(clock: C): Promise<World<C>>
export async function createWorld(clock: Clock = testClock()): Promise<World<Clock>> {
  const database = await createTestDatabase()
  for (const name of ['comune-di-test', 'roccaverde', 'provincia-di-roccaverde']) {
    const folder = path.join(projectRoot, 'demo', name)
    const reading = readInstitutionFile(JSON.parse(readFileSync(path.join(folder, 'institution.json'), 'utf8')))
    if (reading.outcome !== 'read') throw new Error(JSON.stringify(reading.problems))
    const crest = reading.file.crestFile && readFileSync(path.join(folder, reading.file.crestFile), 'utf8')
    await applyInstitution(database.owner, reading.file, crest)
    const services = path.join(folder, 'services.json')
    if (!existsSync(services)) continue
    const applied = await applyServices(database.owner, JSON.parse(readFileSync(services, 'utf8')))
    if (applied.outcome !== 'applied') throw new Error(JSON.stringify(applied))
  }
  const directory = await openDirectory(database.app, silent)
  directory.close() // nothing changes behind a test's back
  const institution = (code: string) => directory.byCode(code)!
  return {
    database,
    clock,
    directory,
    comuneDiTest: institution('comune-di-test'),
    roccaverde: institution('roccaverde'),
    provincia: institution('provincia-di-roccaverde'),
  }
}

export type TestPosition = {
  amountCents?: number
  description?: string
  dueOn?: string
  status?: 'draft' | 'published' | 'unpaid' | 'expired' | 'cancelled'
  validFrom?: string
  expiresAfterDue?: boolean
  service?: string
  debtor?: { fiscalCode: string; fullName: string; entityType?: 'F' | 'G'; email?: string; emailIsVerified?: boolean }
  noticeNumber?: string
  transfers?: TestTransfer[]
  /** Instalments of a second option, beside the single one. */
  plan?: { amountCents: number; dueOn: string }[]
  /** Makes it a fine: the reduced amount, beside the discounted one. */
  reducedCents?: number
}

export type TestTransfer = {
  amountCents: number
  beneficiary?: string
  iban?: string
  postalIban?: string
  stampHash?: string
}

export type CreatedPosition = {
  positionId: string
  installmentId: string
  noticeNumber: NoticeNumber
  plan: NoticeNumber[]
}

let base = 1_000_000

export async function createPosition(
  { database, clock }: Pick<World<Clock>, 'database' | 'clock'>,
  institution: Institution,
  wanted: TestPosition = {},
): Promise<CreatedPosition> {
  const positionId = newId()
  const segregationCode = institution.code === 'comune-di-test' ? '01' : '02'
  const draw = () => composeNoticeNumber(segregationCode, base++)
  const noticeNumber = (wanted.noticeNumber ?? draw()) as NoticeNumber
  const amount = wanted.amountCents ?? 5_400
  const plan: NoticeNumber[] = []
  const installmentId = await database.worker.institution(institution.institutionId, async (tx) => {
    const debtor = wanted.debtor ?? { fiscalCode: 'RSSMRA80A01H501U', fullName: 'Mario Rossi' }
    const service = await tx.one(
      sql`select service_id from services where institution_id = ${tx.institutionId} and code = ${wanted.service ?? firstService(institution)}`,
      { service_id: integer },
    )
    await tx.run(sql`
      insert into debt_positions (institution_id, position_id, reference, service_id, origin, created_at)
      values (${tx.institutionId}, ${positionId}, ${`T-${positionId}`}, ${service.service_id}, 'import', ${clock.now()})`)
    await tx.run(sql`
      insert into debtors (institution_id, position_id, entity_type, fiscal_code, full_name, email, email_is_verified)
      values (${tx.institutionId}, ${positionId}, ${debtor.entityType ?? 'F'}, ${debtor.fiscalCode},
        ${debtor.fullName}, ${debtor.email ?? null}, ${debtor.emailIsVerified ?? false})`)
    const insertOption = async (
      optionNo: number,
      kind: string,
      installments: { notice: NoticeNumber; amount: number; dueOn: string }[],
    ): Promise<string[]> => {
      const ids: string[] = []
      for (const [index, one] of installments.entries()) {
        const id = newId()
        ids.push(id)
        const status = wanted.status ?? 'unpaid'
        await tx.run(sql`
          insert into installments (institution_id, installment_id, position_id, option_no, option_kind, installment_no,
            notice_number, amount_cents, description, due_on, valid_from, expires_after_due, status, cancelled_at,
            cancellation_reason)
          values (${tx.institutionId}, ${id}, ${positionId}, ${optionNo}, ${kind}, ${index + 1}, ${one.notice}, ${one.amount},
            ${wanted.description ?? 'TARI 2026'}, ${one.dueOn},
            ${wanted.validFrom ?? null}, ${wanted.expiresAfterDue ?? false}, ${status},
            ${status === 'cancelled' ? clock.now() : null}, ${status === 'cancelled' ? 'by-institution' : null})`)
        await tx.run(sql`
          insert into position_events (institution_id, position_id, installment_id, name, actor, occurred_at,
            status_after, amount_cents_after)
          values (${tx.institutionId}, ${positionId}, ${id}, 'created', 'test', ${clock.now()}, ${status}, ${one.amount})`)
        const transfers = (optionNo === 1 && wanted.transfers) || [{ amountCents: one.amount }]
        for (const [position, transfer] of transfers.entries()) {
          const account = transfer.stampHash ? null : (transfer.iban ?? firstIban(institution))
          await tx.run(sql`
            insert into transfers (institution_id, installment_id, transfer_no, amount_cents, beneficiary_fiscal_code,
              beneficiary_name, iban, postal_iban, stamp_hash, stamp_province, remittance_information, transfer_category)
            values (${tx.institutionId}, ${id}, ${position + 1}, ${transfer.amountCents},
              ${transfer.beneficiary ?? institution.fiscalCode}, ${institution.name}, ${account},
              ${transfer.postalIban ?? null}, ${transfer.stampHash ?? null}, ${transfer.stampHash ? 'RM' : null},
              ${`/RFB/${creditorReferenceIdOf(one.notice)}`}, '9/0101101IM/')`)
        }
      }
      return ids
    }
    const [id] = await insertOption(1, wanted.reducedCents ? 'discounted' : 'single', [
      { notice: noticeNumber, amount, dueOn: wanted.dueOn ?? '2026-12-31' },
    ])
    if (wanted.plan) {
      const installments = wanted.plan.map((one) => ({ notice: draw(), amount: one.amountCents, dueOn: one.dueOn }))
      plan.push(...installments.map(({ notice }) => notice))
      await insertOption(2, 'plan', installments)
    }
    if (wanted.reducedCents) {
      const reduced = { notice: draw(), amount: wanted.reducedCents, dueOn: wanted.dueOn ?? '2026-12-31' }
      plan.push(reduced.notice)
      await insertOption(2, 'reduced', [reduced])
    }
    return id!
  })
  return { positionId, installmentId, noticeNumber, plan }
}

function firstService(institution: Institution): string {
  return institution.code === 'comune-di-test' ? 'test' : 'tari'
}

function firstIban(institution: Institution): string {
  return institution.code === 'comune-di-test' ? 'IT60X0542811101000000123456' : 'IT88A0542899001000000990001'
}
