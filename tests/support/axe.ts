/**
 * What axe finds on a page. Straight into the page: pages have no frames, and without the ways of AxeBuilder for those it
 * takes a third of the time (measured: 335 ms instead of 810).
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const fromHere = createRequire(import.meta.url)
const source = readFileSync(
  createRequire(fromHere.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
)

type Violation = { id: string; nodes: { html: string }[] }

/**
 * Each broken rule, of whatever weight, with the elements that break it; none where the page is without fault. `within`
 * looks at a part, where the whole has been looked at before.
 */
export async function brokenRules(page: Page, within: 'document' | 'main' = 'document'): Promise<string[]> {
  const isThere = await page.evaluate('typeof axe === "object"')
  if (!isThere) await page.evaluate(source)
  const violations = (await page.evaluate(
    `axe.run(${within === 'main' ? "'main'" : 'document'}, { resultTypes: ["violations"], iframes: false }).then(({ violations }) => violations)`,
  )) as Violation[]
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
