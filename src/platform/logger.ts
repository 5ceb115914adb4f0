/** One line of JSON for each thing that happened: a message to read and fields to search. Never personal data. */
import { type DestinationStream, pino, type Logger as PinoLogger } from 'pino'

export type Logger = PinoLogger

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'

/** Writes to standard output, or to `destination`. */
export function createLogger(options: { level: LogLevel; role: string }, destination?: DestinationStream): Logger {
  const settings = {
    level: options.level,
    base: { role: options.role },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorFields },
  }
  return destination ? pino(settings, destination) : pino(settings)
}

/**
 * What is safe to keep of an error. Its message may quote a row (`Key (email)=(…) already exists`), so PostgreSQL's
 * detail is left out and the rest cut short.
 */
function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: typeof error }
  const { name, message, stack } = error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { name, code, message: message.slice(0, 300), stack: stack?.split('\n').slice(1, 12).join('\n') }
}
