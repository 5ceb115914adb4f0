/** Opens a port, or says in one sentence why it cannot be opened. */
import { UsageError } from './command.ts'

type Listener = { listen(options: { host: string; port: number }): Promise<string> }

export async function listen(app: Listener, what: string, options: { host: string; port: number }): Promise<string> {
  try {
    return await app.listen(options)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const { host, port } = options
    if (code === 'EADDRINUSE') {
      throw new UsageError(`La porta ${port}, che serve ${what}, è già occupata: liberala o scegline un'altra.`)
    }
    if (code === 'EACCES') throw new UsageError(`Non ho il permesso di aprire la porta ${port} (${what}).`)
    if (code === 'EADDRNOTAVAIL') throw new UsageError(`L'indirizzo ${host} non è di questa macchina (${what}).`)
    throw error
  }
}
