/** A command of the program: reads its own arguments, says in Italian what is wrong with them, returns the exit code. */
export type Command = {
  readonly name: string
  readonly usage: string
  readonly summary: string
  run(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): Promise<number>
}

/** What whoever typed the command can mend. */
export class UsageError extends Error {}
