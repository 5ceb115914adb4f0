/** Absolute addresses, always from the configuration: what a request says of its host is not to be believed. */
export type Links = { absolute(path: string): string }

export function createLinks(baseUrl: string): Links {
  return { absolute: (path) => `${baseUrl}${path}` }
}
