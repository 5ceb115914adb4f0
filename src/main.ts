/** One program; its roles are its commands. `quietanza` alone says which there are. */
import { ConfigError } from './config.ts'
import { UsageError } from './platform/command.ts'
import { commands } from './commands.ts'

async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args
  const command = commands.find((candidate) => candidate.name === name)
  if (!command) {
    const list = commands.map(({ usage, summary }) => `  ${usage.padEnd(52)} ${summary}`).join('\n')
    process.stderr.write(`Uso: quietanza COMANDO\n\n${list}\n`)
    return name === '' || name === 'help' || name === '--help' ? 0 : 2
  }
  try {
    return await command.run(rest, process.env)
  } catch (error) {
    if (error instanceof ConfigError || error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`)
      process.exit(2) // what the command had opened already must not keep it alive
    }
    throw error
  }
}

process.exitCode = await main(process.argv.slice(2))
