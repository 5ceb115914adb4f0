/**
 * Work that does not keep a page or the Node waiting: pg-boss in the same database, so that a job exists exactly when
 * the transaction that asked for it commits. A job carries ids, never personal data; running it twice changes nothing.
 */
import { PgBoss, type ConstructorOptions } from 'pg-boss'
import type { Clock } from '../core/time.ts'
import type { Database, Tx } from './database.ts'
import type { Logger } from './logger.ts'

export type JobContext = { db: Database; clock: Clock; log: Logger; signal: AbortSignal }

export type Job<Payload extends object, Context extends JobContext = JobContext> = {
  readonly name: string
  /** Five cron fields, for a job that runs by the clock. */
  readonly cron?: string
  /** How often a failing job is tried, with growing pauses, before it is set aside for a person. */
  readonly retries?: number
  run(payload: Payload, context: Context): Promise<void>
}

/** From a minute to twelve hours between two tries. */
const BACK_OFF = { retryBackoff: true, retryDelay: 60, retryDelayMax: 12 * 3600 }
const POLL_SECONDS = 0.5

export type QueueDefinition = { readonly name: string; readonly retries?: number }

/** Creates or upgrades the queue's own tables. The program's roles may not: only whoever migrates. */
export async function installJobQueue(ownerUrl: string, queues: readonly QueueDefinition[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, supervise: false, schedule: false, max: 1 })
  boss.on('error', () => {}) // a failure of start() is thrown as well
  await boss.start()
  for (const { name, retries = 0 } of queues) {
    const settings = retries === 0 ? { retryLimit: 0 } : { ...BACK_OFF, retryLimit: retries }
    if (await boss.getQueue(name)) await boss.updateQueue(name, settings)
    else await boss.createQueue(name, settings)
  }
  await boss.stop({ graceful: false })
}

export type JobQueue = {
  /** Adds a job in the transaction: it runs after the commit, or never. */
  enqueue<Payload extends object>(tx: Tx, job: Job<Payload, never>, payload: Payload): Promise<void>
  close(): Promise<void>
}

type QueueOptions = { url: string; role: 'quietanza_app' | 'quietanza_worker'; log: Logger }

function connection({ url, role }: QueueOptions): ConstructorOptions {
  return { connectionString: url, options: `-c role=${role}`, migrate: false, createSchema: false }
}

function open(options: QueueOptions, settings: ConstructorOptions): PgBoss {
  const boss = new PgBoss({ ...connection(options), ...settings })
  boss.on('error', (error) => options.log.error({ event: 'jobs.error', err: error }, 'job queue error'))
  return boss
}

/** For whoever only asks for jobs: the portal and the station. */
export async function openJobQueue(options: QueueOptions): Promise<JobQueue> {
  const boss = open(options, { supervise: false, schedule: false, max: 1 })
  await boss.start()
  return {
    async enqueue(tx, job, payload) {
      const id = await boss.send(job.name, payload, {
        db: { executeSql: (text, values) => tx.client.query(text, values) },
      })
      if (id === null) throw new Error(`job ${job.name} was not accepted`)
    },
    close: () => boss.stop({ graceful: false }),
  }
}

export type Worker = { stop(): Promise<void> }

/** Runs the jobs until stopped; a job in hand is finished first. */
export async function startWorker<Context extends JobContext>(
  options: QueueOptions,
  jobs: readonly Job<never, Context>[],
  context: Omit<Context, 'signal'>,
): Promise<Worker> {
  const boss = open(options, { max: 4 })
  await boss.start()
  for (const job of jobs) {
    await boss.work<object>(job.name, { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1 }, async ([taken]) => {
      const startedAt = performance.now()
      try {
        // The queue's own abort signal ends a job that has lost its lease.
        await job.run(taken!.data as never, { ...context, signal: taken!.signal } as Context)
      } catch (error) {
        context.log.error({ event: 'job.failed', job: job.name, err: error }, `job ${job.name} failed`)
        throw error
      }
      const duration = Math.round(performance.now() - startedAt)
      context.log.debug({ event: 'job.done', job: job.name, duration_ms: duration }, `job ${job.name} done`)
    })
    if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: 'Europe/Rome' })
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 10_000 }) }
}
