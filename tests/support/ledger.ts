import assert from 'node:assert/strict'
import type { Clock } from '../../src/core/time.ts'
import { verifyLedger } from '../../src/ledger/verify-ledger.operation.ts'
import type { World } from './world.ts'

export async function assertLedgerIsSound({
  database,
  clock,
}: Pick<World<Clock>, 'database' | 'clock'>): Promise<void> {
  assert.deepEqual(await verifyLedger(database.verifier, clock.now()), [])
}
