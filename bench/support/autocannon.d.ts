/** The part of autocannon 9 that the benches use: it brings no types of its own. */
declare module 'autocannon' {
  type Request = { method?: string; path?: string; headers?: Record<string, string>; body?: string }
  /** What one connection remembers. */
  type Context = { startedAt: number }
  type Options = {
    url: string
    connections: number
    duration: number
    timeout?: number
    requests: {
      setupRequest?: (request: Request, context: Context) => Request
      onResponse?: (status: number, body: string, context: Context) => void
    }[]
  }
  type Result = {
    duration: number
    errors: number
    timeouts: number
  }
  export default function autocannon(options: Options): Promise<Result>
}
