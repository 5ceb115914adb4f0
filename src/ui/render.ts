import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** A whole page as the browser gets it. */
export function render(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`
}
