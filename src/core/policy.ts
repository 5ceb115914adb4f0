/** How often something may be done: so many times, in windows of so many seconds, counted apart for each key. */
export type Policy = { readonly name: string; readonly limit: number; readonly windowSeconds: number }
